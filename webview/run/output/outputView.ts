import { runWords } from '../../../src/core/words/run.ts';
import { h } from '../../lib/dom.ts';
import { createWords } from '../../lib/words.ts';
import type { PartView } from '../partView.ts';
import { setText } from '../../lib/setText.ts';

/** What the program printed, folded away behind a line that says how much there is. */
export function createOutputView(isOpen: boolean, onDidToggle: (open: boolean) => void): PartView {
  const title = h('span', { class: 'part-title' });
  const count = h('span', { class: 'muted numbers' });
  const text = h('pre', { class: 'output-text', tabindex: '0', role: 'log', 'aria-live': 'off' });
  const dropped = h('p', { class: 'muted numbers', hidden: true });
  const element = h('details', { class: 'output' }, [
    h('summary', { class: 'output-summary' }, [title, ' ', count]),
    dropped,
    text,
  ]);
  element.open = isOpen;
  let shown = '';
  let fill = (): void => undefined;
  element.addEventListener('toggle', () => {
    onDidToggle(element.open);
    fill();
  });
  return {
    element,
    show({ output, locale }) {
      const words = createWords(runWords, locale);
      const { lines } = output;
      setText(title, words('output'));
      setText(count, lines.length === 0 ? '' : words('outputLines', { count: lines.length }));
      text.setAttribute('aria-label', words('output'));
      fill = () => {
        const key = `${locale} ${lines.length} ${output.droppedCharacters} ${lines.at(-1)?.text ?? ''}`;
        // Folded away, it costs nothing.
        if (!element.open || key === shown) return;
        shown = key;
        dropped.hidden = output.droppedCharacters === 0;
        setText(dropped, words('outputDropped', { count: output.droppedCharacters }));
        const follows = text.scrollTop + text.clientHeight >= text.scrollHeight - 4;
        text.replaceChildren(
          ...(lines.length === 0 ? [h('span', { class: 'muted' }, words('outputEmpty'))] : []),
          ...lines.map((line) => h('span', { class: `output-line output-${line.stream}` }, `${line.text}\n`)),
        );
        if (follows) text.scrollTop = text.scrollHeight;
      };
      fill();
    },
  };
}
