import type { LayersModel, Tensor } from '@tensorflow/tfjs';
import { histogramStats } from '../../core/plot/histogramBins.ts';
import type { BarPlot, HistogramPlot, TablePlot } from '../../protocol/plot.ts';
import { histogramPlot } from './barPlots.ts';
import { partOf, surfaceOf } from './container.ts';
import { drawOrRefuse, type PlotDesk } from './plotDesk.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { assembleTable } from './tablePlot.ts';
import { isObject, isTensor, numberOf, valuesOfTensor } from './values.ts';

type Layer = LayersModel['layers'][number];

/** `[batch, 26, 26, 8]`, as tfjs-vis writes it; of several outputs the first. */
function shapeText(shape: Layer['outputShape']): string {
  const first = (Array.isArray(shape[0]) ? shape[0] : shape) as (number | null)[];
  return `[${first.map((size) => size ?? 'batch').join(', ')}]`;
}

/** `show.modelSummary`: a row a layer. */
export function showModelSummary(desk: PlotDesk, container: unknown, model: unknown): void {
  const wanted = 'tfvis.show.modelSummary';
  drawOrRefuse(desk, surfaceOf(container, 'modelSummary'), wanted, (): TablePlot => {
    const layers = isObject(model) ? model['layers'] : undefined;
    if (!Array.isArray(layers)) throw new PlotRefusal('not-model', { given: given(model) });
    return assembleTable(
      ['Layer Name', 'Output Shape', '# Of Params', 'Trainable'],
      (layers as Layer[]).map((layer) => [
        layer.name,
        shapeText(layer.outputShape),
        layer.countParams(),
        layer.trainable,
      ]),
    );
  });
}

/** `show.layer`: a table of its weights, and the distribution of each. */
export function showLayer(desk: PlotDesk, container: unknown, layer: unknown): void {
  const wanted = 'tfvis.show.layer';
  const surface = surfaceOf(container, 'layer');
  let weights: { name: string; tensor: Tensor }[] = [];
  drawOrRefuse(desk, partOf(surface, 'weights'), wanted, () => {
    weights = weightsOf(layer);
    return assembleTable(
      ['Weight Name', 'Shape', 'Min', 'Max', '# Params', '# Zeros', '# NaNs', '# Infinity'],
      weights.map(({ name, tensor }) => {
        const stats = new Map(histogramStats(valuesOfTensor(tensor)).map((one) => [one.name, one.value]));
        const counts = (['numZeros', 'numNans', 'numInfs'] as const).map((key) => stats.get(key));
        const shape = `[${tensor.shape.join(', ')}]`;
        return [name, shape, stats.get('min'), stats.get('max'), tensor.size, ...counts];
      }),
    );
  });
  for (const { name, tensor } of weights)
    drawOrRefuse(desk, partOf(surface, `weights ${name}`), wanted, () => ({
      ...histogramPlot(tensor, { stats: false, xLabel: 'value', yLabel: 'weights' }),
      title: name,
    }));
}

function weightsOf(layer: unknown): { name: string; tensor: Tensor }[] {
  const weights = isObject(layer) ? layer['weights'] : undefined;
  if (!Array.isArray(weights)) throw new PlotRefusal('not-layer', { given: given(layer) });
  // What `read` gives is the layer's own tensor: it is looked at and not disposed of.
  return (weights as { name: string; read(): Tensor }[]).map((weight) => ({
    name: weight.name,
    tensor: weight.read(),
  }));
}

/** `show.valuesDistribution`: a histogram of all values of a tensor, with what they are. */
export function showDistribution(desk: PlotDesk, container: unknown, tensor: unknown): void {
  const wanted = 'tfvis.show.valuesDistribution';
  drawOrRefuse(desk, surfaceOf(container, 'valuesDistribution'), wanted, (): HistogramPlot => {
    if (!isTensor(tensor)) throw new PlotRefusal('not-tensor', { given: given(tensor) });
    return histogramPlot(tensor);
  });
}

/** `show.perClassAccuracy`: bars, and the table of tfjs-vis with the numbers of samples. */
export function showPerClassAccuracy(
  desk: PlotDesk,
  container: unknown,
  classes: unknown,
  labels: unknown,
): void {
  const wanted = 'tfvis.show.perClassAccuracy';
  const surface = surfaceOf(container, 'perClassAccuracy');
  let rows: [label: string, accuracy: number, count: number][] = [];
  drawOrRefuse(desk, surface, wanted, (): BarPlot => {
    rows = classRows(classes, labels);
    return {
      type: 'bar',
      axes: { xLabel: 'Class', yLabel: 'Accuracy', yDomain: [0, 1] },
      bars: rows.map(([label, value]) => ({ label, value })),
    };
  });
  if (rows.length > 0)
    drawOrRefuse(desk, partOf(surface, 'table'), wanted, () =>
      assembleTable(['Class', 'Accuracy', '# Samples'], rows),
    );
}

function classRows(classes: unknown, labels: unknown): [string, number, number][] {
  const isClass = (one: unknown): one is Record<string, unknown> => isObject(one) && 'accuracy' in one;
  if (!Array.isArray(classes) || !classes.every(isClass))
    throw new PlotRefusal('not-class-accuracy', { given: given(classes) });
  const names = Array.isArray(labels) ? (labels as unknown[]) : undefined;
  if (names && names.length !== classes.length)
    throw new PlotRefusal('labels', { labels: names.length, size: classes.length });
  return classes.map(({ accuracy, count }, index) => [
    names ? String(names[index]) : String(index),
    numberOf(accuracy),
    numberOf(count),
  ]);
}
