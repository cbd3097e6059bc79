import { plainNumberText } from './numberText.ts';
import * as quantity from './quantity.ts';
import type { Quantity } from './quantity.ts';
import { fromDecimal, rational } from './rational.ts';

/** Longer entries are not numbers, and bounding them bounds the work. */
const lengthAtMost = 200;
const exponentDigitsAtMost = 3;

/** Digits in groups of three, or digits without any separator; then decimals; then an exponent. */
const numberPattern =
  /(?:[1-9]\d{0,2}(?<separator>[, \u00a0'_])\d{3}(?:\k<separator>\d{3})*(?![\d,'_])|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?/uy;

const hundred = { exact: rational(100n) };

/**
 * Reads a number or an expression with `+ - * / ^`, parentheses and `%`, as people write them: `28*28*3`, `1/3`,
 * `１，０２４`, `1e-3`, `50 %`. Recursive descent over
 *
 *     sum     = product (('+' | '-') product)*
 *     product = signed (('*' | '/') signed)*
 *     signed  = ('+' | '-') signed | power
 *     power   = percent ('^' signed)?
 *     percent = (number | '(' sum ')') '%'?
 *
 * Returns `undefined` for anything else, a decimal comma and a division by zero included.
 */
export function parseNumber(text: string): Quantity | undefined {
  const plain = plainNumberText(text).replace(/^[=≈~]\s*/u, '');
  if (plain === '' || plain.length > lengthAtMost) return undefined;
  const parser = new ExpressionParser(plain);
  return parser.parse();
}

class ExpressionParser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Quantity | undefined {
    const value = this.#sum();
    this.#skipSpace();
    if (value === undefined || this.#position < this.#text.length) return undefined;
    return Number.isFinite(quantity.numberOf(value)) ? value : undefined;
  }

  #sum(): Quantity | undefined {
    let left = this.#product();
    for (let sign = this.#take('+-'); left && sign; sign = this.#take('+-')) {
      const right = this.#product();
      left = right && quantity.sum(left, sign === '+' ? right : quantity.negative(right));
    }
    return left;
  }

  #product(): Quantity | undefined {
    let left = this.#signed();
    for (let operator = this.#take('*/'); left && operator; operator = this.#take('*/')) {
      const right = this.#signed();
      left = right && (operator === '*' ? quantity.product(left, right) : quantity.quotient(left, right));
    }
    return left;
  }

  #signed(): Quantity | undefined {
    const sign = this.#take('+-');
    if (!sign) return this.#power();
    const value = this.#signed();
    return value && sign === '-' ? quantity.negative(value) : value;
  }

  #power(): Quantity | undefined {
    const base = this.#percent();
    if (!base || !this.#take('^')) return base;
    const exponent = this.#signed();
    return exponent && quantity.power(base, exponent);
  }

  #percent(): Quantity | undefined {
    const value = this.#take('(') ? this.#closed(this.#sum()) : this.#number();
    return value && this.#take('%') ? quantity.quotient(value, hundred) : value;
  }

  #closed(value: Quantity | undefined): Quantity | undefined {
    return this.#take(')') ? value : undefined;
  }

  #number(): Quantity | undefined {
    this.#skipSpace();
    numberPattern.lastIndex = this.#position;
    const match = numberPattern.exec(this.#text)?.[0] ?? '';
    const [digits = '', exponent = '0'] = match.replace(/[^\d.eE+-]/gu, '').split(/[eE]/u);
    if (!/\d/u.test(digits) || exponent.replace(/\D/gu, '').length > exponentDigitsAtMost) return undefined;
    this.#position += match.length;
    return { exact: fromDecimal(digits, Number(exponent)) };
  }

  /** The next character if it is one of `wanted`, and steps over it. */
  #take(wanted: string): string | undefined {
    this.#skipSpace();
    const char = this.#text[this.#position];
    if (char === undefined || !wanted.includes(char)) return undefined;
    this.#position++;
    return char;
  }

  #skipSpace(): void {
    while (/\s/u.test(this.#text[this.#position] ?? '')) this.#position++;
  }
}
