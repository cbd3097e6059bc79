/** An exact fraction: `denominator` is positive and the two have no common factor. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Powers beyond this many bits are computed as floating point numbers: nobody means them, and they would take for ever. */
const powerBitsAtMost = 20_000;

export function rational(numerator: bigint, denominator = 1n): Rational {
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = sign * greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `undefined` for a division by zero. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  if (b.numerator === 0n) return undefined;
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Exact for integer exponents of a sensible size, else `undefined`. */
export function exactPower(base: Rational, exponent: Rational): Rational | undefined {
  if (exponent.denominator !== 1n) return undefined;
  if (base.numerator === 0n && exponent.numerator < 0n) return undefined;
  const times = exponent.numerator < 0n ? -exponent.numerator : exponent.numerator;
  if (times > BigInt(powerBitsAtMost) || bitsOf(base) * Number(times) > powerBitsAtMost) return undefined;
  const numerator = base.numerator ** times;
  const denominator = base.denominator ** times;
  return exponent.numerator < 0n ? rational(denominator, numerator) : rational(numerator, denominator);
}

export function isInteger(value: Rational): boolean {
  return value.denominator === 1n;
}

/** The nearest floating point number, also where numerator or denominator alone would overflow. */
export function toNumber({ numerator, denominator }: Rational): number {
  const quotient = Number(numerator) / Number(denominator);
  if (Number.isFinite(quotient) && quotient !== 0) return quotient;
  if (numerator === 0n) return 0;
  // Scaled so that the quotient keeps 64 significant bits.
  const shift = bitLength(denominator) - bitLength(numerator) + 64;
  const scaled =
    shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  return Number(scaled) * 2 ** -shift;
}

/** The exact value of a finite floating point number's shortest decimal text, so that 0.1 is one tenth. */
export function fromNumber(value: number): Rational | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [digits = '0', exponent = '0'] = value.toString().split('e');
  return fromDecimal(digits, Number(exponent));
}

/** Digits with an optional sign and decimal point, times ten to the power of `exponent`. */
export function fromDecimal(digits: string, exponent: number): Rational {
  const [whole = '', decimals = ''] = digits.split('.');
  const places = BigInt(exponent) - BigInt(decimals.length);
  const numerator = BigInt(whole + decimals);
  return places >= 0n ? rational(numerator * 10n ** places) : rational(numerator, 10n ** -places);
}

function bitsOf(value: Rational): number {
  return Math.max(bitLength(value.numerator), bitLength(value.denominator));
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
