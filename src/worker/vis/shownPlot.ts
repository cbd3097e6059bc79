import type { Tensor } from '@tensorflow/tfjs';
import type { Plot } from '../../protocol/plot.ts';
import { barPlot } from './barPlots.ts';
import { assembleHeatmap } from './heatmapPlots.ts';
import { imagesPlot } from './imagePlot.ts';
import { PlotRefusal, given } from './plotRefusal.ts';
import { assembleTable, cellText } from './tablePlot.ts';
import { isObject, isTensor, isTypedArray, matrixOf, plainText, valuesOfTensor } from './values.ts';
import { xyPlot } from './xyPlot.ts';

export type ShownAs = 'image' | 'heatmap' | 'table' | 'text' | 'line' | 'bar';

const barsAtMost = 60;
/** A matrix with sides as short as these is read number by number. */
const pictureSide = 12;

/**
 * What `show(value)` draws: tensors by their rank, lists of objects as tables, lists of numbers as charts, anything else
 * as text.
 *
 * @throws PlotRefusal for ragged pictures, shapes that are none, and nothing at all
 */
export function shownPlot(value: unknown, as?: ShownAs): Plot {
  if (value === undefined || value === null) throw new PlotRefusal('nothing', { given: given(value) });
  if (value instanceof Promise) throw new PlotRefusal('nothing', { given: given(value) });
  if (as === 'text') return { type: 'text', text: textOf(value) };
  if (isTensor(value)) return tensorPlot(value, as);
  if (isPixels(value)) return imagesPlot([value.height, value.width, 3], withoutAlpha(value.data));
  if (isTypedArray(value)) return numbersPlot(value, as);
  if (Array.isArray(value)) return listPlot(value, as);
  if (isObject(value) && 'headers' in value && Array.isArray(value['values']))
    return assembleTable(value['headers'] as unknown[], value['values'] as unknown[][]);
  return { type: 'text', text: textOf(value) };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isTensor(value)) return value.toString();
  return plainText(value, 2);
}

function tensorPlot(tensor: Tensor, as: ShownAs | undefined): Plot {
  const { shape, rank } = tensor;
  if (tensor.isDisposed) throw new PlotRefusal('disposed');
  if (['string', 'complex64'].includes(tensor.dtype)) return { type: 'text', text: tensor.toString() };
  const values = valuesOfTensor(tensor);
  if (rank === 0) return { type: 'text', text: cellText(values[0]) };
  if (rank === 1) return numbersPlot(values, as);
  if (rank === 2 && as !== 'image' && !(as === undefined && looksLikePicture(shape, values)))
    return assembleHeatmap({ rows: shape[0], columns: shape[1] ?? 0, values });
  return imagesPlot(shape, values);
}

/** Not short, and between 0 and 1 or bytes. */
function looksLikePicture(shape: readonly number[], values: ArrayLike<number>): boolean {
  if (Math.min(...shape) < pictureSide) return false;
  const all = Array.from(values);
  return (
    all.every((value) => value >= 0 && value <= 1) ||
    all.every((value) => value >= 0 && value <= 255 && Number.isInteger(value))
  );
}

function numbersPlot(values: ArrayLike<number>, as: ShownAs | undefined): Plot {
  const isShort = values.length <= barsAtMost;
  if (as === 'bar' || (as !== 'line' && isShort)) return barPlot(Array.from(values));
  return { ...xyPlot('line', { values: Array.from(values), series: [''] }) };
}

function listPlot(list: readonly unknown[], as: ShownAs | undefined): Plot {
  const [first] = list;
  if (list.length === 0) throw new PlotRefusal('nothing', { given: given(list) });
  if (list.every(isTensor)) return stackPlot(list);
  if (as === 'table') return rowsPlot(list);
  if (Array.isArray(first) || isTypedArray(first)) return nestedPlot(list, as);
  if (isObject(first)) return rowsPlot(list);
  if (list.every((one) => typeof one === 'number')) return numbersPlot(list, as);
  return { type: 'text', text: list.map(textOf).join('\n') };
}

/** Pictures in a list must be equally large. */
function stackPlot(tensors: readonly Tensor[]): Plot {
  const shape = tensors[0]?.shape ?? [];
  for (const [index, tensor] of tensors.entries())
    if (tensor.shape.join() !== shape.join())
      throw new PlotRefusal('ragged', {
        row: index + 1,
        length: `[${tensor.shape.join(', ')}]`,
        first: `[${shape.join(', ')}]`,
      });
  const values = tensors.flatMap((tensor) => Array.from(valuesOfTensor(tensor)));
  // [1, h, w, c] each, as predict() gives them, or [h, w, c].
  const [one, ...rest] = shape;
  if (shape.length === 4 && one === 1) return imagesPlot([tensors.length, ...rest], values);
  if (shape.length < 2) return assembleHeatmap({ rows: tensors.length, columns: shape[0] ?? 1, values });
  return imagesPlot([tensors.length, ...shape], values);
}

/** Lists of lists of numbers: the tensor that they would make. Rows of words are a table. */
function nestedPlot(list: readonly unknown[], as: ShownAs | undefined): Plot {
  const shape: number[] = [];
  const values: number[] = [];
  const hasWords = (row: unknown): boolean =>
    Array.isArray(row) && row.some((one) => typeof one === 'string' || isObject(one) !== Array.isArray(one));
  if (list.some(hasWords)) return rowsPlot(list);
  const visit = (one: unknown, depth: number, index: number): void => {
    if (!Array.isArray(one) && !isTypedArray(one)) {
      if (depth !== shape.length)
        throw new PlotRefusal('ragged', { row: index + 1, length: 1, first: shape[depth] ?? 0 });
      values.push(typeof one === 'number' ? one : NaN);
      return;
    }
    const items = one;
    if (values.length === 0 && shape.length === depth) shape.push(items.length);
    const first = shape[depth] ?? 1;
    if (items.length !== first)
      throw new PlotRefusal('ragged', { row: index + 1, length: items.length, first });
    for (let at = 0; at < items.length; at++) visit(items[at], depth + 1, at);
  };
  visit(list, 0, 0);
  if (shape.length === 2 && as !== 'image' && !(as === undefined && looksLikePicture(shape, values)))
    return assembleHeatmap(matrixOf(list));
  return imagesPlot(shape, values);
}

/** Rows by their keys, in the order in which these first appear; rows that are lists by number. */
function rowsPlot(list: readonly unknown[]): Plot {
  const keys = [...new Set(list.flatMap((row) => (isObject(row) ? Object.keys(row) : [''])))];
  return assembleTable(
    keys,
    list.map((row) => keys.map((key) => (isObject(row) ? row[key] : key === '' ? row : ''))),
  );
}

interface Pixels {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/** What a canvas or an image decoder gives: four bytes a pixel. */
function isPixels(value: unknown): value is Pixels {
  const { width, height, data } = (isObject(value) ? value : {}) as Partial<Pixels>;
  return Boolean(width && height && isTypedArray(data) && data.length === width * height * 4);
}

export function withoutAlpha(data: ArrayLike<number>): Uint8Array {
  const pixels = Math.floor(data.length / 4);
  const bytes = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++)
    for (let channel = 0; channel < 3; channel++) bytes[pixel * 3 + channel] = data[pixel * 4 + channel] ?? 0;
  return bytes;
}
