/** Rebuilds part of a page and puts the focus back on the element with the same id, if it was inside. */
export function keepFocus(part: HTMLElement, rebuild: () => void): void {
  const focused = document.activeElement;
  const id = focused && part.contains(focused) ? focused.id : '';
  rebuild();
  if (id !== '') document.getElementById(id)?.focus({ preventScroll: true });
}
