import type { Logger } from '../base/logger.ts';
import type { Engines } from '../runner/engines/createEngines.ts';
import type { ProgressStore } from '../storage/progressStore.ts';
import type { RunStore } from '../storage/runStore.ts';
import type { Checks } from '../ui/editor/checks.ts';
import type { Exercises } from '../ui/editor/exercises.ts';
import type { ExerciseTests } from '../ui/editor/exerciseTests.ts';
import type { Hints } from '../ui/editor/hints.ts';
import type { Programs } from '../ui/editor/programs.ts';
import type { Solutions } from '../ui/editor/solutions.ts';
import type { ComparePanel } from '../ui/panels/comparePanel.ts';
import type { EngineDoctor } from '../ui/panels/doctorPanel.ts';
import type { LessonPanels } from '../ui/panels/lessonPanel.ts';
import type { QuizPanels } from '../ui/panels/quizPanel.ts';
import type { RunPanels } from '../ui/panels/runPanel.ts';
import type { TensorFlowRuntime } from '../ui/engine/tensorFlowRuntime.ts';
import type { ActiveRuns } from '../ui/shared/activeRuns.ts';
import type { ExerciseIndex } from '../ui/shared/exerciseIndex.ts';
import type { Language } from '../ui/shared/language.ts';
import type { Library } from '../ui/shared/library.ts';
import type { Preferences } from '../ui/shared/preferences.ts';

/** What commands work with. Each group of commands names the part it needs. */
export interface CommandServices {
  activeRuns: ActiveRuns;
  checks: Checks;
  comparison: ComparePanel;
  engineDoctor: EngineDoctor;
  engines: Engines;
  /** Where the extension is installed. */
  extensionFolder: string;
  exerciseIndex: ExerciseIndex;
  exercises: Exercises;
  exerciseTests: ExerciseTests;
  hints: Hints;
  language: Language;
  lessonPanels: LessonPanels;
  library: Library;
  logger: Logger;
  preferences: Preferences;
  programs: Programs;
  progress: ProgressStore;
  quizPanels: QuizPanels;
  runPanels: RunPanels;
  runStore: RunStore;
  /** `publisher.name` */
  extensionId: string;
  showLog: () => void;
  solutions: Solutions;
  tensorFlowRuntime: TensorFlowRuntime;
}
