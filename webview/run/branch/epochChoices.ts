import { bestOf, monitorOf } from '../../../src/core/checkpoints/bestEpoch.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import { branchWords } from '../../../src/core/words/branch.ts';
import type { KeptEpoch } from '../../../src/protocol/checkpoint.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { createWords } from '../../lib/words.ts';

/** An epoch to go on from, as it stands in the list. */
export interface EpochChoice {
  value: string;
  text: string;
  kept: KeptEpoch;
}

/** The same for an epoch of a model, whatever else of it changes. */
export function valueOf({ model, epoch }: KeptEpoch): string {
  return JSON.stringify([model, epoch]);
}

/** The latest epoch that was complete at a moment; of the whole run without one. */
export function epochAt(epochs: readonly KeptEpoch[], shownMs: number | undefined): KeptEpoch | undefined {
  return epochs.findLast(({ elapsedMs }) => shownMs === undefined || elapsedMs <= shownMs);
}

/** The last and the best of each model, then all others from the newest on. */
export function epochChoices(
  epochs: readonly KeptEpoch[],
  shownMs: number | undefined,
  locale: Locale,
): EpochChoice[] {
  const words = createWords(branchWords, locale);
  const models = [...new Set(epochs.map(({ model }) => model))];
  const shown = shownMs === undefined ? undefined : epochAt(epochs, shownMs);
  return models.flatMap((model) => {
    const newestFirst = epochs.filter((one) => one.model === model).reverse();
    const [last, best] = [newestFirst[0], bestOf(newestFirst)];
    const monitor = monitorOf(newestFirst);
    const textOf = (kept: KeptEpoch): string => {
      const { epoch, logs } = kept;
      const loss = formatValue(logs[monitor] ?? NaN);
      if (kept === shown) return words('epochShown', { epoch });
      if (kept === best) return words('epochBest', { epoch, monitor, loss });
      return words(kept === last ? 'epochLast' : 'epochPlain', { epoch });
    };
    const first = [...new Set([last, best])].filter((kept) => kept !== undefined);
    return [...first, ...newestFirst.filter((kept) => !first.includes(kept))].map((kept) => ({
      kept,
      value: valueOf(kept),
      text: models.length > 1 ? `${model}: ${textOf(kept)}` : textOf(kept),
    }));
  });
}

/** What stands in the field: nothing, a number above 0, or something else. Commas count as decimal points. */
export function readRate(text: string): number | 'none' | 'bad' {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return 'none';
  const rate = Number(trimmed);
  return Number.isFinite(rate) && rate > 0 ? rate : 'bad';
}
