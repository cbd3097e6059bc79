import { iconButton } from './controls.ts';
import { h } from './dom.ts';
import { icon } from './icons/icon.ts';

let bar: HTMLElement | undefined;

/** Says at the foot of the page that something just asked for did not work. A newer message takes its place. */
export function showFailureBar(text: string, closeLabel: string): void {
  bar?.remove();
  const element = h('div', { class: 'failure-bar', role: 'alert' }, [
    icon('error'),
    h('span', {}, text),
    iconButton({ icon: 'close', label: closeLabel, onClick: () => element.remove() }),
  ]);
  bar = element;
  document.body.append(element);
}
