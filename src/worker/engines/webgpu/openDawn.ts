import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { messageOf } from '../../../base/assert.ts';
import type { Gpu } from './gpuTypes.ts';
import { keepTurnRequests, type TurnRequests } from './turnRequests.ts';

/** What the add-on exports (npm `webgpu` 0.6). */
interface DawnAddOn {
  /** @param options such as `backend=vulkan` */
  create(options: string[]): Gpu;
  /** The WebGPU classes and constants by their global names. */
  globals: Record<string, unknown>;
}

export interface Dawn extends TurnRequests {
  gpu: Gpu;
}

let opened: Dawn | undefined;

/**
 * Loads Dawn, Chromium's WebGPU, into this process, and puts its classes and `navigator.gpu` where tfjs looks for them.
 *
 * @param folder with one `<platform>-<arch>/dawn.node` for each platform this package carries
 * @throws Error with a sentence where it cannot be had
 */
export function openDawn(folder: string): Dawn {
  if (opened) return opened;
  if (process.versions['electron'])
    throw new Error(
      'the editor’s own Node cannot share memory with the graphics card; set deepLearning.nodePath to a Node of version 20 or newer',
    );
  const platform = `${process.platform}-${process.arch}`;
  const file = path.join(folder, platform, 'dawn.node');
  if (!existsSync(file)) throw new Error(`this package carries no WebGPU for ${platform}`);
  const turns = keepTurnRequests();
  const addOn = loadAddOn(file);
  for (const [name, value] of Object.entries(addOn.globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  const gpu = addOn.create([]);
  provideNavigator(gpu);
  opened = { gpu, ...turns };
  return opened;
}

function loadAddOn(file: string): DawnAddOn {
  try {
    return createRequire(file)(file) as DawnAddOn;
  } catch (thrown) {
    throw new Error(`WebGPU could not be loaded: ${messageOf(thrown).split('\n')[0] ?? ''}`, {
      cause: thrown,
    });
  }
}

/** Node has no `navigator` before version 21, and one that cannot be assigned to since. */
function provideNavigator(gpu: Gpu): void {
  const { navigator } = globalThis as { navigator?: object };
  if (navigator === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true, writable: true });
  else Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
}
