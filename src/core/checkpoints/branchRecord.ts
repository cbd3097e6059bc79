import type { KeptEpoch, TrainingState } from '../../protocol/checkpoint.ts';
import type { Mark } from '../../protocol/exhibit.ts';
import type { RunSnapshot, SeriesBlock } from '../../protocol/run.ts';

/** What the record of a run holds before its program has said anything. */
export type FirstRecord = Pick<RunSnapshot, 'series' | 'blocks' | 'models' | 'evaluations' | 'exhibits'>;

/**
 * What a run had recorded when a checkpoint was taken: the story that a run which goes on from there begins with. Curves are cut
 * by step and not by number of points, since long ones may have been condensed.
 */
export function recordUntil(snapshot: RunSnapshot, recorded: TrainingState['recorded']): FirstRecord {
  const lastSteps = new Map(recorded.lastSteps.map(({ id, step }) => [id, step]));
  const series = snapshot.series.filter(({ id }) => lastSteps.has(id));
  return {
    series,
    blocks: snapshot.blocks
      .filter(({ id }) => lastSteps.has(id))
      .map((block) => cut(block, lastSteps.get(block.id) ?? -1)),
    models: snapshot.models,
    evaluations: snapshot.evaluations.slice(0, recorded.evaluations),
    exhibits: snapshot.exhibits.slice(0, recorded.exhibits),
  };
}

/** Steps only grow, but for a test curve, which may have several points at one. */
function cut({ id, steps, values }: SeriesBlock, lastStep: number): SeriesBlock {
  let count = steps.length;
  while (count > 0 && (steps[count - 1] ?? 0) > lastStep) count--;
  return { id, steps: steps.slice(0, count), values: values.slice(0, count) };
}

/** What shows on the curves that a run went on from another one here, and with what rate. */
export function branchMarks(kept: KeptEpoch, from: { number: number; learningRate?: number }): Mark[] {
  const { elapsedMs, model, epoch, updates } = kept;
  const at = { elapsedMs, model, epoch, updates };
  const { learningRate: to, number } = from;
  const branched: Mark = { kind: 'mark', at, code: 'branched', from: number };
  if (to === undefined || to === kept.learningRate) return [branched];
  const { learningRate: before } = kept;
  return [
    branched,
    { kind: 'mark', at, code: 'rate-changed', ...(before === undefined ? {} : { from: before }), to },
  ];
}
