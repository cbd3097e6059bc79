import type { LineSeries } from './lineSeries.ts';

/** Quotes a field where RFC 4180 asks for it. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Raw points of the given curves in long form, one point a row, as RFC 4180 CSV with CRLF.
 * Steps of epoch curves count from 1, as the panel shows them; batch steps from 0.
 */
export function seriesCsv(series: readonly LineSeries[]): string {
  const rows = ['model,metric,split,scale,step,value'];
  for (const line of series) {
    const { model, metric, split, scale } = line.info;
    const start = [model, metric, split, scale].map(field).join(',');
    const base = scale === 'epoch' ? 1 : 0;
    for (let index = 0; index < line.length; index++) {
      rows.push(`${start},${line.stepAt(index) + base},${line.raw.at(index)}`);
    }
  }
  return `${rows.join('\r\n')}\r\n`;
}
