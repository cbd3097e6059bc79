import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs';
import { composeMissingKernels } from '../../../src/worker/kernels/composeMissingKernels.ts';
import { registerTrainingKernels } from '../../../src/worker/kernels/registerTrainingKernels.ts';
import { asWasmBackend } from '../../../src/worker/kernels/wasmBackend.ts';
import { countHeapBytes } from './heapBytes.ts';
import { createModels } from './models.ts';
import { readTrainingBinary, startWasm } from './wasmEngine.ts';

before(startWasm);

for (const variant of ['simd', 'composed'] as const) {
  for (const name of ['cnn', 'lstm', 'separable', 'transposed'] as const) {
    test(`fifty ${variant} steps of a ${name} model leave tensors and heap as they were`, async () => {
      const heap = countHeapBytes(tf);
      const training = readTrainingBinary();
      const kernels =
        variant === 'simd' ? await registerTrainingKernels(tf, { training }) : composeMissingKernels(tf);
      const { model, x, y } = createModels(tf)[name]();
      const step = async () => await model.trainOnBatch(x, y);
      // The first steps create optimizer state and scratch memory.
      await step();
      await step();
      const tensors = tf.memory().numTensors;
      const buffers = tf.memory().numDataBuffers;
      const bytes = heap.bytes();
      for (let i = 0; i < 50; i++) await step();
      assert.equal(tf.memory().numTensors, tensors);
      assert.equal(tf.memory().numDataBuffers, buffers);
      assert.equal(heap.bytes(), bytes);
      model.dispose();
      tf.dispose([x, y]);
      const held = kernels.heldBytes();
      const beforeDispose = heap.bytes();
      kernels.dispose();
      assert.equal(beforeDispose - heap.bytes(), held);
      heap.stop();
    });
  }
}

test('kernels keep working when the heap grows under them', async () => {
  const kernels = await registerTrainingKernels(tf, { training: readTrainingBinary() });
  const backend = asWasmBackend(tf.backend());
  assert.ok(backend);
  const { model, x, y } = createModels(tf).cnn();
  await model.trainOnBatch(x, y);
  const heapBytes = backend.wasm.HEAPU8.length;
  const filler: tf.Tensor[] = [];
  while (backend.wasm.HEAPU8.length === heapBytes) filler.push(tf.zeros([1024, 1024]));
  const [before, after] = [await model.trainOnBatch(x, y), await model.trainOnBatch(x, y)];
  assert.ok(Number.isFinite(before) && Number(after) < Number(before));
  tf.dispose(filler);
  kernels.dispose();
});
