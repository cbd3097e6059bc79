import type { SecondKey } from '../../template.ts';

interface FanOut extends Record<string, unknown> {
  x: number;
  p: number;
  c: number;
  d: number;
}

/** A number with its derivative: forward mode with dual numbers. */
interface Dual {
  value: number;
  slope: number;
}

export const fanOutDerivative = (({ x, p, c, d }: FanOut) => {
  const constant = (value: number): Dual => ({ value, slope: 0 });
  const add = (a: Dual, b: Dual): Dual => ({ value: a.value + b.value, slope: a.slope + b.slope });
  const multiply = (a: Dual, b: Dual): Dual => ({
    value: a.value * b.value,
    slope: a.slope * b.value + a.value * b.slope,
  });
  const input: Dual = { value: x, slope: 1 };
  const a = add(multiply(input, input), constant(p));
  const b = add(multiply(constant(c), input), constant(d));
  return multiply(a, b).slope;
}) as SecondKey;
