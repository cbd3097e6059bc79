import type { MetricsBatch } from '../../protocol/run.ts';

/** Reads the latest training loss out of the batches of one run. */
export function createLossReader(): (batch: MetricsBatch) => number | undefined {
  const lossSeries = new Set<number>();
  let last: number | undefined;
  return (batch) => {
    for (const series of batch.newSeries)
      if (series.metric === 'loss' && series.split === 'train') lossSeries.add(series.id);
    for (const { id, values } of batch.blocks) if (lossSeries.has(id)) last = values.at(-1) ?? last;
    return last;
  };
}
