import type { MarkdownIt, StateBlock } from 'markdown-it';

/** A directive that stands alone on its line; a closing `:::` right below it is welcome but not needed. */
const standalone = new Set(['exercise', 'quiz']);

const opening = /^(:{3,})[ \t]*([^\s:]\S*)[ \t]*(.*)$/;
const closing = /^(:{3,})[ \t]*$/;
const codeFence = /^(`{3,}|~{3,})/;

/** The fields of a `directive` token. */
export interface Directive {
  name: string;
  /** The rest of the opening line: a title, an id or a prompt. */
  argument: string;
}

/**
 * Adds `::: name argument` … `:::` blocks, whose content is Markdown again. They nest, with the same number of colons or
 * with more outside. One that is never closed ends with what it stands in, as a code fence does.
 *
 * A directive becomes a `directive_open` token with its name and argument in `meta`, an `inline` token for the argument
 * (so that titles may have emphasis and mathematics), the tokens of the content, and `directive_close`.
 */
export function addDirectives(markdown: MarkdownIt): void {
  markdown.block.ruler.before('fence', 'directive', readDirective, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

function indentOf(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

function readDirective(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (indentOf(state, startLine) > 3) return false;
  const [, colons = '', name = '', argument = ''] = opening.exec(lineOf(state, startLine)) ?? [];
  if (name === '') return false;
  if (silent) return true;
  const end = standalone.has(name)
    ? endOfStandalone(state, startLine, endLine)
    : endOfBlock(state, startLine, endLine, colons.length);
  pushDirective(state, { name, argument: argument.trim() }, startLine, end);
  return true;
}

interface BlockEnd {
  /** The first line after the content. */
  content: number;
  /** The first line after the directive. */
  next: number;
}

function endOfStandalone(state: StateBlock, startLine: number, endLine: number): BlockEnd {
  const closed = startLine + 1 < endLine && closing.test(lineOf(state, startLine + 1));
  return { content: startLine + 1, next: startLine + (closed ? 2 : 1) };
}

/** Counts what opens and closes on the way, and looks past code. */
function endOfBlock(state: StateBlock, startLine: number, endLine: number, colons: number): BlockEnd {
  const open = [colons];
  let fence = '';
  for (let line = startLine + 1; line < endLine; line++) {
    if (!state.isEmpty(line) && indentOf(state, line) < 0) return { content: line, next: line };
    const text = lineOf(state, line);
    const mark = codeFence.exec(text)?.[1];
    if (fence !== '') {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = '';
      continue;
    }
    if (mark) {
      fence = mark;
      continue;
    }
    const inner = opening.exec(text);
    if (inner?.[1] && inner[2]) {
      if (!standalone.has(inner[2])) open.push(inner[1].length);
      else if (line + 1 < endLine && closing.test(lineOf(state, line + 1))) line++;
      continue;
    }
    const close = closing.exec(text)?.[1]?.length;
    if (close === undefined) continue;
    const same = open.lastIndexOf(close);
    if (same >= 0) open.length = same;
    else if (close > (open.at(-1) ?? 0)) open.pop();
    if (open.length === 0) return { content: line, next: line + 1 };
  }
  return { content: endLine, next: endLine };
}

function pushDirective(state: StateBlock, directive: Directive, startLine: number, end: BlockEnd): void {
  const open = state.push('directive_open', 'div', 1);
  open.block = true;
  open.meta = { ...directive };
  open.map = [startLine, end.next];
  const title = state.push('inline', '', 0);
  title.content = directive.argument;
  title.map = [startLine, startLine + 1];
  title.children = [];
  const { lineMax, parentType } = state;
  state.lineMax = end.content;
  state.parentType = 'directive';
  state.md.block.tokenize(state, startLine + 1, end.content);
  state.lineMax = lineMax;
  state.parentType = parentType;
  state.push('directive_close', 'div', -1).block = true;
  state.line = end.next;
}
