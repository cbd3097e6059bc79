import { messageOf } from '../../base/assert.ts';
import type { InstallProblem } from '../../protocol/tensorFlow.ts';
import { isForbidden, isFull, systemCode } from './systemCode.ts';

/** Carries an expected failure out of a step of the installation; `installTensorFlow` turns it into a value again. */
export class InstallFailure extends Error {
  readonly problem: InstallProblem;

  constructor(problem: InstallProblem) {
    super(problem.code);
    this.name = 'InstallFailure';
    this.problem = problem;
  }
}

/** What anything that was thrown during an installation into `folder` means. */
export function installProblemOf(thrown: unknown, folder: string, signal?: AbortSignal): InstallProblem {
  if (signal?.aborted) return { code: 'cancelled' };
  if (thrown instanceof InstallFailure) return thrown.problem;
  if (isFull(thrown)) return { code: 'disk-full', folder };
  const isBusy = systemCode(thrown) === 'EBUSY' || systemCode(thrown) === 'ENOTEMPTY';
  if (isBusy || (systemCode(thrown) === 'EPERM' && process.platform === 'win32'))
    return { code: 'in-use', folder };
  if (isForbidden(thrown)) return { code: 'no-write', folder };
  return { code: 'disk', folder, detail: messageOf(thrown) };
}
