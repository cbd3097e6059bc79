import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { exerciseVersionHash } from '../../../src/packs/exerciseVersionHash.ts';
import { loadPack } from '../../../src/packs/loadPack.ts';
import { copyTinyPack, exerciseFolder, lessonFolder } from './copyTinyPack.ts';
import type { Json, PackCopy } from './copyTinyPack.ts';
import { projectFolder } from './projectFolder.ts';

const exerciseFile = `${exerciseFolder}/exercise.json`;
const lessonFile = `${lessonFolder}/lesson.json`;
const quizFile = `${lessonFolder}/quiz.json`;
const textFile = `${lessonFolder}/lesson.md`;

/** One way to damage a pack, and the problem that must be reported for it, once. */
interface Damage {
  name: string;
  file: string;
  edit?: (json: Json) => void;
  by?: (pack: PackCopy) => Promise<void>;
  code: string;
  says: RegExp;
}

const damages: Damage[] = [
  {
    name: 'a newer format',
    file: 'package.json',
    edit: (json) => (json.deepLearningLessons.formatVersion = 2),
    code: 'format-too-new',
    says: /is 2, but this extension reads up to 1\. Update the extension\./,
  },
  {
    name: 'a missing id',
    file: lessonFile,
    edit: (json) => delete json.id,
    code: 'missing',
    says: /"id" is missing/,
  },
  {
    name: 'an id that is no UUID',
    file: exerciseFile,
    edit: (json) => (json.id = 'make-tensor'),
    code: 'bad-uuid',
    says: /"id" must be a UUID/,
  },
  {
    name: 'an id used twice',
    file: lessonFile,
    edit: (json) => (json.id = '0B7C6C53-6A52-4D7E-9A53-0C5F7F1F9A01'),
    code: 'duplicate-uuid',
    says: /is used already in package\.json, line \d+/,
  },
  {
    name: 'a missing language',
    file: lessonFile,
    edit: (json) => delete json.summary['zh-TW'],
    code: 'missing-locale',
    says: /"summary" has no text for zh-TW/,
  },
  {
    name: 'an empty hint',
    file: exerciseFile,
    edit: (json) => (json.hints[1].en = ' '),
    code: 'empty',
    says: /"hints\[1\]\.en" must not be empty/,
  },
  {
    name: 'no hints',
    file: exerciseFile,
    edit: (json) => (json.hints = []),
    code: 'no-hints',
    says: /at least one hint/,
  },
  {
    name: 'a language nobody promised',
    file: lessonFile,
    edit: (json) => (json.title.de = 'Ein Tensor'),
    code: 'unknown-locale',
    says: /"title\.de" is not a language/,
  },
  {
    name: 'a misspelt key',
    file: quizFile,
    edit: (json) => (json.items[0].options[1].corect = true),
    code: 'unknown-key',
    says: /"items\[0\]\.options\[1\]\.corect" is not known here/,
  },
  {
    name: 'a file that is not there',
    file: exerciseFile,
    edit: (json) => (json.solutions[0].file = 'gone.ts'),
    code: 'file-missing',
    says: /"solutions\[0\]\.file", "gone\.ts", does not exist/,
  },
  {
    name: 'a path that climbs out',
    file: exerciseFile,
    edit: (json) => (json.starter = '../../../../../../secret.ts'),
    code: 'unsafe-path',
    says: /inside the pack/,
  },
  {
    name: 'an absolute path',
    file: exerciseFile,
    edit: (json) => (json.check = '/etc/hostname'),
    code: 'unsafe-path',
    says: /inside the pack/,
  },
  {
    name: 'a Windows path',
    file: exerciseFile,
    edit: (json) => (json.check = 'wrong\\array.ts'),
    code: 'unsafe-path',
    says: /forward slashes/,
  },
  {
    name: 'a learner file with a folder in its name',
    file: exerciseFile,
    edit: (json) => (json.learnerFile = '../make-tensor.ts'),
    code: 'bad-name',
    says: /not a safe name/,
  },
  {
    name: 'a step to an exercise that is not there',
    file: lessonFile,
    edit: (json) => (json.steps[1].exercise = 'break-tensor'),
    code: 'unknown-exercise',
    says: /"break-tensor", which is none of this lesson's exercises/,
  },
  {
    name: 'a quiz id used twice',
    file: quizFile,
    edit: (json) => (json.items[1].id = 'rank'),
    code: 'duplicate-id',
    says: /is "rank" once more/,
  },
  {
    name: 'two right options where one is asked for',
    file: quizFile,
    edit: (json) => (json.items[1].kind = 'single'),
    code: 'correct-count',
    says: /exactly one correct option, not 2/,
  },
  {
    name: 'no right option',
    file: quizFile,
    edit: (json) => json.items[1].options.forEach((option: Json) => delete option.correct),
    code: 'correct-count',
    says: /at least one correct option/,
  },
  {
    name: 'an option without feedback',
    file: quizFile,
    edit: (json) => delete json.items[1].options[2].feedback,
    code: 'missing',
    says: /"items\[1\]\.options\[2\]\.feedback" is missing/,
  },
  {
    name: 'two options that look the same',
    file: quizFile,
    edit: (json) => (json.items[1].options[1].text['zh-TW'] = '[2,  3]'),
    code: 'equal-options',
    says: /two options that read "\[2, 3\]" in zh-TW/,
  },
  {
    name: 'a numeric answer that is no number',
    file: quizFile,
    edit: (json) => (json.items[2].answer = 'six'),
    code: 'bad-number',
    says: /"items\[2\]\.answer" must be a number/,
  },
  {
    name: 'a negative tolerance',
    file: quizFile,
    edit: (json) => (json.items[2].tolerance = -1),
    code: 'too-small',
    says: /must be at least 0/,
  },
  {
    name: 'a mistake that is right',
    file: quizFile,
    edit: (json) => (json.items[2].mistakes[0].value = '3+3'),
    code: 'mistake-is-answer',
    says: /would be accepted as the right answer/,
  },
  {
    name: 'a wrong shape that is right',
    file: quizFile,
    edit: (json) => (json.items[3].mistakes[0].value = [null, 2, 3]),
    code: 'mistake-is-answer',
    says: /is the right answer/,
  },
  {
    name: 'a stage twice',
    file: exerciseFile,
    edit: (json) => json.stages.push(json.stages[0]),
    code: 'duplicate-stage',
    says: /used twice/,
  },
  {
    name: 'a starter that fails at an unknown stage',
    file: exerciseFile,
    edit: (json) => (json.starterFails.stage = 'training'),
    code: 'unknown-stage',
    says: /"training", which is none of the stages/,
  },
  {
    name: 'a wrong solution with an unknown message',
    file: exerciseFile,
    edit: (json) => (json.wrong[0].message = 'oops'),
    code: 'unknown-message',
    says: /"wrong\[0\]\.message" is "oops"/,
  },
  {
    name: 'more seeds in the pass rule than there are',
    file: exerciseFile,
    edit: (json) => (json.passRule = { stage: 'shape', metric: 'acc', atLeast: 0.9, inSeeds: 1, ofSeeds: 5 }),
    code: 'pass-rule-seeds',
    says: /is 5, but there are 1 seeds/,
  },
  {
    name: 'a pass rule that asks for more seeds than it looks at',
    file: exerciseFile,
    edit: (json) => (json.passRule = { stage: 'shape', metric: 'acc', atLeast: 0.9, inSeeds: 2, ofSeeds: 1 }),
    code: 'pass-rule-seeds',
    says: /at most "ofSeeds", 1/,
  },
  {
    name: 'a wish for the network',
    file: 'package.json',
    edit: (json) => (json.deepLearningLessons.permissions.network = true),
    code: 'network',
    says: /packs have no network/,
  },
  {
    name: 'a lesson that is listed twice',
    file: 'package.json',
    edit: (json) => json.deepLearningLessons.chapters[0].lessons.push('first-tensor'),
    code: 'duplicate-slug',
    says: /"first-tensor" once more/,
  },
  {
    name: 'a translation that is not there',
    file: `${lessonFolder}/lesson.zh-tw.md`,
    by: (pack) => rm(pack.path(`${lessonFolder}/lesson.zh-tw.md`)),
    code: 'file-missing',
    says: /does not exist/,
  },
  {
    name: 'a picture without alternative text',
    file: textFile,
    by: async (pack) => pack.write(textFile, (await pack.read(textFile)).replace(/!\[.*?\]/, '![ ]')),
    code: 'missing-alt',
    says: /has no alternative text/,
  },
  {
    name: 'a picture that is not there',
    file: textFile,
    by: async (pack) => pack.write(textFile, (await pack.read(textFile)).replace('grid.svg', 'gird.svg')),
    code: 'file-missing',
    says: /gird\.svg does not exist/,
  },
  {
    name: 'a picture from the network',
    file: textFile,
    by: async (pack) =>
      pack.write(textFile, `${await pack.read(textFile)}\n![x](https://example.com/x.png)\n`),
    code: 'picture-outside',
    says: /is not a file of the pack/,
  },
  {
    name: 'a link that leads nowhere',
    file: textFile,
    by: async (pack) =>
      pack.write(textFile, `${await pack.read(textFile)}\nSee [here](../gone/lesson.md).\n`),
    code: 'dead-link',
    says: /leads nowhere/,
  },
  {
    name: 'a directive for an unknown exercise',
    file: textFile,
    by: async (pack) =>
      pack.write(textFile, (await pack.read(textFile)).replace('exercise make-', 'exercise un-')),
    code: 'unknown-exercise',
    says: /"un-tensor" is none of this lesson's exercises/,
  },
  {
    name: 'a directive for an unknown question',
    file: textFile,
    by: async (pack) => pack.write(textFile, (await pack.read(textFile)).replace('quiz rank', 'quiz tank')),
    code: 'unknown-quiz-item',
    says: /"tank" is no item/,
  },
  {
    name: 'an open front matter',
    file: textFile,
    by: (pack) => pack.write(textFile, '---\ntitle: x\n\nText\n'),
    code: 'front-matter',
    says: /not closed/,
  },
];

async function damage(context: TestContext, { file, edit, by }: Damage): Promise<PackCopy> {
  const pack = await copyTinyPack(context);
  if (edit) await pack.edit(file, edit);
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
    await pack.edit(exerciseFile, (json) => (json.hints[2]['zh-CN'] = ''));
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
function mutantsOf(root: Json): Json[] {
  const paths: (string | number)[][] = [];
  const collect = (value: Json, path: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      paths.push([...path, key]);
      collect(value[key], [...path, key]);
    }
  };
  collect(root, []);
  return paths.map((path, index) => {
    const copy: Json = structuredClone(root);
    const parent = path.slice(0, -1).reduce((value: Json, key) => value[key], copy);
    const key = path.at(-1)!;
    const replacements = [null, 7.5, 'x', true, [], {}, [[[]]], { en: {} }, undefined];
    parent[key] = replacements[index % replacements.length];
    return copy;
  });
}
