import type { SeriesBlock, SeriesInfo } from '../../protocol/run.ts';
import { LineSeries } from './lineSeries.ts';

/** Curves that belong in one picture: the same metric of the same model. */
export interface MetricGroup {
  metric: string;
  model: string;
  series: LineSeries[];
}

/** Curves a run may have. More are no picture any more, and would take memory without end. */
export const seriesLimit = 200;

/** All curves of one run. */
export class SeriesStore {
  readonly #series = new Map<number, LineSeries>();
  #smoothing = 0;
  #leftOut: number;

  /** @param leftOut curves that the host has left out already */
  constructor(leftOut = 0) {
    this.#leftOut = leftOut;
  }

  /** Curves beyond `seriesLimit`, of which nothing is kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Points of all curves together. */
  get pointCount(): number {
    let count = 0;
    for (const series of this.#series.values()) count += series.length;
    return count;
  }

  /** Announces a curve; one that is known already is left as it is, and one too many is only counted. */
  add(info: SeriesInfo): LineSeries | undefined {
    const known = this.#series.get(info.id);
    if (known) return known;
    if (this.#series.size >= seriesLimit) {
      this.#leftOut++;
      return undefined;
    }
    const series = new LineSeries(info);
    this.#smooth(series);
    this.#series.set(info.id, series);
    return series;
  }

  /** Appends points. A block of a curve that was never announced is passed over: its name is not known. */
  append(blocks: readonly SeriesBlock[]): void {
    for (const block of blocks) this.#series.get(block.id)?.append(block);
  }

  all(): LineSeries[] {
    return [...this.#series.values()];
  }

  /** @param weight of the moving average over batch curves, 0 to 0.99; epoch curves are few points and stay raw. */
  setSmoothing(weight: number): void {
    this.#smoothing = weight;
    for (const series of this.#series.values()) this.#smooth(series);
  }

  #smooth(series: LineSeries): void {
    if (series.info.scale === 'batch') series.setSmoothing(this.#smoothing);
  }

  /** One group per model and metric: models in the order they appeared, loss before all other metrics. */
  groups(): MetricGroup[] {
    const groups = new Map<string, MetricGroup>();
    for (const series of this.#series.values()) {
      const { metric, model } = series.info;
      const key = JSON.stringify([model, metric]);
      const group = groups.get(key) ?? { metric, model, series: [] };
      group.series.push(series);
      groups.set(key, group);
    }
    const models = [...new Set([...groups.values()].map((group) => group.model))];
    const rank = (group: MetricGroup): number =>
      models.indexOf(group.model) * 2 + (group.metric === 'loss' ? 0 : 1);
    return [...groups.values()].sort((a, b) => rank(a) - rank(b));
  }
}

/** The store of a stored or running run. */
export function createSeriesStore(
  series: readonly SeriesInfo[],
  blocks: readonly SeriesBlock[],
  leftOut = 0,
): SeriesStore {
  const store = new SeriesStore(leftOut);
  for (const info of series) store.add(info);
  store.append(blocks);
  return store;
}
