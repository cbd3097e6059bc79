import { h } from '../dom.ts';
import { icon, type IconName } from '../icons/icon.ts';

/**
 * A small button that shows only an icon. Unlike the toolkit's it is a plain element, so that `aria-pressed` and
 * `aria-expanded` reach the button itself.
 */
export function toolButton(name: IconName, label: string, onClick: () => void): HTMLButtonElement {
  return h(
    'button',
    { class: 'tool-button', type: 'button', 'aria-label': label, title: label, on: { click: onClick } },
    icon(name),
  );
}
