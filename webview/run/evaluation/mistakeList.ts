import { topClasses } from '../../../src/core/evaluation/rankedSamples.ts';
import { evaluationWords } from '../../../src/core/words/evaluation.ts';
import { runWords } from '../../../src/core/words/run.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Evaluation } from '../../../src/protocol/run.ts';
import type { SamplePictures } from '../../../src/protocol/runSurface.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { classNameOf } from './evaluationChoice.ts';
import { formatShare } from './formatRatio.ts';
import { pictureTile } from './pictureTile.ts';

const shownClasses = 3;

interface Probability {
  name: string;
  probability: number;
  isTruth: boolean;
}

/** The most probable classes of a sample; only the answer where the others are not kept; none where it has no probability. */
function probabilitiesOf(evaluation: Evaluation, sample: number): Probability[] {
  const { classNames, truth, predicted, confidence } = evaluation;
  const named = (index: number, probability: number): Probability => ({
    name: classNameOf(classNames, index),
    probability,
    isTruth: index === truth[sample],
  });
  const top = topClasses(evaluation, sample, shownClasses);
  if (top.length > 0) return top.map(({ index, probability }) => named(index, probability));
  const own = confidence[sample] ?? NaN;
  return Number.isNaN(own) ? [] : [named(predicted[sample] ?? 0, own)];
}

const names = (evaluation: Evaluation, sample: number): { truth: string; predicted: string } => ({
  truth: classNameOf(evaluation.classNames, evaluation.truth[sample] ?? 0),
  predicted: classNameOf(evaluation.classNames, evaluation.predicted[sample] ?? 0),
});

/** Pictures with what they are, what they were taken for, and the probabilities as bars. */
export function mistakeGallery(
  evaluation: Evaluation,
  samples: readonly number[],
  pictures: SamplePictures,
  locale: Locale,
): HTMLElement {
  const words = createWords(evaluationWords, locale);
  const size = pictures.width * pictures.height * pictures.channels;
  return h(
    'ul',
    { class: 'mistakes-gallery' },
    samples.map((sample, place) => {
      const { truth, predicted } = names(evaluation, sample);
      const probability = formatShare(evaluation.confidence[sample] ?? NaN);
      const description = words('samplePicture', { index: sample, truth, predicted, probability });
      const bytes = pictures.bytes[place] ?? new Uint8Array(0);
      return h('li', { class: 'mistake' }, [
        bytes.length === size
          ? pictureTile({ ...pictures, total: 0, samples: [] }, bytes, description)
          : h('span', { class: 'mistake-number muted' }, `#${sample}`),
        h('div', { class: 'mistake-facts' }, [
          h('p', { class: 'mistake-title', title: description }, `${truth} → ${predicted}`),
          h(
            'ul',
            { class: 'mistake-bars' },
            probabilitiesOf(evaluation, sample).map((one) => probabilityBar(one)),
          ),
        ]),
      ]);
    }),
  );
}

function probabilityBar({ name, probability, isTruth }: Probability): HTMLElement {
  const fill = h('span', { class: isTruth ? 'mistake-fill mistake-fill-truth' : 'mistake-fill' });
  fill.style.setProperty('--share', `${Number.isNaN(probability) ? 0 : probability * 100}%`);
  return h('li', { class: 'mistake-bar numbers' }, [
    h('span', { class: 'mistake-class', title: name }, isTruth ? `${name} ✓` : name),
    h('span', { class: 'mistake-track', 'aria-hidden': 'true' }, fill),
    h('span', { class: 'mistake-share' }, formatShare(probability)),
  ]);
}

/** For inputs that are no pictures: which sample it is, and what was made of it. */
export function mistakeTable(
  evaluation: Evaluation,
  samples: readonly number[],
  locale: Locale,
): HTMLElement {
  const words = createWords(evaluationWords, locale);
  const run = createWords(runWords, locale);
  const caption = words('mistakesCaption');
  const table = dataTable({
    caption,
    columns: [words('sample'), run('truth'), run('prediction'), words('probabilities')],
    rows: samples.map((sample) => {
      const { truth, predicted } = names(evaluation, sample);
      const probabilities = probabilitiesOf(evaluation, sample).map(
        ({ name, probability }) => `${name} ${formatShare(probability)}`,
      );
      return [`#${sample}`, truth, predicted, probabilities.join(' · ') || '–'];
    }),
  });
  return scrollBox(caption, table);
}
