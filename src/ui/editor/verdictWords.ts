import type { CodeLocation } from '../../protocol/ending.ts';
import { endingSentence } from '../../core/words/endings.ts';
import type { Exercise } from '../../protocol/pack.ts';
import type { CheckProgress, CheckResult } from '../../runner/runnerTypes.ts';
import type { Language } from '../shared/language.ts';
import { lensLine } from './sourceText.ts';

/** What a check found, in one line for places that show plain text. Packs write their messages with code in them. */
export function plainVerdict(result: CheckResult, language: Language): string {
  return verdictSentence(result, language).replaceAll('`', '');
}

/** What a check found, in one line of markdown. */
export function verdictSentence(result: CheckResult, language: Language): string {
  switch (result.kind) {
    case 'passed':
      return language.say('checkPassed', { seconds: (result.wallMs / 1000).toFixed(1) });
    case 'failed':
      return language.of(result.message);
    case 'ended':
      return endingSentence(result.ending, language.locale);
  }
}

/**
 * The place that a verdict is about. A check that says no line means the function it called; an ending without one is
 * nobody's line.
 */
export function verdictPlace(
  result: CheckResult,
  exercise: Exercise,
  source: SourceFile,
): CodeLocation | undefined {
  if (result.kind === 'passed') return undefined;
  if (result.kind === 'failed')
    return result.at ?? { file: source.file, line: lensLine(source.text, exercise.manifest.exports) + 1 };
  return 'at' in result.ending ? result.ending.at : undefined;
}

export interface SourceFile {
  file: string;
  text: string;
}

/** Stages that every check begins with; a pack does not name them. */
export function stageTitle(exercise: Exercise, stage: string, language: Language): string {
  const own = exercise.manifest.stages.find((candidate) => candidate.id === stage);
  if (own) return language.of(own.title);
  if (stage === 'parse') return language.say('stage.parse');
  return stage === 'exports' ? language.say('stage.exports') : stage;
}

/** `Shapes 2/4`, or `Accuracy 4/4, seed 2/5` */
export function progressSentence(
  exercise: Exercise,
  progress: CheckProgress | 'starting',
  language: Language,
): string {
  if (progress === 'starting') return language.say('checkStarting');
  const slots = {
    title: stageTitle(exercise, progress.stage, language),
    stage: progress.stageIndex + 1,
    stages: progress.stageCount,
  };
  return progress.seedIndex === undefined || progress.seedCount === undefined
    ? language.say('checkStage', slots)
    : language.say('checkSeed', { ...slots, seed: progress.seedIndex, seeds: progress.seedCount });
}
