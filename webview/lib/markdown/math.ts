import katex from 'katex';
import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { h } from '../dom.ts';
import { watchOverflow } from '../overflow.ts';
import 'katex/dist/katex.css';

const dollar = 0x24;

/** Adds `$…$` within a line and `$$…$$` as a block of its own. `\$` and `$5 and $6` stay money. */
export function addMath(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('escape', 'math_inline', readInline);
  markdown.block.ruler.after('fence', 'math_block', readBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function readInline(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== dollar) return false;
  const marker = state.src.startsWith('$$', state.pos) ? '$$' : '$';
  const start = state.pos + marker.length;
  const end = closingDollar(state.src, start, state.posMax, marker);
  if (end === undefined) return false;
  if (!silent) {
    const token = state.push('math_inline', 'math', 0);
    token.content = state.src.slice(start, end);
    token.markup = marker;
  }
  state.pos = end + marker.length;
  return true;
}

/**
 * As in Pandoc: no blank just inside the dollars, no digit after the closing one, and the next dollar must be the
 * closing one.
 */
function closingDollar(source: string, start: number, limit: number, marker: string): number | undefined {
  if (/\s/.test(source.charAt(start))) return undefined;
  let end = source.indexOf(marker, start);
  while (end > start && source.charAt(end - 1) === '\\') end = source.indexOf(marker, end + 1);
  if (end <= start || end >= limit) return undefined;
  const isClosing = !/\s/.test(source.charAt(end - 1)) && !/\d/.test(source.charAt(end + marker.length));
  return isClosing ? end : undefined;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = lineOf(state, startLine).trimEnd();
  if (!first.startsWith('$$')) return false;
  const parts: string[] = [];
  let line = startLine;
  let rest = first.slice(2);
  while (!rest.trimEnd().endsWith('$$')) {
    parts.push(rest);
    line += 1;
    if (line >= endLine) return false;
    rest = lineOf(state, line);
  }
  parts.push(rest.trimEnd().slice(0, -2));
  if (silent) return true;
  const token = state.push('math_block', 'math', 0);
  token.block = true;
  token.content = parts.join('\n').trim();
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
}

/**
 * Typesets TeX, with MathML beside the drawing for screen readers. `trust` is off, so `\href`, `\url`,
 * `\includegraphics` and `\html…` do nothing; sizes and macro expansion are bounded. Unreadable TeX is shown as it is.
 */
export function renderMath(tex: string, display: boolean): HTMLElement {
  const element = h('span', { class: display ? 'math-block' : 'math-inline' });
  try {
    katex.render(tex, element, {
      displayMode: display,
      output: 'htmlAndMathml',
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 500,
      errorColor: 'var(--vscode-errorForeground)',
    });
  } catch {
    element.replaceChildren(h('code', { class: 'math-error' }, tex));
  }
  if (display) watchOverflow(element);
  return element;
}
