import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { CellPictures } from '../../../src/protocol/runSurface.ts';
import { h } from '../../lib/dom.ts';
import { watchOverflow } from '../../lib/overflow.ts';
import { createWords } from '../../lib/words.ts';
import { pictureTile } from './pictureTile.ts';

export interface GalleryCell {
  /** Number of the evaluation, and the cell. */
  evaluation: number;
  truth: number;
  predicted: number;
  count: number;
  /** "7 taken for 1: 14 mistakes". */
  sentence: string;
  predictedName: string;
}

export type FetchPictures = (
  cell: Pick<GalleryCell, 'evaluation' | 'truth' | 'predicted'>,
) => Promise<CellPictures>;

export interface Gallery {
  readonly element: HTMLElement;
  show(cell: GalleryCell, locale: Locale): void;
}

/** The samples behind one cell of the matrix, the one the model was most sure of first. */
export function createGallery(fetchPictures: FetchPictures): Gallery {
  const title = h('h3', { class: 'gallery-title', 'aria-live': 'polite' });
  const note = h('p', { class: 'gallery-note muted' });
  const list = h('ul', { class: 'gallery-list' });
  watchOverflow(list);
  const element = h('section', { class: 'gallery' }, [title, list, note]);
  let shown = '';
  let asked = 0;

  const load = async (cell: GalleryCell, locale: Locale): Promise<void> => {
    const words = createWords(runWords, locale);
    const request = ++asked;
    // What is there stays until the answer comes: during training that is ten times nicer than blinking.
    const pictures = await fetchPictures(cell).catch(() => undefined);
    if (request !== asked) return;
    if (!pictures) {
      note.textContent = words('picturesGone');
      list.replaceChildren();
      return;
    }
    const { samples, total } = pictures;
    const isMore = samples.length < total;
    note.textContent = isMore ? words('picturesShown', { shown: samples.length }) : '';
    list.replaceChildren(...samples.map((sample) => sampleItem(pictures, sample, cell, locale)));
  };
  return {
    element,
    show(cell, locale) {
      const key = JSON.stringify([cell, locale]);
      if (key === shown) return;
      shown = key;
      title.textContent = cell.sentence;
      if (cell.count > 0) {
        void load(cell, locale);
        return;
      }
      asked++;
      note.textContent = '';
      list.replaceChildren();
    },
  };
}

function sampleItem(
  pictures: CellPictures,
  { index, confidence, bytes }: CellPictures['samples'][number],
  { predictedName }: GalleryCell,
  locale: Locale,
): HTMLElement {
  const probability = `${(confidence * 100).toFixed(confidence > 0.995 ? 1 : 0)} %`;
  const description = createWords(runWords, locale)('pictureOf', {
    index,
    probability,
    predicted: predictedName,
  });
  const isPicture = pictures.width > 0 && bytes.length > 0;
  return h('li', { class: 'gallery-item', title: description }, [
    isPicture ? pictureTile(pictures, bytes, description) : h('span', { class: 'muted' }, `#${index}`),
    h(
      'span',
      { class: 'gallery-probability numbers', 'aria-hidden': isPicture ? 'true' : undefined },
      probability,
    ),
  ]);
}
