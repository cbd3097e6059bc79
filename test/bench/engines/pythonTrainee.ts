import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pythonPackage } from '../../../scripts/host/pythonPackage.mjs';
import type { Absent, Timing, Trainee } from './trainee.ts';

export interface PythonLibrary {
  name: string;
  importName: string;
  requirement: string;
  script: string;
}

/** Starts a Python library that trains the same models, where pip can install it. */
export async function openPythonTrainee(root: string, library: PythonLibrary): Promise<Trainee | Absent> {
  const found = await pythonPackage(library.importName, library.requirement);
  if ('reason' in found) return { name: library.name, reason: found.reason };
  const startedAt = performance.now();
  const folder = path.join(root, 'test', 'bench', 'engines', 'references');
  const child = spawn(found.python, ['-B', path.join(folder, library.script)], {
    env: { ...process.env, ...found.env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const line = (await lines.next()) as IteratorResult<string, undefined>;
    if (line.done === true) throw new Error(`${library.name} ended unexpectedly.`);
    return JSON.parse(line.value) as unknown;
  };
  const { version, device } = (await read()) as { version: string; device: string };
  return {
    name: library.name,
    description: `${version}, ${device}`,
    startMs: performance.now() - startedAt,
    async train(training, steps) {
      child.stdin.write(`${training} ${steps}\n`);
      return (await read()) as Timing;
    },
    async close() {
      child.stdin.end();
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
