import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is something. A question that fails counts as not answered yet: frames and elements come and go.
 * Throws with the last reason when the time is over.
 */
export async function until<T>(
  what: string,
  limitMs: number,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  let reason = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      reason = '';
    } catch (thrown) {
      reason = `: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s for ${what}${reason}`);
    await sleep(100);
  }
}
