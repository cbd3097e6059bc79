import { fill, type Locale } from '../../protocol/locale.ts';
import type { RunHeader } from '../../protocol/run.ts';
import { compareWords } from '../words/compare.ts';

type Named = Pick<RunHeader, 'number' | 'title'>;

/** What stands on a curve and in its legend: `#7`, or `cnn-mnist #7` where runs of several files are drawn. */
export function shortRunName({ number, title }: Named, hasFiles: boolean): string {
  return hasFiles ? `${title} #${number}` : `#${number}`;
}

/** In a sentence: “Run #7”, 「第 7 次執行」. */
export function runName({ number, title }: Named, hasFiles: boolean, locale: Locale): string {
  return fill(compareWords[hasFiles ? 'runOfFile' : 'run'][locale], { number, title });
}
