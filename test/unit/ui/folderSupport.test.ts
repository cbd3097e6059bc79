import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { markExercise, supportFolder } from '../../../src/ui/editor/folderSupport.ts';
import { readMarker } from '../../../src/ui/shared/exerciseIndex.ts';

describe('a learner folder', () => {
  let folder: string;
  let types: string;
  beforeEach(async () => {
    const base = await mkdtemp(join(tmpdir(), 'dl-folder-'));
    folder = join(base, 'Zoë 學習');
    types = join(base, 'types');
    await mkdir(folder);
    await mkdir(types);
    await writeFile(join(types, 'tfjs.d.ts'), 'export declare const version: string;\n');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('gets types and a project file', async () => {
    await supportFolder(folder, types);
    const project = JSON.parse(await readFile(join(folder, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: { paths: Record<string, string[]> };
    };
    assert.deepEqual(project.compilerOptions.paths['@tensorflow/tfjs'], ['./.types/tfjs.d.ts']);
    assert.equal(
      await readFile(join(folder, '.types', 'tfjs.d.ts'), 'utf8'),
      'export declare const version: string;\n',
    );
  });

  it('keeps a learner’s own project file, and brings the types up to date', async () => {
    await writeFile(join(folder, 'tsconfig.json'), '{ "mine": true }');
    await supportFolder(folder, types);
    const before = await stat(join(folder, '.types', 'tfjs.d.ts'));
    await supportFolder(folder, types);
    assert.equal((await stat(join(folder, '.types', 'tfjs.d.ts'))).mtimeMs, before.mtimeMs);
    await writeFile(join(types, 'tfjs.d.ts'), 'export {};\n');
    await supportFolder(folder, types);
    assert.equal(await readFile(join(folder, '.types', 'tfjs.d.ts'), 'utf8'), 'export {};\n');
    assert.equal(await readFile(join(folder, 'tsconfig.json'), 'utf8'), '{ "mine": true }');
  });

  it('remembers which exercise a file belongs to, and survives a damaged marker', async () => {
    await markExercise(join(folder, 'a.ts'), 'id-a');
    await markExercise(join(folder, 'b.ts'), 'id-b');
    assert.deepEqual(await readMarker(folder), { 'a.ts': 'id-a', 'b.ts': 'id-b' });
    await writeFile(join(folder, '.deep-learning.json'), '{ "exercises": { "a.ts": 7, "b.ts": "id-b" } }');
    assert.deepEqual(await readMarker(folder), { 'b.ts': 'id-b' });
    await writeFile(join(folder, '.deep-learning.json'), '{ broken');
    assert.deepEqual(await readMarker(folder), {});
  });
});
