import { blockOf, limits, thinMatrix, type Matrix } from '../../core/plot/thinPlot.ts';
import type { HeatmapPlot } from '../../protocol/plot.ts';
import { axesOf, domainOf } from './axes.ts';
import { PlotRefusal } from './plotRefusal.ts';
import { isObject, matrixOf } from './values.ts';
import { thinningOf } from './xyPlot.ts';

/**
 * A heatmap of `{ values, xTickLabels, yTickLabels }`. As in tfjs-vis, `values[i][j]` stands at column i and row j unless
 * `rowMajor` is set.
 *
 * @throws PlotRefusal for values that are no matrix, and for labels that are too many or too few
 */
export function heatmapPlot(data: unknown, options?: unknown): HeatmapPlot {
  const { values, xTickLabels, yTickLabels } = parts(data);
  const matrix = matrixOf(values);
  const isRowMajor = isObject(options) && options['rowMajor'] === true;
  const upright = isRowMajor ? matrix : transposed(matrix);
  const scale = domainOf(isObject(options) ? options['domain'] : undefined);
  return {
    ...assembleHeatmap(upright, labelsOf(yTickLabels, upright.rows), labelsOf(xTickLabels, upright.columns)),
    axes: axesOf(options),
    ...(scale ? { scale } : {}),
  };
}

/** @throws PlotRefusal for anything but a square matrix of counts, `values[truth][prediction]` */
export function confusionPlot(data: unknown, options?: unknown): HeatmapPlot {
  const { values, tickLabels } = parts(data);
  const matrix = matrixOf(values);
  const rows = labelsOf(tickLabels, matrix.rows) ?? names(matrix.rows, (index) => `Class ${index}`);
  const columns = matrix.columns === matrix.rows ? rows : names(matrix.columns, (index) => `Class ${index}`);
  return {
    ...assembleHeatmap(matrix, rows, columns),
    axes: axesOf(options, { xLabel: 'prediction', yLabel: 'label' }),
    isConfusion: true,
    shadesDiagonal: !(isObject(options) && options['shadeDiagonal'] === false),
  };
}

/** A heatmap with its larger sides cut into blocks. */
export function assembleHeatmap(matrix: Matrix, rowNames?: string[], columnNames?: string[]): HeatmapPlot {
  const { rows, columns, values } = thinMatrix(matrix, limits.side);
  const nameOf = (all: string[] | undefined, total: number, parts: number) => (part: number) =>
    all?.[blockOf(part, total, parts)[0]] ?? String(blockOf(part, total, parts)[0]);
  return {
    type: 'heatmap',
    axes: {},
    rows: names(rows, nameOf(rowNames, matrix.rows, rows)),
    columns: names(columns, nameOf(columnNames, matrix.columns, columns)),
    values,
    ...thinningOf(values.length, matrix.rows * matrix.columns),
  };
}

function parts(data: unknown): Record<string, unknown> {
  return isObject(data) && Object.hasOwn(data, 'values') ? data : { values: data };
}

function names(count: number, nameOf: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => nameOf(index));
}

function labelsOf(labels: unknown, size: number): string[] | undefined {
  if (!Array.isArray(labels) || labels.length === 0) return undefined;
  if (labels.length !== size) throw new PlotRefusal('labels', { labels: labels.length, size });
  return labels.map((label) => String(label));
}

function transposed({ rows, columns, values }: Matrix): Matrix {
  const turned = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column] ?? NaN;
  return { rows: columns, columns: rows, values: turned };
}
