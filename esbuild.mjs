// Builds everything the extension ships into dist/. `node esbuild.mjs --watch` rebuilds on change.
import { build, context } from 'esbuild';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { buildLearnerTypes } from './scripts/learnerTypes.mjs';

const root = import.meta.dirname;
const watch = process.argv.includes('--watch');
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

/** One entry a bundle: what runs where. */
const bundles = [
  {
    ...node,
    keepNames: false,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    entryPoints: ['src/worker/main.ts', 'src/worker/process/controlThread.ts'],
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    outdir: 'dist/worker',
    // The published ES modules, so that every part shares one tfjs-core; packages of its own stay outside.
    mainFields: ['module', 'main'],
    external: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'],
  },
  {
    ...node,
    format: 'esm',
    entryPoints: ['src/worker/program/moduleHooks.ts'],
    outfile: 'dist/worker/moduleHooks.mjs',
    // amaro is CommonJS and asks for its Node modules by require().
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;",
    },
  },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    entryPoints: ['lesson', 'quiz', 'run'].map((app) => ({ in: `webview/${app}/main.ts`, out: app })),
    outdir: 'dist/webview',
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'file' },
    assetNames: 'fonts/[name]',
  },
];

async function copyWasm() {
  const published = packageFile('@tensorflow/tfjs-backend-wasm', 'dist');
  await mkdir(from('dist/wasm'), { recursive: true });
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    await cp(path.join(published, file), from('dist/wasm', file));
  }
  await cp(from('src/worker/kernels/native/training.wasm'), from('dist/wasm/training.wasm'));
}

async function copyIcons() {
  await cp(packageFile('@vscode/codicons', 'dist', 'codicon.ttf'), from('dist/webview/codicon.ttf'));
}

if (!watch) await rm(from('dist'), { recursive: true, force: true });
await mkdir(from('dist'), { recursive: true });
if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
await Promise.all([copyWasm(), copyIcons(), buildLearnerTypes(root)]);
if (!watch)
  console.log(`built ${(await readdir(from('dist'), { recursive: true })).length} files into dist/`);
