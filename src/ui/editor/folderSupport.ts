import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { learnerFolderMarker } from '../../contributions/storageKeys.ts';
import { readMarker } from '../shared/exerciseIndex.ts';

const typesFolder = '.types';

/** What makes completion and hover work offline. No DOM names of its own are promised; TensorFlow.js mentions some. */
const projectFile = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2023', 'DOM'],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    allowJs: true,
    paths: {
      '@tensorflow/tfjs': [`./${typesFolder}/tfjs.d.ts`],
      '@tensorflow/tfjs-node': [`./${typesFolder}/tfjs.d.ts`],
      '@tensorflow/tfjs-node-gpu': [`./${typesFolder}/tfjs.d.ts`],
      '@tensorflow/tfjs-vis': [`./${typesFolder}/tfjs-vis.d.ts`],
      'deep-learning-lessons': [`./${typesFolder}/deep-learning-lessons.d.ts`],
      'deep-learning-lessons/check': [`./${typesFolder}/check.d.ts`],
    },
  },
  include: ['*.ts', '*.js', `${typesFolder}/globals.d.ts`],
};

/**
 * Puts beside the learner's files what the editor needs to understand them: our type declarations, which are ours and
 * are brought up to date, and a tsconfig.json, which is the learner's once it exists.
 */
export async function supportFolder(folder: string, distTypes: string): Promise<void> {
  const target = join(folder, typesFolder);
  await mkdir(target, { recursive: true });
  for (const name of await readdir(distTypes))
    await writeIfChanged(join(target, name), await readFile(join(distTypes, name)));
  await writeIfChanged(join(target, '.gitignore'), Buffer.from('*\n'));
  await writeProjectFile(join(folder, 'tsconfig.json'));
}

/** Theirs once they have changed it; until then it is brought up to date. */
async function writeProjectFile(file: string): Promise<void> {
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  const isOurs = existing === undefined || existing === textOf(withoutPlots());
  if (isOurs) await writeIfChanged(file, Buffer.from(textOf(projectFile)));
}

function textOf(project: object): string {
  return `${JSON.stringify(project, undefined, 2)}\n`;
}

/** The file as the version without drawing wrote it. */
function withoutPlots(): object {
  const paths = Object.fromEntries(
    Object.entries(projectFile.compilerOptions.paths).filter(([name]) => name !== '@tensorflow/tfjs-vis'),
  );
  return {
    compilerOptions: { ...projectFile.compilerOptions, paths },
    include: projectFile.include.slice(0, 2),
  };
}

/** The language server reloads a project when a file of it is written, so nothing is written for nothing. */
async function writeIfChanged(file: string, content: Buffer): Promise<void> {
  const existing = await readFile(file).catch(() => undefined);
  if (existing && Buffer.compare(existing, content) === 0) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** Notes in the folder itself which exercise a file belongs to, so that a copy or a clone of the folder still works. */
export async function markExercise(file: string, exerciseId: string): Promise<void> {
  const folder = dirname(file);
  const exercises = await readMarker(folder);
  const name = basename(file);
  if (exercises[name] === exerciseId) return;
  const content = { formatVersion: 1, exercises: { ...exercises, [name]: exerciseId } };
  await writeFile(join(folder, learnerFolderMarker), `${JSON.stringify(content, undefined, 2)}\n`);
}
