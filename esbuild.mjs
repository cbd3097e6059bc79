// Builds everything the extension ships into dist/. `node esbuild.mjs --watch` rebuilds on change.
import { build, context } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { copyDawn } from './scripts/host/copyDawn.mjs';
import { buildLearnerTypes } from './scripts/learnerTypes.mjs';
import { buildAddon } from './scripts/native/buildAddon.mjs';
import { runningTensorFlow } from './scripts/native/runningTensorFlow.mjs';

const root = import.meta.dirname;
const watch = process.argv.includes('--watch');
/** `--only=worker,cli` builds these bundles and leaves the rest as it is. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const from = (...parts) => path.join(root, ...parts);
const packageFile = (name, ...parts) => from('node_modules', name, ...parts);

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: !watch,
  keepNames: true,
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
  target: 'es2022',
};
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };

/**
 * Bundles of their own beside the worker's. The type stripper is 3.7 MB: one copy for the two that use it. The WebGPU back
 * end is read by the engine that needs it, and the others start sooner.
 */
const besideWorker = {
  alias: { amaro: './amaro.cjs', '@tensorflow/tfjs-backend-webgpu': './webgpuBackend.cjs' },
  external: ['./amaro.cjs', './webgpuBackend.cjs'],
};

/** In the place of tfjs-core, the one that the worker has in memory (src/worker/engines/webgpu/sharedCore.ts). */
const coreOfTheWorker = {
  name: 'core-of-the-worker',
  setup(builder) {
    builder.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({ path: 'core', namespace: 'worker' }));
    builder.onLoad({ filter: /.*/, namespace: 'worker' }, () => ({
      contents: "module.exports = globalThis[Symbol.for('deep-learning-lessons.tfjs-core')];",
    }));
  },
};

/** The icon font, which panels load from beside their styles, inside of the styles. */
const codiconFont = {
  name: 'codicon-font',
  setup(builder) {
    const file = packageFile('@vscode/codicons', 'dist', 'codicon.ttf');
    builder.onResolve({ filter: /codicon\.ttf$/ }, () => ({ path: file, namespace: 'icon-font' }));
    builder.onLoad({ filter: /.*/, namespace: 'icon-font' }, async () => ({
      contents: await readFile(file),
      loader: 'dataurl',
    }));
  },
};

/** What runs where. */
const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    keepNames: false,
  },
  cli: {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  worker: {
    ...node,
    entryPoints: [
      'src/worker/main.ts',
      'src/worker/process/controlThread.ts',
      'src/worker/program/moduleHooks.ts',
      'src/worker/kernels/threads/kernelThread.ts',
    ],
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    outdir: 'dist/worker',
    // The published ES modules, so that every part shares one tfjs-core.
    mainFields: ['module', 'main'],
    ...besideWorker,
  },
  /** tfjs-node's JavaScript, loaded by the native engine alone. */
  publishedPackage: {
    ...node,
    entryPoints: ['src/worker/engines/native/publishedPackage.ts'],
    outfile: 'dist/worker/publishedPackage.cjs',
    plugins: [runningTensorFlow],
  },
  stripper: {
    ...node,
    entryPoints: [packageFile('amaro', 'dist', 'index.js')],
    outfile: 'dist/worker/amaro.cjs',
  },
  webgpuBackend: {
    ...node,
    entryPoints: [packageFile('@tensorflow/tfjs-backend-webgpu', 'dist', 'index.js')],
    outfile: 'dist/worker/webgpuBackend.cjs',
    mainFields: ['module', 'main'],
    plugins: [coreOfTheWorker],
  },
  webview: {
    ...shared,
    platform: 'browser',
    format: 'iife',
    entryPoints: ['lesson', 'quiz', 'run', 'doctor', 'compare'].map((app) => ({
      in: `webview/${app}/main.ts`,
      out: app,
    })),
    outdir: 'dist/webview',
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
    assetNames: 'fonts/[name]',
    external: ['./codicon.ttf'],
  },
  /** The run panel as a page of its own: everything it needs is inside of two files. Reports show no formulas. */
  report: {
    ...shared,
    platform: 'browser',
    format: 'iife',
    entryPoints: [{ in: 'webview/run/report/main.ts', out: 'report' }],
    outdir: 'dist/report',
    loader: { '.woff2': 'empty', '.woff': 'empty', '.ttf': 'empty' },
    plugins: [codiconFont],
  },
};

async function copyWasm() {
  const published = packageFile('@tensorflow/tfjs-backend-wasm', 'dist');
  await mkdir(from('dist/wasm'), { recursive: true });
  for (const variant of ['', '-simd', '-threaded-simd']) {
    const file = `tfjs-backend-wasm${variant}.wasm`;
    await cp(path.join(published, file), from('dist/wasm', file));
  }
  for (const file of ['training.wasm', 'training-shared.wasm']) {
    await cp(from('src/worker/kernels/native', file), from('dist/wasm', file));
  }
}

async function copyIcons() {
  await mkdir(from('dist/webview'), { recursive: true });
  await cp(packageFile('@vscode/codicons', 'dist', 'codicon.ttf'), from('dist/webview/codicon.ttf'));
}

if (only === undefined && !watch) await rm(from('dist'), { recursive: true, force: true });
await mkdir(from('dist'), { recursive: true });
const chosen = only === undefined ? Object.values(bundles) : only.split(',').map((name) => bundles[name]);
if (watch) for (const options of chosen) await (await context(options)).watch();
else await Promise.all(chosen.map((options) => build(options)));
await Promise.all([
  copyWasm(),
  copyDawn(`${process.platform}-${process.arch}`),
  copyIcons(),
  buildLearnerTypes(root),
]);
// Where it cannot be built the extension is complete without it: the native engine then says what is missing.
const { problem } = buildAddon();
if (problem) console.warn(problem);
if (!watch)
  console.log(`built ${(await readdir(from('dist'), { recursive: true })).length} files into dist/`);
