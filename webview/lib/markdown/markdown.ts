import createMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import { append } from '../dom.ts';
import { addCjk } from './cjk.ts';
import { createRules, type MarkdownHost, type Rules } from './rules.ts';
import { addMath } from './math.ts';
import { treeOf, type MarkdownNode } from './tree.ts';
import './markdown.css';

export type { MarkdownHost, Rules } from './rules.ts';

/** Block syntax of one app's own, and how it is drawn. */
export interface MarkdownExtension {
  addSyntax: (markdown: MarkdownIt) => void;
  rules: Rules;
}

/**
 * Renders CommonMark with tables and mathematics straight into elements. No HTML text is ever produced, so a lesson
 * can only contain what a rule builds: raw HTML appears as the letters it is written in.
 */
export function renderMarkdown(
  source: string,
  host: MarkdownHost,
  extension?: MarkdownExtension,
): DocumentFragment {
  return draw(createParser(extension).parse(source, {}), host, extension);
}

/** The same for one line of text: no paragraphs, lists or code blocks, so it can stand inside a label. */
export function renderInlineMarkdown(source: string, host: MarkdownHost): DocumentFragment {
  return draw(createParser().parseInline(source, {}), host);
}

function createParser(extension?: MarkdownExtension): MarkdownIt {
  const markdown = createMarkdownIt({ html: false, linkify: false, typographer: false });
  addCjk(markdown);
  addMath(markdown);
  extension?.addSyntax(markdown);
  return markdown;
}

function draw(tokens: readonly Token[], host: MarkdownHost, extension?: MarkdownExtension): DocumentFragment {
  const rules: Rules = { ...createRules(host), ...extension?.rules };
  const render = (nodes: readonly MarkdownNode[]): Node[] =>
    nodes.flatMap((node) => {
      const rule = rules[node.kind];
      const fragment = document.createDocumentFragment();
      append(fragment, rule ? rule(node, render) : [node.token.content, ...render(node.children)]);
      return [...fragment.childNodes];
    });
  const page = document.createDocumentFragment();
  page.append(...render(treeOf(tokens)));
  return page;
}
