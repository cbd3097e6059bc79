import { differingSettings, usualValue } from '../../../src/core/compare/runSettings.ts';
import type { SortValue } from '../../../src/core/compare/sortRuns.ts';
import { formatDuration, formatValue } from '../../../src/core/series/formatValue.ts';
import { seriesName } from '../../../src/core/series/metricName.ts';
import { compareWords, settingName } from '../../../src/core/words/compare.ts';
import { engineNameIn } from '../../../src/core/words/engines.ts';
import type { CompareRow } from '../../../src/protocol/compareSurface.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { BestValue, RunHeader } from '../../../src/protocol/run.ts';
import type { CompareState } from '../compareState.ts';

/** A column of figures or words. Columns with controls in their cells are the table's own. */
export interface RunColumn {
  id: string;
  title: string;
  value(row: CompareRow): SortValue;
  text(row: CompareRow): string;
  /** The cell stands out: a setting unlike that of most runs. */
  isUnusual?(row: CompareRow): boolean;
  /** Figures stand on the right, words on the left. */
  isText?: boolean;
  /** Facts that seldom decide anything stand behind the note. */
  isAfterNote?: boolean;
}

/** The columns between a run's name and its note: only settings in which these rows differ have one. */
export function runColumns(state: CompareState, rows: readonly CompareRow[]): RunColumn[] {
  const { locale } = state;
  const headers = rows.map(({ header }) => header);
  const word = (key: keyof typeof compareWords): string => compareWords[key][locale];
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  return [
    ...bestColumns(state, rows),
    headlineColumn(headers, locale),
    ...differingSettings(headers).map((name) => settingColumn(name, headers, locale)),
    {
      id: 'duration',
      isAfterNote: true,
      title: word('columnDuration'),
      value: ({ header }) => header.wallMs,
      text: ({ header }) => formatDuration(header.wallMs),
    },
    {
      id: 'engine',
      isAfterNote: true,
      title: word('columnEngine'),
      isText: true,
      value: ({ header }) => header.engine?.id,
      text: ({ header }) => (header.engine ? engineNameIn(header.engine.id, locale) : ''),
    },
    {
      id: 'seed',
      isAfterNote: true,
      title: word('columnSeed'),
      value: ({ header }) => header.seed,
      text: ({ header }) => String(header.seed),
    },
    {
      id: 'started',
      isAfterNote: true,
      title: word('columnStarted'),
      isText: true,
      value: ({ header }) => Date.parse(header.startedAt),
      text: ({ header }) => dateText(header.startedAt, times),
    },
  ];
}

function dateText(startedAt: string, times: Intl.DateTimeFormat): string {
  const at = new Date(startedAt);
  return Number.isNaN(at.getTime()) ? '' : times.format(at);
}

/** The figure that the Runs view shows too. Its name stands in the heading where it is the same in all rows. */
function headlineColumn(headers: readonly RunHeader[], locale: Locale): RunColumn {
  const nameOf = ({ headline }: RunHeader): string => (headline ? seriesName(headline, locale) : '');
  const names = new Set(headers.filter(({ headline }) => headline).map(nameOf));
  const [only] = names;
  return {
    id: 'headline',
    title:
      names.size === 1 && only !== undefined
        ? fill(compareWords.columnLast[locale], { name: only })
        : compareWords.columnHeadline[locale],
    value: ({ header }) => header.headline?.value,
    text: ({ header }) => {
      if (!header.headline) return '';
      const value = formatValue(header.headline.value);
      return names.size === 1 ? value : `${nameOf(header)} ${value}`;
    },
  };
}

function settingColumn(name: string, headers: readonly RunHeader[], locale: Locale): RunColumn {
  const usual = usualValue(headers, name);
  return {
    id: `setting.${name}`,
    title: settingName(name, locale),
    value: ({ header }) => header.settings?.[name],
    text: ({ header }) => settingText(header.settings?.[name]),
    isUnusual: ({ header }) => {
      const value = header.settings?.[name];
      return usual !== undefined && value !== undefined && value !== usual;
    },
  };
}

/** Learning rates arrive as they were written, parameters in the millions: no grouping, no rounding that hides a difference. */
export function settingText(value: string | number | undefined): string {
  if (typeof value !== 'number') return value ?? '';
  return String(Number(value.toPrecision(7)));
}

/** Best validation loss, and the best of the validation metric that most runs have. */
function bestColumns(state: CompareState, rows: readonly CompareRow[]): RunColumn[] {
  const bests = new Map(rows.map((row) => [row.header.id, state.bestOf(row)]));
  const counts = new Map<string, number>();
  for (const metric of [...bests.values()].flatMap((all) => [
    ...new Set(all.filter(({ split }) => split === 'validation').map((best) => best.metric)),
  ]))
    counts.set(metric, (counts.get(metric) ?? 0) + 1);
  const [other] = [...counts].filter(([metric]) => metric !== 'loss').sort(([, a], [, b]) => b - a);
  const metrics = [...(counts.has('loss') ? ['loss'] : []), ...(other ? [other[0]] : [])];
  return metrics.map((metric) => {
    const name = seriesName({ metric, split: 'validation' }, state.locale);
    const best = (row: CompareRow): BestValue | undefined =>
      bests.get(row.header.id)?.find((one) => one.metric === metric && one.split === 'validation');
    return {
      id: `best.${metric}`,
      title: fill(compareWords.columnBest[state.locale], { name }),
      value: (row) => best(row)?.value,
      text: (row) => {
        const found = best(row);
        return found ? formatValue(found.value) : '';
      },
    };
  });
}
