export interface CsvCurve {
  name: string;
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** One row a step that any curve has, one column a curve; steps counted from 1 as everywhere on screen. */
export function compareCsv(axis: string, curves: readonly CsvCurve[]): string {
  const columns = curves.map(({ steps, values }) => {
    const column = new Map<number, number>();
    for (let index = 0; index < steps.length; index++)
      column.set(steps[index] ?? index, values[index] ?? NaN);
    return column;
  });
  const steps = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  const head = [axis, ...curves.map(({ name }) => quoted(name))].join(',');
  const rows = steps.map((step) => [step + 1, ...columns.map((column) => column.get(step) ?? '')].join(','));
  return `${[head, ...rows].join('\r\n')}\r\n`;
}

function quoted(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
