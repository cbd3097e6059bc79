import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { workerEnvironment } from '../../../src/runner/workerEnvironment.ts';
import {
  adapterName,
  allowSoftwareVariable,
  chooseAdapter,
  isSoftware,
} from '../../../src/worker/engines/webgpu/chooseAdapter.ts';
import type { GpuAdapter, GpuAdapterInfo } from '../../../src/worker/engines/webgpu/gpuTypes.ts';
import { openDawn } from '../../../src/worker/engines/webgpu/openDawn.ts';
import { keepTurnRequests } from '../../../src/worker/engines/webgpu/turnRequests.ts';
import { testGpu } from './softwareGpu.ts';

const info = (change: Partial<GpuAdapterInfo>): GpuAdapterInfo => ({
  vendor: 'nvidia',
  architecture: 'hopper',
  device: 'nvidia-h100-80gb-hbm3',
  description: 'NVIDIA: 550.54.15',
  isFallbackAdapter: false,
  ...change,
});
const limits = {
  maxComputeInvocationsPerWorkgroup: 1024,
  maxComputeWorkgroupSizeX: 1024,
  maxComputeWorkgroupStorageSize: 49_152,
  maxStorageBuffersPerShaderStage: 10,
  maxStorageBufferBindingSize: 2 ** 31,
};
const choose = (described: GpuAdapterInfo, change: Record<string, number> = {}, environment = {}) => {
  const adapter = { info: described, limits: { ...limits, ...change } } as unknown as GpuAdapter;
  return chooseAdapter({ requestAdapter: () => Promise.resolve(adapter) }, environment);
};

describe('which adapter is used', () => {
  it('a graphics card is, under a name for people', async () => {
    const { name, software } = await choose(info({}));
    assert.deepEqual([name, software], ['NVIDIA H100 80GB HBM3', false]);
    assert.equal(adapterName(info({ device: 'nvidia-geforce-rtx-4090' })), 'NVIDIA GeForce RTX 4090');
    assert.equal(adapterName(info({ vendor: 'apple', device: 'apple-m1-max' })), 'Apple M1 Max');
    assert.equal(
      adapterName(info({ vendor: 'intel', architecture: 'gen-12lp', device: '' })),
      'Intel Gen 12LP',
    );
  });

  it('no renderer in software is, whatever it calls itself', async () => {
    for (const change of [
      { vendor: 'google', architecture: 'swiftshader', device: 'swiftshader-device-subzero-' },
      { vendor: 'mesa', device: 'llvmpipe-llvm-15-0-6-256-bits-' },
      { vendor: 'microsoft', device: 'microsoft-basic-render-driver' },
      { isFallbackAdapter: true },
    ]) {
      assert.equal(isSoftware(info(change)), true, JSON.stringify(change));
      await assert.rejects(choose(info(change)), /^Error: no graphics card was found, only /);
      assert.equal((await choose(info(change), {}, { [allowSoftwareVariable]: '1' })).software, true);
    }
  });

  it('none with less than tfjs needs is, and the limit is named', async () => {
    await assert.rejects(
      choose(info({}), { maxStorageBuffersPerShaderStage: 4 }),
      /NVIDIA H100 80GB HBM3 is too small: its maxStorageBuffersPerShaderStage is 4, 8 are needed/,
    );
  });

  it('a learner’s run never gets the variable that allows software', () => {
    const environment = workerEnvironment({ [allowSoftwareVariable]: '1', PATH: '/bin' });
    assert.deepEqual(Object.keys(environment).sort(), ['NO_COLOR', 'PATH']);
  });
});

describe('how Dawn is opened', () => {
  it('a package without it says so', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'dl-dawn-'));
    const platform = `${process.platform}-${process.arch}`;
    assert.throws(() => openDawn(folder), { message: `this package carries no WebGPU for ${platform}` });
    await rm(folder, { recursive: true });
  });

  it('the editor’s own Node is refused', () => {
    const { versions } = process;
    Object.defineProperty(process, 'versions', { value: { ...versions, electron: '39.0.0' } });
    try {
      assert.throws(() => openDawn('.'), /set deepLearning\.nodePath to a Node of version 20 or newer/);
    } finally {
      Object.defineProperty(process, 'versions', { value: versions });
    }
  });

  const { missing } = testGpu();
  it('a navigator that cannot be assigned to gets its gpu', { skip: missing ?? false }, () => {
    const navigator = { userAgent: 'Node.js/24' };
    Object.defineProperty(globalThis, 'navigator', { get: () => navigator, configurable: true });
    const { gpu } = openDawn(path.join(process.env['DL_ROOT'] ?? process.cwd(), 'dist', 'webgpu'));
    const provided = navigator as { userAgent: string; gpu?: unknown };
    assert.equal(provided.gpu, gpu);
    assert.equal(provided.userAgent, 'Node.js/24');
  });
});

describe('turns that Dawn asks for', () => {
  it('everybody else’s setImmediate keeps its order and arguments, and can be cancelled', async () => {
    const published = globalThis.setImmediate;
    const { takeTurn } = keepTurnRequests();
    const calls: unknown[] = [];
    clearImmediate(setImmediate(() => calls.push('cancelled')));
    setImmediate((...given: unknown[]) => calls.push(given), 1, 'two');
    setImmediate(calls.push.bind(calls, 'bound'));
    assert.equal(takeTurn(), false, 'nothing here is a native callback');
    await new Promise<void>((resolve) => setImmediate(resolve));
    assert.deepEqual(calls, [[1, 'two'], 'bound']);
    globalThis.setImmediate = published;
  });
});
