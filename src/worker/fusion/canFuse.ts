import type { GateActivation, RecurrentAttrs, RecurrentKernel } from './recurrentKernel.ts';

interface Support {
  readonly kernels: readonly RecurrentKernel[];
  readonly activations: readonly GateActivation[];
  readonly recurrentActivations: readonly GateActivation[];
}

const allActivations = ['tanh', 'sigmoid', 'hardSigmoid', 'relu', 'linear'] as const;

/** What the kernels of each backend (by its tfjs name) can compute; one that is not listed has none. */
const supportOf: Readonly<Record<string, Support>> = {
  wasm: {
    kernels: ['FusedLstm', 'FusedGru', 'FusedSimpleRnn'],
    activations: allActivations,
    recurrentActivations: allActivations,
  },
  tensorflow: {
    kernels: ['FusedLstm', 'FusedGru', 'FusedSimpleRnn'],
    activations: allActivations,
    recurrentActivations: allActivations,
  },
};

/** Whether the kernel, if the backend has registered it, computes this configuration. */
export function canFuse(backendName: string, kernel: RecurrentKernel, attrs: RecurrentAttrs): boolean {
  const support = supportOf[backendName];
  return (
    support !== undefined &&
    support.kernels.includes(kernel) &&
    support.activations.includes(attrs.activation) &&
    support.recurrentActivations.includes(attrs.recurrentActivation)
  );
}
