import { toolButton } from './chart/toolButton.ts';
import { h } from './dom.ts';
import type { IconName } from './icons/icon.ts';
import './menuButton.css';

export interface MenuItem {
  label: string;
  onClick: () => void;
}

export interface MenuButton {
  readonly element: HTMLElement;
  setItems(items: readonly MenuItem[]): void;
}

/** A small button that opens a menu below itself: arrow keys move, Escape and a click elsewhere close it. */
export function createMenuButton(label: string, icon: IconName = 'chevron-down'): MenuButton {
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, hidden: true });
  const opener = toolButton(icon, label, () => toggle(menu.hidden));
  opener.setAttribute('aria-haspopup', 'menu');
  opener.setAttribute('aria-expanded', 'false');
  const element = h('div', { class: 'menu-anchor' }, [opener, menu]);

  const toggle = (open: boolean, focusOpener = true): void => {
    if (menu.hidden === !open) return;
    menu.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) (menu.firstElementChild as HTMLElement | null)?.focus();
    else if (focusOpener) opener.focus();
  };
  const step = (by: number): void => {
    const items = [...menu.children] as HTMLElement[];
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + by + items.length) % items.length]?.focus();
  };
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Escape') toggle(false);
    else if (event.key === 'Tab') toggle(false, false);
    else return;
    if (event.key !== 'Tab') event.preventDefault();
  });
  element.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget))
      toggle(false, false);
  });
  return {
    element,
    setItems(items) {
      menu.replaceChildren(
        ...items.map((item) =>
          h(
            'button',
            {
              class: 'menu-item',
              type: 'button',
              role: 'menuitem',
              tabindex: '-1',
              on: {
                click: () => {
                  toggle(false);
                  item.onClick();
                },
              },
            },
            item.label,
          ),
        ),
      );
    },
  };
}
