/** Round numbers along an axis, and how many decimals tell them apart. */
export interface Ticks {
  values: number[];
  /** The axis widened to begin and end on a tick. */
  from: number;
  to: number;
  format: (value: number) => string;
}

const roundSteps = [1, 2, 2.5, 5, 10];

function roundStep(raw: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const allowed = whole ? roundSteps.filter((step) => Number.isInteger(step * power)) : roundSteps;
  const step = (allowed.find((candidate) => candidate * power >= raw * 0.999) ?? 10) * power;
  return whole ? Math.max(1, Math.round(step)) : step;
}

/**
 * About `count` ticks at 1, 2, 2.5 or 5 times a power of ten.
 * @param whole ticks at whole numbers only, for epochs and batches
 */
export function linearTicks(min: number, max: number, count: number, whole = false): Ticks {
  const range = max - min || Math.abs(max) || 1;
  const step = roundStep(range / Math.max(1, count), whole);
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { values, from: first * step, to: last * step, format: (value) => tickLabel(value, step) };
}

/** Powers of ten, with 2 and 5 between them while there are few. `min` and `max` are positive. */
export function logTicks(min: number, max: number, count: number): Ticks {
  const low = Math.floor(Math.log10(min) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(max) - 1e-9));
  const stride = Math.max(1, Math.ceil((high - low) / Math.max(1, count)));
  const between = high - low <= count / 3 ? [1, 2, 5] : [1];
  const values: number[] = [];
  for (let power = low; power <= high; power += stride) {
    for (const part of power === high ? [1] : between) values.push(part * 10 ** power);
  }
  return { values, from: 10 ** low, to: 10 ** high, format: (value) => tickLabel(value, value) };
}

/** Short, but never so short that neighbours look the same. */
function tickLabel(value: number, step: number): string {
  if (Math.abs(value) < step * 1e-6) return '0';
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-4) {
    const digits = Math.max(0, Math.floor(Math.log10(size)) - Math.floor(Math.log10(step) + 1e-9));
    return value.toExponential(Math.min(digits, 6)).replace('e+', 'e').replaceAll('-', '−');
  }
  const scale: [number, string] = size >= 1e6 ? [1e6, 'M'] : size >= 1e4 ? [1e3, 'k'] : [1, ''];
  const unit = step / scale[0];
  const decimals = Math.max(0, -Math.floor(Math.log10(unit) + 1e-9));
  // 2.5 needs a digit more than its power of ten says.
  const needed =
    Math.abs(unit * 10 ** decimals - Math.round(unit * 10 ** decimals)) > 1e-6 ? decimals + 1 : decimals;
  return ((value / scale[0]).toFixed(Math.min(needed, 9)) + scale[1]).replace('-', '−');
}
