/**
 * `node scripts/engineSuite.mjs [ENGINE…] [--only PART OF A NAME]`: builds the worker and the suite of test/worker/engines,
 * and prints how every case does on every engine. `out/engineSuite/main.mjs` then runs without node_modules.
 */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './host/projectRoot.mjs';
import { buildExtension } from './host/buildExtension.mjs';

const output = join(projectRoot, 'out', 'engineSuite', 'main.mjs');
await buildExtension();
await build({
  entryPoints: [join(projectRoot, 'test', 'worker', 'engines', 'main.ts')],
  outfile: output,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [output, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DL_ROOT: projectRoot },
});
process.exit(status ?? 1);
