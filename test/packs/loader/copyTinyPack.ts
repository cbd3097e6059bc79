import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { loadPack } from '../../../src/packs/loadPack.ts';
import type { PackProblem } from '../../../src/protocol/pack.ts';
import { projectFolder } from './projectFolder.ts';

export const lessonFolder = 'chapters/basics/first-tensor';
export const exerciseFolder = `${lessonFolder}/exercises/make-tensor`;

export interface PackCopy {
  folder: string;
  path(name: string): string;
  read(name: string): Promise<string>;
  write(name: string, text: string): Promise<void>;
  /** Changes values in a JSON file and writes it back, two spaces deep. */
  edit(name: string, edits: readonly Edit[]): Promise<void>;
  problems(): Promise<PackProblem[]>;
}

/** Where, such as `items[0].prompt.en`, and what to put there; `undefined` takes it away. */
export type Edit = readonly [path: string, value: unknown];

/** A copy of the tiny pack to damage, gone after the test. */
export async function copyTinyPack(context: TestContext): Promise<PackCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'tiny pack '));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await cp(projectFolder('test/fixtures/packs/tiny'), folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  const read = (name: string): Promise<string> => readFile(path(name), 'utf8');
  const write = (name: string, text: string): Promise<void> => writeFile(path(name), text);
  return {
    folder,
    path,
    read,
    write,
    edit: async (name, edits) => {
      if (edits.length === 0) return;
      const json: unknown = JSON.parse(await read(name));
      for (const [at, value] of edits) setAt(json, at, value);
      await write(name, JSON.stringify(json, undefined, 2));
    },
    problems: async () => (await loadPack(folder)).problems,
  };
}

/** Sets a value deep inside a parsed JSON document. */
export function setAt(root: unknown, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/u).filter((key) => key !== '');
  let parent = root as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[keys.at(-1)!] = value;
}
