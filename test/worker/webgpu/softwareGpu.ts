import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `real` runs these tests on the graphics card of this machine, without any software renderer. */
export const testGpuVariable = 'DEEP_LEARNING_TEST_GPU';

export interface TestGpu {
  /** What the worker's environment needs for it. */
  env: Record<string, string>;
  /** Why there is none: the tests are skipped with it. */
  missing?: string;
  real: boolean;
}

/** Where Debian's chromium and a few others put SwiftShader, Chromium's renderer in software. */
const chromiumFolders = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/usr/lib64/chromium-browser'];
const icdName = 'vk_swiftshader_icd.json';

/**
 * A graphics card for tests: SwiftShader, which computes what Vulkan says, slowly; or a real one. `VK_ICD_FILENAMES`
 * names another software renderer.
 */
export function testGpu(environment: NodeJS.ProcessEnv = process.env): TestGpu {
  const root = environment['DL_ROOT'] ?? process.cwd();
  const dawn = path.join(root, 'dist', 'webgpu', `${process.platform}-${process.arch}`, 'dawn.node');
  const real = environment[testGpuVariable] === 'real';
  if (!existsSync(dawn)) return { env: {}, real, missing: `there is no ${path.relative(root, dawn)}` };
  if (real) return { env: {}, real };
  const folder = chromiumFolders.find((candidate) => existsSync(path.join(candidate, icdName)));
  const icd = environment['VK_ICD_FILENAMES'] ?? (folder && path.join(folder, icdName));
  if (icd === undefined)
    return {
      env: {},
      real,
      missing: `no software renderer: neither VK_ICD_FILENAMES nor chromium's ${icdName}`,
    };
  const libraries = [environment['LD_LIBRARY_PATH'], path.dirname(icd)].filter(Boolean).join(':');
  return {
    real,
    env: {
      VK_ICD_FILENAMES: icd,
      // Chromium brings its own Vulkan loader, which not every machine has elsewhere.
      LD_LIBRARY_PATH: libraries,
      XDG_RUNTIME_DIR: environment['XDG_RUNTIME_DIR'] ?? tmpdir(),
      DEEP_LEARNING_ALLOW_SOFTWARE_GPU: '1',
    },
  };
}

/** A test that needs a graphics card, or a renderer in software; skipped, and counted as such, where there is none. */
export function itOnGpu(name: string, body: () => Promise<void>): void {
  void it(name, { skip: testGpu().missing ?? false }, body);
}
