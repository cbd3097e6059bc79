import { plotWords } from '../../../src/core/words/plots.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { h } from '../../lib/dom.ts';
import { PlotCard } from '../../lib/plot/plotCard.ts';
import { createTabs, type Tabs } from '../../lib/tabs.ts';
import { fileNameOf } from '../curves/fileNameOf.ts';
import type { PartView } from '../partView.ts';
import type { RunActions } from '../runActions.ts';
import type { RunState } from '../runState.ts';
import { plotTabs, type PlotTab } from './plotSurfaces.ts';
import './plots.css';

const example = `import { show } from 'deep-learning-lessons';
show(model.predict(xs), { name: 'Predictions' });`;

/** A surface on the page: its card, and a plot for each of its parts. */
interface Surface {
  element: HTMLElement;
  parts: Map<string, PlotCard>;
}

/** What the program draws itself: a card for each surface, in the tabs that it named. */
export class PlotsView implements PartView {
  readonly element = h('div', { class: 'plots' });
  readonly #actions: RunActions;
  #shown = '';
  #builtFor = '';
  #tabs: Tabs | undefined;
  #panels = new Map<string, HTMLElement>();
  readonly #surfaces = new Map<string, Surface>();

  constructor(actions: RunActions) {
    this.#actions = actions;
  }

  show(state: RunState): void {
    const key = JSON.stringify([state.locale, state.exhibitCount, state.shownMs]);
    if (key === this.#shown) return;
    this.#shown = key;
    const tabs = plotTabs(state).filter(({ surfaces }) => surfaces.length > 0);
    this.#build(tabs, state.locale);
    const seen = new Set<string>();
    for (const tab of tabs)
      for (const { name, parts } of tab.surfaces) {
        const id = JSON.stringify([tab.name, name]);
        seen.add(id);
        const surface = this.#surfaces.get(id) ?? this.#addSurface(id, tab.name, name);
        this.#showParts(surface, parts, name, state);
      }
    // Rewound to before they were drawn.
    for (const [id, { element }] of this.#surfaces) element.hidden = !seen.has(id);
  }

  #build(tabs: readonly PlotTab[], locale: Locale): void {
    const builtFor = JSON.stringify([locale, tabs.map(({ name }) => name)]);
    if (builtFor === this.#builtFor) return;
    this.#builtFor = builtFor;
    if (tabs.length === 0) {
      this.element.replaceChildren(emptyState(locale));
      return;
    }
    for (const { name } of tabs)
      if (!this.#panels.has(name)) this.#panels.set(name, h('div', { class: 'plots-grid' }));
    const selected = this.#tabs?.selected ?? '';
    this.#tabs = createTabs({
      label: plotWords.groups[locale],
      tabs: tabs.map(({ name }) => ({ id: name, title: name, panel: this.#panels.get(name) })),
      selected,
    });
    // One tab needs no row of tabs.
    this.element.replaceChildren(
      tabs.length === 1 ? (this.#panels.get(tabs[0]?.name ?? '') ?? '') : this.#tabs.element,
    );
  }

  #addSurface(id: string, tab: string, name: string): Surface {
    const element = h('div', { class: 'plots-surface', role: 'group', 'aria-label': name }, [
      h('h3', { class: 'plots-name' }, name),
    ]);
    this.#panels.get(tab)?.append(element);
    const surface = { element, parts: new Map<string, PlotCard>() };
    this.#surfaces.set(id, surface);
    return surface;
  }

  #showParts(
    surface: Surface,
    parts: PlotTab['surfaces'][number]['parts'],
    name: string,
    state: RunState,
  ): void {
    for (const { part, plot } of parts) {
      let card = surface.parts.get(part);
      if (!card) {
        card = new PlotCard({
          locale: state.locale,
          fileName: fileNameOf(state.header.title, state.header.number, name, ...(part ? [part] : [])),
          onSave: (file, content) => void this.#actions.save(file, content),
          openCode: (at) => void this.#actions.openCode(at),
        });
        surface.parts.set(part, card);
        surface.element.append(card.element);
      }
      card.show(plot, name);
    }
    for (const [part, card] of surface.parts) card.element.hidden = !parts.some((one) => one.part === part);
    surface.element.classList.toggle('plots-wide', parts.length > 2);
  }
}

function emptyState(locale: Locale): HTMLElement {
  return h('div', { class: 'part-empty plots-empty' }, [
    h('p', { class: 'muted' }, plotWords.emptyTitle[locale]),
    h('pre', { class: 'plots-example' }, h('code', {}, example)),
    h('p', { class: 'muted' }, plotWords.emptyMore[locale]),
  ]);
}
