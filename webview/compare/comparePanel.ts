import { messageOf } from '../../src/base/assert.ts';
import { compareWords } from '../../src/core/words/compare.ts';
import type { CompareRow, CompareSurface, CompareView } from '../../src/protocol/compareSurface.ts';
import type { Client } from '../../src/protocol/peer.ts';
import type { MetricsBatch } from '../../src/protocol/run.ts';
import { announce } from '../lib/announce.ts';
import { createFrame } from '../lib/chart/frame.ts';
import { h } from '../lib/dom.ts';
import { showFailureBar } from '../lib/failureBar.ts';
import { setText } from '../lib/setText.ts';
import { createWords } from '../lib/words.ts';
import { createChartsView } from './charts/chartsView.ts';
import { keepChoices, readChoices } from './compareChoices.ts';
import type { CompareActions, ComparePart } from './compareParts.ts';
import { CompareState, drawnAtMost } from './compareState.ts';
import { createTableView } from './table/tableView.ts';
import { createUndoBar } from './undoBar.ts';

/** Redrawn at most ten times a second, and never while hidden. */
const redrawMs = 100;

/** The panel that compares runs. Listens to the host from the moment it is built. */
export class ComparePanel {
  readonly #root: HTMLElement;
  readonly #client: Client<CompareSurface>;
  readonly #state = new CompareState();
  readonly #choices = readChoices();
  readonly #frame = createFrame(() => this.#draw(), redrawMs);
  readonly #undoBar = createUndoBar();
  /** Runs whose curves are on their way, with what they measured meanwhile. */
  readonly #waiting = new Map<string, MetricsBatch[]>();
  #parts: ComparePart[] = [];
  #builtFor = '';

  constructor(root: HTMLElement, client: Client<CompareSurface>) {
    this.#root = root;
    this.#client = client;
    client.on('replaced', (view) => this.#show(view));
    client.on('rows', (rows) => {
      this.#state.change(rows);
      this.#update();
    });
    client.on('metrics', ({ id, batch }) => this.#addMetrics(id, batch));
    // Messages to a hidden panel can get lost: rows that changed meanwhile are asked for.
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.#builtFor !== '') void this.refresh().catch(() => undefined);
    });
  }

  /** Asks the host for the whole picture and shows it. */
  async refresh(): Promise<void> {
    this.#show(await this.#client.request('ready', undefined));
  }

  #show(view: CompareView): void {
    this.#state.take(view, this.#choices.drawn);
    // Whoever asks for certain runs wants to see their rows.
    if (view.chosen) this.#choices.file = this.#state.hasFiles ? '' : this.#state.drawnRows()[0]?.header.file;
    if (view.chosen) this.#keepDrawn();
    document.documentElement.lang = view.locale;
    this.#build();
    this.#update();
  }

  /** Draws what is here, and asks for what is not. */
  #update(): void {
    this.#frame.request();
    const ids = this.#state.missing().filter((id) => !this.#waiting.has(id));
    if (ids.length > 0) void this.#load(ids);
  }

  async #load(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#waiting.set(id, []);
    try {
      for (const run of await this.#client.request('curves', { ids: [...ids] })) this.#state.addRun(run);
    } catch (thrown) {
      this.#refuse(thrown);
    } finally {
      for (const id of ids) {
        const late = this.#waiting.get(id) ?? [];
        this.#waiting.delete(id);
        for (const batch of late) this.#addMetrics(id, batch);
      }
    }
    this.#frame.request();
  }

  #addMetrics(id: string, batch: MetricsBatch): void {
    const waiting = this.#waiting.get(id);
    if (waiting) waiting.push(batch);
    else if (this.#state.addMetrics(id, batch) === 'missed') void this.#load([id]);
    else this.#frame.request();
  }

  #draw(): void {
    for (const part of this.#parts) part.show(this.#state);
  }

  #keepDrawn(): void {
    this.#state.stopFollowing();
    this.#choices.drawn = this.#state.drawnRows().map(({ header }) => header.id);
    keepChoices(this.#choices);
  }

  /** Builds the page once per language; after that its parts change in place. */
  #build(): void {
    const { locale } = this.#state;
    if (this.#builtFor === locale) return;
    this.#builtFor = locale;
    const words = createWords(compareWords, locale);
    document.title = words('title');
    const onDidChoose = (): void => {
      keepChoices(this.#choices);
      this.#frame.request();
    };
    const actions = this.#actions();
    const title = h('h1', { class: 'compare-title' }, words('title'));
    const empty = h('p', { class: 'part-empty muted' }, words('noRuns'));
    const table = createTableView({ actions, choices: this.#choices, locale, onDidChoose });
    const charts = createChartsView({ actions, choices: this.#choices, locale, onDidChoose });
    const page = h('div', { class: 'compare' }, [title, empty, table.element, charts.element]);
    const whole: ComparePart = {
      element: page,
      show: (state) => {
        const isEmpty = state.rows().length === 0;
        empty.hidden = !isEmpty;
        table.element.hidden = isEmpty;
        charts.element.hidden = isEmpty;
        setText(title, words('title'));
      },
    };
    this.#parts = [whole, table, charts];
    this.#root.replaceChildren(page);
  }

  #actions(): CompareActions {
    const ask = (request: Promise<unknown>): Promise<boolean> =>
      request.then(
        () => true,
        (thrown: unknown) => {
          this.#refuse(thrown);
          return false;
        },
      );
    const words = createWords(compareWords, this.#state.locale);
    const chosen = (): void => {
      this.#keepDrawn();
      this.#update();
    };
    return {
      setDrawn: (row, isDrawn) => {
        const isDone = this.#state.setDrawn(row.header.id, isDrawn);
        if (!isDone) showFailureBar(words('drawnAtMost', { count: drawnAtMost }), words('close'));
        chosen();
      },
      drawLatest: () => {
        this.#choices.drawn = undefined;
        this.#state.followLatest();
        keepChoices(this.#choices);
        this.#update();
      },
      drawNone: () => {
        this.#state.choose([]);
        chosen();
      },
      setNote: (row, note) =>
        void ask(this.#client.request('setNote', { id: row.header.id, note })).then((isDone) => {
          if (isDone) announce(words('noteKept'));
        }),
      setPinned: (row, pinned) => void ask(this.#client.request('setPinned', { id: row.header.id, pinned })),
      remove: (row) => void this.#remove(row, ask),
      open: ({ header }) => void ask(this.#client.request('open', { id: header.id })),
      save: (name, content) => void ask(this.#client.request('save', { name, content })),
    };
  }

  async #remove(row: CompareRow, ask: (request: Promise<unknown>) => Promise<boolean>): Promise<void> {
    const words = createWords(compareWords, this.#state.locale);
    const { id } = row.header;
    const [run, wasDrawn] = [this.#state.name(row), this.#state.isDrawn(id)];
    if (!(await ask(this.#client.request('remove', { id })))) return;
    this.#undoBar.show({
      text: words('removed', { run }),
      undoLabel: words('undo'),
      closeLabel: words('close'),
      onUndo: () =>
        void ask(this.#client.request('bringBack', { id })).then((isDone) => {
          if (!isDone) return;
          announce(words('broughtBack', { run }));
          // Its row may be on its way still.
          if (wasDrawn && this.#state.setDrawn(id, true)) this.#keepDrawn();
          this.#update();
        }),
    });
  }

  #refuse(thrown: unknown): void {
    const words = createWords(compareWords, this.#state.locale);
    showFailureBar(words('actionFailed', { reason: messageOf(thrown) }), words('close'));
  }
}
