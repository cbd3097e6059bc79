/** Failures that the person can do something about. */
export type StorageErrorCode = 'read-only-folder' | 'file-gone' | 'starter-gone' | 'snapshot-gone' | 'locked';

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly path: string;

  constructor(code: StorageErrorCode, path: string, cause?: unknown) {
    super(`${code}: ${path}`, { cause });
    this.name = 'StorageError';
    this.code = code;
    this.path = path;
  }
}

/** The operating system's name for a failure: `ENOENT`, `EACCES`, … */
export function systemCodeOf(thrown: unknown): string | undefined {
  const code = thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether writing failed because this person may not write there. */
export function isReadOnly(thrown: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(systemCodeOf(thrown) ?? '');
}
