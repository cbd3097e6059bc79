import type { PlotProblem } from '../../protocol/plot.ts';

/** Thrown while data is made into a plot; caught where the drawing began, and told to the learner there. */
export class PlotRefusal extends Error {
  readonly problem: PlotProblem;
  readonly slots: Record<string, string | number>;

  constructor(problem: PlotProblem, slots: Record<string, string | number> = {}) {
    super(problem);
    this.name = 'PlotRefusal';
    this.problem = problem;
    this.slots = slots;
  }
}

/** What a value is, for a sentence: "a string", "a tensor [3, 4]", "an empty list". */
export function given(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'string') return value.length > 20 ? 'a text' : JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `${value as number}`;
  const { shape, dataSync } = value as { shape?: unknown; dataSync?: unknown };
  if (typeof dataSync === 'function' && Array.isArray(shape)) return `a tensor [${shape.join(', ')}]`;
  if (value instanceof Promise) return 'a promise (await it first)';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    return `a list of ${value.length}, the first being ${Array.isArray(value[0]) ? 'a list' : given(value[0])}`;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  const shown = keys.slice(0, 4).join(', ');
  return `an object with ${shown}${keys.length > 4 ? ', …' : ''}`;
}
