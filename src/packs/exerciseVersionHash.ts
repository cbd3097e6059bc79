import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exercise } from '../protocol/pack.ts';

/**
 * One sha256 (hex) over the names and contents of the files whose change makes a solved exercise "solved on an older
 * version". Independent of the order in which they are listed and of line endings, which a checkout may rewrite.
 */
export async function exerciseVersionHash(exercise: Exercise): Promise<string> {
  const hash = createHash('sha256');
  for (const name of [...new Set(exercise.manifest.invalidates)].sort()) {
    const content = await readFile(join(exercise.folder, name), 'latin1').catch(() => undefined);
    const text = content?.replaceAll('\r\n', '\n');
    // Lengths keep apart what a plain concatenation would run together.
    hash.update(`${name.length}:${name}${text === undefined ? 'missing' : text.length}:`);
    hash.update(text ?? '', 'latin1');
  }
  return hash.digest('hex');
}
