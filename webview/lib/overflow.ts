const observers = new WeakMap<Element, ResizeObserver>();

/** Lets the keyboard reach a box that scrolls sideways, and only while there is something to scroll. */
export function watchOverflow(element: HTMLElement): void {
  if (observers.has(element)) return;
  const observer = new ResizeObserver(() => {
    if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  });
  observers.set(element, observer);
  observer.observe(element);
}
