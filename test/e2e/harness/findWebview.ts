import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';

/**
 * Finds the document of a webview by its title (or a part of it) and waits until it shows something. VS Code nests a
 * webview two iframes deep; the inner frame carries the panel's or view's title.
 */
export async function findWebview(page: Page, title: string, limitMs: number): Promise<Frame> {
  const deadline = Date.now() + limitMs;
  let seen: string[] = [];
  do {
    const titled = await titledWebviews(page);
    seen = titled.map((webview) => webview.title);
    // An exact title wins over one that merely contains the words.
    const match =
      titled.find((webview) => webview.title === title) ??
      titled.find((webview) => webview.title.includes(title));
    if (match && (await hasContent(match.frame))) return match.frame;
    await sleep(100);
  } while (Date.now() < deadline);
  const found = seen.length === 0 ? 'no webview is open' : `open are: ${seen.join(', ')}`;
  throw new Error(`No webview titled "${title}" showed content within ${limitMs / 1000} s; ${found}`);
}

async function titledWebviews(page: Page): Promise<{ frame: Frame; title: string }[]> {
  const found = await Promise.all(
    page.frames().map(async (frame) => {
      if (frame.parentFrame()?.parentFrame() !== page.mainFrame()) return undefined;
      try {
        const element = await frame.frameElement();
        // While it loads, new content sits in a second, still hidden frame.
        if ((await element.getAttribute('id')) !== 'active-frame' || !(await element.isVisible()))
          return undefined;
        return { frame, title: (await element.getAttribute('title')) ?? '' };
      } catch {
        // The frame went away between the two questions.
        return undefined;
      }
    }),
  );
  return found.filter((webview) => webview !== undefined);
}

async function hasContent(frame: Frame): Promise<boolean> {
  try {
    return await frame.evaluate(
      () => document.readyState !== 'loading' && document.body.childElementCount > 0,
    );
  } catch {
    return false;
  }
}
