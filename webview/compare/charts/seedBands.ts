import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { seedBand } from '../../../src/core/series/seedBand.ts';

export interface BandSeries {
  median: LineSeries;
  low: LineSeries;
  high: LineSeries;
}

export interface SeedBands {
  /** The band of these curves, made anew only when one of them has grown. @param key the same for the same band */
  of(key: string, curves: readonly LineSeries[], smoothing: number): BandSeries | undefined;
}

export function createSeedBands(): SeedBands {
  const kept = new Map<string, { state: string; band: BandSeries }>();
  return {
    of(key, curves, smoothing) {
      const [first] = curves;
      if (!first) return undefined;
      const state = curves.map(({ length }) => length).join();
      const known = kept.get(key);
      const band = known?.state === state ? known.band : build(curves, first);
      kept.set(key, { state, band });
      const weight = first.info.scale === 'batch' ? smoothing : 0;
      for (const line of [band.median, band.low, band.high]) line.setSmoothing(weight);
      return band;
    },
  };
}

function build(curves: readonly LineSeries[], { info }: LineSeries): BandSeries {
  const band = seedBand(
    curves.map((line) => ({
      steps: Float64Array.from({ length: line.length }, (_, index) => line.stepAt(index)),
      values: line.raw.values(),
    })),
  );
  const line = (values: Float32Array): LineSeries => {
    const series = new LineSeries(info);
    series.append({ steps: band.steps, values });
    return series;
  };
  return { median: line(band.median), low: line(band.low), high: line(band.high) };
}
