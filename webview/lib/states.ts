import { button, progressRing } from './controls.ts';
import { h } from './dom.ts';
import { icon } from './icons/icon.ts';

/** While the host is asked. Shown only if the answer takes longer than a moment, so that nothing flickers. */
export function loadingState(label: string): HTMLElement {
  return h('div', { class: 'state state-loading', role: 'status' }, [progressRing(label), h('p', {}, label)]);
}

export interface FailureOptions {
  title: string;
  reason: string;
  action: { label: string; onClick: () => void };
}

/** A sentence, a reason and a button. */
export function failureState({ title, reason, action }: FailureOptions): HTMLElement {
  return h('div', { class: 'state', role: 'alert' }, [
    icon('error', { class: 'state-icon' }),
    h('h1', { class: 'state-title' }, title),
    h('p', { class: 'muted' }, reason),
    button({ ...action, appearance: 'primary' }),
  ]);
}
