import { iconButton, button } from '../lib/controls.ts';
import { h } from '../lib/dom.ts';

export interface UndoOffer {
  text: string;
  undoLabel: string;
  closeLabel: string;
  onUndo: () => void;
}

export interface UndoBar {
  show(offer: UndoOffer): void;
}

/** Says at the foot of the page what was just done, and takes it back when asked. A newer offer takes its place. */
export function createUndoBar(): UndoBar {
  let bar: HTMLElement | undefined;
  return {
    show({ text, undoLabel, closeLabel, onUndo }) {
      bar?.remove();
      const close = (): void => element.remove();
      const undo = button({
        label: undoLabel,
        onClick: () => {
          close();
          onUndo();
        },
      });
      undo.id = 'undo';
      const element = h('div', { class: 'undo-bar', role: 'status' }, [
        h('span', {}, text),
        undo,
        iconButton({ icon: 'close', label: closeLabel, onClick: close }),
      ]);
      bar = element;
      document.body.append(element);
    },
  };
}
