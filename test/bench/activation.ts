import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { median } from './median.ts';

/** Milliseconds of our `activate` in the extension host of a real VS Code, once a window. */
export function measureActivation(root: string, rounds: number): { activationMs: number; each: number[] } {
  const each: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const script = path.join(root, 'scripts', 'test.mjs');
    const { status, stdout } = spawnSync(process.execPath, [script, 'integration', 'activation.test'], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`The editor could not be started:\n${stdout}`);
    each.push(Number(readFileSync(path.join(root, 'out', 'activation-ms.txt'), 'utf8')));
  }
  return { activationMs: median(each), each };
}
