import type { lessonWords } from '../../../src/core/words/lesson.ts';
import { h, type Children } from '../../lib/dom.ts';
import { icon, type IconName } from '../../lib/icons/icon.ts';
import { codeBlock } from '../../lib/markdown/codeBlock.ts';
import { fenceInfo, type MarkdownHost, type RenderNodes, type Rules } from '../../lib/markdown/rules.ts';
import type { MarkdownNode } from '../../lib/markdown/tree.ts';
import type { Words } from '../../lib/words.ts';
import type { Directive } from './addDirectives.ts';
import type { CodeTabs } from './codeTabs.ts';

/** What a text's directives need from the panel around it. */
export interface DirectiveHost {
  words: Words<typeof lessonWords>;
  markdown: MarkdownHost;
  tabs: CodeTabs;
  exerciseCard: (exerciseId: string) => Children;
  /** Without an item: the card of the whole quiz. */
  quizCard: (itemId?: string) => Children;
}

interface Part {
  name: string;
  argument: string;
  title: Node[];
  body: readonly MarkdownNode[];
}

type DirectiveRule = (part: Part, render: RenderNodes, host: DirectiveHost) => Children;

const directives: Readonly<Record<string, DirectiveRule>> = {
  note: callout('note', 'info'),
  tip: callout('tip', 'lightbulb'),
  warning: callout('warning', 'warning'),
  question: ({ title, body }, render, { words }) =>
    h('details', { class: 'fold fold-question' }, [
      h('summary', {}, [
        icon('chevron-right', { class: 'fold-mark' }),
        h('span', { class: 'fold-title' }, title.length > 0 ? title : words('question')),
      ]),
      h('div', { class: 'box-body fold-body' }, render(body)),
    ]),
  ask: ({ title, body }, render, { words }) =>
    h('section', { class: 'box box-ask', 'aria-label': words('ask') }, [
      h('p', { class: 'box-title' }, [icon('comment-discussion'), h('span', {}, title)]),
      h('details', { class: 'fold fold-answer' }, [
        h('summary', {}, [
          icon('chevron-right', { class: 'fold-mark' }),
          h('span', { class: 'fold-show' }, words('showAnswer')),
          h('span', { class: 'fold-hide' }, words('hideAnswer')),
        ]),
        h('div', { class: 'box-body fold-body' }, render(body)),
      ]),
    ]),
  tabs: ({ body }, render, { words, markdown, tabs }) => {
    const fences = body.filter(({ kind }) => kind === 'fence');
    const rest = render(body.filter(({ kind }) => kind !== 'fence'));
    if (fences.length === 0) return rest;
    const versions = fences.map(({ token }) => {
      const { language, title } = fenceInfo(token.info);
      return {
        title: title || language,
        panel: codeBlock({ code: token.content, language, title: '' }, markdown),
      };
    });
    return [tabs.create(words('codeVersions'), versions), rest];
  },
  exercise: ({ argument }, _render, host) => host.exerciseCard(firstWord(argument)),
  quiz: ({ argument }, _render, host) => host.quizCard(firstWord(argument) || undefined),
};

function firstWord(argument: string): string {
  return argument.split(/\s/, 1)[0] ?? '';
}

function callout(kind: 'note' | 'tip' | 'warning', glyph: IconName): DirectiveRule {
  return ({ title, body }, render, { words }) =>
    h('aside', { class: `box box-${kind}`, role: 'note' }, [
      h('p', { class: 'box-title' }, [
        icon(glyph),
        h(
          'span',
          {},
          title.length > 0
            ? [h('span', { class: 'visually-hidden' }, `${words(kind)}: `), title]
            : words(kind),
        ),
      ]),
      h('div', { class: 'box-body' }, render(body)),
    ]);
}

/** A directive this version does not know is said to be there, and its content is kept. */
const unknown: DirectiveRule = ({ name, body }, render, { words }) =>
  h('div', { class: 'box box-unknown' }, [
    h('p', { class: 'box-title' }, [
      icon('circle-slash'),
      h('span', {}, words('unknownDirective', { name })),
    ]),
    body.length > 0 ? h('div', { class: 'box-body' }, render(body)) : null,
  ]);

function stringIn(meta: MarkdownNode['token']['meta'], key: keyof Directive): string {
  const value = meta?.[key];
  return typeof value === 'string' ? value : '';
}

/** The rule that draws `directive` nodes of `addDirectives`. */
export function createDirectiveRules(host: DirectiveHost): Rules {
  return {
    directive: ({ token, children }, render) => {
      const [title, ...body] = children;
      const name = stringIn(token.meta, 'name');
      const rule = Object.hasOwn(directives, name) ? directives[name] : undefined;
      const part = {
        name,
        argument: stringIn(token.meta, 'argument'),
        title: title ? render(title.children) : [],
        body,
      };
      return (rule ?? unknown)(part, render, host);
    },
  };
}
