import type { PlotExhibit } from '../../protocol/exhibit.ts';
import type { TensorFlow } from '../engines/tensorFlow.ts';
import type { ProvidedModules } from '../program/providedModules.ts';
import { createShow, drawPrinted } from './createShow.ts';
import { createVis, visNames } from './createVis.ts';
import { createPlotDesk } from './plotDesk.ts';
import { provideDocument } from './standInDocument.ts';

export interface ProvideVisOptions {
  tf: TensorFlow;
  /** `performance.now()` when the program began. */
  startedAt: number;
  onExhibit: (exhibit: PlotExhibit) => void;
}

export interface ProvidedVis {
  /** What learner code imports. */
  modules: ProvidedModules;
  /** Of the module `deep-learning-lessons`. */
  show: (value: unknown, options?: unknown) => void;
  /** Sends plots that wait for their turn. */
  flush(): void;
}

/** Everything by which a program draws: tfjs-vis by import and as the global `tfvis`, `show()`, and what is printed. */
export function provideVis({ tf, startedAt, onExhibit }: ProvideVisOptions): ProvidedVis {
  const desk = createPlotDesk({
    startedAt,
    onExhibit,
    warn: (text) => void process.stderr.write(`${text}\n`),
  });
  const vis = createVis(desk);
  drawPrinted(desk, tf);
  provideDocument(desk);
  Object.defineProperty(globalThis, 'tfvis', { value: vis, configurable: true, writable: true });
  return {
    modules: Object.fromEntries(visNames.map((name) => [name, vis])),
    show: createShow(desk),
    flush: () => desk.flush(),
  };
}
