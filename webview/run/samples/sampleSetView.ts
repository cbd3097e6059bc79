import { messageOf } from '../../../src/base/assert.ts';
import { nearestLoaded, type NumberedFrame, type SampleSet } from '../../../src/core/samples/sampleSets.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { iconButton } from '../../lib/controls.ts';
import { h } from '../../lib/dom.ts';
import { showFailureBar } from '../../lib/failureBar.ts';
import { setText } from '../../lib/setText.ts';
import { createWords, type Words } from '../../lib/words.ts';
import { fileNameOf } from '../curves/fileNameOf.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { createDigitsView } from './digitsView.ts';
import { drawFrame, fittingZoom, gridSize } from './drawFrame.ts';
import type { FrameCache } from './frameCache.ts';
import { contactSheetPng, framePng } from './framePng.ts';
import { frameTable } from './frameTable.ts';
import { frameSentence, setTitle, whenText } from './frameWords.ts';

/** How all sets are shown. */
export interface SetSettings {
  /** A whole factor; 0 fits the width there is. */
  zoom: number;
  comparesFirst: boolean;
}

export interface SetMoment {
  set: SampleSet;
  /** Of the frame at the shown moment. */
  index: number;
  /** The moment lies before the first frame. */
  isBefore: boolean;
  settings: SetSettings;
}

export interface SampleSetViewOptions {
  cache: FrameCache;
  actions: RunActions;
  state: () => RunState | undefined;
  locale: Locale;
}

interface Figure {
  element: HTMLElement;
  canvas: HTMLCanvasElement;
  caption: HTMLElement;
}

function createFigure(): Figure {
  const canvas = h('canvas', { class: 'samples-picture', role: 'img' });
  const caption = h('figcaption', { class: 'muted numbers' });
  return { element: h('figure', { class: 'samples-figure' }, [caption, canvas]), canvas, caption };
}

/** The frames of one set, of which one is shown, and the first beside it if wanted. */
export class SampleSetView {
  readonly element: HTMLElement;
  readonly #options: SampleSetViewOptions;
  readonly #words: Words<typeof sampleWords>;
  readonly #title = h('h3', { class: 'samples-title' });
  readonly #sentence = h('p', { class: 'samples-sentence' });
  readonly #note = h('p', { class: 'muted' });
  readonly #first = createFigure();
  readonly #current = createFigure();
  readonly #figures: HTMLElement;
  readonly #digits = createDigitsView();
  readonly #table = h('div', { hidden: true });
  readonly #tableButton: HTMLElement;
  #moment: SetMoment | undefined;
  #drawn = '';
  #tableKey = '';

  constructor(options: SampleSetViewOptions) {
    this.#options = options;
    this.#words = createWords(sampleWords, options.locale);
    this.#figures = h('div', { class: 'samples-figures' }, [this.#first.element, this.#current.element]);
    this.#tableButton = iconButton({
      icon: 'table',
      label: this.#words('showTable'),
      onClick: () => this.#toggleTable(),
    });
    this.#tableButton.setAttribute('aria-pressed', 'false');
    const tools = h('div', { class: 'samples-tools' }, [
      this.#tableButton,
      iconButton({ icon: 'layers', label: this.#words('saveSheet'), onClick: () => void this.#saveSheet() }),
      iconButton({ icon: 'save', label: this.#words('savePng'), onClick: () => void this.#savePng() }),
    ]);
    this.element = h('section', { class: 'samples-set' }, [
      h('div', { class: 'samples-head' }, [this.#title, tools]),
      this.#figures,
      this.#sentence,
      this.#digits.element,
      this.#note,
      this.#table,
    ]);
  }

  /** Draws what has changed: the frame that is wanted, or the nearest one there is until its bytes have come. */
  show(moment: SetMoment): void {
    this.#moment = moment;
    const { set, index } = moment;
    const { locale } = this.#options;
    const wanted = set.frames[index];
    if (!wanted) return;
    setText(this.#title, setTitle(set, locale));
    const sentence = frameSentence(wanted, locale);
    setText(this.#sentence, sentence);
    this.#showFigures(moment, wanted, sentence);
    const counted = set.frames.slice(Math.max(0, index - 2), index + 1);
    this.#digits.show(
      wanted.frame.digits ? counted.flatMap(({ frame }) => (frame.digits ? [frame.digits] : [])) : [],
      locale,
    );
    setText(this.#note, this.#noteOf(moment));
    this.#note.hidden = this.#note.textContent === '';
    this.#showTable();
  }

  #showFigures({ set, index, settings }: SetMoment, wanted: NumberedFrame, sentence: string): void {
    const { cache, locale } = this.#options;
    const found = nearestLoaded(set, index, (number) => cache.has(number));
    const first = set.frames[0];
    const comparesFirst = settings.comparesFirst && first !== undefined && set.frames.length > 1;
    const room = this.#figures.clientWidth;
    const key = JSON.stringify([wanted.number, found?.number, comparesFirst, settings.zoom, room]);
    const isFirstLoaded = first !== undefined && cache.has(first.number);
    if (this.#drawn === `${key} ${isFirstLoaded}`) return;
    this.#drawn = `${key} ${isFirstLoaded}`;
    const isRight = found?.number === wanted.number;
    const bytes = found && cache.get(found.number);
    const isGone = isRight && bytes?.length === 0;
    this.#first.element.hidden = !comparesFirst;
    this.#current.element.classList.toggle('samples-stale', !isRight);
    const zoom = settings.zoom || fittingZoom(gridSize(wanted.frame), comparesFirst ? room / 2 - 16 : room);
    const caption = comparesFirst
      ? this.#words('current', { when: whenText(wanted.frame.at, locale) })
      : whenText(wanted.frame.at, locale);
    setText(
      this.#current.caption,
      isGone ? this.#words('gone') : isRight ? caption : `${caption} · ${this.#words('loading')}`,
    );
    this.#current.canvas.setAttribute('aria-label', isGone ? this.#words('gone') : sentence);
    if (found && bytes) drawFrame(this.#current.canvas, found.frame, bytes);
    enlarge(this.#current.canvas, (found ?? wanted).frame, zoom);
    if (!comparesFirst) return;
    setText(this.#first.caption, this.#words('first', { when: whenText(first.frame.at, locale) }));
    this.#first.canvas.setAttribute('aria-label', frameSentence(first, locale));
    const firstBytes = cache.get(first.number);
    if (firstBytes) drawFrame(this.#first.canvas, first.frame, firstBytes);
    enlarge(this.#first.canvas, first.frame, zoom);
  }

  #noteOf({ set, isBefore }: SetMoment): string {
    const leftOut = set.frames.reduce((sum, { frame }) => sum + (frame.leftOut ?? 0), 0);
    return [
      ...(isBefore ? [this.#words('notYet')] : []),
      ...(set.origin === 'shown' ? [] : [this.#words('inference')]),
      ...(leftOut > 0 ? [this.#words('leftOut', { count: leftOut })] : []),
    ].join(' ');
  }

  #toggleTable(): void {
    this.#table.hidden = !this.#table.hidden;
    this.#tableButton.setAttribute('aria-pressed', String(!this.#table.hidden));
    this.#showTable();
  }

  #showTable(): void {
    const { set } = this.#moment ?? {};
    if (!set || this.#table.hidden) return;
    const key = `${set.key} ${set.frames.length}`;
    // A table that is being read is not pulled away from under the reader.
    if (key === this.#tableKey || this.#table.contains(document.activeElement)) return;
    this.#tableKey = key;
    this.#table.replaceChildren(frameTable(set, this.#options.locale));
  }

  async #savePng(): Promise<void> {
    const { set, index } = this.#moment ?? {};
    const wanted = set?.frames[index ?? -1];
    if (!wanted) return;
    await this.#save(`${index}`, async () => {
      let png = new Uint8Array(0);
      await this.#options.cache.load([wanted.number], () => undefined);
      png = (await framePng(
        wanted,
        this.#options.cache.get(wanted.number) ?? png,
      )) as Uint8Array<ArrayBuffer>;
      return png;
    });
  }

  async #saveSheet(): Promise<void> {
    const { set } = this.#moment ?? {};
    if (!set) return;
    const { cache, locale } = this.#options;
    await this.#save('all', () =>
      contactSheetPng(set.frames, cache, ({ frame }) => whenText(frame.at, locale)),
    );
  }

  async #save(part: string, make: () => Promise<Uint8Array>): Promise<void> {
    const { actions, state } = this.#options;
    const header = state()?.header;
    const set = this.#moment?.set;
    if (!header || !set) return;
    const name = fileNameOf(header.title, header.number, `${set.name}-${set.origin}`, part);
    try {
      await actions.save(`${name}.png`, await make());
    } catch (thrown) {
      showFailureBar(messageOf(thrown), '×');
    }
  }
}

function enlarge(canvas: HTMLCanvasElement, frame: NumberedFrame['frame'], zoom: number): void {
  const { width, height } = gridSize(frame);
  canvas.style.width = `${width * zoom}px`;
  canvas.style.height = `${height * zoom}px`;
}
