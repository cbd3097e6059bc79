import type { Exercise, ExerciseManifest, PassRule } from '../protocol/pack.ts';
import type { IdRegister } from './idRegister.ts';
import { complete } from './jsonReader.ts';
import type { JsonReader, PackLanguages } from './jsonReader.ts';
import type { PackFiles } from './packFiles.ts';
import { readFormatVersion } from './readFormatVersion.ts';

/** Stages that every check begins with. Their messages are the extension's own, not the pack's. */
const builtInStages: readonly string[] = ['parse', 'exports'];
const namePattern = /^[a-zA-Z][\w.-]*$/u;
const learnerFilePattern = /^[a-zA-Z0-9][\w.-]*\.(?:ts|js|mts|mjs)$/u;

const manifestKeys = [
  ...['formatVersion', 'id', 'title', 'summary', 'learnerFile', 'starter', 'starterFails', 'solutions'],
  ...['wrong', 'check', 'exports', 'stages', 'passRule', 'seeds', 'budgets', 'hints', 'messages'],
  'invalidates',
];

/** Reads the exercise in `folder` (relative to the pack) and looks for every file it names. */
export async function readExercise(
  files: PackFiles,
  folder: string,
  languages: PackLanguages,
  ids: IdRegister,
): Promise<Exercise | undefined> {
  const file = await files.json(`${folder}/exercise.json`, languages);
  if (!file) return undefined;
  const manifest = readExerciseManifest(file);
  if (!manifest) return undefined;
  ids.claim(file.field('id'), manifest.id, 'duplicate-uuid');
  ids.claim(file.field('learnerFile'), manifest.learnerFile, 'duplicate-learner-file');
  await checkFiles(files, folder, file);
  return { manifest, folder: files.pathOf(folder) };
}

function readExerciseManifest(file: JsonReader): ExerciseManifest | undefined {
  const formatVersion = readFormatVersion(file);
  if (formatVersion === undefined) return undefined;
  file.onlyKeys(...manifestKeys);
  const stages = readStages(file.field('stages'));
  const messages = readMessages(file.field('messages'));
  const known = {
    stages: new Set(stages?.map(({ id }) => id)),
    messages: new Set(Object.keys(messages ?? {})),
  };
  const seeds = readSeeds(file.field('seeds'));
  const passRule = readPassRule(file.optional('passRule'), known.stages, seeds?.length ?? 0);
  const manifest = complete({
    formatVersion,
    id: file.field('id')?.uuid(),
    title: file.field('title')?.localText(),
    summary: file.field('summary')?.localText(),
    learnerFile: readName(file.field('learnerFile'), learnerFilePattern),
    starter: file.field('starter')?.string(),
    starterFails: readFailure(file.field('starterFails'), known, ['stage', 'message']),
    solutions: readSolutions(file.field('solutions')),
    wrong: file.field('wrong')?.list((item) => readWrong(item, known)),
    check: file.field('check')?.string(),
    exports: file.field('exports')?.list((item) => readName(item, /^[a-zA-Z_$][\w$]*$/u)),
    stages,
    seeds,
    budgets: readBudgets(file.field('budgets')),
    hints: readHints(file.field('hints')),
    messages,
    invalidates: file.field('invalidates')?.list((item) => item.string()),
  });
  return manifest && { ...manifest, ...(passRule && { passRule }) };
}

interface Known {
  stages: ReadonlySet<string>;
  messages: ReadonlySet<string>;
}

function readName(field: JsonReader | undefined, pattern: RegExp): string | undefined {
  const name = field?.string();
  if (name === undefined || pattern.test(name)) return name;
  return field?.fail('bad-name', `{} is "${name}", which is not a safe name here.`);
}

function readStages(field: JsonReader | undefined): ExerciseManifest['stages'] | undefined {
  const seen = new Set<string>();
  const stages = field?.list((item) => {
    item.onlyKeys('id', 'title');
    const idField = item.field('id');
    const stage = complete({ id: readName(idField, namePattern), title: item.field('title')?.localText() });
    if (stage && builtInStages.includes(stage.id)) {
      idField?.fail('built-in-stage', '{} is built in and comes first by itself.');
      return;
    }
    if (stage && seen.has(stage.id)) {
      idField?.fail('duplicate-stage', '{} is used twice.');
      return;
    }
    if (stage) seen.add(stage.id);
    return stage;
  });
  return stages?.length === 0 ? field?.fail('no-stages', '{} must hold at least one stage.') : stages;
}

function readMessages(field: JsonReader | undefined): ExerciseManifest['messages'] | undefined {
  const read = field?.entries().flatMap(([id, reader]) => {
    if (!namePattern.test(id)) reader.fail('bad-name', '{} is not a safe name here.');
    const text = reader.localText();
    return text ? [[id, text] as const] : [];
  });
  return read && Object.fromEntries(read);
}

function readSeeds(field: JsonReader | undefined): number[] | undefined {
  const seeds = field?.list((item) => item.integer({ atLeast: 0 }));
  if (!seeds) return undefined;
  if (seeds.length === 0) return field?.fail('no-seeds', '{} must hold at least one seed.');
  if (new Set(seeds).size < seeds.length)
    field?.fail('duplicate-seed', '{} holds a seed twice: it proves nothing.');
  return seeds;
}

function readPassRule(
  field: JsonReader | undefined,
  stages: ReadonlySet<string>,
  seedCount: number,
): PassRule | undefined {
  if (!field) return undefined;
  field.onlyKeys('stage', 'metric', 'atLeast', 'inSeeds', 'ofSeeds');
  const rule = complete({
    stage: field.field('stage')?.string(),
    metric: field.field('metric')?.string(),
    atLeast: field.field('atLeast')?.number(),
    inSeeds: field.field('inSeeds')?.integer({ atLeast: 1 }),
    ofSeeds: field.field('ofSeeds')?.integer({ atLeast: 1 }),
  });
  if (!rule) return undefined;
  if (!stages.has(rule.stage))
    field.field('stage')?.fail('unknown-stage', `{} is "${rule.stage}", which is none of the stages.`);
  if (rule.inSeeds > rule.ofSeeds)
    field.field('inSeeds')?.fail('pass-rule-seeds', `{} must be at most "ofSeeds", ${rule.ofSeeds}.`);
  if (rule.ofSeeds > seedCount)
    field
      .field('ofSeeds')
      ?.fail('pass-rule-seeds', `{} is ${rule.ofSeeds}, but there are ${seedCount} seeds.`);
  return rule;
}

/** Where and with which message a file must fail the check. */
function readFailure(
  field: JsonReader | undefined,
  known: Known,
  keys: readonly string[],
): { stage: string; message: string } | undefined {
  field?.onlyKeys(...keys);
  const stageField = field?.field('stage');
  const messageField = field?.field('message');
  const failure = complete({ stage: stageField?.string(), message: messageField?.string() });
  if (!failure || builtInStages.includes(failure.stage)) return failure;
  if (!known.stages.has(failure.stage))
    stageField?.fail('unknown-stage', `{} is "${failure.stage}", which is none of the stages.`);
  if (!known.messages.has(failure.message))
    messageField?.fail('unknown-message', `{} is "${failure.message}", which is none of the messages.`);
  return failure;
}

function readWrong(item: JsonReader, known: Known): ExerciseManifest['wrong'][number] | undefined {
  const file = item.field('file')?.string();
  const failure = readFailure(item, known, ['file', 'stage', 'message']);
  return file !== undefined && failure ? { file, ...failure } : undefined;
}

function readSolutions(field: JsonReader | undefined): ExerciseManifest['solutions'] | undefined {
  const solutions = field?.list((item) => {
    item.onlyKeys('file', 'title');
    return complete({ file: item.field('file')?.string(), title: item.field('title')?.localText() });
  });
  return solutions?.length === 0
    ? field?.fail('no-solution', '{} must hold at least one solution.')
    : solutions;
}

function readBudgets(field: JsonReader | undefined): ExerciseManifest['budgets'] | undefined {
  field?.onlyKeys('wallMs', 'memoryMb');
  return complete({
    wallMs: field?.field('wallMs')?.integer({ atLeast: 1 }),
    memoryMb: field?.field('memoryMb')?.integer({ atLeast: 1 }),
  });
}

function readHints(field: JsonReader | undefined): ExerciseManifest['hints'] | undefined {
  const hints = field?.list((item) => item.localText());
  return hints?.length === 0 ? field?.fail('no-hints', '{} must hold at least one hint.') : hints;
}

async function checkFiles(files: PackFiles, folder: string, file: JsonReader): Promise<void> {
  const named = [
    file.field('starter'),
    file.field('check'),
    ...(file.field('solutions')?.items() ?? []).map((item) => item.field('file')),
    ...(file.field('wrong')?.items() ?? []).map((item) => item.field('file')),
    ...(file.field('invalidates')?.items() ?? []),
  ];
  for (const field of named) {
    const name = field?.string();
    if (!field || name === undefined) continue;
    const found = await files.find(`${folder}/${name}`);
    if (!found.ok)
      field.fail(
        found.code,
        found.sentence.replace('{}', () => `{}, "${name}",`),
      );
  }
}
