import { formatValue } from '../../core/series/formatValue.ts';
import { limits } from '../../core/plot/thinPlot.ts';
import type { TablePlot } from '../../protocol/plot.ts';
import { PlotRefusal } from './plotRefusal.ts';
import { isObject, isTensor, isTypedArray, plainText, valuesOfTensor } from './values.ts';
import { thinningOf } from './xyPlot.ts';

const cellLimit = 200;

/** @throws PlotRefusal unless it is `{ headers, values }` */
export function tablePlot(data: unknown): TablePlot {
  const { headers, values } = (isObject(data) ? data : {}) as { headers?: unknown; values?: unknown };
  if (!Array.isArray(headers)) throw new PlotRefusal('not-table', { missing: 'headers' });
  if (!Array.isArray(values)) throw new PlotRefusal('not-table', { missing: 'values' });
  const rows = (values as unknown[]).map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  return assembleTable(headers, rows);
}

export function assembleTable(headers: readonly unknown[], rows: readonly (readonly unknown[])[]): TablePlot {
  const kept = rows.slice(0, limits.rows);
  return {
    type: 'table',
    headers: headers.map(cellText),
    rows: kept.map((row) => row.map(cellText)),
    ...thinningOf(kept.length, rows.length),
  };
}

/** What a cell of a table says. Whole numbers keep all digits; others get four significant ones. */
export function cellText(value: unknown): string {
  const text = wholeText(value);
  return text.length > cellLimit ? `${text.slice(0, cellLimit)}…` : text;
}

function wholeText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : formatValue(value);
  if (typeof value === 'string') return value;
  if (isTensor(value))
    return value.size <= 16 ? wholeText(Array.from(valuesOfTensor(value))) : `[${value.shape.join(', ')}]`;
  if (isTypedArray(value)) return wholeText(Array.from(value));
  if (Array.isArray(value)) return value.map(wholeText).join(', ');
  if (value instanceof Date) return value.toISOString();
  return plainText(value);
}
