import { predictedAt } from '../../../src/core/prediction/comparePrediction.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import type { MetricGroup } from '../../../src/core/series/seriesStore.ts';
import { predictionWords } from '../../../src/core/words/prediction.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { CurvePrediction } from '../../../src/protocol/prediction.ts';
import type { ChartLine } from '../../lib/chart/chartModel.ts';
import type { RunState } from '../runState.ts';

/** A drawn curve as a line of a chart over epochs, with a value at each epoch between its first and its last point. */
export function predictionLine({ metric, points }: CurvePrediction, locale: Locale): ChartLine {
  const series = new LineSeries({ id: -1, metric, split: 'validation', scale: 'epoch', model: '' });
  const [from, to] = [points[0]?.epoch ?? 1, points.at(-1)?.epoch ?? 0];
  const epochs = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  series.append({
    steps: Float64Array.from(epochs, (epoch) => epoch - 1),
    values: Float32Array.from(epochs, (epoch) => predictedAt(points, epoch)),
  });
  return { series, role: 'prediction', scale: 1, offset: 1, label: predictionWords.legend[locale] };
}

/** What was drawn for this run, on the chart of its metric; with several models, on that of the first. */
export function predictionLines(state: RunState, group: MetricGroup): ChartLine[] {
  const drawn = state.predictions.own.find(({ metric }) => metric === group.metric);
  const first = state.series.groups().find(({ metric }) => metric === group.metric);
  return drawn && first?.model === group.model ? [predictionLine(drawn, state.locale)] : [];
}
