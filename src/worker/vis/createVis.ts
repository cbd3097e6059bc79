import { barPlot, histogramPlot } from './barPlots.ts';
import { surfaceOf } from './container.ts';
import { confusionPlot, heatmapPlot } from './heatmapPlots.ts';
import { fitCallbacks, showHistory } from './historyPlots.ts';
import { accuracy, confusionMatrix, perClassAccuracy } from './metrics.ts';
import { showDistribution, showLayer, showModelSummary, showPerClassAccuracy } from './modelPlots.ts';
import { drawOrRefuse, type PlotDesk } from './plotDesk.ts';
import { PlotRefusal } from './plotRefusal.ts';
import { tablePlot } from './tablePlot.ts';
import { createVisor } from './visor.ts';
import { xyPlot } from './xyPlot.ts';
import type { Plot } from '../../protocol/plot.ts';

export const visNames = ['@tensorflow/tfjs-vis'] as const;

type Call = (...args: never[]) => unknown;

/** The module `@tensorflow/tfjs-vis`, drawing in the run panel. */
export function createVis(desk: PlotDesk): Record<string, unknown> {
  const drawn =
    (name: string, make: (data: unknown, options: unknown) => Plot) =>
    (container: unknown, data: unknown, options?: unknown): Promise<void> => {
      drawOrRefuse(desk, surfaceOf(container, name), `tfvis.render.${name}`, () => make(data, options));
      return Promise.resolve();
    };
  const done = (): Promise<void> => Promise.resolve();
  const render: Record<string, Call> = {
    linechart: drawn('linechart', (data, options) => xyPlot('line', data, options)),
    scatterplot: drawn('scatterplot', (data, options) => xyPlot('scatter', data, options)),
    barchart: drawn('barchart', barPlot),
    histogram: drawn('histogram', histogramPlot),
    heatmap: drawn('heatmap', heatmapPlot),
    confusionMatrix: drawn('confusionMatrix', confusionPlot),
    table: drawn('table', (data) => tablePlot(data)),
  };
  const show: Record<string, Call> = {
    history: (container: unknown, history: unknown, metrics: unknown, options?: unknown) => {
      showHistory(desk, container, history, metrics, options);
      return done();
    },
    fitCallbacks: (container: unknown, metrics: unknown, options?: unknown) =>
      fitCallbacks(desk, container, metrics, options),
    perClassAccuracy: (container: unknown, classes: unknown, labels?: unknown) => {
      showPerClassAccuracy(desk, container, classes, labels);
      return done();
    },
    valuesDistribution: (container: unknown, tensor: unknown) => {
      showDistribution(desk, container, tensor);
      return done();
    },
    layer: (container: unknown, layer: unknown) => {
      showLayer(desk, container, layer);
      return done();
    },
    modelSummary: (container: unknown, model: unknown) => {
      showModelSummary(desk, container, model);
      return done();
    },
  };
  // The confusion matrix is drawn by `render`; asked of `show`, it is the same.
  show['confusionMatrix'] = render['confusionMatrix'] ?? done;
  const visor = createVisor(desk);
  return {
    render: refusingUnknown(desk, 'render', render),
    show: refusingUnknown(desk, 'show', show),
    metrics: { accuracy, perClassAccuracy, confusionMatrix },
    visor: () => visor,
    version_vis: '1.5.1',
  };
}

/** A chart that does not exist is refused by a sentence instead of "is not a function", and training goes on. */
function refusingUnknown(desk: PlotDesk, family: string, known: Record<string, Call>): Record<string, Call> {
  return new Proxy(known, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key) as Call;
      return (container: unknown) => {
        const refusal = new PlotRefusal('unknown-chart', {
          asked: `${family}.${key}`,
          known: Object.keys(target).join(', '),
        });
        desk.refuse(surfaceOf(container, key), `tfvis.${family}.${key}`, refusal);
        return Promise.resolve();
      };
    },
  });
}
