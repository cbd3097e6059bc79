import { formatDuration } from '../../../src/core/series/formatValue.ts';
import { type MarkWord, markWords } from '../../../src/core/words/marks.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Alarm, Mark } from '../../../src/protocol/exhibit.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { ChartMark } from '../../lib/chart/chartMark.ts';
import type { RunState } from '../runState.ts';
import { type MomentAxis, placeOfMoment } from './momentPlace.ts';

/** More flags than this hide the curves; alarms that come back say nothing new. */
const flagLimit = 200;

/** Marks and alarms of one chart, in the order in which they happened. */
export function curveMarks(state: RunState, place: MomentAxis, isOnlyModel: boolean): ChartMark[] {
  const all = [...state.exhibits('mark'), ...state.exhibits('alarm')].sort((a, b) => a.number - b.number);
  return all
    .slice(0, flagLimit)
    .flatMap(({ exhibit }, index) => {
      const { at } = exhibit;
      if (at.model !== undefined && at.model !== place.model && !isOnlyModel) return [];
      const x = placeOfMoment(isOnlyModel ? { ...at, model: place.model } : at, place);
      if (x === undefined || !Number.isFinite(x)) return [];
      const what = whatOf(exhibit, state.locale);
      return [
        {
          x,
          what,
          number: index + 1,
          isAlarm: exhibit.kind === 'alarm',
          text: fill(markWords.markAt[state.locale], {
            where: whereOf(exhibit, x, place, state.locale),
            what,
          }),
        },
      ];
    })
    .sort((a, b) => a.x - b.x);
}

function whereOf({ at }: Mark | Alarm, x: number, { axis }: MomentAxis, locale: Locale): string {
  const isWholeEpoch = axis === 'epoch' && x > 0 && Math.abs(x - Math.round(x)) < 1e-6;
  if (isWholeEpoch) return fill(runWords.atEpoch[locale], { at: Math.round(x) });
  if (at.updates !== undefined && at.updates > 0) return fill(runWords.atBatch[locale], { at: at.updates });
  return formatDuration(at.elapsedMs);
}

/** Rates as people write them: 0.001, 3e-5. */
const rate = (value: number): string => String(Number(value.toPrecision(3)));

function whatOf(exhibit: Mark | Alarm, locale: Locale): string {
  if (exhibit.kind === 'alarm') {
    const what = wordOf(exhibit.code)[locale];
    return exhibit.layer === undefined
      ? what
      : fill(markWords.inLayer[locale], { what, layer: exhibit.layer });
  }
  const { code, from, to, text } = exhibit;
  if (code === 'rate-changed' && to !== undefined)
    return from === undefined
      ? fill(markWords['rate-set'][locale], { to: rate(to) })
      : fill(markWords['rate-changed'][locale], { from: rate(from), to: rate(to) });
  if (code === 'learner') return text ?? markWords['learner-none'][locale];
  return wordOf(code)[locale];
}

/** A run of a later version may hold a code that this one has no words for. */
function wordOf(code: string): (typeof markWords)[MarkWord] {
  return Object.hasOwn(markWords, code) ? markWords[code as MarkWord] : markWords.other;
}
