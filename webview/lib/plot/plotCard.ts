import { plotCsv } from '../../../src/core/plot/plotTable.ts';
import { plotSentence, refusalSentence } from '../../../src/core/plot/plotSentence.ts';
import { formatValue } from '../../../src/core/series/formatValue.ts';
import { type PlotWord, plotWords, statWords } from '../../../src/core/words/plots.ts';
import type { CodeLocation } from '../../../src/protocol/ending.ts';
import { fill, type Locale } from '../../../src/protocol/locale.ts';
import type { HistogramPlot, Plot, RefusedPlot } from '../../../src/protocol/plot.ts';
import { toolButton } from '../chart/toolButton.ts';
import { button } from '../controls.ts';
import { h } from '../dom.ts';
import { icon, type IconName } from '../icons/icon.ts';
import { setText } from '../setText.ts';
import { FigureCanvas } from './figureCanvas.ts';
import { figureOf } from './figureOf.ts';
import type { PlotFigure } from './plotFigure.ts';
import { plotNumbers } from './plotNumbers.ts';
import { type PlotTheme, seriesLook } from './plotTheme.ts';
import { figurePng, figureSvg } from './savedFigure.ts';
import '../chart/chart.css';
import './plot.css';

export interface PlotCardOptions {
  locale: Locale;
  /** Of the file: gets an ending. */
  fileName: string;
  onSave: (name: string, content: string | Uint8Array) => void;
  openCode: (at: CodeLocation) => void;
}

/**
 * One plot with its title, its sentence, its numbers as a table, and files of it. It is made once for a surface; `show`
 * gives it the next plot, of the same kind or of another.
 */
export class PlotCard {
  readonly element = h('section', { class: 'plot' });
  readonly #options: PlotCardOptions;
  readonly #title = h('h4', { class: 'plot-title' });
  readonly #tools = h('div', { class: 'chart-tools' });
  readonly #legend = h('ul', { class: 'chart-legend plot-legend' });
  readonly #body = h('div', { class: 'plot-body' });
  readonly #sentence = h('p', { class: 'plot-sentence muted' });
  #canvas: FigureCanvas | undefined;
  #figure: PlotFigure | undefined;
  #plot: Plot | undefined;
  #heading = '';
  #type: Plot['type'] | undefined;
  #isTable = false;

  constructor(options: PlotCardOptions) {
    this.#options = options;
    this.element.append(
      h('div', { class: 'plot-head' }, [
        h('div', { class: 'plot-names' }, [this.#title, this.#legend]),
        this.#tools,
      ]),
      this.#body,
      this.#sentence,
    );
  }

  /** @param name of the surface, for those who hear the plot apart from its heading */
  show(plot: Plot, name: string): void {
    if (this.#plot === plot) return;
    this.#plot = plot;
    this.#heading = [name, plot.title].filter(Boolean).join(' · ');
    setText(this.#title, plot.title ?? '');
    this.#title.hidden = !plot.title;
    setText(this.#sentence, plotSentence(plot, this.#options.locale));
    this.#sentence.hidden = plot.type === 'refused' || this.#sentence.textContent === '';
    this.#figure = figureOf(plot, this.#options.locale);
    if (this.#type !== plot.type) this.#showTools(plot);
    this.#type = plot.type;
    this.#showBody(plot);
  }

  dispose(): void {
    this.#canvas?.dispose();
    this.element.remove();
  }

  #word(word: PlotWord): string {
    return plotWords[word][this.#options.locale];
  }

  #showTools(plot: Plot): void {
    const tool = (glyph: IconName, word: PlotWord, onClick: () => void): HTMLButtonElement => {
      const made = toolButton(glyph, this.#word(word), onClick);
      // Cards stand side by side: each button says whose it is.
      made.setAttribute('aria-label', `${this.#word(word)}: ${this.#heading}`);
      return made;
    };
    const table = tool('table', 'showTable', () => this.#toggleTable(table));
    table.setAttribute('aria-pressed', String(this.#isTable));
    const hasNumbers = plotCsv(plot, this.#options.locale) !== undefined;
    this.#tools.replaceChildren(
      ...(this.#figure ? [table] : []),
      ...(hasNumbers ? [tool('export', 'saveCsv', () => this.#saveCsv())] : []),
      ...(this.#figure
        ? [
            tool('file-code', 'saveSvg', () => this.#saveSvg()),
            tool('save', 'savePng', () => void this.#savePng()),
          ]
        : []),
    );
  }

  #toggleTable(control: HTMLElement): void {
    this.#isTable = !this.#isTable;
    control.setAttribute('aria-pressed', String(this.#isTable));
    if (this.#plot) this.#showBody(this.#plot);
  }

  #showBody(plot: Plot): void {
    this.#legend.hidden = (this.#figure?.legend ?? []).length === 0;
    if (this.#figure && !this.#isTable) {
      this.#showFigure(plot, this.#figure);
      return;
    }
    // A table that is being read is not pulled away from under the reader.
    if (this.#body.querySelector('.scroll-box')?.contains(document.activeElement)) return;
    this.#body.replaceChildren(...this.#wordsOf(plot));
  }

  #showFigure(plot: Plot, figure: PlotFigure): void {
    this.#canvas ??= new FigureCanvas(this.#word('role'), (theme) => this.#showLegend(theme));
    const { element, readout } = this.#canvas;
    if (element.parentElement !== this.#body) this.#body.replaceChildren(element, readout);
    const stats = this.#body.querySelector('.plot-stats');
    if (plot.type === 'histogram' && plot.stats.length > 0) {
      const next = statList(plot, this.#options.locale);
      if (stats) stats.replaceWith(next);
      else this.#body.append(next);
    } else stats?.remove();
    element.setAttribute(
      'aria-label',
      `${this.#heading}. ${this.#sentence.textContent} ${this.#word('help')}`,
    );
    this.#canvas.show(figure);
  }

  #wordsOf(plot: Plot): HTMLElement[] {
    const { locale } = this.#options;
    if (plot.type === 'text') return [h('pre', { class: 'plot-text' }, plot.text)];
    if (plot.type === 'refused') return [this.#refusal(plot)];
    if (plot.type === 'superseded') return [];
    return [plotNumbers(plot, this.#heading, locale)];
  }

  #refusal(plot: RefusedPlot): HTMLElement {
    const { locale, openCode } = this.#options;
    const { at } = plot;
    return h('div', { class: 'plot-refused' }, [
      icon('warning', { class: 'plot-refused-icon' }),
      h('div', {}, [
        h('p', { class: 'plot-refused-title' }, fill(this.#word('refused'), { wanted: plot.wanted })),
        h('p', {}, refusalSentence(plot, locale)),
        at &&
          button({
            label: fill(this.#word('openLine'), { line: at.line }),
            onClick: () => openCode(at),
          }),
      ]),
    ]);
  }

  #showLegend(theme: PlotTheme): void {
    const names = this.#figure?.legend ?? [];
    const key = JSON.stringify([names, theme.series, theme.background]);
    if (this.#legend.dataset['key'] === key) return;
    this.#legend.dataset['key'] = key;
    this.#legend.replaceChildren(
      ...names.map((name, index) =>
        h('li', { class: 'chart-entry' }, [sample(theme, index), h('span', {}, name)]),
      ),
    );
  }

  #saveCsv(): void {
    const csv = this.#plot && plotCsv(this.#plot, this.#options.locale);
    if (csv !== undefined) this.#options.onSave(`${this.#options.fileName}.csv`, csv);
  }

  #saved() {
    const canvas = this.#canvas;
    if (!canvas || !this.#figure) return undefined;
    return {
      figure: this.#figure,
      title: this.#heading,
      width: Math.max(320, canvas.width),
      theme: canvas.theme,
    };
  }

  #saveSvg(): void {
    const saved = this.#saved();
    if (saved) this.#options.onSave(`${this.#options.fileName}.svg`, figureSvg(saved));
  }

  async #savePng(): Promise<void> {
    const saved = this.#saved();
    if (saved) this.#options.onSave(`${this.#options.fileName}.png`, await figurePng(saved));
  }
}

/** The series' line and mark, as in the plot. */
function sample(theme: PlotTheme, index: number): SVGElement {
  const { color, dash, shape } = seriesLook(theme, index);
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'plot-sample');
  svg.setAttribute('viewBox', '0 0 22 10');
  svg.setAttribute('aria-hidden', 'true');
  const add = (name: string, attributes: Record<string, string>): void => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    svg.append(element);
  };
  add('line', {
    x1: '0',
    y1: '5',
    x2: '22',
    y2: '5',
    stroke: color,
    'stroke-width': '2',
    'stroke-dasharray': dash.join(' '),
  });
  const outline = { stroke: color, 'stroke-width': '1.5' };
  if (shape === 'disc') add('circle', { cx: '11', cy: '5', r: '3', fill: color });
  else if (shape === 'ring') add('circle', { cx: '11', cy: '5', r: '3', fill: theme.background, ...outline });
  else if (shape === 'triangle') add('polygon', { points: '11,1 15,8 7,8', fill: color });
  else if (shape === 'square') add('rect', { x: '8', y: '2', width: '6', height: '6', fill: color });
  else if (shape === 'diamond') add('polygon', { points: '11,1 15,5 11,9 7,5', fill: color });
  else add('path', { d: 'M8,2 L14,8 M14,2 L8,8', fill: 'none', ...outline });
  return svg;
}

function statList({ stats }: HistogramPlot, locale: Locale): HTMLElement {
  return h(
    'dl',
    { class: 'plot-stats numbers' },
    stats.map(({ name, value }) =>
      h('div', {}, [
        h('dt', {}, statWords[name][locale]),
        h('dd', {}, Number.isSafeInteger(value) ? String(value) : formatValue(value)),
      ]),
    ),
  );
}
