import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';

/**
 * Puts Dawn, the WebGPU library, into dist/webgpu/<platform>, with its licences and what it loads on Windows. npm's
 * `webgpu` brings it for every platform it knows; Apple's two processors share one file.
 * @param {string} platform such as `linux-x64`
 * @returns {Promise<boolean>} false where there is none for this platform
 */
export async function copyDawn(platform) {
  const published = platform.startsWith('darwin-') ? 'darwin-universal' : platform;
  const dawn = join(projectRoot, 'node_modules', 'webgpu');
  const source = join(dawn, 'dist', published);
  if (!existsSync(source)) return false;
  const target = join(projectRoot, 'dist', 'webgpu', platform);
  await cp(source, target, { recursive: true });
  await cp(join(dawn, 'LICENSE.md'), join(target, 'LICENSE.md'));
  return true;
}
