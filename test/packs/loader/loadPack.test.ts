import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { exerciseVersionHash } from '../../../src/packs/exerciseVersionHash.ts';
import { loadPack } from '../../../src/packs/loadPack.ts';
import { copyTinyPack, exerciseFolder, lessonFolder, setAt } from './copyTinyPack.ts';
import type { PackCopy } from './copyTinyPack.ts';
import { damages } from './damages.ts';
import type { Damage } from './damages.ts';
import { projectFolder } from './projectFolder.ts';

const exerciseFile = `${exerciseFolder}/exercise.json`;
const lessonFile = `${lessonFolder}/lesson.json`;
const quizFile = `${lessonFolder}/quiz.json`;
const textFile = `${lessonFolder}/lesson.md`;

async function damage(context: TestContext, { file, edits, by }: Damage): Promise<PackCopy> {
  const pack = await copyTinyPack(context);
  await pack.edit(file, edits ?? []);
  await by?.(pack);
  return pack;
}

describe('loadPack', () => {
  it('reads the tiny pack without a problem', async () => {
    const { pack, problems } = await loadPack(projectFolder('test/fixtures/packs/tiny'));
    assert.deepEqual(problems, []);
    const lesson = pack?.chapters[0]?.lessons[0];
    assert.equal(pack?.name, 'tiny-lessons');
    assert.equal(lesson?.slug, 'first-tensor');
    assert.equal(lesson.texts.en.startsWith('A tensor has'), true);
    assert.equal(lesson.texts['zh-TW'].includes('張量'), true);
    assert.deepEqual(
      lesson.quiz.map((item) => item.kind),
      ['single', 'multiple', 'numeric', 'shape', 'ordering'],
    );
    assert.equal(lesson.exercises[0]?.manifest.learnerFile, 'make-tensor.ts');
  });

  it('reads the pack of our own lessons without a problem', async () => {
    const { pack, problems } = await loadPack(projectFolder('lessons/deep-learning'));
    assert.deepEqual(problems, []);
    assert.ok(pack && pack.chapters.length > 0);
  });

  for (const one of damages) {
    it(`reports ${one.name}`, async (context) => {
      const problems = await (await damage(context, one)).problems();
      const about = problems.filter((problem) => problem.code === one.code);
      assert.equal(about.length, 1, JSON.stringify(problems, undefined, 1));
      assert.equal(about[0]?.file, one.file);
      assert.match(about[0]?.message ?? '', one.says);
    });
  }

  it('names the line of a problem', async (context) => {
    const pack = await copyTinyPack(context);
    await pack.edit(exerciseFile, [['hints[2].zh-CN', '']]);
    const lines = (await pack.read(exerciseFile)).split('\n');
    const [problem] = await pack.problems();
    assert.equal(lines[(problem?.line ?? 0) - 1]?.trim(), '"zh-CN": ""');
  });

  it('names the line in the Markdown file, front matter included', async (context) => {
    const pack = await copyTinyPack(context);
    await pack.write(textFile, (await pack.read(textFile)).replace('quiz rank', 'quiz tank'));
    const lines = (await pack.read(textFile)).split('\n');
    const [problem] = await pack.problems();
    assert.equal(lines[(problem?.line ?? 0) - 1], '::: quiz tank');
  });

  it('keeps the rest when one lesson is damaged', async (context) => {
    const pack = await copyTinyPack(context);
    await pack.write(quizFile, '{ "formatVersion": 1,\n  "items": [ }');
    const loaded = await loadPack(pack.folder);
    assert.deepEqual(loaded.pack?.chapters[0]?.lessons[0]?.quiz, []);
    const problem = loaded.problems.find(({ code }) => code === 'damaged-json');
    assert.equal(problem?.file, quizFile);
    assert.equal(problem.line, 2);
  });

  it('refuses links that lead out of the pack', async (context) => {
    const pack = await copyTinyPack(context);
    const outside = `${pack.folder}-outside.ts`;
    context.after(() => rm(outside, { force: true }));
    await writeFile(outside, 'export {};');
    await rm(pack.path(`${exerciseFolder}/starter.ts`));
    await symlink(outside, pack.path(`${exerciseFolder}/starter.ts`));
    const problems = await pack.problems();
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['outside-pack'],
    );
  });

  it('never throws, whatever is damaged', async (context) => {
    const pack = await copyTinyPack(context);
    for (const file of ['package.json', lessonFile, quizFile, exerciseFile, textFile]) {
      const whole = await pack.read(file);
      const broken = ['', '\0\0', '[]', 'null', '{"formatVersion":1}', '['.repeat(100_000), '\uFEFF{}'];
      for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 12))
        broken.push(whole.slice(0, cut));
      for (const text of broken) {
        await pack.write(file, text);
        const { problems } = await loadPack(pack.folder);
        assert.ok(file === textFile || problems.length > 0, `${file}: ${text.slice(0, 40)}`);
      }
      await pack.write(file, whole);
    }
    assert.deepEqual(await pack.problems(), []);
  });

  it('takes every value of every file being of another type', async (context) => {
    const pack = await copyTinyPack(context);
    for (const file of ['package.json', lessonFile, quizFile, exerciseFile]) {
      const whole = await pack.read(file);
      for (const mutant of mutantsOf(JSON.parse(whole))) {
        await pack.write(file, JSON.stringify(mutant));
        await loadPack(pack.folder);
      }
      await pack.write(file, whole);
    }
  });

  it('says so when there is no pack', async () => {
    const missing = await loadPack(`${tmpdir()}/no such pack`);
    assert.equal(missing.pack, undefined);
    assert.equal(missing.problems[0]?.code, 'unreadable');
  });

  it('reads files with Windows line endings alike', async (context) => {
    const pack = await copyTinyPack(context);
    const before = await loadPack(pack.folder);
    const exercise = before.pack!.chapters[0]!.lessons[0]!.exercises[0]!;
    const hash = await exerciseVersionHash(exercise);
    for (const file of [
      'package.json',
      lessonFile,
      quizFile,
      exerciseFile,
      textFile,
      `${exerciseFolder}/check.ts`,
    ])
      await pack.write(file, (await pack.read(file)).replaceAll('\n', '\r\n'));
    assert.deepEqual(await loadPack(pack.folder), before);
    assert.equal(await exerciseVersionHash(exercise), hash);
  });
});

describe('exerciseVersionHash', () => {
  it('changes with a file that invalidates, not with others', async (context) => {
    const pack = await copyTinyPack(context);
    const exercise = (await loadPack(pack.folder)).pack!.chapters[0]!.lessons[0]!.exercises[0]!;
    const hash = await exerciseVersionHash(exercise);
    await pack.write(`${exerciseFolder}/starter.ts`, '// another');
    assert.equal(await exerciseVersionHash(exercise), hash);
    await pack.write(`${exerciseFolder}/check.ts`, '// another');
    assert.notEqual(await exerciseVersionHash(exercise), hash);
    assert.equal(existsSync(pack.path(`${exerciseFolder}/check.ts`)), true);
  });
});

/** The document with one value after another replaced by something of another type, or left out. */
function mutantsOf(root: unknown): unknown[] {
  const paths: string[] = [];
  const collect = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const deeper = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      paths.push(deeper);
      collect(child, deeper);
    }
  };
  collect(root, '');
  const replacements = [null, 7.5, 'x', true, [], {}, [[[]]], { en: {} }, undefined];
  return paths.map((path, index) => {
    const copy = structuredClone(root);
    setAt(copy, path, replacements[index % replacements.length]);
    return copy;
  });
}
