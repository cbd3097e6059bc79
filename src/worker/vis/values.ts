import type { Tensor } from '@tensorflow/tfjs';
import { PlotRefusal, given } from './plotRefusal.ts';

type NumberArray = ArrayLike<number>;

/** Told by what it can do: a tensor of another copy of tfjs is one too. */
export function isTensor(value: unknown): value is Tensor {
  const { dataSync, shape } = (value ?? {}) as { dataSync?: unknown; shape?: unknown };
  return typeof dataSync === 'function' && Array.isArray(shape);
}

export function isTypedArray(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** @throws PlotRefusal when the tensor is gone */
export function valuesOfTensor(tensor: Tensor): NumberArray {
  if (tensor.isDisposed) throw new PlotRefusal('disposed');
  const values: unknown = tensor.dataSync();
  // bigint tensors do not exist in tfjs; strings and complex numbers have no place on an axis.
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64')
    throw new PlotRefusal('not-numbers', { given: `a tensor of type ${tensor.dtype}` });
  return values as NumberArray;
}

/** Any value as text, objects as JSON. */
export function plainText(value: unknown, indent?: number): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value, undefined, indent);
  } catch {
    return '[object]';
  }
}

/** A number, or NaN for anything that stands for none. Texts that read as numbers are numbers. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (isTensor(value) && value.size === 1) return valuesOfTensor(value)[0] ?? NaN;
  return NaN;
}

/**
 * Plain numbers from a list of numbers or of `{ value }`, a typed array or a tensor of any shape.
 * @throws PlotRefusal for anything else
 */
export function numbersOf(data: unknown): NumberArray {
  if (isTensor(data)) return valuesOfTensor(data);
  if (isTypedArray(data)) return data;
  if (!Array.isArray(data)) throw new PlotRefusal('not-numbers', { given: given(data) });
  const list = data as unknown[];
  const numbers = list.map((one) => numberOf(isObject(one) && 'value' in one ? one['value'] : one));
  if (list.length > 0 && list.every((one) => !isNumberLike(one)))
    throw new PlotRefusal('not-numbers', { given: given(data) });
  return numbers;
}

/** Whether it says a number, NaN included: `null` in a list is a gap, and so is no reason to refuse the rest. */
function isNumberLike(value: unknown): boolean {
  const inner = isObject(value) && 'value' in value ? value['value'] : value;
  return typeof inner === 'number' || !Number.isNaN(numberOf(inner));
}

/**
 * [rows, columns] from a list of lists, of typed arrays or of tensors, or a tensor of rank 2.
 * @throws PlotRefusal for ragged rows, and for anything else
 */
export function matrixOf(data: unknown): { rows: number; columns: number; values: NumberArray } {
  if (isTensor(data)) {
    const [rows = 0, columns = 0] = data.shape;
    if (data.shape.length !== 2) throw new PlotRefusal('not-matrix', { given: given(data) });
    return { rows, columns, values: valuesOfTensor(data) };
  }
  if (!Array.isArray(data) || !data.every((row) => Array.isArray(row) || isTypedArray(row) || isTensor(row)))
    throw new PlotRefusal('not-matrix', { given: given(data) });
  const rows = data.map((row) => numbersOf(row));
  const columns = rows[0]?.length ?? 0;
  for (const [index, row] of rows.entries())
    if (row.length !== columns)
      throw new PlotRefusal('ragged', { row: index + 1, length: row.length, first: columns });
  return { rows: rows.length, columns, values: rows.flatMap((row) => Array.from(row)) };
}
