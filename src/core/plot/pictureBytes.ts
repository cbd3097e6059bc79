/**
 * Numbers as 8-bit shades. Their range is read from the numbers themselves: 0..1, −1..1, or 0..255 where one is above 1.5.
 * What is no number becomes black.
 */
export function pictureBytes(values: ArrayLike<number>): Uint8Array {
  let low = 0;
  let high = 0;
  for (const value of Array.from(values)) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const offset = low < 0 && high <= 1.5 ? -1 : 0;
  const factor = high > 1.5 ? 1 : 255 / (1 - offset);
  return Uint8Array.from(values, (value) =>
    Math.min(255, Math.max(0, Math.round((value - offset) * factor) || 0)),
  );
}
