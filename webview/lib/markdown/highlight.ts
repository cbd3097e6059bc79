import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { h } from '../dom.ts';

/** Each language brings its aliases (`ts`, `js`, `py`, `sh`). */
const languages = { bash, javascript, json, python, typescript };
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);

/** The code with its words coloured; plain text when the language is not one of ours. */
export function highlight(code: string, language: string): Node[] {
  if (!highlighter.getLanguage(language)) return [document.createTextNode(code)];
  const markup = highlighter.highlight(code, { language, ignoreIllegals: true }).value;
  // The highlighter only knows how to write HTML. It is parsed where nothing runs, and only spans and text are taken.
  const parsed = new DOMParser().parseFromString(`<pre>${markup}</pre>`, 'text/html');
  return copySpans(parsed.querySelector('pre')?.childNodes ?? []);
}

function copySpans(nodes: Iterable<Node>): Node[] {
  return [...nodes].map((node) =>
    node instanceof Element
      ? h('span', { class: node.className }, copySpans(node.childNodes))
      : document.createTextNode(node.textContent ?? ''),
  );
}
