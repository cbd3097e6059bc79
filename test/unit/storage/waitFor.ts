import { setTimeout as delay } from 'node:timers/promises';

/** Waits until a condition holds; fails with what was waited for. */
export async function waitFor(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const startedAt = Date.now();
  while (!(await holds())) {
    if (Date.now() - startedAt > limitMs) throw new Error(`Waited ${limitMs} ms in vain for: ${what}`);
    await delay(20);
  }
}
