import type * as tfjs from '@tensorflow/tfjs';

/** Counts how often the kernels of whole recurrent layers run on wasm, forward and backward, until stop. */
export function countRecurrentKernels(tf: typeof tfjs): {
  forward(): number;
  backward(): number;
  stop(): void;
} {
  const counts = { forward: 0, backward: 0 };
  const kernels = ['FusedLstm', 'FusedGru', 'FusedSimpleRnn'].flatMap((name) =>
    [name, `${name}Grad`].map((kernelName) => tf.getKernel(kernelName, 'wasm')),
  );
  const replace = (config: tfjs.KernelConfig) => {
    tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel(config);
  };
  for (const config of kernels) {
    const direction = config.kernelName.endsWith('Grad') ? 'backward' : 'forward';
    const kernelFunc: tfjs.KernelFunc = (args) => {
      counts[direction]++;
      return config.kernelFunc(args);
    };
    replace({ ...config, kernelFunc });
  }
  return {
    forward: () => counts.forward,
    backward: () => counts.backward,
    stop: () => kernels.forEach(replace),
  };
}
