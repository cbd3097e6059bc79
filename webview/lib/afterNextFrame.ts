/**
 * Runs `work` once what has been drawn so far is on the screen: for what may take a while and is not waited for. The first frame
 * draws it; when the second begins, it has been shown.
 */
export function afterNextFrame(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(work)));
}
