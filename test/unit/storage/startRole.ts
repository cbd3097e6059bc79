import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts a test file as a program of its own: it finds `role` in `process.argv` and defines no tests. */
export function startRole(testFileUrl: string, role: readonly string[]): ChildProcess {
  const env = { ...process.env };
  // Else the child reports to the test runner as if it were a test file.
  delete env.NODE_TEST_CONTEXT;
  return fork(fileURLToPath(testFileUrl), role, { env, execArgv: [] });
}
