import { isRecord } from '../../src/base/assert.ts';
import { runWords } from '../../src/core/words/run.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { MetricsBatch } from '../../src/protocol/run.ts';
import type { RunSurface, RunView } from '../../src/protocol/runSurface.ts';
import { afterNextFrame } from '../lib/afterNextFrame.ts';
import { createFrame } from '../lib/chart/frame.ts';
import { h } from '../lib/dom.ts';
import { keepState, keptState } from '../lib/host.ts';
import { createTabs, type Tabs } from '../lib/tabs.ts';
import { createWords } from '../lib/words.ts';
import { createAlarmsView } from './alarms/alarmsView.ts';
import { createBranchView } from './branch/branchView.ts';
import { type CurveChoices, firstCurveChoices, readCurveChoices } from './curves/curveChoices.ts';
import { createCurveFocus } from './curves/curveFocus.ts';
import { createCurvesView } from './curves/curvesView.ts';
import { createDiagnosisView } from './diagnosis/diagnosisView.ts';
import { createEvaluationChoice } from './evaluation/evaluationChoice.ts';
import { createHeaderView } from './header/headerView.ts';
import { createOutputView } from './output/outputView.ts';
import type { PartView } from './partView.ts';
import { createPredictionView } from './prediction/predictionView.ts';
import { createRatesView } from './rates/ratesView.ts';
import { createRunActions } from './runActions.ts';
import { createRewindView } from './rewind/rewindView.ts';
import { RunState } from './runState.ts';
import { runTabs } from './runTabs.ts';

/** What the panel remembers of itself while it is hidden. */
interface Kept extends CurveChoices {
  tab: string;
  isOutputOpen: boolean;
}

const untouched: Kept = { ...firstCurveChoices, tab: 'confusion', isOutputOpen: false };

/** Only what is of the right type is taken over: an older version may have kept something else. */
function readKept(): Kept {
  const kept = keptState();
  const read: Kept = { ...untouched };
  if (!isRecord(kept)) return read;
  Object.assign(read, readCurveChoices(kept));
  if (typeof kept['tab'] === 'string') read.tab = kept['tab'];
  if (typeof kept['isOutputOpen'] === 'boolean') read.isOutputOpen = kept['isOutputOpen'];
  return read;
}

/** Redrawn at most ten times a second, and never while hidden: a hidden page has no animation frames. */
const redrawMs = 100;

/** The run panel. Listens to the host from the moment it is built; `show` gives it a run. */
export class RunPanel {
  readonly #root: HTMLElement;
  readonly #client: Client<RunSurface>;
  readonly #kept = readKept();
  readonly #frame = createFrame(() => this.#draw(), redrawMs);
  #state: RunState | undefined;
  #parts: PartView[] = [];
  #tabbed = new Map<string, PartView>();
  #tabs: Tabs | undefined;
  #builtFor = '';
  /** Batches that arrive while the whole is asked for; those the answer lacks are added to it. */
  #waiting: MetricsBatch[] | undefined;

  constructor(root: HTMLElement, client: Client<RunSurface>) {
    this.#root = root;
    this.#client = client;
    client.on('replaced', (view) => this.show(view));
    client.on('metrics', (batch) => this.#addMetrics(batch));
    client.on('header', (header) => this.#change((state) => (state.header = header)));
    client.on('model', (model) => this.#change((state) => state.addModel(model)));
    client.on('evaluation', (evaluation) => this.#change((state) => state.addEvaluation(evaluation)));
    client.on('exhibit', (exhibit) => this.#change((state) => state.addExhibit(exhibit)));
    client.on('console', (text) => this.#change((state) => state.output.add(text)));
    // Messages to a hidden panel can get lost: what is missing shows in `seq`, but only with the next batch.
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.#state?.isRunning) void this.refresh();
    });
  }

  /** Asks the host for the whole picture and shows it. */
  async refresh(): Promise<void> {
    if (this.#waiting) return;
    this.#waiting = [];
    try {
      this.show(await this.#client.request('ready', undefined));
    } finally {
      const late = this.#waiting;
      this.#waiting = undefined;
      for (const batch of late) this.#addMetrics(batch);
    }
  }

  show(view: RunView): void {
    const state = new RunState(view);
    this.#state = state;
    document.documentElement.lang = view.locale;
    this.#build();
    this.#draw();
    if (state.isOpening) afterNextFrame(() => this.#drawWhole(state));
  }

  #drawWhole(state: RunState): void {
    state.isOpening = false;
    if (this.#state === state) this.#draw();
  }

  #addMetrics(batch: MetricsBatch): void {
    if (this.#waiting) this.#waiting.push(batch);
    else if (this.#state?.addMetrics(batch) === 'missed') void this.refresh().catch(() => undefined);
    else this.#frame.request();
  }

  #change(change: (state: RunState) => void): void {
    if (!this.#state) return;
    change(this.#state);
    this.#frame.request();
  }

  #draw(): void {
    const state = this.#state;
    if (!state) return;
    for (const part of this.#parts) part.show(state);
    this.#tabbed.get(this.#tabs?.selected ?? '')?.show(state);
  }

  /** Builds the page once per run and language; after that its parts change in place. */
  #build(): void {
    const state = this.#state;
    const key = `${state?.header.id ?? ''} ${state?.locale ?? ''}`;
    if (!state || key === this.#builtFor) return;
    this.#builtFor = key;
    const actions = createRunActions(this.#client, () => this.#state?.locale ?? 'en');
    const kept = this.#kept;
    const keep = (): void => {
      keepState(kept);
      this.#draw();
    };
    const choice = createEvaluationChoice(() => this.#draw());
    const rewindTo = (elapsedMs: number | undefined): void => {
      if (this.#state) this.#state.shownMs = elapsedMs;
      this.#draw();
    };
    const context = { client: this.#client, actions, choice, rewindTo };
    this.#tabbed = new Map(runTabs.map(({ id, create }) => [id, create(context)]));
    this.#tabs = this.#buildTabs(state, keep);
    const header = createHeaderView(actions);
    const redraw = (): void => this.#frame.request();
    const focus = createCurveFocus();
    focus.onDidChange(redraw);
    const diagnosis = createDiagnosisView({ client: this.#client, focus, onDidChange: redraw });
    const curves = createCurvesView({ actions, choices: kept, focus, onDidChoose: keep });
    const output = createOutputView(kept.isOutputOpen, (open) => {
      kept.isOutputOpen = open;
      keepState(kept);
    });
    const rewind = createRewindView(() => this.#draw());
    // A report shows what was; it starts nothing, and there is nothing to predict any more.
    const branch = state.isReport ? [] : [createBranchView(this.#client, actions)];
    const prediction = state.isReport
      ? []
      : [createPredictionView({ client: this.#client, onDidChange: redraw })];
    const above = [
      header,
      rewind,
      createAlarmsView(),
      diagnosis,
      createRatesView(),
      curves,
      ...branch,
      ...prediction,
    ];
    this.#parts = [...above, output];
    this.#root.replaceChildren(
      h('div', { class: 'run' }, [
        ...above.map(({ element }) => element),
        this.#tabs.element,
        output.element,
      ]),
    );
  }

  #buildTabs({ locale }: RunState, keep: () => void): Tabs {
    const words = createWords(runWords, locale);
    return createTabs({
      label: words('tabs'),
      tabs: runTabs.map(({ id, title }) => ({
        id,
        title: title[locale],
        panel: this.#tabbed.get(id)?.element,
      })),
      selected: this.#kept.tab,
      onSelect: (id) => {
        this.#kept.tab = id;
        keep();
      },
    });
  }
}
