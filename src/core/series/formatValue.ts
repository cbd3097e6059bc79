/**
 * A metric's value with four significant digits and no exponent where that stays short: `0.0913`, `12.35`, `1.2e-5`.
 * NaN and infinities keep their names.
 */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const text =
    size >= 1e6 || size < 1e-4
      ? value.toExponential(2)
      : value.toFixed(Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(size)))));
  return text.replace('-', '−').replace('e+', 'e').replace('e-', 'e−');
}

/** A time as people read a clock: `0:41`, `12:05`, `1:02:03`. */
export function formatDuration(wallMs: number): string {
  const seconds = Math.max(0, Math.round(wallMs / 1000));
  const two = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
