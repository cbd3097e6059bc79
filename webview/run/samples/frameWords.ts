import { formatDuration } from '../../../src/core/series/formatValue.ts';
import type { NumberedFrame, SampleSet } from '../../../src/core/samples/sampleSets.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { Moment } from '../../../src/protocol/moment.ts';

const comma: Readonly<Record<Locale, string>> = { en: ', ', 'zh-TW': '，', 'zh-CN': '，' };

/** `epoch 3, update 1,240`; the time where there are neither. */
export function whenText({ epoch, updates, elapsedMs }: Moment, locale: Locale): string {
  const parts = [
    ...(epoch === undefined ? [] : [fill(sampleWords.atEpoch[locale], { epoch })]),
    ...(updates === undefined
      ? []
      : [fill(sampleWords.atUpdate[locale], { updates: new Intl.NumberFormat(locale).format(updates) })]),
  ];
  return parts.length > 0
    ? parts.join(comma[locale])
    : fill(sampleWords.atTime[locale], { time: formatDuration(elapsedMs) });
}

const titles = {
  generator: sampleWords.titleGenerator,
  autoencoder: sampleWords.titleAutoencoder,
  'latent-walk': sampleWords.titleWalk,
  shown: sampleWords.titleShown,
} as const;

const sentences = {
  generator: sampleWords.sayGenerator,
  autoencoder: sampleWords.sayAutoencoder,
  'latent-walk': sampleWords.sayWalk,
  shown: sampleWords.sayShown,
} as const;

export function setTitle({ name, origin }: Pick<SampleSet, 'name' | 'origin'>, locale: Locale): string {
  return fill(titles[origin][locale], { name });
}

/** What a frame shows: read out for its picture, and written above it. */
export function frameSentence({ frame }: NumberedFrame, locale: Locale): string {
  const count = frame.origin === 'autoencoder' ? frame.count / 2 : frame.count;
  return fill(sentences[frame.origin][locale], {
    name: frame.name,
    count,
    when: whenText(frame.at, locale),
  });
}
