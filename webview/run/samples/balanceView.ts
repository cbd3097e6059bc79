import { balanceOf, type Balance } from '../../../src/core/samples/balance.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import { LineSeries } from '../../../src/core/series/lineSeries.ts';
import { seriesCsv } from '../../../src/core/series/seriesCsv.ts';
import { sampleWords } from '../../../src/core/words/samples.ts';
import type { SampleFrame } from '../../../src/protocol/exhibit.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { Split } from '../../../src/protocol/run.ts';
import { createChartGroup } from '../../lib/chart/chartGroup.ts';
import { LineChart } from '../../lib/chart/lineChart.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import { fileNameOf } from '../curves/fileNameOf.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';

type Players = NonNullable<SampleFrame['players']>;

export interface BalanceView {
  readonly element: HTMLElement;
  /** @param updates of the generator at the shown moment; undefined: all of them */
  show(state: RunState, players: Players | undefined, updates: number | undefined): void;
}

/** No window of the judgement reaches further back. */
const tailLength = 2000;
/** Two raw curves of a GAN lie on top of each other as two bands. */
const smoothing = 0.95;

const verdictWords = {
  'discriminator-wins': 'discriminatorWins',
  'generator-wins': 'generatorWins',
  balanced: 'balanced',
  unknown: 'balanceUnknown',
  'not-finite': 'balanceBroken',
} as const;

/** Who is ahead, in a sentence. */
export function balanceSentence(balance: Balance, locale: Locale): string {
  const words = createWords(sampleWords, locale);
  return words(verdictWords[balance.verdict], {
    generator: formatValue(Number(balance.generatorLoss.toPrecision(3))),
    discriminator: formatValue(Number(balance.discriminatorLoss.toPrecision(3))),
    trend: words(balance.generatorTrend),
  });
}

function lossOf({ series }: RunState, model: string): LineSeries | undefined {
  return series
    .all()
    .find(({ info }) => info.model === model && info.metric === 'loss' && info.scale === 'batch');
}

/** The values before index `end`, as far back as they matter. */
function tailOf({ raw }: LineSeries, end: number): Float32Array {
  const from = Math.max(0, end - tailLength);
  return Float32Array.from({ length: end - from }, (_, index) => raw.at(from + index));
}

/** A copy that a chart draws in the colour and dash of another split: both players are of the training split. */
function createMirror(split: Split): (of: LineSeries) => LineSeries {
  let mirror: LineSeries | undefined;
  return (of) => {
    if (!mirror) {
      mirror = new LineSeries({ ...of.info, split });
      mirror.setSmoothing(smoothing);
    }
    const from = mirror.length;
    const added = { length: of.length - from };
    mirror.append({
      steps: Float64Array.from(added, (_, index) => of.stepAt(from + index)),
      values: Float32Array.from(added, (_, index) => of.raw.at(from + index)),
    });
    return mirror;
  };
}

/** The losses of generator and discriminator over each other, and what they say. */
export function createBalanceView(actions: RunActions): BalanceView {
  const element = h('section', { class: 'samples-balance', hidden: true });
  let chart: LineChart | undefined;
  let shown: RunState | undefined;
  let key = '';
  let mirrors = { generator: createMirror('validation'), discriminator: createMirror('train') };

  const open = (state: RunState, players: Players): LineChart => {
    const { header, locale } = state;
    const name = fileNameOf(header.title, header.number, 'balance');
    return new LineChart({
      group: createChartGroup(),
      locale,
      onSaveCsv: () => {
        const series = [players.generator, players.discriminator].flatMap(
          (model) => lossOf(state, model) ?? [],
        );
        void actions.save(`${name}.csv`, seriesCsv(series));
      },
      onSavePng: (png) => void actions.save(`${name}.png`, png),
    });
  };
  return {
    element,
    show(state, players, updates) {
      const generator = players && lossOf(state, players.generator);
      const discriminator = players && lossOf(state, players.discriminator);
      element.hidden = !generator || !discriminator;
      if (!players || !generator || !discriminator) return;
      const nextKey = JSON.stringify([players, generator.length, discriminator.length, updates]);
      if (shown === state && key === nextKey) return;
      if (shown !== state) {
        chart?.dispose();
        chart = open(state, players);
        mirrors = { generator: createMirror('validation'), discriminator: createMirror('train') };
        element.replaceChildren(chart.element);
      }
      [shown, key] = [state, nextKey];
      // A discriminator may be updated twice, or five times, for each update of the generator.
      const ratio = discriminator.length / Math.max(1, generator.length);
      const end = Math.min(generator.length, updates ?? Infinity);
      const endOfOther = Math.min(discriminator.length, Math.round(end * ratio));
      const balance = balanceOf(tailOf(generator, end), tailOf(discriminator, endOfOther));
      const words = createWords(sampleWords, state.locale);
      const line = (series: LineSeries, scale: number, label: string) =>
        ({ series, role: 'main', scale, offset: scale, label }) as const;
      chart?.update({
        title: words('balance'),
        lines: [
          line(mirrors.discriminator(discriminator), 1 / Math.max(ratio, 1e-9), words('discriminatorLoss')),
          line(mirrors.generator(generator), 1, words('generatorLoss')),
        ],
        axis: 'batch',
        from: 0,
        to: Math.max(1, generator.length),
        isLog: false,
        sentence: balance ? balanceSentence(balance, state.locale) : '',
      });
    },
  };
}
