import type { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { Progress } from '../../../src/protocol/run.ts';
import type { ChartAxis } from '../../lib/chart/chartModel.ts';
import type { RunState } from '../runState.ts';

/**
 * How many batches make an epoch: what the run announced if that agrees with the curves (a second model may have
 * other batches), else what the curves themselves say. Undefined when there are no epochs.
 */
export function batchesPerEpoch(
  series: readonly LineSeries[],
  progress: Progress | undefined,
): number | undefined {
  const count = (scale: 'batch' | 'epoch'): number =>
    Math.max(
      0,
      ...series.map((line) => (line.info.scale === scale && line.length > 0 ? line.lastStep + 1 : 0)),
    );
  const [batches, epochs] = [count('batch'), count('epoch')];
  const announced = progress?.epochs === undefined ? undefined : progress.batches;
  if (announced && Math.abs(batches / announced - epochs) <= 1) return announced;
  if (epochs === 0) return undefined;
  return batches === 0 ? 1 : batches / epochs;
}

const has = (series: readonly LineSeries[], scale: 'batch' | 'epoch'): boolean =>
  series.some((line) => line.info.scale === scale && line.length > 0);

/** The axes that curves of one model can be drawn along; the first is the one they usually have. */
export function axesOfGroup(series: readonly LineSeries[], perEpoch: number | undefined): ChartAxis[] {
  const axes: ChartAxis[] = perEpoch === undefined ? [] : ['epoch'];
  if (has(series, 'batch') || perEpoch === undefined) axes.push('batch');
  if (series.some((line) => line.hasTimes)) axes.push('time');
  return axes;
}

/** The axes that any of the run's curves can have. */
export function axesOf({ series, progress }: RunState): ChartAxis[] {
  const found = series
    .groups()
    .flatMap((group) => axesOfGroup(group.series, batchesPerEpoch(group.series, progress)));
  return (['epoch', 'batch', 'time'] as const).filter((axis) => found.includes(axis));
}
