import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import type { ProgressStore } from '../../storage/progressStore.ts';
import type { CheckResult } from '../../runner/runnerTypes.ts';
import type { Language } from '../shared/language.ts';
import type { ExercisePlace, Library } from '../shared/library.ts';
import { isCodeAllowed } from '../shared/trust.ts';
import { wasStopped, type Checks } from './checks.ts';
import { saveBeforeUse, type Programs } from './programs.ts';
import { chosenItems, findItem, packItems } from './testItems.ts';
import { plainVerdict, progressSentence, stageTitle, verdictPlace, verdictSentence } from './verdictWords.ts';

export interface ExerciseTestsOptions {
  library: Library;
  progress: ProgressStore;
  language: Language;
  checks: Checks;
  programs: Programs;
}

export interface ExerciseTests extends Disposable {
  /** Saves and checks the file, and shows the verdict as a test result. `undefined` when it cannot be checked, which was said. */
  check(place: ExercisePlace, file: string): Promise<CheckResult | undefined>;
}

/** Exercises in the Testing view: pack → lesson → exercise. A check is a test run, its first wrong tensor the message. */
export function createExerciseTests(options: ExerciseTestsOptions): ExerciseTests {
  const { library, progress, language } = options;
  const store = new DisposableStore();
  const controller = store.add(vscode.tests.createTestController('deepLearning', 'Deep Learning'));
  const places = new Map<string, ExercisePlace>();
  const itemOf = (exerciseId: string): vscode.TestItem | undefined => findItem(controller.items, exerciseId);

  const build = (): void => {
    if (library.state.kind !== 'ready') return;
    places.clear();
    controller.items.replace(
      packItems(controller, library.state.packs, language, (place) => {
        places.set(place.exercise.manifest.id, place);
        return progress.get().exercises[place.exercise.manifest.id]?.file;
      }),
    );
  };
  const filesKey = (): string =>
    JSON.stringify(Object.values(progress.get().exercises).map(({ file }) => file));
  let files = filesKey();
  store.add(library.onDidChange(build));
  store.add(language.onDidChange(build));
  store.add(
    progress.onDidChange(() => {
      if (files === filesKey()) return;
      files = filesKey();
      build();
    }),
  );
  build();
  controller.resolveHandler = async (item) => {
    if (!item) await library.packs();
  };
  controller.refreshHandler = () => library.reload();

  for (const profile of createProfiles(controller, places, options)) store.add(profile);

  return {
    async check(place, file) {
      if (!isCodeAllowed(language) || !(await saveBeforeUse(file, language))) return undefined;
      await library.packs();
      const item = itemOf(place.exercise.manifest.id);
      if (!item) return await options.checks.check({ place, file });
      const run = controller.createTestRun(new vscode.TestRunRequest([item]), undefined, true);
      try {
        return await reportCheck({ run, item, place, file, token: run.token }, options);
      } finally {
        run.end();
      }
    },
    dispose: () => store.dispose(),
  };
}

function createProfiles(
  controller: vscode.TestController,
  places: ReadonlyMap<string, ExercisePlace>,
  options: ExerciseTestsOptions,
): vscode.TestRunProfile[] {
  const { language, programs, progress } = options;
  const debug = async (request: vscode.TestRunRequest): Promise<void> => {
    const [item] = chosenItems(request, controller);
    const file = item && progress.get().exercises[item.id]?.file;
    if (file !== undefined) await (await programs.run(file, { debug: true }))?.handle.ended;
  };
  const { Run, Debug } = vscode.TestRunProfileKind;
  return [
    controller.createRunProfile(language.say('lens.check'), Run, runTests(controller, places, options), true),
    controller.createRunProfile(language.say('lens.debug'), Debug, debug),
  ];
}

type RunTests = (request: vscode.TestRunRequest, token: vscode.CancellationToken) => Promise<void>;

/** Checks the chosen exercises one after another. Those that were never opened have nothing to check. */
function runTests(
  controller: vscode.TestController,
  places: ReadonlyMap<string, ExercisePlace>,
  options: ExerciseTestsOptions,
): RunTests {
  const { language, progress } = options;
  return async (request, token) => {
    if (!isCodeAllowed(language)) return;
    const run = controller.createTestRun(request);
    for (const item of chosenItems(request, controller)) {
      const place = places.get(item.id);
      const file = progress.get().exercises[item.id]?.file;
      if (!place || token.isCancellationRequested) continue;
      if (file === undefined || !existsSync(file)) run.skipped(item);
      else if (await saveBeforeUse(file, language))
        await reportCheck({ run, item, place, file, token }, options);
      else run.errored(item, new vscode.TestMessage(language.say('notSaved', { file })));
    }
    run.end();
  };
}

interface CheckReport {
  run: vscode.TestRun;
  item: vscode.TestItem;
  place: ExercisePlace;
  file: string;
  token: vscode.CancellationToken;
}

/** One check as one test: output while it goes on, then passed, failed with its message, or skipped when stopped. */
async function reportCheck(
  report: CheckReport,
  { checks, language }: ExerciseTestsOptions,
): Promise<CheckResult> {
  const { run, item, place, file, token } = report;
  const store = new DisposableStore();
  const say = (text: string): void =>
    run.appendOutput(`${text.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
  run.started(item);
  say(language.of(place.exercise.manifest.title));
  let said = '';
  store.add(
    checks.onDidChange((change) => {
      const progress = change.file === file ? checks.progressOf(file) : undefined;
      const line = progress && progressSentence(place.exercise, progress, language);
      if (line === undefined || line === said) return;
      said = line;
      say(`  ${line}`);
    }),
  );
  store.add(token.onCancellationRequested(() => void checks.stop(file)));
  const startedAt = performance.now();
  const result = await checks.check({ place, file });
  store.dispose();
  const wallMs = performance.now() - startedAt;
  say(plainVerdict(result, language));
  if (result.kind === 'passed') run.passed(item, wallMs);
  else if (wasStopped(result)) run.skipped(item);
  else {
    const message = verdictMessage(report, result, await readFile(file, 'utf8').catch(() => ''), language);
    if (result.kind === 'failed') run.failed(item, message, wallMs);
    else run.errored(item, message, wallMs);
  }
  return result;
}

function verdictMessage(
  { place, file }: CheckReport,
  result: Exclude<CheckResult, { kind: 'passed' }>,
  text: string,
  language: Language,
): vscode.TestMessage {
  const stage = stageTitle(place.exercise, result.stage, language);
  const message = new vscode.TestMessage(
    new vscode.MarkdownString(`${stage}: ${verdictSentence(result, language)}`),
  );
  if (result.kind === 'failed' && result.slots) {
    const { expected, actual } = result.slots;
    if (expected !== undefined && actual !== undefined) {
      message.expectedOutput = String(expected);
      message.actualOutput = String(actual);
    }
  }
  const at = verdictPlace(result, place.exercise, { file, text });
  const start = new vscode.Position(Math.max(0, (at?.line ?? 1) - 1), Math.max(0, (at?.column ?? 1) - 1));
  message.location = new vscode.Location(vscode.Uri.file(at?.file ?? file), start);
  return message;
}
