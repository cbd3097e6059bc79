import type { SecondKey } from '../../template.ts';

interface Framing extends Record<string, unknown> {
  samples: number;
  window: number;
  hop: number;
}

/** Cuts frame after frame, as long as one fits. */
export const stftFrames = (({ samples, window, hop }: Framing) => {
  let count = 0;
  for (let end = window; end <= samples; end += hop) count++;
  return count;
}) as SecondKey;
