/** Follows how far a person has read. */
export interface Reading {
  /** Puts the page where the reader left off: 0 the top, 1 the end. */
  restore: (scroll: number) => void;
  dispose: () => void;
}

export interface ReadingOptions {
  /** Stands behind the last line of the text. */
  end: HTMLElement;
  /** At most twice a second, and when the page is hidden. */
  onScroll: (scroll: number) => void;
  /** The end has been in view for a moment. Called once. */
  onEnd: () => void;
}

const reportEveryMs = 500;
/** Flicking past the end is not reading to the end. */
const dwellMs = 800;

export function followReading({ end, onScroll, onEnd }: ReadingOptions): Reading {
  let due: ReturnType<typeof setTimeout> | undefined;
  let dwelling: ReturnType<typeof setTimeout> | undefined;
  const report = (): void => {
    clearTimeout(due);
    due = undefined;
    onScroll(scrolledTo());
  };
  const onWindowScroll = (): void => {
    due ??= setTimeout(report, reportEveryMs);
  };
  const onHide = (): void => {
    if (due !== undefined) report();
  };
  const observer = new IntersectionObserver(([entry]) => {
    clearTimeout(dwelling);
    if (!entry?.isIntersecting) return;
    dwelling = setTimeout(() => {
      observer.disconnect();
      onEnd();
    }, dwellMs);
  });
  observer.observe(end);
  window.addEventListener('scroll', onWindowScroll, { passive: true });
  document.addEventListener('visibilitychange', onHide);
  return {
    restore: (scroll) => window.scrollTo({ top: scroll * scrollableHeight(), behavior: 'instant' }),
    dispose() {
      clearTimeout(due);
      clearTimeout(dwelling);
      observer.disconnect();
      window.removeEventListener('scroll', onWindowScroll);
      document.removeEventListener('visibilitychange', onHide);
    },
  };
}

function scrollableHeight(): number {
  return Math.max(1, document.documentElement.scrollHeight - window.innerHeight);
}

function scrolledTo(): number {
  return Math.min(1, Math.max(0, window.scrollY / scrollableHeight()));
}
