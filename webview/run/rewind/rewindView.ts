import { formatDuration } from '../../../src/core/series/formatValue.ts';
import { steeringWords } from '../../../src/core/words/steering.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Moment } from '../../../src/protocol/moment.ts';
import { toolButton } from '../../lib/chart/toolButton.ts';
import { button } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { placeAt, placesToGo } from './placesToGo.ts';

/** How long after an epoch what belongs to it may still be recorded: its evaluation, its pictures. */
const afterwardsMs = 400;

/** One slider for the whole panel: everything in it shows the moment that is chosen here. Hidden while there is one moment only. */
export function createRewindView(onDidChoose: () => void): PartView {
  const element = h('div', { class: 'rewind row' });
  let built: Rewinder | undefined;
  let locale: Locale | undefined;
  return {
    element,
    show(state) {
      if (!built || locale !== state.locale) {
        built = buildRewinder(state.locale, onDidChoose);
        ({ locale } = state);
        element.replaceChildren(...built.parts);
      }
      built.show(state);
      element.hidden = built.places < 2;
    },
  };
}

interface Rewinder {
  parts: HTMLElement[];
  readonly places: number;
  show(state: RunState): void;
}

function buildRewinder(locale: Locale, onDidChoose: () => void): Rewinder {
  const words = createWords(steeringWords, locale);
  let places: Moment[] = [];
  let shown: RunState | undefined;
  const slider = h('input', {
    class: 'slider rewind-slider',
    type: 'range',
    min: 0,
    'aria-label': words('rewind'),
  });
  const where = h('span', { class: 'rewind-where numbers muted' });
  const choose = (index: number): void => {
    if (!shown) return;
    const isLatest = index >= places.length - 1;
    shown.shownMs = isLatest ? undefined : momentEnd(places, index);
    onDidChoose();
  };
  slider.addEventListener('input', () => choose(Number(slider.value)));
  const back = toolButton('chevron-left', words('rewindBack'), () =>
    choose(Math.max(0, Number(slider.value) - 1)),
  );
  const on = toolButton('chevron-right', words('rewindOn'), () => choose(Number(slider.value) + 1));
  const now = button({ label: words('rewindNow'), onClick: () => choose(places.length - 1) });
  return {
    parts: [back, slider, on, where, now],
    get places() {
      return places.length;
    },
    show(state) {
      shown = state;
      places = placesToGo(state.allMoments('tick'), state.allMoments());
      const last = Math.max(0, places.length - 1);
      const index = state.shownMs === undefined ? last : placeAt(places, state.shownMs);
      slider.max = String(last);
      slider.value = String(index);
      const text = state.shownMs === undefined ? words('rewindShowsNow') : describe(places[index], locale);
      slider.setAttribute('aria-valuetext', text);
      setText(where, text);
      back.disabled = index === 0;
      on.disabled = index === last;
      now.disabled = state.shownMs === undefined;
    },
  };
}

/** What was recorded soon after an epoch belongs to it, unless the next place comes first. */
function momentEnd(places: readonly Moment[], index: number): number {
  const at = places[index]?.elapsedMs ?? 0;
  const next = places[index + 1]?.elapsedMs ?? Infinity;
  return Math.min(at + afterwardsMs, (at + next) / 2);
}

function describe(moment: Moment | undefined, locale: Locale): string {
  if (!moment) return '';
  const words = createWords(steeringWords, locale);
  const time = formatDuration(moment.elapsedMs);
  if (moment.epoch !== undefined) return words('rewindEpoch', { epoch: moment.epoch, time });
  return moment.updates === undefined
    ? words('rewindTime', { time })
    : words('rewindUpdate', { updates: new Intl.NumberFormat(locale).format(moment.updates), time });
}
