/**
 * Calls `draw` in an animation frame after `request`, however often it was asked for, and not sooner than
 * `minimumMs` after the last time. A hidden page gets no animation frames, so it draws nothing.
 */
export interface Frame {
  request(): void;
  dispose(): void;
}

export function createFrame(draw: () => void, minimumMs = 0): Frame {
  let frame: number | undefined;
  let timer: number | undefined;
  let drawnAt = -Infinity;
  const run = (): void => {
    frame = undefined;
    drawnAt = performance.now();
    draw();
  };
  const ask = (): void => {
    timer = undefined;
    frame = requestAnimationFrame(run);
  };
  return {
    request() {
      if (frame !== undefined || timer !== undefined) return;
      const wait = drawnAt + minimumMs - performance.now();
      if (wait <= 0) ask();
      else timer = window.setTimeout(ask, wait);
    },
    dispose() {
      if (frame !== undefined) cancelAnimationFrame(frame);
      if (timer !== undefined) clearTimeout(timer);
    },
  };
}
