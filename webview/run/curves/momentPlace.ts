import type { Moment } from '../../../src/protocol/moment.ts';
import { type ChartAxis, type ChartLine, xOf } from '../../lib/chart/chartModel.ts';

/** What is needed to find a moment on a chart's x axis. */
export interface MomentAxis {
  axis: ChartAxis;
  /** The model whose curves these are. */
  model: string;
  /** Batches of an epoch of that model, where there are epochs. */
  perEpoch: number | undefined;
  lines: readonly ChartLine[];
  /** How long the run has gone on and how far its curves reach, for runs that kept no times. */
  elapsedMs: number | undefined;
  reached: number;
}

/** Where a moment lies on the x axis; undefined where nothing tells. */
export function placeOfMoment(at: Moment, place: MomentAxis): number | undefined {
  if (place.axis === 'time') return at.elapsedMs / 1000;
  if (at.model === place.model) {
    if (at.updates !== undefined && place.axis === 'batch') return at.updates;
    if (at.updates !== undefined && place.perEpoch !== undefined && hasBatches(place))
      return at.updates / place.perEpoch;
    if (at.epoch !== undefined && place.axis === 'epoch') return at.epoch;
  }
  return placeOfTime(at.elapsedMs, place);
}

function hasBatches({ lines }: MomentAxis): boolean {
  return lines.some(({ series }) => series.info.scale === 'batch');
}

/** By the finest curve that knows when its points were made, else in proportion. */
export function placeOfTime(elapsedMs: number, place: MomentAxis): number | undefined {
  const timed = place.lines
    .filter(({ series }) => series.hasTimes && series.length > 0)
    .reduce<ChartLine | undefined>(
      (best, line) => (!best || line.series.length > best.series.length ? line : best),
      undefined,
    );
  if (!timed) return place.elapsedMs ? (elapsedMs / place.elapsedMs) * place.reached : undefined;
  const { series } = timed;
  // The last point that was there at that moment.
  const after = series.indexFromTime(elapsedMs + 1e-6);
  return after === 0 ? 0 : xOf(timed, after - 1);
}
