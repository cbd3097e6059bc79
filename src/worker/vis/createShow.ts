import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { PlotSurface } from '../../protocol/exhibit.ts';
import { callerLocation } from '../process/locateInStack.ts';
import { drawOrRefuse, type PlotDesk } from './plotDesk.ts';
import { shownPlot, type ShownAs } from './shownPlot.ts';
import { assembleTable } from './tablePlot.ts';
import { isObject } from './values.ts';

const kinds: readonly string[] = ['image', 'heatmap', 'table', 'text', 'line', 'bar'] satisfies ShownAs[];

/** Without a name, each line of the program has a surface of its own: drawn again, it changes in place. */
function surfaceOfLine(what: string, tab: string): PlotSurface {
  const at = callerLocation();
  return { name: at ? `${what} · ${at.line}` : what, tab };
}

/** `show(value, { name, tab, as })` of the module `deep-learning-lessons`. Never throws. */
export function createShow(desk: PlotDesk): (value: unknown, options?: unknown) => void {
  return (value, options) => {
    const { name, tab, as } = isObject(options) ? options : { name: options };
    const usual = surfaceOfLine('show', 'show');
    const surface = {
      name: typeof name === 'string' && name !== '' ? name : usual.name,
      tab: typeof tab === 'string' && tab !== '' ? tab : 'show',
    };
    const kind = typeof as === 'string' && kinds.includes(as) ? (as as ShownAs) : undefined;
    drawOrRefuse(desk, surface, 'show', () => shownPlot(value, kind));
  };
}

/** `console.table(rows)` and `tensor.print()` keep writing to the console, and are drawn too. */
export function drawPrinted(desk: PlotDesk, tf: TensorFlow): void {
  const table = console.table.bind(console);
  console.table = (data: unknown, columns?: readonly string[]) => {
    table(data, columns);
    if (!isObject(data)) return;
    drawOrRefuse(desk, surfaceOfLine('console.table', 'console'), 'console.table', () =>
      consoleTable(data, columns),
    );
  };
  const prototype = tf.Tensor.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { print } = prototype;
  prototype.print = function (verbose) {
    print.call(this, verbose);
    // The console has all numbers; larger ranks have no chart.
    if (this.rank > 2 || this.dtype === 'complex64') return;
    drawOrRefuse(desk, surfaceOfLine('print', 'console'), 'tensor.print', () => shownPlot(this));
  };
}

/** Columns as Node's own console.table has them: the row's key, and each key that occurs in a row. */
function consoleTable(data: Record<string, unknown>, columns: readonly string[] | undefined) {
  const entries = Object.entries(data);
  const keys = columns ?? [...new Set(entries.flatMap(([, row]) => (isObject(row) ? Object.keys(row) : [])))];
  const hasValues = entries.some(([, row]) => !isObject(row));
  return assembleTable(
    ['', ...keys, ...(hasValues ? ['Values'] : [])],
    entries.map(([index, row]) => [
      index,
      ...keys.map((key) => (isObject(row) ? row[key] : '')),
      ...(hasValues ? [isObject(row) ? '' : row] : []),
    ]),
  );
}
