import { h, type Children } from '../dom.ts';
import { watchOverflow } from '../overflow.ts';
import { codeBlock } from './codeBlock.ts';
import { linkTargetOf, pictureAddress, slugOf, type LinkTarget } from './links.ts';
import { renderMath } from './math.ts';
import { plainText, type MarkdownNode } from './tree.ts';

export interface MarkdownLabels {
  copyCode: string;
  copied: string;
  pictureMissing: string;
}

/** What the text needs from the app around it. */
export interface MarkdownHost {
  labels: MarkdownLabels;
  /** Prefix of relative picture paths; without it no picture is shown. */
  mediaBase?: string;
  /** Where one of these is missing, such links are plain words, and code has no copy button. */
  openLink?: (href: string) => void;
  openLesson?: (lessonId: string) => void;
  copyCode?: (text: string) => void;
}

export type RenderNodes = (nodes: readonly MarkdownNode[]) => Node[];
export type Rule = (node: MarkdownNode, render: RenderNodes) => Children;
/** One rule a kind of node; a kind without a rule shows its words. */
export type Rules = Readonly<Record<string, Rule>>;

const wrap =
  (tag: keyof HTMLElementTagNameMap): Rule =>
  ({ children }, render) =>
    h(tag, {}, render(children));

/** A cell's alignment; markdown-it writes it as a style, which our content policy would refuse. */
const cell =
  (tag: 'td' | 'th'): Rule =>
  ({ token, children }, render) => {
    const align = /text-align:(left|right|center)/.exec(attributeOf(token, 'style'))?.[1];
    return h(tag, { 'data-align': align, scope: tag === 'th' && 'col' }, render(children));
  };

function attributeOf(token: MarkdownNode['token'], name: string): string {
  return String(token.attrs?.find(([key]) => key === name)?.[1] ?? '');
}

/** The rules for everything but an app's own directives. Call it once a text: it counts equal headings. */
export function createRules(host: MarkdownHost): Rules {
  return { ...inlineRules(host), ...blockRules(host) };
}

function inlineRules(host: MarkdownHost): Rules {
  return {
    inline: ({ children }, render) => render(children),
    text: ({ token }) => token.content,
    softbreak: () => '\n',
    hardbreak: () => h('br'),
    code_inline: ({ token }) => h('code', {}, token.content),
    em: wrap('em'),
    strong: wrap('strong'),
    s: wrap('s'),
    math_inline: ({ token }) => renderMath(token.content, token.markup === '$$'),
    link: ({ token, children }, render) =>
      link(linkTargetOf(attributeOf(token, 'href')), render(children), host),
    image: ({ token, children }) => picture(token, plainText(children), host),
  };
}

function blockRules(host: MarkdownHost): Rules {
  const seen = new Map<string, number>();
  return {
    paragraph: ({ token, children }, render) => {
      const content = render(children);
      if (
        token.hidden ||
        (content.length === 1 && content[0] instanceof HTMLElement && content[0].matches('figure'))
      )
        return content;
      return h('p', {}, content);
    },
    heading: ({ token, children }, render) => {
      const slug = slugOf(plainText(children));
      const count = seen.get(slug) ?? 0;
      seen.set(slug, count + 1);
      const id = `section-${count === 0 ? slug : `${slug}-${count}`}`;
      return h(headingTag(token.tag), { id, tabindex: -1 }, render(children));
    },
    blockquote: wrap('blockquote'),
    bullet_list: wrap('ul'),
    ordered_list: ({ token, children }, render) =>
      h('ol', { start: attributeOf(token, 'start') || undefined }, render(children)),
    list_item: wrap('li'),
    hr: () => h('hr'),
    table: ({ children }, render) => {
      const frame = h('div', { class: 'table-frame' }, h('table', {}, render(children)));
      watchOverflow(frame);
      return frame;
    },
    thead: wrap('thead'),
    tbody: wrap('tbody'),
    tr: wrap('tr'),
    th: cell('th'),
    td: cell('td'),
    fence: ({ token }) => {
      const { language, title } = fenceInfo(token.info);
      return codeBlock({ code: token.content, language, title }, host);
    },
    code_block: ({ token }) => codeBlock({ code: token.content, language: '', title: '' }, host),
    math_block: ({ token }) => renderMath(token.content, true),
  };
}

/** The page's own title is the only h1. */
function headingTag(tag: string): 'h2' | 'h3' | 'h4' {
  if (tag === 'h1' || tag === 'h2') return 'h2';
  return tag === 'h3' ? 'h3' : 'h4';
}

/** ` ```ts cnn.ts ` names a language, then a title. */
export function fenceInfo(info: string): { language: string; title: string } {
  const [language = '', ...title] = info.trim().split(/\s+/);
  return { language: language.toLowerCase(), title: title.join(' ') };
}

function link(target: LinkTarget, words: Children, host: MarkdownHost): Node {
  const onClick = clickOf(target, host);
  if (!onClick) return h('span', {}, words);
  const href = target.kind === 'web' ? target.href : '#';
  const click = (event: MouseEvent): void => {
    event.preventDefault();
    // The editor listens for clicks on links too, further out, and would open this one a second time.
    event.stopPropagation();
    onClick();
  };
  return h('a', { href, title: target.kind === 'web' && target.href, on: { click } }, words);
}

function clickOf(target: LinkTarget, host: MarkdownHost): (() => void) | undefined {
  switch (target.kind) {
    case 'web': {
      const { openLink } = host;
      return openLink && (() => openLink(target.href));
    }
    case 'section':
      return () => showSection(target.slug);
    case 'lesson': {
      const { openLesson } = host;
      return openLesson && (() => openLesson(target.lessonId));
    }
    case 'inert':
      return undefined;
  }
}

function showSection(slug: string): void {
  const heading = document.getElementById(`section-${slug}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function picture(token: MarkdownNode['token'], alt: string, host: MarkdownHost): Node {
  const source = pictureAddress(attributeOf(token, 'src'), host.mediaBase ?? '');
  const caption = attributeOf(token, 'title');
  const missing = (): Node =>
    h(
      'span',
      { class: 'picture-missing' },
      alt ? `${host.labels.pictureMissing} ${alt}` : host.labels.pictureMissing,
    );
  if (source === undefined) return missing();
  const image = h('img', { src: source, alt, loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.replaceWith(missing()), { once: true });
  return caption ? h('figure', {}, [image, h('figcaption', {}, caption)]) : image;
}
