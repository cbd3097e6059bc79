import { hasCollapsed, modeCoverage, type DigitCounts } from '../../../src/core/samples/modeCoverage.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { dataTable } from '../../lib/dataTable.ts';
import { h } from '../../lib/dom.ts';
import { icon } from '../../lib/icons/icon.ts';
import { createWords } from '../../lib/words.ts';

export interface DigitsView {
  readonly element: HTMLElement;
  /** @param counts of the frames of one set up to the shown one, oldest first; the last is described */
  show(counts: readonly DigitCounts[], locale: Locale): void;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** `3 and 8`, in the reader's language. */
function listOf(digits: readonly number[], locale: Locale): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(digits.map(String));
}

/** One sentence: which digits the samples show. */
export function digitsSentence(counts: DigitCounts, locale: Locale): string {
  const words = createWords(sampleWords, locale);
  const { shown, missing, meanConfidence, areDigits } = modeCoverage(counts);
  const confidence = percent(meanConfidence);
  if (!areDigits) return words('digitsUnsure', { confidence });
  return missing.length === 0
    ? words('digitsAll', { confidence })
    : words('digitsMissing', { shown: shown.length, missing: listOf(missing, locale), confidence });
}

/** Which digits a generator makes, as the digit classifier estimates it, and a warning when they become few. */
export function createDigitsView(): DigitsView {
  const sentence = h('p', {});
  const warning = h('p', { class: 'samples-warning' });
  const table = h('div', { class: 'samples-digits-table' });
  const card = h('details', { class: 'samples-card' });
  const element = h('div', { class: 'samples-digits' }, [warning, sentence, table, card]);
  let key = '';
  return {
    element,
    show(all, locale) {
      const last = all.at(-1);
      element.hidden = !last;
      const nextKey = JSON.stringify([locale, all.slice(-3)]);
      if (!last || key === nextKey) return;
      key = nextKey;
      const words = createWords(sampleWords, locale);
      const coverage = modeCoverage(last);
      sentence.textContent = digitsSentence(last, locale);
      const isCollapsed = hasCollapsed(all);
      warning.hidden = !isCollapsed;
      warning.replaceChildren(
        icon('warning'),
        words('collapse', { modes: Math.max(1, Math.round(coverage.effectiveModes)) }),
      );
      table.hidden = !coverage.areDigits;
      table.replaceChildren(
        dataTable({
          caption: words('digitCounts'),
          columns: [words('digit'), ...last.counts.map((_, digit) => String(digit))],
          rows: [[words('digitCounts'), ...last.counts.map(String)]],
        }),
      );
      const isOpen = card.open;
      card.replaceChildren(
        h('summary', {}, words('digitCard')),
        h('p', { class: 'muted' }, words('digitCardText')),
      );
      card.open = isOpen;
    },
  };
}
