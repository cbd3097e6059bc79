import type * as tfjs from '@tensorflow/tfjs';
import type { Training } from './engines/trainings/training.ts';

export interface KernelTime {
  readonly kernelName: string;
  /** Calls in one step. */
  readonly calls: number;
  /** Milliseconds of one step inside this kernel, without the kernels it runs. */
  readonly exclusiveMs: number;
}

export interface StepProfile {
  readonly stepMs: number;
  /** Tape, dispatch and everything else that is no kernel. */
  readonly outsideMs: number;
  /** The costliest first. */
  readonly kernels: readonly KernelTime[];
}

/** Where the time of a training step goes on the wasm backend, over `steps` steps of a training already warm. */
export async function profileTraining(
  tf: typeof tfjs,
  training: Training,
  steps: number,
): Promise<StepProfile> {
  const profiler = wrapKernels(tf);
  const startMs = performance.now();
  await training.train(steps);
  const stepMs = (performance.now() - startMs) / steps;
  profiler.restore();
  const kernels = [...profiler.times]
    .map(([kernelName, { calls, ms }]) => ({ kernelName, calls: calls / steps, exclusiveMs: ms / steps }))
    .sort((a, b) => b.exclusiveMs - a.exclusiveMs);
  const insideMs = kernels.reduce((sum, { exclusiveMs }) => sum + exclusiveMs, 0);
  return { stepMs, outsideMs: stepMs - insideMs, kernels };
}

/** Replaces every wasm kernel by one that times it, until restore(). */
function wrapKernels(tf: typeof tfjs) {
  const times = new Map<string, { calls: number; ms: number }>();
  const published = [...tf.getKernelsForBackend('wasm')];
  /** Milliseconds of inner kernels, one entry for each kernel under way. */
  const innerMs: number[] = [];
  for (const config of published) {
    tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel({
      ...config,
      kernelFunc(args) {
        const startMs = performance.now();
        innerMs.push(0);
        const result = config.kernelFunc(args);
        const ms = performance.now() - startMs;
        const inner = innerMs.pop() ?? 0;
        innerMs.push((innerMs.pop() ?? 0) + ms);
        if (innerMs.length === 1) innerMs.length = 0;
        const time = times.get(config.kernelName) ?? { calls: 0, ms: 0 };
        times.set(config.kernelName, { calls: time.calls + 1, ms: time.ms + ms - inner });
        return result;
      },
    });
  }
  return {
    times,
    restore() {
      for (const config of published) {
        tf.unregisterKernel(config.kernelName, 'wasm');
        tf.registerKernel(config);
      }
    },
  };
}
