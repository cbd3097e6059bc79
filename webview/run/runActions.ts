import type { CodeLocation } from '../../src/protocol/ending.ts';
import type { Locale } from '../../src/protocol/locale.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { RunSurface } from '../../src/protocol/runSurface.ts';
import { messageOf } from '../../src/base/assert.ts';
import { runWords } from '../../src/core/words/run.ts';
import { announce } from '../lib/announce.ts';
import { showFailureBar } from '../lib/failureBar.ts';
import { createWords } from '../lib/words.ts';

/** What a person can ask for in the panel. A refusal is shown at the foot of the page. */
export interface RunActions {
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  stop: () => Promise<void>;
  stopAtBest: () => Promise<void>;
  setLearningRate: (rate: number) => Promise<void>;
  runAgain: (sameSeed: boolean) => Promise<void>;
  /** @param seeds with the runs that differ in their seed only; else with the latest of the file */
  compare: (seeds: boolean) => Promise<void>;
  runSeeds: () => Promise<void>;
  findRate: () => Promise<void>;
  /** Goes on from an epoch, with another learning rate if one is given. */
  branch: (model: string, epoch: number, learningRate?: number) => Promise<void>;
  openCode: (at: CodeLocation) => Promise<void>;
  save: (name: string, content: string | Uint8Array) => Promise<void>;
}

export function createRunActions(client: Client<RunSurface>, locale: () => Locale): RunActions {
  const attempt = async (ask: () => Promise<unknown>): Promise<void> => {
    try {
      await ask();
    } catch (thrown) {
      const words = createWords(runWords, locale());
      showFailureBar(words('requestFailed', { reason: messageOf(thrown) }), words('close'));
    }
  };
  return {
    pause: () => attempt(() => client.request('pause', undefined)),
    resume: () => attempt(() => client.request('resume', undefined)),
    stop: () => attempt(() => client.request('stop', undefined)),
    stopAtBest: () => attempt(() => client.request('stopAtBest', undefined)),
    setLearningRate: (rate) => attempt(() => client.request('setLearningRate', { rate })),
    runAgain: (sameSeed) => attempt(() => client.request('runAgain', { sameSeed })),
    compare: (seeds) => attempt(() => client.request('compare', { seeds })),
    runSeeds: () => attempt(() => client.request('runSeeds', undefined)),
    findRate: () => attempt(() => client.request('findRate', undefined)),
    branch: (model, epoch, learningRate) =>
      attempt(() =>
        client.request('branch', { model, epoch, ...(learningRate === undefined ? {} : { learningRate }) }),
      ),
    openCode: (at) => attempt(() => client.request('openCode', { at })),
    save: (name, content) =>
      attempt(async () => {
        const { saved } = await client.request('save', { name, content });
        if (saved) announce(createWords(runWords, locale())('saved', { name }));
      }),
  };
}
