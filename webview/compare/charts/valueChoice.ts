import { compareWords } from '../../../src/core/words/compare.ts';
import { runWords } from '../../../src/core/words/run.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { SeriesInfo, Split } from '../../../src/protocol/run.ts';
import type { CompareState } from '../compareState.ts';

/** Which of a metric's curves are compared. */
export interface ValueChoice {
  /** `validation epoch` */
  id: string;
  split: Split;
  scale: SeriesInfo['scale'];
  label: string;
}

const order = [
  'validation epoch',
  'train epoch',
  'train batch',
  'test epoch',
  'validation batch',
  'test batch',
];

/** What the drawn runs have, best first: a model is judged by what it has not seen. */
export function valueChoices(state: CompareState, locale: Locale): ValueChoice[] {
  const ids = new Set<string>();
  for (const { header } of state.drawnRows())
    for (const { info } of state.loaded(header.id)?.series.all() ?? []) ids.add(choiceOf(info));
  return order
    .filter((id) => ids.has(id))
    .map((id) => {
      const [split, scale] = id.split(' ') as [Split, SeriesInfo['scale']];
      const label = compareWords[scale === 'epoch' ? 'perEpoch' : 'perBatch'][locale];
      return { id, split, scale, label: fill(label, { split: runWords[split][locale] }) };
    });
}

export function choiceOf({ split, scale }: Pick<SeriesInfo, 'split' | 'scale'>): string {
  return `${split} ${scale}`;
}

/** Metrics that lack the wanted curves are shown by the next best they have. */
export function preferences(wanted: string): string[] {
  return [wanted, ...order.filter((id) => id !== wanted)];
}
