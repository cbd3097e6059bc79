import * as exact from './rational.ts';
import type { Rational } from './rational.ts';

/** A value that is exact wherever arithmetic allows it, and a floating point number elsewhere. */
export type Quantity = { readonly exact: Rational } | { readonly approximate: number };

/** Relative error granted to values that could not be computed exactly. */
const floatTolerance = 1e-12;

export function numberOf(value: Quantity): number {
  return 'exact' in value ? exact.toNumber(value.exact) : value.approximate;
}

/** Whether two values are at most `tolerance` apart. Without rounding when both are exact. */
export function isWithin(a: Quantity, b: Quantity, tolerance: number): boolean {
  const limit = exact.fromNumber(tolerance);
  if ('exact' in a && 'exact' in b && limit) {
    const difference = exact.add(a.exact, exact.negate(b.exact));
    const size = difference.numerator < 0n ? exact.negate(difference) : difference;
    return size.numerator * limit.denominator <= limit.numerator * size.denominator;
  }
  const [x, y] = [numberOf(a), numberOf(b)];
  return Math.abs(x - y) <= tolerance + floatTolerance * Math.max(Math.abs(x), Math.abs(y));
}

export function sum(a: Quantity, b: Quantity): Quantity {
  if ('exact' in a && 'exact' in b) return { exact: exact.add(a.exact, b.exact) };
  return { approximate: numberOf(a) + numberOf(b) };
}

export function negative(a: Quantity): Quantity {
  return 'exact' in a ? { exact: exact.negate(a.exact) } : { approximate: -a.approximate };
}

export function product(a: Quantity, b: Quantity): Quantity {
  if ('exact' in a && 'exact' in b) return { exact: exact.multiply(a.exact, b.exact) };
  return { approximate: numberOf(a) * numberOf(b) };
}

/** `undefined` for a division by zero. */
export function quotient(a: Quantity, b: Quantity): Quantity | undefined {
  if (numberOf(b) === 0) return undefined;
  if ('exact' in a && 'exact' in b) {
    const result = exact.divide(a.exact, b.exact);
    return result && { exact: result };
  }
  return { approximate: numberOf(a) / numberOf(b) };
}

/** `undefined` where there is no real, finite result. */
export function power(a: Quantity, b: Quantity): Quantity | undefined {
  const result = 'exact' in a && 'exact' in b ? exact.exactPower(a.exact, b.exact) : undefined;
  if (result) return { exact: result };
  const approximate = numberOf(a) ** numberOf(b);
  return Number.isFinite(approximate) ? { approximate } : undefined;
}
