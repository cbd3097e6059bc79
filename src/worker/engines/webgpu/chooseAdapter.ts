import type { Gpu, GpuAdapter, GpuAdapterInfo } from './gpuTypes.ts';
import { hasVulkanLoader } from './hasVulkanLoader.ts';

/** For tests on machines without a graphics card. Never part of the environment that a learner's run gets. */
export const allowSoftwareVariable = 'DEEP_LEARNING_ALLOW_SOFTWARE_GPU';

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic.render|\bwarp\b/i;

/** What tfjs's shaders need; any adapter that is WebGPU in full has it. */
const neededLimits = {
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupStorageSize: 16_384,
  maxStorageBuffersPerShaderStage: 8,
  maxStorageBufferBindingSize: 128 * 1024 * 1024,
} as const;

export interface ChosenAdapter {
  adapter: GpuAdapter;
  /** `NVIDIA GeForce RTX 4090`. */
  name: string;
  /** A renderer in software: right, but slower than WebAssembly. */
  software: boolean;
}

/**
 * The fastest graphics card.
 *
 * @throws Error with a sentence when there is none, or none that is worth using
 */
export async function chooseAdapter(gpu: Gpu, environment = process.env): Promise<ChosenAdapter> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Error(whyNone());
  const { info } = adapter;
  const name = adapterName(info);
  const software = isSoftware(info);
  if (software && environment[allowSoftwareVariable] !== '1')
    throw new Error(`no graphics card was found, only ${name}, which computes in software and more slowly`);
  for (const [limit, needed] of Object.entries(neededLimits)) {
    const has = adapter.limits[limit] ?? 0;
    if (has < needed) throw new Error(`${name} is too small: its ${limit} is ${has}, ${needed} are needed`);
  }
  return { adapter, name, software };
}

function whyNone(): string {
  return hasVulkanLoader()
    ? 'no graphics card that WebGPU can use was found'
    : 'the Vulkan loader (libvulkan.so.1) is not installed on this computer';
}

export function isSoftware(info: GpuAdapterInfo): boolean {
  return (
    info.isFallbackAdapter === true ||
    softwareNames.test([info.vendor, info.architecture, info.device, info.description].join(' '))
  );
}

const spelled: Readonly<Record<string, string>> = {
  nvidia: 'NVIDIA',
  amd: 'AMD',
  geforce: 'GeForce',
  swiftshader: 'SwiftShader',
};

/** WebGPU tells `nvidia-geforce-rtx-4090`: made readable, since the name is on screen. */
export function adapterName({ vendor, architecture, device }: GpuAdapterInfo): string {
  const words = (device || [vendor, architecture].join('-')).split('-').filter((word) => word !== '');
  return words.length === 0 ? 'an adapter without a name' : words.map(spell).join(' ');
}

function spell(word: string): string {
  const isAbbreviation = /\d/.test(word) || !/[aeiouy]/.test(word);
  return (
    spelled[word] ?? (isAbbreviation ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1))
  );
}
