import { smoothLosses } from '../../../src/core/rates/rateScan.ts';
import { rateVerdicts, rateWords } from '../../../src/core/words/rates.ts';
import type { RateScan } from '../../../src/protocol/exhibit.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { announce } from '../../lib/announce.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createXyPlot } from '../../lib/xyPlot/xyPlot.ts';
import type { XyModel } from '../../lib/xyPlot/xyModel.ts';
import type { PartView } from '../partView.ts';

/** What a learning-rate finder has found: loss over rate, the suggestion, and a button that copies it. */
export function createRatesView(): PartView {
  const element = h('section', { class: 'rates', hidden: true });
  let shown = '';
  return {
    element,
    show(state) {
      const { locale, header, isRunning } = state;
      const scan = state.exhibits('rate-scan').at(-1)?.exhibit;
      const isSearching = header.purpose === 'find-rate' && isRunning;
      element.hidden = !scan && !isSearching;
      const key = JSON.stringify([locale, header.id, scan?.at, isSearching]);
      if (element.hidden || key === shown) return;
      shown = key;
      if (!scan) element.replaceChildren(h('p', { class: 'muted' }, rateWords.searching[locale]));
      else drawScan(element, scan, locale);
    },
  };
}

/** As people write a rate in code: `0.003`, `1e-7`. */
export function rateText(rate: number): string {
  return rate >= 1e-5 ? String(Number(rate.toPrecision(3))) : rate.toExponential(0).replace('e-', 'e-');
}

function drawScan(element: HTMLElement, scan: RateScan, locale: Locale): void {
  const plot = createXyPlot(locale, 'h2');
  const { suggestion } = scan;
  const copy =
    suggestion === undefined
      ? undefined
      : button({
          label: fill(rateWords.copy[locale], { rate: rateText(suggestion) }),
          onClick: () => void copyRate(rateText(suggestion), locale),
        });
  element.replaceChildren(plot.element, ...(copy ? [copy] : []));
  plot.show(scanModel(scan, locale));
}

/** Loss over rate. What shoots up at the end is cut off above twice the first loss, or nothing else could be seen. */
function scanModel({ rates, losses, suggestion, verdict, model }: RateScan, locale: Locale): XyModel {
  const smooth = smoothLosses(Array.from(losses).filter(Number.isFinite));
  const rate = suggestion === undefined ? '' : rateText(suggestion);
  const [first = 1] = smooth;
  return {
    title: rateWords.title[locale],
    note: fill(rateWords.note[locale], { model, steps: rates.length }),
    sentence: fill(rateVerdicts[verdict][locale], { rate }),
    lines: [
      { label: rateWords.smoothed[locale], x: rates, y: smooth },
      { label: rateWords.measured[locale], x: rates, y: losses, isFaint: true },
    ],
    isLogX: true,
    isLogY: false,
    ...(suggestion === undefined ? {} : { mark: { x: suggestion, label: rate } }),
    place: (x) => fill(rateWords.atRate[locale], { rate: rateText(x) }),
    placeTitle: rateWords.rate[locale],
    ...(first > 0 ? { top: first * 2 } : {}),
  };
}

async function copyRate(rate: string, locale: Locale): Promise<void> {
  const isCopied = await navigator.clipboard.writeText(rate).then(
    () => true,
    () => false,
  );
  announce(fill(rateWords[isCopied ? 'copied' : 'notCopied'][locale], { rate }));
}
