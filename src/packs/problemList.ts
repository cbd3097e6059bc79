import type { PackProblem } from '../protocol/pack.ts';

/** Collects what is wrong with a pack. */
export class ProblemList {
  readonly #problems: PackProblem[] = [];

  /** `file` is relative to the pack, with forward slashes; `message` is a sentence for the pack's author. */
  add(problem: { code: string; file: string; line?: number | undefined; message: string }): void {
    const { line, ...rest } = problem;
    this.#problems.push({ ...rest, ...(line !== undefined && { line }) });
  }

  /** By file, then line; each problem once. */
  sorted(): PackProblem[] {
    const unique = new Map(this.#problems.map((problem) => [JSON.stringify(problem), problem]));
    return [...unique.values()].sort(
      (a, b) =>
        compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.message, b.message),
    );
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
