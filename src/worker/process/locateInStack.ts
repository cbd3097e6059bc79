import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeLocation } from '../../protocol/ending.ts';

const framePattern = /(?:\(|\bat |async )((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;
/** The extension's own files; frames in them are not the learner's. */
const productFolder = path.dirname(__dirname);

function toPath(source: string): string {
  const withoutQuery = source.replace(/\?.*$/, '');
  return withoutQuery.startsWith('file:') ? fileURLToPath(withoutQuery) : withoutQuery;
}

/** The topmost frame of `stack` that is in a learner's (or pack's) file, if there is one. */
export function locateInStack(stack: string | undefined): CodeLocation | undefined {
  for (const line of stack?.split('\n') ?? []) {
    const match = framePattern.exec(line.trim());
    if (!match?.[1]) continue;
    const file = toPath(match[1]);
    if (file.startsWith(productFolder) || file.includes(`${path.sep}node_modules${path.sep}`)) continue;
    return { file, line: Number(match[2]), column: Number(match[3]) };
  }
  return undefined;
}

/** Where in the learner's code the current call comes from. */
export function callerLocation(): CodeLocation | undefined {
  return locateInStack(new Error().stack);
}
