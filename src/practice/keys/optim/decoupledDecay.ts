import type { SecondKey } from '../../template.ts';

interface Decay extends Record<string, unknown> {
  w: number;
  rate: number;
  decay: number;
  direction: number;
}

/** Shrinks the weight by a factor first and steps then, the order in which PyTorch does it. */
export const decoupledDecay = (({ w, rate, decay, direction }: Decay) => {
  const kept = 1 - rate * decay;
  return kept * w - rate * direction;
}) as SecondKey;
