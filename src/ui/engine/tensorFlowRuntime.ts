import * as vscode from 'vscode';
import type { Logger } from '../../base/logger.ts';
import {
  installProblemSentence,
  megabytes,
  planLines,
  tensorFlowInstallWords,
  type TensorFlowInstallWord,
} from '../../core/words/tensorFlowInstall.ts';
import { fill } from '../../protocol/locale.ts';
import type { InstallPlan, InstallProblem, InstallProgress } from '../../protocol/tensorFlow.ts';
import type { TensorFlowInstaller } from '../../runner/tensorflow/createTensorFlowInstaller.ts';
import type { Language, Slots } from '../shared/language.ts';
import { isCodeAllowed } from '../shared/trust.ts';

export interface TensorFlowRuntimeServices {
  tensorFlowInstaller: TensorFlowInstaller;
  language: Language;
  logger: Logger;
}

/** The commands that install and remove a TensorFlow of our own. */
export interface TensorFlowRuntime {
  /** Says what would be fetched, from where and how large; fetches it once that was chosen. */
  install(): Promise<void>;
  /** Asks, then removes what was installed. */
  remove(): Promise<void>;
}

export function createTensorFlowRuntime(services: TensorFlowRuntimeServices): TensorFlowRuntime {
  const { tensorFlowInstaller: installer, language, logger } = services;
  const say = (key: TensorFlowInstallWord, slots?: Slots): string =>
    fill(language.of(tensorFlowInstallWords[key]), slots);

  const tellProblem = async (problem: InstallProblem): Promise<void> => {
    const sentence = installProblemSentence(problem, language.locale);
    logger.info(`TensorFlow runtime: ${JSON.stringify(problem)}`);
    if (problem.code === 'cancelled') void vscode.window.showInformationMessage(sentence);
    else if (problem.code === 'no-runtime') void vscode.window.showWarningMessage(sentence);
    else if ((await vscode.window.showWarningMessage(sentence, say('tryAgain'))) === say('tryAgain'))
      await install();
  };
  const install = async (): Promise<void> => {
    if (!isCodeAllowed(language, say('needsTrust'))) return;
    const { plans, problem } = await inNotification(say('planning'), (signal) => installer.plan(signal));
    if (problem) return void tellProblem(problem);
    const plan = await choosePlan(plans, language, say);
    if (!plan) return;
    logger.info(`TensorFlow runtime: ${JSON.stringify(plan)}`);
    const ended = await inNotification(say('installing', { version: plan.version }), (signal, report) =>
      installer.install(plan, signal, (progress) => report(progress, say)),
    );
    if (ended) void tellProblem(ended);
    else void vscode.window.showInformationMessage(say('installed', { version: plan.version }));
  };
  return {
    install,
    async remove() {
      if (!isCodeAllowed(language, say('needsTrust'))) return;
      if (!(await installer.isInstalled()))
        return void vscode.window.showInformationMessage(say('nothingToRemove'));
      const choice = await vscode.window.showWarningMessage(say('removeQuestion'), say('remove'));
      if (choice !== say('remove')) return;
      const problem = await installer.remove();
      void vscode.window.showInformationMessage(
        problem ? installProblemSentence(problem, language.locale) : say('removed'),
      );
    },
  };
}

type Say = (key: TensorFlowInstallWord, slots?: Slots) => string;
type Report = (progress: InstallProgress, say: Say) => void;

/** One notification that can be cancelled, with a bar for each stage. */
function inNotification<T>(
  title: string,
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    vscode.window.withProgress(options, (progress, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      return work(cancel.signal, reporter(progress));
    }),
  );
}

/** How much of the whole bar a stage takes, as they take time on an ordinary connection. */
const stageShares = { download: 70, verify: 5, unpack: 25 } as const;
const stageStarts = { download: 0, verify: 70, unpack: 75 } as const;

/** Tells whole percents: a download moves thousands of times, and a notification is not redrawn that often. */
function reporter(progress: vscode.Progress<{ message?: string; increment?: number }>): Report {
  let shown = -1;
  return ({ stage, doneBytes, totalBytes }, say) => {
    const part = totalBytes > 0 ? doneBytes / totalBytes : 0;
    const percent = Math.floor(stageStarts[stage] + stageShares[stage] * part);
    if (percent <= shown) return;
    const slots = { doneMb: megabytes(doneBytes), totalMb: megabytes(totalBytes) };
    progress.report({ message: say(`stage.${stage}`, slots), increment: percent - Math.max(shown, 0) });
    shown = percent;
  };
}

/** Nothing is fetched before one of these was chosen. */
async function choosePlan(
  plans: readonly InstallPlan[],
  language: Language,
  say: Say,
): Promise<InstallPlan | undefined> {
  const picks = plans.map((plan) => ({ plan, ...planLines(plan, language.locale) }));
  const chosen = await vscode.window.showQuickPick(picks, {
    title: say('title'),
    placeHolder: say('placeholder'),
    ignoreFocusOut: true,
  });
  return chosen?.plan;
}
