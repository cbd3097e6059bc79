import { createTabs, type Tabs } from '../../lib/tabs.ts';

export interface CodeVersion {
  title: string;
  panel: Node;
}

/** All groups of code tabs of a page: choosing Keras in one chooses it in every group that has it. */
export interface CodeTabs {
  create(label: string, versions: readonly CodeVersion[]): HTMLElement;
  /** Forgets the groups of a text that is no longer shown; the choice stays. */
  clear(): void;
}

/** `chosen` is what was chosen on an earlier visit; `onChoose` is where to keep it. */
export function createCodeTabs(chosen: string | undefined, onChoose: (title: string) => void): CodeTabs {
  const groups = new Set<Tabs>();
  let current = chosen;
  const choose = (title: string, group: Tabs): void => {
    current = title;
    const before = group.element.getBoundingClientRect().top;
    for (const other of groups) other.select(title);
    // Groups above may have grown or shrunk; what the person is looking at stays where it is.
    window.scrollBy({ top: group.element.getBoundingClientRect().top - before, behavior: 'instant' });
    onChoose(title);
  };
  return {
    create(label, versions) {
      const group: Tabs = createTabs({
        label,
        tabs: versions.map(({ title, panel }) => ({ id: title, title, panel })),
        ...(current === undefined ? {} : { selected: current }),
        onSelect: (title) => choose(title, group),
      });
      group.element.classList.add('code-tabs');
      groups.add(group);
      return group.element;
    },
    clear: () => groups.clear(),
  };
}
