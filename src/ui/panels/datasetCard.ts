import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '../../protocol/locale.ts';

/**
 * The card of the dataset that a program loads: where its samples come from and what to know about them. The program
 * names it in a call `dataset('mnist')`; a name computed at run time has no card.
 */
export async function datasetCardOf(
  file: string,
  datasetsFolder: string,
  locale: Locale,
): Promise<{ title: string; markdown: string } | undefined> {
  const source = await readFile(file, 'utf8').catch(() => '');
  const name = datasetNameIn(source);
  if (name === undefined) return undefined;
  for (const language of [locale, 'en']) {
    const card = join(datasetsFolder, name, `card.${language}.md`);
    const text = await readFile(card, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const [first = '', ...rest] = text.trimStart().split('\n');
    return { title: first.replace(/^#+\s*/, ''), markdown: rest.join('\n').trim() };
  }
  return undefined;
}

/** The name in the first call `dataset('name')`. Lowercase letters, digits and hyphens only, so it cannot leave the folder. */
export function datasetNameIn(source: string): string | undefined {
  return /\bdataset\(\s*['"`]([a-z0-9-]+)['"`]/.exec(source)?.[1];
}
