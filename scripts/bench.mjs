/** `npm run bench -- [--json FILE] …`: builds, packs and measures. What is measured is in test/bench/main.ts. */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildVsix } from './host/buildExtension.mjs';
import { projectRoot } from './host/projectRoot.mjs';

const output = join(projectRoot, 'out', 'bench', 'main.mjs');
await build({
  entryPoints: [join(projectRoot, 'test', 'bench', 'main.ts')],
  outfile: output,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
await buildVsix();
const { status } = spawnSync(process.execPath, [output, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DL_ROOT: projectRoot },
});
process.exit(status ?? 1);
