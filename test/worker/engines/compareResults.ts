import type { CaseResult } from './caseResult.ts';

/** How a case did on an engine, measured against the cpu engine. */
export interface Comparison {
  name: string;
  tolerance: number;
  /** The largest difference, relative to max(|value|, 0.01). Infinity: another number of numbers, or not a number. */
  difference: number;
  wallMs: number;
  /** Undefined when the case passed. */
  problem?: string;
}

const floor = 0.01;

/** One row for each result that was expected. */
export function compareResults(expected: readonly CaseResult[], actual: readonly CaseResult[]): Comparison[] {
  return expected.map(({ name, tolerance, numbers }) => {
    const result = actual.find((candidate) => candidate.name === name);
    const difference = largestDifference(numbers, result?.numbers ?? []);
    const problem = !result
      ? 'was not reached'
      : (result.error ?? (difference <= tolerance ? undefined : describe(numbers, result.numbers)));
    const row = { name, tolerance, difference, wallMs: result?.wallMs ?? 0 };
    return problem === undefined ? row : { ...row, problem };
  });
}

function largestDifference(expected: readonly number[], actual: readonly number[]): number {
  if (expected.length === 0 || expected.length !== actual.length) return Infinity;
  const differences = expected.map((value, i) => {
    const difference = Math.abs((actual[i] ?? NaN) - value) / Math.max(Math.abs(value), floor);
    return Number.isFinite(value) && Number.isFinite(difference) ? difference : Infinity;
  });
  return Math.max(...differences);
}

function describe(expected: readonly number[], actual: readonly number[]): string {
  const list = (values: readonly number[]) =>
    values
      .slice(0, 8)
      .map((value) => value.toPrecision(6))
      .join(' ');
  return `${list(actual)} instead of ${list(expected)}`;
}

/** The comparisons as lines for a terminal, the worst first. */
export function formatTable(engine: string, rows: readonly Comparison[]): string {
  const sorted = [...rows].sort((a, b) => b.difference / b.tolerance - a.difference / a.tolerance);
  const failed = rows.filter(({ problem }) => problem !== undefined).length;
  const seconds = rows.reduce((sum, { wallMs }) => sum + wallMs, 0) / 1000;
  const lines = sorted.map(({ name, difference, tolerance, wallMs, problem }) => {
    const figure = Number.isFinite(difference) ? difference.toExponential(1) : '-';
    const status = problem === undefined ? 'same' : 'DIFFERS';
    return `  ${status.padEnd(8)}${figure.padStart(8)} of ${tolerance.toExponential(0)}${String(wallMs).padStart(7)} ms  ${name}`;
  });
  return [
    `${engine}: ${rows.length - failed} of ${rows.length} as on cpu, ${seconds.toFixed(1)} s`,
    ...lines,
  ].join('\n');
}
