import type {
  GateActivation,
  RecurrentAttrs,
  RecurrentKernel,
} from '../../../src/worker/fusion/recurrentKernel.ts';

export interface RecurrentSizes {
  readonly batch: number;
  readonly time: number;
  readonly inputs: number;
  readonly units: number;
}

export type RecurrentValues = Record<
  'x' | 'kernel' | 'recurrentKernel' | 'bias' | 'h0' | 'c0',
  Float64Array | Float32Array
>;

export const gateCounts: Readonly<Record<RecurrentKernel, number>> = {
  FusedLstm: 4,
  FusedGru: 3,
  FusedSimpleRnn: 1,
};

const functions: Readonly<Record<GateActivation, (x: number) => number>> = {
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  hardSigmoid: (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  relu: (x) => Math.max(0, x),
  linear: (x) => x,
};

/**
 * The forward pass of a recurrent layer in float64, step by step as its equations are written.
 *
 * @returns output, shaped as attrs ask, and the cell state after the last step (of an LSTM; empty otherwise)
 */
export function recurrentForward(
  layer: RecurrentKernel,
  { batch, time, inputs, units }: RecurrentSizes,
  attrs: RecurrentAttrs,
  values: RecurrentValues,
): { output: number[]; cLast: number[] } {
  const width = gateCounts[layer] * units;
  const act = functions[attrs.activation];
  const rec = functions[attrs.recurrentActivation];
  const output: number[] = [];
  const cLast: number[] = [];
  for (let sample = 0; sample < batch; sample++) {
    const rowOf = (of: Float64Array | Float32Array) =>
      Array.from(of.slice(sample * units, (sample + 1) * units));
    let h = rowOf(values.h0);
    let c = layer === 'FusedLstm' ? rowOf(values.c0) : [];
    for (let step = 0; step < time; step++) {
      const at = (sample * time + (attrs.goBackwards ? time - 1 - step : step)) * inputs;
      const x = values.x.slice(at, at + inputs);
      /** Column `gate * units + unit` of x K + state R + b. */
      const sum = (gate: number, unit: number, state: readonly number[]) => {
        const col = gate * units + unit;
        let total = values.bias[col]!;
        for (let i = 0; i < inputs; i++) total += x[i]! * values.kernel[i * width + col]!;
        for (let i = 0; i < units; i++) total += state[i]! * values.recurrentKernel[i * width + col]!;
        return total;
      };
      const before = h;
      if (layer === 'FusedSimpleRnn') {
        h = before.map((_, u) => act(sum(0, u, before)));
      } else if (layer === 'FusedGru') {
        const reset = before.map((value, u) => value * rec(sum(1, u, before)));
        h = before.map((value, u) => {
          const z = rec(sum(0, u, before));
          return z * value + (1 - z) * act(sum(2, u, reset));
        });
      } else {
        c = c.map(
          (value, u) => rec(sum(1, u, before)) * value + rec(sum(0, u, before)) * act(sum(2, u, before)),
        );
        h = c.map((value, u) => rec(sum(3, u, before)) * act(value));
      }
      if (attrs.returnSequences) output.push(...h);
    }
    if (!attrs.returnSequences) output.push(...h);
    cLast.push(...c);
  }
  return { output, cLast };
}
