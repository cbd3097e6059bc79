import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../host/projectRoot.mjs';
import { trackedFiles } from './trackedFiles.mjs';

const escape = (/** @type {string} */ text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (/** @type {string[]} */ parts) => parts.map(escape).join('|');

// Put together from pieces, so that this file passes its own check.
const REGISTRY_NAMES = ['npm' + 'js', 'npm' + 'mirror', 'tao' + 'bao', 'yarn' + 'pkg'];
const REGISTRY_PRODUCTS = ['arti' + 'factory', 'nex' + 'us', 'verda' + 'ccio'];
const MACHINE_FOLDERS = ['wo' + 'rk', 'ro' + 'ot'];

/** @type {readonly { pattern: RegExp, why: string, only?: RegExp }[]} */
const FORBIDDEN = [
  {
    pattern: new RegExp(`\\bregistry\\.(?:${anyOf(REGISTRY_NAMES)})\\.(?:org|com)\\b`, 'i'),
    why: 'names a package registry: every machine has its own',
  },
  {
    pattern: new RegExp(`https?://[^\\s/"']*(?:${anyOf(REGISTRY_PRODUCTS)})[^\\s/"']*\\.[a-z]`, 'i'),
    why: 'names a private package registry',
  },
  {
    pattern: new RegExp(`(?<![\\w.~@/#:<-])/(?:${anyOf(MACHINE_FOLDERS)})/`),
    why: 'is a path of one machine',
  },
  {
    pattern: new RegExp(`${anyOf([projectRoot, homedir()].filter((path) => path.length > 5))}(?![\\w-])`),
    why: 'is a path of this machine',
  },
  {
    pattern: /"resolved"\s*:/,
    why: 'ties the lock file to one registry',
    only: /(^|\/)(package-lock|npm-shrinkwrap)\.json$/,
  },
];

const BINARY = /\.(png|jpe?g|gif|ico|webp|woff2?|ttf|wasm|bin|gz|tgz|zip|idx|npz|onnx|pdf|mp4|webm)$/i;

/**
 * Words that no file of the repository may contain.
 * @returns {Promise<import('../check.mjs').Finding>}
 */
export async function checkForbiddenWords() {
  const problems = [];
  for (const file of await trackedFiles()) {
    if (BINARY.test(file)) continue;
    const text = await readFile(join(projectRoot, file), 'utf8');
    for (const { pattern, why, only } of FORBIDDEN) {
      if (only && !only.test(file)) continue;
      const match = pattern.exec(text);
      if (!match) continue;
      const line = text.slice(0, match.index).split('\n').length;
      problems.push(`${file}:${line} "${match[0]}" ${why}`);
    }
  }
  return { problems, warnings: [] };
}
