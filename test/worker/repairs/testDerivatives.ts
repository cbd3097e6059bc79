import { test } from 'node:test';
import type * as tfjs from '@tensorflow/tfjs';
import { checkDerivative } from './derivativeCase.ts';
import { einsumCases } from './einsumCases.ts';
import { kernelCases } from './kernelCases.ts';
import { tensorCases } from './tensorCases.ts';
import { windowCases } from './windowCases.ts';

/** Results and gradients of every repaired operation, and of those with kernels of ours, on one engine, against float64. */
export function testDerivatives(start: () => Promise<typeof tfjs>): void {
  let tf: typeof tfjs | undefined;
  for (const derivative of [...kernelCases, ...tensorCases, ...einsumCases, ...windowCases]) {
    test(derivative.name, async () => {
      tf ??= await start();
      checkDerivative(tf, derivative);
    });
  }
}
