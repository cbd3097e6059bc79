import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { locales } from '../../../src/protocol/locale.ts';
import { exercise, exerciseFile, exerciseFolder, lessons } from './lessonTexts.ts';

const starter = exerciseFile(exercise.starter);
const check = exerciseFile(exercise.check);
const solutions = exercise.solutions.map(({ file }) => exerciseFile(file));

/** What a learner has to find out: the lines of the solutions that the starter does not have. */
const answers = new Set(
  solutions
    .flatMap((solution) => solution.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.includes('tf.layers.') && !starter.includes(line)),
);

describe('exercise cnn-mnist', () => {
  it('gives its solution away nowhere', () => {
    assert.ok(answers.size >= 12, `${answers.size} lines`);
    const shown = [
      starter,
      ...locales.flatMap((locale) => [lessons[locale], ...exercise.hints.map((hint) => hint[locale])]),
    ];
    const calls = [...answers].map((line) => /tf\.layers\.\w+\(\{.*?\}\)/.exec(line)?.[0] ?? line);
    for (const text of shown)
      for (const call of calls.filter((one) => !starter.includes(one)))
        assert.ok(!text.includes(call), `${call} is shown to the learner`);
  });

  it('leaves the work to the learner', () => {
    assert.match(starter, /TODO 1/);
    assert.doesNotMatch(starter, /conv2d\(|maxPooling2d\(/);
  });

  it('has the same main in starter and solutions', () => {
    const mainOf = (source: string): string => source.slice(source.indexOf('/** Run calls this'));
    for (const solution of solutions) assert.equal(mainOf(solution), mainOf(starter));
  });

  it('names every wrong answer that is there, and no other', () => {
    const files = readdirSync(path.join(exerciseFolder, 'wrong')).map((name) => `wrong/${name}`);
    assert.deepEqual(exercise.wrong.map(({ file }) => file).sort(), files.sort());
    assert.ok(files.length >= 3);
  });

  it('has a wrong answer for every stage and a text for every message the check can give', () => {
    const used = new Set([...check.matchAll(/fail\('([\w-]+)'/g)].map(([, id = '']) => id));
    assert.deepEqual(Object.keys(exercise.messages).sort(), [...used].sort());
    assert.deepEqual(
      [...new Set(exercise.wrong.map(({ stage }) => stage))],
      exercise.stages.map(({ id }) => id),
    );
  });

  it('asks in the text for what the check asks for', () => {
    const rule = exercise.passRule;
    assert.ok(rule);
    const constant = (name: string): string =>
      new RegExp(`const ${name} = ([\\d.]+);`).exec(check)?.[1] ?? '';
    assert.equal(Number(constant('neededAccuracy')), rule.atLeast);
    for (const locale of locales) {
      const text = lessons[locale].slice(
        lessons[locale].search(/\*\*(Check|檢查|检查)\*\*(?![\s\S]*\*\*(Check|檢查|检查)\*\*)/),
      );
      for (const figure of ['epochs', 'overfitBatch', 'overfitSteps', 'neededAccuracy'].map(constant))
        assert.ok(text.includes(figure), `${figure} in ${locale}`);
      assert.match(exercise.messages.accuracy?.[locale] ?? '', new RegExp(String(rule.atLeast)));
    }
  });
});
