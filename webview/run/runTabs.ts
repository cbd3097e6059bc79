import { evaluationWords } from '../../src/core/words/evaluation.ts';
import { plotWords } from '../../src/core/words/plots.ts';
import { runWords } from '../../src/core/words/run.ts';
import { weightsWords } from '../../src/core/words/weights.ts';
import { sampleWords } from '../../src/core/words/samples.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { LocalText } from '../../src/protocol/locale.ts';
import type { RunSurface } from '../../src/protocol/runSurface.ts';
import { createDataCardView } from './data/dataCardView.ts';
import { createEpochsView } from './epochs/epochsView.ts';
import { createClassesView } from './evaluation/classesView.ts';
import { ConfusionView } from './evaluation/confusionView.ts';
import type { EvaluationChoice } from './evaluation/evaluationChoice.ts';
import { MistakesView } from './evaluation/mistakesView.ts';
import { ThresholdView } from './evaluation/thresholdView.ts';
import { createLayersView } from './model/layersView.ts';
import type { PartView } from './partView.ts';
import { PlotsView } from './plots/plotsView.ts';
import type { RunActions } from './runActions.ts';
import { createWeightsView } from './weights/weightsView.ts';
import { SamplesView } from './samples/samplesView.ts';

/** What a part in a tab may use. */
export interface TabContext {
  client: Client<RunSurface>;
  actions: RunActions;
  choice: EvaluationChoice;
  /** Takes the whole panel to a moment, ms since the program began, or to the latest. */
  rewindTo: (elapsedMs: number | undefined) => void;
}

interface RunTab {
  /** Remembered by the panel: never changes. */
  id: string;
  title: LocalText;
  create: (context: TabContext) => PartView;
}

/** The parts below the curves, in the order of their tabs. */
export const runTabs: readonly RunTab[] = [
  {
    id: 'confusion',
    title: runWords.tabConfusion,
    create: ({ choice, client }) =>
      new ConfusionView(choice, ({ evaluation, truth, predicted }) =>
        client.request('pictures', { evaluation, truth, predicted }),
      ),
  },
  { id: 'classes', title: runWords.tabClasses, create: ({ choice }) => createClassesView(choice) },
  {
    id: 'mistakes',
    title: evaluationWords.tabMistakes,
    create: ({ choice, client }) =>
      new MistakesView(choice, (request) => client.request('samplePictures', request)),
  },
  { id: 'threshold', title: evaluationWords.tabThreshold, create: ({ choice }) => new ThresholdView(choice) },
  { id: 'epochs', title: runWords.tabEpochs, create: () => createEpochsView() },
  {
    id: 'samples',
    title: sampleWords.tab,
    create: ({ client, actions, rewindTo }) =>
      new SamplesView({
        fetchFrames: (exhibits) => client.request('frames', { exhibits }),
        actions,
        onDidScrub: rewindTo,
      }),
  },
  { id: 'plots', title: plotWords.tab, create: ({ actions }) => new PlotsView(actions) },
  { id: 'layers', title: runWords.tabLayers, create: ({ actions }) => createLayersView(actions) },
  { id: 'weights', title: weightsWords.tab, create: () => createWeightsView() },
  { id: 'data', title: runWords.tabData, create: () => createDataCardView() },
];
