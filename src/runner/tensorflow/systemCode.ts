import { messageOf } from '../../base/assert.ts';
import type { TensorFlowProblem } from '../../protocol/tensorFlow.ts';

/** The operating system's name for a failure: `ENOENT`, `EACCES`, … */
export function systemCode(thrown: unknown): string | undefined {
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

export function isAbsent(thrown: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown) ?? '');
}

export function isForbidden(thrown: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(thrown) ?? '');
}

export function isFull(thrown: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(thrown) ?? '');
}

/** What a failure of the disk means to a person. */
export function diskProblem(thrown: unknown, path: string): TensorFlowProblem {
  if (isAbsent(thrown)) return { code: 'not-found', folder: path };
  if (isForbidden(thrown)) return { code: 'no-permission', path };
  if (isFull(thrown)) return { code: 'no-space', folder: path };
  return { code: 'unreadable', path, detail: messageOf(thrown) };
}
