import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const loader = 'libvulkan.so.1';

/** On Linux, whether the dynamic linker knows Vulkan's loader: without it no graphics card is ever found. Elsewhere true. */
export function hasVulkanLoader(searched = process.env['LD_LIBRARY_PATH'] ?? ''): boolean {
  if (process.platform !== 'linux') return true;
  const folders = searched.split(':').filter((folder) => folder !== '');
  if (folders.some((folder) => existsSync(path.join(folder, loader)))) return true;
  try {
    return readFileSync('/etc/ld.so.cache', 'latin1').includes(loader);
  } catch {
    // No glibc, or a system that keeps its list elsewhere.
    return true;
  }
}
