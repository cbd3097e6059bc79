/** Writes text only where it differs: a write that changes nothing still costs a layout, ten times a second. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
