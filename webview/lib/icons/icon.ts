import { h } from '../dom.ts';
import { glyphs, type IconName } from './glyphs.ts';
import './icons.css';

export type { IconName } from './glyphs.ts';

/**
 * A codicon, hidden from screen readers: whatever it says must also be said in words beside it, or in the
 * label of the control around it. Pass `label` only where the icon stands alone.
 */
export function icon(name: IconName, options: { label?: string; class?: string } = {}): HTMLSpanElement {
  const { label } = options;
  return h(
    'span',
    {
      class: options.class ? `icon ${options.class}` : 'icon',
      'data-icon': name,
      ...(label === undefined ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': label }),
    },
    glyphs[name],
  );
}
