import type { MarkdownIt, StateInline, Token } from 'markdown-it';

/** Letters and punctuation that are written without spaces between them. */
const cjk =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u;
const cjkOrBracket = new RegExp(`${cjk.source}|[“”‘’…—]`, 'u');
const blank = /^\s?$/;
const punctuation = /[\p{P}\p{S}]/u;

/**
 * Chinese is written without spaces, which CommonMark did not have in mind: a line break inside a paragraph would become
 * a space, and `**重點：**文字` would stay literal because its closing asterisks stand between punctuation and a letter.
 */
export function addCjk(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'cjk_line_breaks', (state) => {
    for (const token of state.tokens) joinLines(token.children ?? []);
  });
  const Plain = markdown.inline.State;
  markdown.inline.State = class extends Plain {
    override scanDelims(start: number, canSplitWord: boolean): ReturnType<StateInline['scanDelims']> {
      const scanned = super.scanDelims(start, canSplitWord);
      if (!canSplitWord) return scanned;
      const before = this.src.slice(0, start).match(/.$/su)?.[0] ?? '';
      const after = this.src.slice(start + scanned.length).match(/^./su)?.[0] ?? '';
      if (!cjk.test(before) && !cjk.test(after)) return scanned;
      return {
        ...scanned,
        can_open: scanned.can_open || opens(before, after),
        can_close: scanned.can_close || opens(after, before),
      };
    }
  };
}

/** Whether emphasis may begin between these two characters (or, the other way round, end). */
function opens(outside: string, inside: string): boolean {
  if (blank.test(inside)) return false;
  const insideIsPlain = !punctuation.test(inside) || cjkOrBracket.test(inside);
  return insideIsPlain || blank.test(outside) || punctuation.test(outside) || cjk.test(outside);
}

function joinLines(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'softbreak') continue;
    const before = tokens.slice(0, index).findLast(({ content }) => content !== '')?.content ?? '';
    const after = tokens.slice(index + 1).find(({ content }) => content !== '')?.content ?? '';
    if (cjk.test(before.slice(-1)) && cjk.test(after.slice(0, 1))) token.type = 'text';
  }
}
