import {
  frameIndexAt,
  framesAround,
  indexAtMoment,
  sampleMoments,
  sampleSets,
  type NumberedFrame,
  type SampleSet,
} from '../../../src/core/samples/sampleSets.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import { checkbox, select } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { createBalanceView } from './balanceView.ts';
import { FrameCache, type FetchFrames } from './frameCache.ts';
import { whenText } from './frameWords.ts';
import { SampleSetView, type SetSettings } from './sampleSetView.ts';
import { createScrubber, type Scrubber } from './scrubber.ts';

export interface SamplesOptions {
  fetchFrames: FetchFrames;
  actions: RunActions;
  /** A person has moved the slider: to a moment, ms since the program began, or to the latest. */
  onDidScrub?: (elapsedMs: number | undefined) => void;
}

/** Frames fetched ahead on both sides of the shown one, for each set. */
const reach = 48;
const zooms = ['0', '1', '2', '3', '4', '6'] as const;
type ZoomChoice = (typeof zooms)[number];

/** The pictures that models have made, over time: one slider moves all of them. */
export class SamplesView implements PartView {
  readonly element: HTMLElement;
  readonly #options: SamplesOptions;
  readonly #cache: FrameCache;
  readonly #empty = h('p', { class: 'part-empty muted' });
  readonly #toolbar = h('div', { class: 'samples-toolbar' });
  readonly #list = h('div', { class: 'samples-sets' });
  readonly #balance: ReturnType<typeof createBalanceView>;
  readonly #views = new Map<string, SampleSetView>();
  readonly #settings: SetSettings = { zoom: 0, comparesFirst: false };
  #scrubber: Scrubber | undefined;
  #state: RunState | undefined;
  #locale = '';
  #frameCount = -1;
  #sets: SampleSet[] = [];
  #moments: number[] = [];
  /** The moment shown here; undefined: the latest. */
  #ownMs: number | undefined;
  #panelMs: number | undefined;

  constructor(options: SamplesOptions) {
    this.#options = options;
    this.#balance = createBalanceView(options.actions);
    this.#cache = new FrameCache(options.fetchFrames, () => this.#draw());
    const full = h('div', { class: 'samples' }, [this.#toolbar, this.#list, this.#balance.element]);
    this.element = h('div', {}, [this.#empty, full]);
    new ResizeObserver(() => this.#draw()).observe(this.#list);
  }

  show(state: RunState): void {
    if (this.#locale !== state.locale) this.#build(state);
    if (this.#state !== state || this.#frameCount !== state.exhibitCount) {
      this.#frameCount = state.exhibitCount;
      const frames = state
        .allExhibits('samples')
        .map(({ number, exhibit }): NumberedFrame => ({ number, frame: exhibit }));
      this.#sets = sampleSets(frames);
      this.#moments = sampleMoments(this.#sets);
    }
    this.#state = state;
    // The moment of the whole panel may be set elsewhere too.
    if (state.shownMs !== this.#panelMs) {
      this.#panelMs = state.shownMs;
      this.#ownMs = state.shownMs;
    }
    this.#draw();
  }

  #draw(): void {
    const state = this.#state;
    if (!state) return;
    const isEmpty = this.#sets.length === 0;
    this.#empty.hidden = !isEmpty;
    this.#empty.textContent = isEmpty ? sampleWords[state.isRunning ? 'empty' : 'none'][state.locale] : '';
    this.#toolbar.hidden = this.#list.hidden = isEmpty;
    const shown = this.#sets.map((set) => this.#momentOf(set));
    this.#cache.want([
      ...shown.flatMap(({ set, index }) => framesAround(set, index, 0)),
      ...(this.#settings.comparesFirst ? this.#sets.flatMap((set) => framesAround(set, 0, 0)) : []),
      ...shown.flatMap(({ set, index }) => framesAround(set, index, reach)),
    ]);
    this.#showScrubber(state);
    this.#arrange();
    for (const one of shown) this.#views.get(one.set.key)?.show(one);
    const judged = shown.find(({ set, index }) => set.frames[index]?.frame.players);
    const frame = judged?.set.frames[judged.index]?.frame;
    this.#balance.show(state, frame?.players, this.#ownMs === undefined ? undefined : frame?.at.updates);
  }

  #momentOf(set: SampleSet) {
    const first = set.frames[0]?.frame.at.elapsedMs ?? 0;
    const index = this.#ownMs === undefined ? set.frames.length - 1 : frameIndexAt(set, this.#ownMs);
    return {
      set,
      index,
      isBefore: this.#ownMs !== undefined && this.#ownMs < first,
      settings: this.#settings,
    };
  }

  get #place(): number {
    const last = this.#moments.length - 1;
    return this.#ownMs === undefined ? last : Math.max(0, indexAtMoment(this.#moments, this.#ownMs));
  }

  #showScrubber(state: RunState): void {
    const index = this.#place;
    const elapsedMs = this.#moments[index];
    if (elapsedMs === undefined) return;
    const frames = this.#sets.flatMap((set) => set.frames.map(({ frame }) => frame));
    const frame = frames.find(({ at }) => at.elapsedMs === elapsedMs);
    this.#scrubber?.show({
      index,
      count: this.#moments.length,
      text: whenText(frame?.at ?? { elapsedMs }, state.locale),
      isRunning: state.isRunning,
      isFollowing: this.#ownMs === undefined,
    });
  }

  /** A view for each set, in their order; views that are there already stay where the focus may be in them. */
  #arrange(): void {
    for (const [index, { key }] of this.#sets.entries()) {
      const view = this.#views.get(key) ?? this.#openSet(key);
      if (this.#list.children[index] !== view.element)
        this.#list.insertBefore(view.element, this.#list.children[index] ?? null);
    }
    for (const [key, view] of this.#views)
      if (!this.#sets.some((set) => set.key === key)) {
        view.element.remove();
        this.#views.delete(key);
      }
  }

  #openSet(key: string): SampleSetView {
    const view = new SampleSetView({
      cache: this.#cache,
      actions: this.#options.actions,
      state: () => this.#state,
      locale: this.#state?.locale ?? 'en',
    });
    this.#views.set(key, view);
    return view;
  }

  #scrub(index: number): void {
    const isLatest = index >= this.#moments.length - 1;
    this.#moveTo(isLatest ? undefined : this.#moments[index]);
  }

  #moveTo(elapsedMs: number | undefined): void {
    this.#ownMs = elapsedMs;
    this.#panelMs = elapsedMs;
    this.#draw();
    this.#options.onDidScrub?.(elapsedMs);
    // Where nobody connected the two, the panel's own moment is still what it was.
    if (this.#state) this.#panelMs = this.#state.shownMs;
  }

  #build({ locale }: RunState): void {
    this.#locale = locale;
    this.#list.replaceChildren();
    this.#views.clear();
    this.#scrubber?.rest();
    const words = createWords(sampleWords, locale);
    this.#scrubber = createScrubber({
      locale,
      onDidMove: (index) => this.#scrub(index),
      onDidFollow: (follows) => this.#moveTo(follows ? undefined : this.#moments.at(-1)),
    });
    const zoom = select<ZoomChoice>({
      label: words('zoom'),
      value: zooms.find((one) => Number(one) === this.#settings.zoom) ?? '0',
      options: zooms.map((value) => ({ value, text: value === '0' ? words('zoomFit') : `${value} ×` })),
      onChange: (value) => {
        this.#settings.zoom = Number(value);
        this.#draw();
      },
    });
    const compare = checkbox({
      label: words('compareFirst'),
      checked: this.#settings.comparesFirst,
      onChange: (checked) => {
        this.#settings.comparesFirst = checked;
        this.#draw();
      },
    });
    this.#toolbar.replaceChildren(
      this.#scrubber.element,
      h('div', { class: 'samples-choices' }, [zoom, compare]),
    );
  }
}
