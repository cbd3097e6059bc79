/**
 * Samples per second of trainings on tfjs's wasm backend, one thread: our kernels against the missing kernels composed
 * from published ones. The variants take turns, so that a busy machine slows both.
 */
import { composeMissingKernels } from '../../src/worker/kernels/composeMissingKernels.ts';
import { registerTrainingKernels } from '../../src/worker/kernels/registerTrainingKernels.ts';
import { readTrainingBinary, startWasm } from '../worker/kernels/wasmEngine.ts';
import { trainings } from './engines/trainings/index.ts';
import { median } from './median.ts';

const STEPS_PER_ROUND = 6;
const measured = ['cnn', 'lstm'] as const;

export interface WasmKernelFigures {
  simdSamplesPerSecond: number;
  composedSamplesPerSecond: number;
  /** SIMD over composed, median of the rounds; the goal is 4 or more. */
  ratio: number;
}

export async function measureWasmKernels(
  rounds: number,
): Promise<Record<(typeof measured)[number], WasmKernelFigures>> {
  const tf = await startWasm();
  const training = readTrainingBinary();
  const rates = { cnn: variants(), lstm: variants() };
  const models = { cnn: trainings.cnn(tf), lstm: trainings.lstm(tf) };
  for (let round = 0; round < rounds; round++) {
    for (const variant of ['simd', 'composed'] as const) {
      const kernels =
        variant === 'simd' ? await registerTrainingKernels(tf, { training }) : composeMissingKernels(tf);
      for (const name of measured) {
        const model = models[name];
        await model.train(2);
        const startMs = performance.now();
        await model.train(STEPS_PER_ROUND);
        const wallMs = performance.now() - startMs;
        rates[name][variant].push((STEPS_PER_ROUND * model.samplesPerStep * 1000) / wallMs);
      }
      kernels.dispose();
    }
  }
  return { cnn: figures(rates.cnn), lstm: figures(rates.lstm) };
}

const variants = () => ({ simd: [] as number[], composed: [] as number[] });

function figures({ simd, composed }: ReturnType<typeof variants>): WasmKernelFigures {
  return {
    simdSamplesPerSecond: Math.round(median(simd)),
    composedSamplesPerSecond: Math.round(median(composed)),
    ratio: Number(median(simd.map((value, round) => value / (composed[round] ?? Number.NaN))).toFixed(2)),
  };
}
