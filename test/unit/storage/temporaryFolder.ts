import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { messageOf } from '../../../src/base/assert.ts';
import type { Logger } from '../../../src/base/logger.ts';

/** A folder with a name that is awkward on purpose, gone after the test. */
export async function temporaryFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dl storage's 資料 "));
  context.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface RecordingLogger extends Logger {
  lines: string[];
}

export function createRecordingLogger(): RecordingLogger {
  const lines: string[] = [];
  const keep = (message: string, thrown?: unknown): void =>
    void lines.push(thrown === undefined ? message : `${message}: ${messageOf(thrown)}`);
  return { lines, info: keep, warn: keep, error: keep };
}
