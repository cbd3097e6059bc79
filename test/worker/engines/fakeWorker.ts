import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { platformName } from '../../../src/runner/engines/engineLaunch.ts';

/**
 * A worker program that is not ours, in a `dist` folder of its own: the host talks to it as to the real one, so engines
 * that crash, hang or miscalculate can be had on any machine.
 */
export interface FakeWorker {
  /** `dist/worker`. */
  folder: string;
  /** `native warmUp`, …: every request that a process of this program has answered or should have. */
  requests(): Promise<string[]>;
  dispose(): Promise<void>;
}

/**
 * @param answers what each engine does when it is asked to be probed or to start: the body of a function of
 *   `(id, reply)`, in JavaScript
 */
export async function createFakeWorker(
  answers: Partial<Record<'native' | 'webgpu' | 'wasm' | 'cpu', string>>,
): Promise<FakeWorker> {
  const base = await mkdtemp(path.join(tmpdir(), 'dl-fake-'));
  const folder = path.join(base, 'dist', 'worker');
  const log = path.join(base, 'requests.txt');
  const cases = Object.entries(answers).map(([id, body]) => `${id}: (id, reply) => { ${body} },`);
  await mkdir(folder, { recursive: true });
  await writeFile(log, '');
  await writeFile(
    path.join(folder, 'main.cjs'),
    `const fs = require('node:fs');
const answers = { ${cases.join('\n')} };
process.on('message', ({ id, name, params }) => {
  const [engine] = params.engines ?? [''];
  fs.appendFileSync(${JSON.stringify(log)}, engine + ' ' + name + '\\n');
  const reply = (result) => process.send({ kind: 'reply', id, ok: true, result });
  if (name === 'run') return reply({ kind: 'finished', wallMs: 1 });
  answers[engine](engine, reply);
});
`,
  );
  for (const engine of ['native', 'webgpu']) {
    const addOns = path.join(base, 'dist', engine, platformName());
    await mkdir(addOns, { recursive: true });
    await writeFile(path.join(addOns, 'stand-in.node'), '');
  }
  return {
    folder,
    requests: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
    dispose: () => rm(base, { recursive: true, force: true }),
  };
}

/** An answer to `probeEngine`. */
export function probing(
  more: { gpu?: boolean; smallStepMs?: number; largeStepMs?: number; error?: number; log?: string } = {},
): string {
  const { gpu = false, smallStepMs = 1, largeStepMs = 10, error = 0, log = '' } = more;
  return `reply({ report: { id, version: 'fake', gpu: ${gpu}, log: ${JSON.stringify(log)}, passedOver: [] }, startMs: 1, largestError: ${error}, smallStepMs: ${smallStepMs}, largeStepMs: ${largeStepMs} });`;
}
