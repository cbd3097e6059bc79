import { h, type Children } from './dom.ts';

export interface Tab {
  /** Unique within its group. */
  id: string;
  title: string;
  panel: Children;
}

export interface Tabs {
  readonly element: HTMLElement;
  readonly selected: string;
  /** Shows a tab from outside; an unknown id changes nothing. */
  select(id: string): void;
}

export interface TabsOptions {
  /** What the group is, for screen readers. */
  label: string;
  tabs: readonly Tab[];
  selected?: string;
  /** Drawn at the end of the row of tabs. */
  actions?: Children;
  /** Only after a person chose, not after `select`. */
  onSelect?: (id: string) => void;
}

let groups = 0;

const steps: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

interface Part {
  id: string;
  tab: HTMLButtonElement;
  panel: HTMLElement;
}

function createParts(tabs: readonly Tab[]): Part[] {
  const group = `tabs-${++groups}`;
  return tabs.map((tab, index) => {
    const ids = { tab: `${group}-${index}`, panel: `${group}-${index}-panel` };
    return {
      id: tab.id,
      tab: h(
        'button',
        { class: 'tab', type: 'button', role: 'tab', id: ids.tab, 'aria-controls': ids.panel },
        tab.title,
      ),
      panel: h(
        'div',
        { class: 'tab-panel', role: 'tabpanel', id: ids.panel, 'aria-labelledby': ids.tab },
        tab.panel,
      ),
    };
  });
}

/**
 * A row of tabs with one panel showing. One Tab stop for the row; arrow keys, Home and End choose at once
 * (the "automatic activation" tabs of the ARIA authoring practices).
 */
export function createTabs(options: TabsOptions): Tabs {
  const parts = createParts(options.tabs);
  let selected = '';
  const show = (id: string): void => {
    if (id === selected || !parts.some((part) => part.id === id)) return;
    selected = id;
    for (const part of parts) {
      const chosen = part.id === id;
      part.tab.setAttribute('aria-selected', String(chosen));
      part.tab.tabIndex = chosen ? 0 : -1;
      part.panel.hidden = !chosen;
    }
  };
  const choose = (id: string): void => {
    if (id === selected) return;
    show(id);
    options.onSelect?.(id);
  };
  for (const [index, part] of parts.entries()) {
    part.tab.addEventListener('click', () => choose(part.id));
    part.tab.addEventListener('keydown', (event) => {
      const next = parts[steps[event.key]?.(index, parts.length) ?? -1];
      if (!next) return;
      event.preventDefault();
      next.tab.focus();
      choose(next.id);
    });
  }
  const list = h(
    'div',
    { class: 'tab-list', role: 'tablist', 'aria-label': options.label },
    parts.map((part) => part.tab),
  );
  show(options.selected ?? '');
  if (selected === '') show(parts[0]?.id ?? '');
  return {
    element: h('div', { class: 'tabs' }, [
      h('div', { class: 'tab-bar' }, [list, options.actions]),
      parts.map((part) => part.panel),
    ]),
    get selected() {
      return selected;
    },
    select: show,
  };
}
