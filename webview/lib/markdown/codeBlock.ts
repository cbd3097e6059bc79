import { announce } from '../announce.ts';
import { iconButton } from '../controls.ts';
import { h } from '../dom.ts';
import { icon } from '../icons/icon.ts';
import { watchOverflow } from '../overflow.ts';
import { highlight } from './highlight.ts';

export interface CodeBlockOptions {
  code: string;
  language: string;
  /** A file name or such, above the code. */
  title?: string;
  labels: { copyCode: string; copied: string };
  onCopy: (code: string) => void;
}

const copiedMs = 1500;

/** Code to read and copy. */
export function codeBlock(options: CodeBlockOptions): HTMLElement {
  const code = options.code.replace(/\n$/, '');
  const pre = h('pre', {}, h('code', {}, highlight(code, options.language)));
  watchOverflow(pre);
  const copy = iconButton({
    icon: 'copy',
    label: options.labels.copyCode,
    class: 'code-copy',
    onClick: () => {
      options.onCopy(code);
      announce(options.labels.copied);
      copy.replaceChildren(icon('check'));
      setTimeout(() => copy.replaceChildren(icon('copy')), copiedMs);
    },
  });
  return h('div', { class: 'code' }, [
    options.title ? h('div', { class: 'code-title' }, options.title) : null,
    pre,
    copy,
  ]);
}
