export interface QuizKeys {
  /** Enter, wherever it means nothing else: check the answer, or go on. */
  onEnter: () => void;
  /** 1 to 9, outside of entries. */
  onNumber: (number: number) => void;
}

/** Keys that work wherever the focus is in the page. */
export function listenToKeys(page: HTMLElement, { onEnter, onNumber }: QuizKeys): void {
  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : page;
    if (target.closest('vscode-text-field, select')) return;
    if (event.key === 'Enter') {
      if (target.closest('vscode-button, button, summary, a')) return;
      event.preventDefault();
      onEnter();
    } else if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      onNumber(Number(event.key));
    }
  });
}
