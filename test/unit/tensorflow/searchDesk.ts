import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { tensorFlowProblemSentence } from '../../../src/core/words/tensorflow.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { TensorFlowSearch } from '../../../src/protocol/tensorFlow.ts';
import { findTensorFlow } from '../../../src/runner/tensorflow/findTensorFlow.ts';
import type { Machine } from '../../../src/runner/tensorflow/machine.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';

export interface SearchDesk {
  folder: string;
  search: (setting?: string, machine?: Partial<Machine>) => Promise<TensorFlowSearch>;
}

/** An empty computer: no Python, nothing installed. */
export async function createDesk(context: TestContext): Promise<SearchDesk> {
  const folder = await temporaryFolder(context);
  const own = { installFolder: join(folder, 'installed'), linkRoot: join(folder, 'links') };
  const empty: Machine = { platform: 'linux', arch: 'x64', env: { PATH: join(folder, 'bin') }, home: folder };
  return {
    folder,
    search: (setting = '', machine = {}) =>
      findTensorFlow({ setting, ...own, machine: { ...empty, ...machine } }),
  };
}

/** The first candidate's problem, which must be a full sentence in every language. */
export function problemOf({ candidates }: TensorFlowSearch): string | undefined {
  const problem = candidates[0]?.problem;
  for (const locale of problem ? locales : [])
    assert.doesNotMatch(problem ? tensorFlowProblemSentence(problem, locale) : '', /[{}!！]|undefined/);
  return problem?.code;
}
