import { formatValue } from '../../../src/core/series/formatValue.ts';
import { weightsWords } from '../../../src/core/words/weights.ts';
import {
  largestSpreadChange,
  networkTrend,
  tensorHistories,
  type Role,
  type TensorHistory,
} from '../../../src/core/weights/weightHistory.ts';
import type { WeightReport } from '../../../src/protocol/exhibit.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { select } from '../../lib/controls.ts';
import { dataTable, scrollBox } from '../../lib/dataTable.ts';
import { h } from '../../lib/dom.ts';
import { setText } from '../../lib/setText.ts';
import { createWords, type Words } from '../../lib/words.ts';
import { createXyPlot, type XyPlot } from '../../lib/xyPlot/xyPlot.ts';
import type { XyModel } from '../../lib/xyPlot/xyModel.ts';
import type { PartView } from '../partView.ts';
import type { RunState } from '../runState.ts';
import { StripList } from './stripList.ts';
import { figuresOf, reportPlace, tensorName } from './weightFigures.ts';

const roles = ['weight', 'gradient', 'activation'] as const satisfies readonly Role[];
const inSentence = {
  weight: 'weightsLower',
  gradient: 'gradientsLower',
  activation: 'activationsLower',
} as const satisfies Record<Role, keyof typeof weightsWords>;

/** What the layers of a network hold, get and give, over time: follows the moment that the panel shows. */
export function createWeightsView(): PartView {
  return new WeightsView();
}

interface Built {
  locale: Locale;
  words: Words<typeof weightsWords>;
  toolbar: HTMLElement;
  sentence: HTMLElement;
  strips: StripList;
  norms: XyPlot;
  ratios: XyPlot;
  trends: HTMLElement;
  table: HTMLDetailsElement;
}

class WeightsView implements PartView {
  readonly element = h('div', { class: 'weights' });
  #built: Built | undefined;
  #role: Role = 'weight';
  #model: string | undefined;
  #shown = '';
  #state: RunState | undefined;

  show(state: RunState): void {
    this.#state = state;
    const { locale } = state;
    const all = state.exhibits('weights').map(({ exhibit }) => exhibit);
    const models = [...new Set(all.map(({ model }) => model))];
    const model = this.#model !== undefined && models.includes(this.#model) ? this.#model : models[0];
    const reports = all.filter((report) => report.model === model);
    const key = JSON.stringify([locale, models, model, this.#role, reports.length, reports.at(-1)?.at]);
    if (key === this.#shown) return;
    this.#shown = key;
    if (model === undefined) {
      this.#built = undefined;
      this.element.replaceChildren(h('p', { class: 'part-empty muted' }, weightsWords.empty[locale]));
      return;
    }
    const built = this.#built?.locale === locale ? this.#built : this.#build(locale);
    this.#drawToolbar(built, models, model);
    this.#draw(built, reports, model);
  }

  #again(): void {
    if (this.#state) this.show(this.#state);
  }

  #build(locale: Locale): Built {
    const words = createWords(weightsWords, locale);
    const norms = createXyPlot(locale);
    const ratios = createXyPlot(locale);
    const built: Built = {
      locale,
      words,
      toolbar: h('div', { class: 'row weights-toolbar' }),
      sentence: h('p', { class: 'weights-sentence' }),
      strips: new StripList(locale),
      norms,
      ratios,
      trends: h('div', { class: 'weights-trends' }, [norms.element, ratios.element]),
      table: h('details', { class: 'weights-table', on: {} }, h('summary', {}, words('showTable'))),
    };
    built.table.addEventListener('toggle', () => {
      this.#shown = '';
      this.#again();
    });
    this.#built = built;
    this.element.replaceChildren(
      built.toolbar,
      built.sentence,
      built.strips.element,
      h('p', { class: 'muted weights-note' }, `${words('stripHelp')} ${words('thinned')}`),
      built.table,
      built.trends,
    );
    return built;
  }

  #drawToolbar({ toolbar, words }: Built, models: readonly string[], model: string): void {
    const key = JSON.stringify([models, model, this.#role]);
    if (toolbar.dataset['key'] === key) return;
    const focused = toolbar.contains(document.activeElement)
      ? [...toolbar.children].indexOf(document.activeElement as Element)
      : -1;
    toolbar.dataset['key'] = key;
    const controls = [
      select({
        label: words('show'),
        value: this.#role,
        options: roles.map((role) => ({ value: role, text: words(role) })),
        onChange: (role) => {
          this.#role = role;
          this.#again();
        },
      }),
      ...(models.length < 2
        ? []
        : [
            select({
              label: words('model'),
              value: model,
              options: models.map((name) => ({ value: name, text: name })),
              onChange: (name) => {
                this.#model = name;
                this.#again();
              },
            }),
          ]),
    ];
    toolbar.replaceChildren(...controls);
    controls[focused]?.focus();
  }

  #draw(built: Built, reports: readonly WeightReport[], model: string): void {
    const { words, locale } = built;
    const histories = tensorHistories(reports, this.#role);
    const role = words(inSentence[this.#role]);
    setText(
      built.sentence,
      histories.length === 0
        ? words('noneOfRole', { role })
        : spreadSentence(histories, reports, role, words, locale),
    );
    built.strips.element.hidden = histories.length === 0;
    built.strips.show(histories, reports);
    built.table.hidden = histories.length === 0;
    if (built.table.open) this.#drawTable(built, histories, reports, model);
    drawTrends(built, reports);
  }

  #drawTable(
    { table, words, locale }: Built,
    histories: readonly TensorHistory[],
    reports: readonly WeightReport[],
    model: string,
  ): void {
    const last = reports.at(-1);
    if (!last) return;
    const caption = words('tableCaption', {
      role: words(this.#role),
      model,
      when: reportPlace(last, locale),
    });
    const known = histories.flatMap((history) => {
      const report = history.reports.at(-1) ?? history.reports.findLast((one) => one !== undefined);
      return report ? [{ history, figures: figuresOf(report, locale) }] : [];
    });
    const labels = [...new Set(known.flatMap(({ figures }) => figures.map(({ label }) => label)))];
    const rows = known.map(({ history, figures }) => [
      tensorName(history),
      ...labels.map((label) => figures.find((figure) => figure.label === label)?.value ?? '–'),
    ]);
    const summary = table.firstElementChild;
    const drawn = scrollBox(caption, dataTable({ caption, columns: [words('tensor'), ...labels], rows }));
    table.replaceChildren(...(summary ? [summary] : []), h('p', { class: 'muted' }, caption), drawn);
  }
}

function spreadSentence(
  histories: readonly TensorHistory[],
  reports: readonly WeightReport[],
  role: string,
  words: Words<typeof weightsWords>,
  locale: Locale,
): string {
  const [first] = reports;
  if (reports.length === 1 && first) return words('spreadOnce', { when: reportPlace(first, locale) });
  const change = largestSpreadChange(histories);
  if (!change || Math.abs(Math.log(change.to / change.from)) < 0.02) return words('spreadSteady', { role });
  return words(change.to > change.from ? 'spreadGrew' : 'spreadShrank', {
    role,
    layer: tensorName(change.history),
    from: formatValue(change.from),
    to: formatValue(change.to),
  });
}

function drawTrends({ norms, ratios, trends, words, locale }: Built, reports: readonly WeightReport[]): void {
  const { gradientNorms, updateRatios } = networkTrend(reports);
  const hasEpochs = reports.some(({ at }) => at.epoch !== undefined);
  const x = reports.map(({ at }) => (hasEpochs ? (at.epoch ?? 0) : (at.updates ?? 0)));
  const model = (title: string, note: string, y: number[]): XyModel => ({
    title,
    note,
    sentence: trendSentence(title, y, words),
    lines: [{ label: title, x, y }],
    isLogX: false,
    isLogY: true,
    place: (value) => {
      const report = reports[x.indexOf(value)];
      return report ? reportPlace(report, locale) : '';
    },
    placeTitle: words(hasEpochs ? 'axisEpoch' : 'axisUpdates'),
  });
  norms.element.hidden = !gradientNorms.some(Number.isFinite);
  ratios.element.hidden = !updateRatios.some(Number.isFinite);
  trends.hidden = norms.element.hidden && ratios.element.hidden;
  norms.show(model(words('gradientNorm'), words('gradientHelp'), gradientNorms));
  ratios.show(model(words('ratioTitle'), words('ratioHelp'), updateRatios));
}

function trendSentence(title: string, y: readonly number[], words: Words<typeof weightsWords>): string {
  const known = y.filter(Number.isFinite);
  const [from, to] = [known[0], known.at(-1)];
  if (from === undefined || to === undefined) return '';
  return words('trend', { title, from: formatValue(from), to: formatValue(to) });
}
