import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { ActiveRun } from '../shared/activeRuns.ts';
import type { Language } from '../shared/language.ts';
import type { Programs } from './programs.ts';
import { runSeedQueue, type SeedQueueResult } from './seedQueue.ts';

export interface SeedRunsOptions {
  file: string;
  seeds: readonly number[];
  programs: Programs;
  language: Language;
  onDidStart: (run: ActiveRun) => void;
}

const counts = [3, 4, 5, 6, 7, 8, 9, 10];

/** How many seeds; undefined when the person thought better of it. */
export async function askSeedCount(language: Language): Promise<number | undefined> {
  const items = counts.map((count) => ({
    label: language.say('seedsCount', { count }),
    ...(count === 5 && { description: language.say('seedsUsual') }),
    count,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: language.say('seedsTitle'),
    placeHolder: language.say('seedsPlaceholder'),
  });
  return chosen?.count;
}

/** Runs a file once for each seed, with progress and a way to cancel. The runs carry one group. */
export async function runSeeds({
  file,
  seeds,
  programs,
  language,
  onDidStart,
}: SeedRunsOptions): Promise<SeedQueueResult & { group: string }> {
  const group = randomUUID();
  const count = seeds.length;
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: language.say('seedsRunning', { file: basename(file) }),
      cancellable: true,
    },
    async (progress, token) => {
      const controller = new AbortController();
      const listening = token.onCancellationRequested(() => controller.abort());
      try {
        return await runSeedQueue({
          seeds,
          signal: controller.signal,
          onBegin: (done) =>
            progress.report({
              message: language.say('seedsProgress', { at: done + 1, count }),
              ...(done > 0 && { increment: 100 / count }),
            }),
          async start(seed) {
            const run = await programs.run(file, { seed, group });
            if (!run) return undefined;
            onDidStart(run);
            return { ended: run.handle.ended, stop: () => run.handle.stop() };
          },
        });
      } finally {
        listening.dispose();
      }
    },
  );
  return { ...result, group };
}
