import { announce } from '../announce.ts';
import { iconButton } from '../controls.ts';
import { h } from '../dom.ts';
import { icon } from '../icons/icon.ts';
import { watchOverflow } from '../overflow.ts';
import { highlight } from './highlight.ts';

export interface Code {
  code: string;
  language: string;
  /** A file name or such, above the code; may be empty. */
  title: string;
}

/** Where copied code goes; without `copyCode` there is no copy button. */
export interface CodeHost {
  labels: { copyCode: string; copied: string };
  copyCode?: (code: string) => void;
}

const copiedMs = 1500;

/** Code to read and copy. */
export function codeBlock(
  { code: source, language, title }: Code,
  { labels, copyCode }: CodeHost,
): HTMLElement {
  const code = source.replace(/\n$/, '');
  const pre = h('pre', {}, h('code', {}, highlight(code, language)));
  watchOverflow(pre);
  return h('div', { class: 'code' }, [
    title !== '' && h('div', { class: 'code-title' }, title),
    pre,
    copyCode && copyButton(labels, () => copyCode(code)),
  ]);
}

function copyButton(labels: CodeHost['labels'], copy: () => void): HTMLElement {
  const element = iconButton({
    icon: 'copy',
    label: labels.copyCode,
    class: 'code-copy',
    onClick: () => {
      copy();
      announce(labels.copied);
      element.replaceChildren(icon('check'));
      setTimeout(() => element.replaceChildren(icon('copy')), copiedMs);
    },
  });
  return element;
}
