import type { Page } from 'playwright-core';

interface HeapUsage {
  usedSize: number;
  /** Memory of array buffers, where this Chromium tells it apart. */
  backingStorageSize?: number;
  embedderHeapUsedSize?: number;
}

/** What a page holds after collecting its garbage: objects, array buffers and the browser's own, in MB. */
export async function pageMemoryMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // Twice: what a finaliser lets go of is only collected the next time.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const usage = (await session.send('Runtime.getHeapUsage')) as HeapUsage;
  await session.detach();
  if (usage.backingStorageSize === undefined)
    throw new Error('This Chromium does not tell the memory of array buffers.');
  const bytes = usage.usedSize + usage.backingStorageSize + (usage.embedderHeapUsedSize ?? 0);
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
