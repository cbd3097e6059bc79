import * as tf from '@tensorflow/tfjs';
import { writeFileSync } from 'node:fs';
import { allCases } from './allCases.ts';
import type { CaseResult } from './caseResult.ts';
import { createRandom } from './seeded.ts';
import { defaultTolerance, type SuiteCase } from './suiteCase.ts';

export interface ProgramOptions {
  /** Where the results go, as JSON: one CaseResult a case. Written after each case, so that a crash loses nothing. */
  resultsFile: string;
  /** Part of the names wanted. */
  filter?: string | undefined;
  /** Leaves out what takes minutes on a graphics card in software. */
  withoutSlow?: boolean;
}

/** Runs the cases one after another on the engine of this process: a program such as a learner might write. */
export async function runCases({ resultsFile, filter = '', withoutSlow }: ProgramOptions): Promise<void> {
  const results: CaseResult[] = [];
  for (const suiteCase of allCases) {
    const { name, slow = false, tolerance = defaultTolerance } = suiteCase;
    if (!name.includes(filter) || (withoutSlow && slow)) continue;
    // What tfjs draws without a seed must not depend on how much an engine has drawn before.
    Math.random = createRandom(1);
    const startedAt = performance.now();
    const outcome = await attempt(suiteCase);
    const wallMs = Math.round(performance.now() - startedAt);
    results.push({ name, tolerance, slow, wallMs, ...outcome });
    writeFileSync(resultsFile, JSON.stringify(results));
  }
}

async function attempt(suiteCase: SuiteCase): Promise<Pick<CaseResult, 'numbers' | 'error'>> {
  tf.engine().startScope();
  try {
    return { numbers: await suiteCase.run() };
  } catch (thrown) {
    return {
      numbers: [],
      error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    };
  } finally {
    tf.engine().endScope();
    tf.disposeVariables();
  }
}
