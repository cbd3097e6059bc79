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
  /** Changes the parsed JSON of a file and writes it back, two spaces deep. */
  edit(name: string, change: (json: Json) => void): Promise<void>;
  problems(): Promise<PackProblem[]>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- damage is done at any depth of the files.
export type Json = any;

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
    edit: async (name, change) => {
      const json: Json = JSON.parse(await read(name));
      change(json);
      await write(name, JSON.stringify(json, undefined, 2));
    },
    problems: async () => (await loadPack(folder)).problems,
  };
}
