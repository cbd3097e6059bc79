import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { Button, Checkbox, ProgressRing, TextField } from '@vscode/webview-ui-toolkit';
import { append, h, type Children } from './dom.ts';
import { icon, type IconName } from './icons/icon.ts';

/*
 * The one file that knows the toolkit, which is archived upstream: to leave it, reimplement these creators.
 * Selects are the platform's own, because the toolkit's list box is cut off at the edge of a narrow panel.
 */

export type { Button, Checkbox, ProgressRing, TextField } from '@vscode/webview-ui-toolkit';

export interface ButtonOptions {
  label: string;
  /** Drawn before the label. */
  icon?: IconName;
  /** One `primary` button a view; `secondary` unless told. */
  appearance?: 'primary' | 'secondary';
  /** What a screen reader says instead of the label, when the label alone would be unclear out of its place. */
  describe?: string;
  disabled?: boolean;
  class?: string;
  onClick: () => void;
}

export interface IconButtonOptions {
  icon: IconName;
  /** Said by screen readers and shown as a tooltip. */
  label: string;
  disabled?: boolean;
  class?: string;
  onClick: () => void;
}

export interface TextFieldOptions {
  /** Visible above the field. */
  label: Children;
  value?: string;
  placeholder?: string;
  disabled?: boolean;
  /** `decimal` brings up a number pad where there is one. */
  inputMode?: 'text' | 'decimal';
  onInput?: (value: string) => void;
  onEnter?: (value: string) => void;
}

export interface CheckboxOptions {
  label: string;
  checked?: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export interface SelectOptions<V extends string> {
  /** Said by screen readers; put visible words beside the select where there is room. */
  label: string;
  value: V;
  options: readonly { value: V; text: string; lang?: string }[];
  onChange: (value: V) => void;
}

let registered = false;

/** Defines the custom elements on first use, so that importing this file has no effect of its own. */
function registerControls(): void {
  if (registered) return;
  registered = true;
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

interface Controls {
  'vscode-button': Button;
  'vscode-checkbox': Checkbox;
  'vscode-progress-ring': ProgressRing;
  'vscode-text-field': TextField;
}

function create<K extends keyof Controls>(tag: K): Controls[K] {
  registerControls();
  return document.createElement(tag) as unknown as Controls[K];
}

/** A text button, with an icon before the text if there is one. */
export function button(options: ButtonOptions): Button {
  const element = create('vscode-button');
  element.setAttribute('appearance', options.appearance ?? 'secondary');
  if (options.class) element.className = options.class;
  if (options.describe) element.setAttribute('aria-label', options.describe);
  if (options.disabled) element.disabled = true;
  if (options.icon) {
    const glyph = icon(options.icon);
    glyph.slot = 'start';
    element.append(glyph);
  }
  element.append(options.label);
  element.addEventListener('click', options.onClick);
  return element;
}

/** A square button that shows only an icon. */
export function iconButton(options: IconButtonOptions): Button {
  const element = create('vscode-button');
  element.setAttribute('appearance', 'icon');
  element.setAttribute('aria-label', options.label);
  element.title = options.label;
  if (options.class) element.className = options.class;
  if (options.disabled) element.disabled = true;
  element.append(icon(options.icon));
  element.addEventListener('click', options.onClick);
  return element;
}

/** A one-line entry with its label above. */
export function textField(options: TextFieldOptions): TextField {
  const element = create('vscode-text-field');
  append(element, options.label);
  element.value = options.value ?? '';
  if (options.placeholder) element.placeholder = options.placeholder;
  if (options.disabled) element.disabled = true;
  if (options.inputMode) element.setAttribute('inputmode', options.inputMode);
  element.spellcheck = false;
  element.addEventListener('input', () => options.onInput?.(element.value));
  element.addEventListener('keydown', (event) => {
    // An input method uses Enter to choose characters.
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    options.onEnter?.(element.value);
  });
  return element;
}

/** A box with its label behind it. */
export function checkbox(options: CheckboxOptions): Checkbox {
  const element = create('vscode-checkbox');
  element.append(options.label);
  element.checked = options.checked ?? false;
  if (options.disabled) element.disabled = true;
  element.addEventListener('change', () => options.onChange(element.checked));
  return element;
}

/** For work of unknown length. `label` is read out, not drawn. */
export function progressRing(label: string): ProgressRing {
  const element = create('vscode-progress-ring');
  element.setAttribute('aria-label', label);
  return element;
}

/** A drop-down list. */
export function select<V extends string>(options: SelectOptions<V>): HTMLSelectElement {
  const element = h(
    'select',
    { class: 'select', 'aria-label': options.label, title: options.label },
    options.options.map(({ value, text, lang }) => h('option', { value, lang }, text)),
  );
  element.value = options.value;
  element.addEventListener('change', () => {
    const chosen = options.options.find(({ value }) => value === element.value);
    if (chosen) options.onChange(chosen.value);
  });
  return element;
}
