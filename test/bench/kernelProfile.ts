import type * as tfjs from '@tensorflow/tfjs';
import type { TrainingStep } from './trainingSteps.ts';

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

/** Where the time of a training step goes on the wasm backend; `steps` steps after a few to warm up. */
export async function profileStep(tf: typeof tfjs, step: TrainingStep, steps: number): Promise<StepProfile> {
  for (let i = 0; i < 4; i++) await step.run();
  const profiler = wrapKernels(tf);
  const startMs = performance.now();
  for (let i = 0; i < steps; i++) await step.run();
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
