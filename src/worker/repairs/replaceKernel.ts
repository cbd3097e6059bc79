import type { KernelConfig, KernelFunc, NamedTensorInfoMap, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../engines/tensorFlow.ts';

/**
 * Replaces a kernel of the backend in use by one composed of tfjs operations; intermediate tensors are freed.
 *
 * @param compose Receives what the kernel receives, and a function that runs the published kernel, on the same inputs if none are given.
 */
export function replaceKernel(
  tf: TensorFlow,
  kernelName: string,
  compose: (
    args: Parameters<KernelFunc>[0],
    published: (inputs?: NamedTensorInfoMap) => TensorInfo | TensorInfo[],
  ) => Tensor | ReturnType<KernelFunc>,
): void {
  const backendName = tf.getBackend();
  const published = tf.getKernel(kernelName, backendName) as KernelConfig | undefined;
  if (published) tf.unregisterKernel(kernelName, backendName);
  const runPublished = (args: Parameters<KernelFunc>[0]) => {
    if (!published) throw new Error(`The ${backendName} backend has no kernel ${kernelName}.`);
    return published.kernelFunc(args);
  };
  tf.registerKernel({
    ...published,
    kernelName,
    backendName,
    kernelFunc: (args) =>
      tf.tidy(() => {
        const output = compose(args, (inputs = args.inputs) => runPublished({ ...args, inputs }));
        // An input handed through must come out as a tensor of its own.
        return output instanceof tf.Tensor ? output.clone() : (output as never);
      }),
  });
}
