// Types for learners' files, rolled up into one declaration file a module so that completion and hover of `tf.` work
// offline in any folder: dist/types/{tfjs,tfjs-vis,deep-learning-lessons,check,globals}.d.ts.
import { generateDtsBundle } from 'dts-bundle-generator';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const inlined = ['core', 'layers', 'converter', 'data'].map((name) => `@tensorflow/tfjs-${name}`);

const tfjsEntry = `${inlined
  .slice(0, 3)
  .map((name) => `export * from '${name}';`)
  .join('\n')}
export * as data from '@tensorflow/tfjs-data';
export declare const version: { readonly tfjs: string; readonly [packageName: string]: string };
`;

const compilerOptions = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'Bundler',
  lib: ['ES2023', 'DOM'],
  types: [],
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/**
 * Bundles the declarations of one entry file.
 * @param {string} folder where its project file is written
 * @param {string} entry
 * @param {string[]} importedLibraries packages that stay imports; of none, tfjs is rolled in
 */
async function rollUp(folder, entry, importedLibraries) {
  const project = path.join(folder, `${path.basename(entry, '.ts')}.tsconfig.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: [entry] }));
  const options = {
    filePath: entry,
    libraries: {
      inlinedLibraries: importedLibraries.length === 0 ? inlined : [],
      importedLibraries,
      allowedTypesLibraries: [],
    },
    output: { noBanner: true, exportReferencedTypes: false, sortNodes: false },
  };
  // The generator reports its steps on stderr; a build that goes well has nothing to say.
  const { log, warn, error } = console;
  console.log = console.warn = console.error = () => undefined;
  try {
    return generateDtsBundle([options], { preferredConfigPath: project })[0] ?? '';
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/**
 * `x.add(y)`: tfjs declares its chained methods by augmenting a module of its own, which a rolled-up file no longer has;
 * here they are merged into the Tensor class beside them.
 * @param {string} root
 */
async function chainedMethods(root) {
  const folder = path.join(root, 'node_modules/@tensorflow/tfjs-core/dist/public/chained_ops');
  const methods = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.d.ts')).sort()) {
    const text = await readFile(path.join(folder, file), 'utf8');
    const body = /interface Tensor<R extends Rank = Rank> \{([\s\S]*?)\n {4}\}/.exec(text)?.[1];
    if (body) methods.push(body.replace(/^\n/, ''));
  }
  return `\nexport interface Tensor<R extends Rank = Rank> {\n${methods.join('\n')}\n}\n`;
}

/** The module's values, by name and as its default export. */
const visValues = `export declare const render: Render;
export declare const show: Show;
export declare const metrics: Metrics;
export declare function visor(): Visor;
export declare const version_vis: string;
declare const tfvis: {
  render: Render;
  show: Show;
  metrics: Metrics;
  visor(): Visor;
  version_vis: string;
};
export default tfvis;
`;

/** What is there without an import. */
const globalValues = `declare const tfvis: typeof import('@tensorflow/tfjs-vis');
`;

/**
 * @param {string} root
 * @param {string} scratch
 */
async function lessonsTypes(root, scratch) {
  const parts = [];
  for (const file of ['data/datasetTypes.ts', 'vis/showTypes.ts', 'samples/sampleTypes.ts']) {
    const text = await rollUp(scratch, path.join(root, 'src/worker', file), ['@tensorflow/tfjs']);
    parts.push(text.replace(/^export \{\};\n/m, ''));
  }
  const values = `
/** Loads an embedded data set. */
export declare const dataset: LoadDataset;
export declare const show: ShowValue;
export declare const samples: ShowSamples;
`;
  return parts.join('') + values;
}

/**
 * @param {string} root
 * @param {string} scratch
 */
async function rollUpTensorFlow(root, scratch) {
  const entry = path.join(scratch, 'tfjs.ts');
  await writeFile(entry, tfjsEntry);
  const text = await rollUp(scratch, entry, []);
  return text + (await chainedMethods(root));
}

/**
 * Builds `dist/types`; what it made last time is taken again while its sources are the same.
 * @param {string} root
 */
export async function buildLearnerTypes(root) {
  const out = path.join(root, 'dist/types');
  const sources = [
    'package-lock.json',
    'scripts/learnerTypes.mjs',
    'src/worker/data/datasetTypes.ts',
    'src/worker/samples/sampleTypes.ts',
    'src/worker/check/checkTypes.ts',
    'src/worker/vis/visTypes.ts',
    'src/worker/vis/showTypes.ts',
  ];
  const hash = createHash('sha256');
  for (const file of sources) hash.update(await readFile(path.join(root, file)));
  const cached = path.join(root, 'node_modules/.cache/learner-types', hash.digest('hex').slice(0, 16));
  if (!existsSync(cached)) {
    // Beside node_modules, so that the entry file resolves tfjs as the project does.
    const scratch = path.join(root, `node_modules/.cache/learner-types-scratch-${process.pid}`);
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch, { recursive: true });
    const files = {
      'tfjs.d.ts': await rollUpTensorFlow(root, scratch),
      'tfjs-vis.d.ts': `${await rollUp(scratch, path.join(root, 'src/worker/vis/visTypes.ts'), ['@tensorflow/tfjs'])}\n${visValues}`,
      'globals.d.ts': globalValues,
      'deep-learning-lessons.d.ts': await lessonsTypes(root, scratch),
      'check.d.ts': await rollUp(scratch, path.join(root, 'src/worker/check/checkTypes.ts'), [
        '@tensorflow/tfjs',
      ]),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(scratch, name), text);
    await mkdir(cached, { recursive: true });
    for (const name of Object.keys(files)) await cp(path.join(scratch, name), path.join(cached, name));
    await rm(scratch, { recursive: true, force: true });
  }
  await cp(cached, out, { recursive: true });
}
