/** `node scripts/profile.mjs …`: where a training step's time goes on the wasm backend; see test/bench/profileMain.ts. */
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './host/projectRoot.mjs';

const output = join(projectRoot, 'out', 'bench', 'profile.mjs');
await build({
  entryPoints: [join(projectRoot, 'test', 'bench', 'profileMain.ts')],
  outfile: output,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [output, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: projectRoot,
});
process.exit(status ?? 1);
