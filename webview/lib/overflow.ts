const observers = new WeakMap<Element, ResizeObserver>();

/** Lets the keyboard reach a box that scrolls, and only while there is something to scroll. */
export function watchOverflow(element: HTMLElement): void {
  if (observers.has(element)) return;
  const update = (): void => {
    const isSideways = element.scrollWidth > element.clientWidth + 1;
    const isDownwards =
      element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'hidden';
    if (isSideways || isDownwards) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(() => {
    update();
    // The box keeps its size when a font arrives that makes its content wider.
    void document.fonts.ready.then(update);
  });
  observers.set(element, observer);
  observer.observe(element);
}
