import { rm } from 'node:fs/promises';
import { exerciseFolder, lessonFolder } from './copyTinyPack.ts';
import type { Edit, PackCopy } from './copyTinyPack.ts';

const exerciseFile = `${exerciseFolder}/exercise.json`;
const lessonFile = `${lessonFolder}/lesson.json`;
const quizFile = `${lessonFolder}/quiz.json`;
const textFile = `${lessonFolder}/lesson.md`;

/** One way to damage a pack, and the problem that must be reported for it, once. */
export interface Damage {
  name: string;
  file: string;
  edits?: Edit[];
  by?: (pack: PackCopy) => Promise<void>;
  code: string;
  says: RegExp;
}

export const damages: Damage[] = [
  {
    name: 'a newer format',
    file: 'package.json',
    edits: [['deepLearningLessons.formatVersion', 2]],
    code: 'format-too-new',
    says: /is 2, but this extension reads up to 1\. Update the extension\./,
  },
  {
    name: 'a missing id',
    file: lessonFile,
    edits: [['id', undefined]],
    code: 'missing',
    says: /"id" is missing/,
  },
  {
    name: 'an id that is no UUID',
    file: exerciseFile,
    edits: [['id', 'make-tensor']],
    code: 'bad-uuid',
    says: /"id" must be a UUID/,
  },
  {
    name: 'an id used twice',
    file: lessonFile,
    edits: [['id', '0B7C6C53-6A52-4D7E-9A53-0C5F7F1F9A01']],
    code: 'duplicate-uuid',
    says: /is used already in package\.json, line \d+/,
  },
  {
    name: 'a missing language',
    file: lessonFile,
    edits: [['summary.zh-TW', undefined]],
    code: 'missing-locale',
    says: /"summary" has no text for zh-TW/,
  },
  {
    name: 'an empty hint',
    file: exerciseFile,
    edits: [['hints[1].en', ' ']],
    code: 'empty',
    says: /"hints\[1\]\.en" must not be empty/,
  },
  {
    name: 'no hints',
    file: exerciseFile,
    edits: [['hints', []]],
    code: 'no-hints',
    says: /at least one hint/,
  },
  {
    name: 'a language nobody promised',
    file: lessonFile,
    edits: [['title.de', 'Ein Tensor']],
    code: 'unknown-locale',
    says: /"title\.de" is not a language/,
  },
  {
    name: 'a misspelt key',
    file: quizFile,
    edits: [['items[0].options[1].corect', true]],
    code: 'unknown-key',
    says: /"items\[0\]\.options\[1\]\.corect" is not known here/,
  },
  {
    name: 'a file that is not there',
    file: exerciseFile,
    edits: [['solutions[0].file', 'gone.ts']],
    code: 'file-missing',
    says: /"solutions\[0\]\.file", "gone\.ts", does not exist/,
  },
  {
    name: 'a path that climbs out',
    file: exerciseFile,
    edits: [['starter', '../../../../../../secret.ts']],
    code: 'unsafe-path',
    says: /inside the pack/,
  },
  {
    name: 'an absolute path',
    file: exerciseFile,
    edits: [['check', '/etc/hostname']],
    code: 'unsafe-path',
    says: /inside the pack/,
  },
  {
    name: 'a Windows path',
    file: exerciseFile,
    edits: [['check', 'wrong\\array.ts']],
    code: 'unsafe-path',
    says: /forward slashes/,
  },
  {
    name: 'a learner file with a folder in its name',
    file: exerciseFile,
    edits: [['learnerFile', '../make-tensor.ts']],
    code: 'bad-name',
    says: /not a safe name/,
  },
  {
    name: 'a step to an exercise that is not there',
    file: lessonFile,
    edits: [['steps[1].exercise', 'break-tensor']],
    code: 'unknown-exercise',
    says: /"break-tensor", which is none of this lesson's exercises/,
  },
  {
    name: 'a quiz id used twice',
    file: quizFile,
    edits: [['items[1].id', 'rank']],
    code: 'duplicate-id',
    says: /is "rank" once more/,
  },
  {
    name: 'two right options where one is asked for',
    file: quizFile,
    edits: [['items[1].kind', 'single']],
    code: 'correct-count',
    says: /exactly one correct option, not 2/,
  },
  {
    name: 'no right option',
    file: quizFile,
    edits: [
      ['items[1].options[0].correct', undefined],
      ['items[1].options[1].correct', undefined],
    ],
    code: 'correct-count',
    says: /at least one correct option/,
  },
  {
    name: 'an option without feedback',
    file: quizFile,
    edits: [['items[1].options[2].feedback', undefined]],
    code: 'missing',
    says: /"items\[1\]\.options\[2\]\.feedback" is missing/,
  },
  {
    name: 'two options that look the same',
    file: quizFile,
    edits: [['items[1].options[1].text.zh-TW', '[2,  3]']],
    code: 'equal-options',
    says: /two options that read "\[2, 3\]" in zh-TW/,
  },
  {
    name: 'a numeric answer that is no number',
    file: quizFile,
    edits: [['items[2].answer', 'six']],
    code: 'bad-number',
    says: /"items\[2\]\.answer" must be a number/,
  },
  {
    name: 'a negative tolerance',
    file: quizFile,
    edits: [['items[2].tolerance', -1]],
    code: 'too-small',
    says: /must be at least 0/,
  },
  {
    name: 'a mistake that is right',
    file: quizFile,
    edits: [['items[2].mistakes[0].value', '3+3']],
    code: 'mistake-is-answer',
    says: /would be accepted as the right answer/,
  },
  {
    name: 'a wrong shape that is right',
    file: quizFile,
    edits: [['items[3].mistakes[0].value', [null, 2, 3]]],
    code: 'mistake-is-answer',
    says: /is the right answer/,
  },
  {
    name: 'a stage twice',
    file: exerciseFile,
    edits: [['stages[1]', { id: 'shape', title: { en: 'Shape', 'zh-TW': '形狀', 'zh-CN': '形状' } }]],
    code: 'duplicate-stage',
    says: /used twice/,
  },
  {
    name: 'a starter that fails at an unknown stage',
    file: exerciseFile,
    edits: [['starterFails.stage', 'training']],
    code: 'unknown-stage',
    says: /"training", which is none of the stages/,
  },
  {
    name: 'a wrong solution with an unknown message',
    file: exerciseFile,
    edits: [['wrong[0].message', 'oops']],
    code: 'unknown-message',
    says: /"wrong\[0\]\.message" is "oops"/,
  },
  {
    name: 'more seeds in the pass rule than there are',
    file: exerciseFile,
    edits: [['passRule', { stage: 'shape', metric: 'acc', atLeast: 0.9, inSeeds: 1, ofSeeds: 5 }]],
    code: 'pass-rule-seeds',
    says: /is 5, but there are 1 seeds/,
  },
  {
    name: 'a pass rule that asks for more seeds than it looks at',
    file: exerciseFile,
    edits: [['passRule', { stage: 'shape', metric: 'acc', atLeast: 0.9, inSeeds: 2, ofSeeds: 1 }]],
    code: 'pass-rule-seeds',
    says: /at most "ofSeeds", 1/,
  },
  {
    name: 'a wish for the network',
    file: 'package.json',
    edits: [['deepLearningLessons.permissions.network', true]],
    code: 'network',
    says: /packs have no network/,
  },
  {
    name: 'a lesson that is listed twice',
    file: 'package.json',
    edits: [['deepLearningLessons.chapters[0].lessons[1]', 'first-tensor']],
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
