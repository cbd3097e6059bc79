import { messageOf } from '../../../base/assert.ts';
import type { GpuAdapter, GpuDevice } from './gpuTypes.ts';

/** What tfjs asks of a device: as much as the adapter has. */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
];

/** @throws Error with a sentence when the graphics card refuses, as one does that is in use up to its limit */
export async function openDevice(adapter: GpuAdapter): Promise<GpuDevice> {
  const requiredLimits: Record<string, number> = {};
  for (const name of wantedLimits) {
    const limit = adapter.limits[name];
    if (limit !== undefined) requiredLimits[name] = limit;
  }
  const requiredFeatures = ['timestamp-query'].filter((feature) => adapter.features.has(feature));
  try {
    return await adapter.requestDevice({ requiredFeatures, requiredLimits });
  } catch (thrown) {
    const reason = messageOf(thrown).split('\n')[0] ?? '';
    throw new Error(`the graphics card could not be opened: ${reason}`, { cause: thrown });
  }
}
