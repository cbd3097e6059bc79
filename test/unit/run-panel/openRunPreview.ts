import type { Page } from 'playwright-core';
import { openPreviews } from '../webview/openPreview.ts';

export { axeViolations } from '../webview/axeViolations.ts';
export { skipWithoutChromium } from '../webview/openPreview.ts';

export interface RunPreviews {
  /**
   * @param query what stands behind the `?` of the preview's address
   * @param init runs in the page before anything of it
   */
  open(query: string, width?: number, init?: () => void): Promise<Page>;
  /** What any page wrote to its console as an error or threw. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Opens the run panel's preview in a headless browser. */
export async function openRunPreviews(): Promise<RunPreviews> {
  const previews = await openPreviews();
  return {
    problems: previews.problems,
    open: (query, width = 1200, init) =>
      previews.open('run', { query: `&${query}`, width, height: 1000, ...(init && { init }) }),
    close: () => previews.close(),
  };
}
