import { Emitter, type Event } from '../../../src/base/emitter.ts';
import type { SeriesInfo } from '../../../src/protocol/run.ts';
import { xOf } from '../../lib/chart/chartModel.ts';
import type { CurveChart } from './curveCharts.ts';

/** A part of one curve, by its steps. */
export interface CurvePlace {
  model: string;
  metric: string;
  split: SeriesInfo['split'];
  scale: SeriesInfo['scale'];
  fromStep: number;
  toStep: number;
}

/** Which part of which curve another part of the panel points at. */
export interface CurveFocus {
  readonly place: CurvePlace | undefined;
  readonly onDidChange: Event<CurvePlace | undefined>;
  show(place: CurvePlace | undefined): void;
}

export function createCurveFocus(): CurveFocus {
  const changed = new Emitter<CurvePlace | undefined>();
  let current: CurvePlace | undefined;
  return {
    get place() {
      return current;
    },
    onDidChange: changed.event,
    show(place) {
      current = place;
      changed.fire(place);
    },
  };
}

/** Where a place lies on the x axis of a chart; undefined when it is on another chart. */
export function rangeOn(
  chart: CurveChart,
  place: CurvePlace | undefined,
): { from: number; to: number } | undefined {
  if (!place || place.model !== chart.group.model || place.metric !== chart.group.metric) return undefined;
  const lines = chart.model.lines.filter(({ role }) => role === 'main' || role === 'batch');
  const line =
    lines.find(({ series: { info } }) => info.scale === place.scale && info.split === place.split) ??
    lines.find(({ series: { info } }) => info.scale === place.scale);
  if (!line || line.series.length === 0) return undefined;
  const at = (step: number): number => xOf(line, line.series.nearestIndex(step));
  return { from: at(place.fromStep), to: at(place.toStep) };
}
