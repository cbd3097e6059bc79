import { modeCoverage } from '../../../src/core/samples/modeCoverage.ts';
import type { SampleSet } from '../../../src/core/samples/sampleSets.ts';
import { formatDuration } from '../../../src/core/series/formatValue.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { createWords } from '../../lib/words.ts';

/** All frames of a set: when each was made, and which digits it shows where that is estimated. */
export function frameTable(set: SampleSet, locale: Locale): HTMLElement {
  const words = createWords(sampleWords, locale);
  const number = new Intl.NumberFormat(locale);
  const hasDigits = set.frames.some(({ frame }) => frame.digits);
  const caption = fill(sampleWords.tableCaption[locale], { name: set.name });
  const rows = set.frames.map(({ frame: { at, count, digits } }, index) => {
    const coverage = digits && modeCoverage(digits);
    return [
      String(index + 1),
      at.epoch === undefined ? '–' : String(at.epoch),
      at.updates === undefined ? '–' : number.format(at.updates),
      formatDuration(at.elapsedMs),
      String(count),
      ...(hasDigits ? [coverage?.areDigits ? String(coverage.shown.length) : '–'] : []),
    ];
  });
  const columns = [words('frame'), words('epoch'), words('updates'), words('time'), words('pictures')];
  return scrollBox(
    caption,
    dataTable({ caption, columns: hasDigits ? [...columns, words('digitsColumn')] : columns, rows }),
  );
}
