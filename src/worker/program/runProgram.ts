import type { Ending } from '../../protocol/ending.ts';
import { RatesScannedSignal } from '../observe/signals.ts';
import { classifyThrown } from './classifyThrown.ts';
import { loadProgram } from './loadProgram.ts';

/**
 * Runs a plain program: its top level, its exported `main` if there is one, and everything these have left running. The
 * program is over when nothing keeps the event loop alive, exactly as under plain Node.
 *
 * @param stopped whether Stop was asked for
 */
export async function runProgram(file: string, stopped: () => boolean): Promise<Ending> {
  const startedAt = performance.now();
  process.channel?.unref();
  try {
    const { main } = await loadProgram(file);
    if (typeof main === 'function') await (main as () => unknown)();
    await new Promise((resolve) => process.once('beforeExit', resolve));
  } catch (thrown) {
    if (thrown instanceof RatesScannedSignal)
      return { kind: 'finished', wallMs: performance.now() - startedAt, scanned: true };
    return classifyThrown(thrown, file);
  } finally {
    process.channel?.ref();
  }
  return stopped()
    ? { kind: 'stopped', forced: false }
    : { kind: 'finished', wallMs: performance.now() - startedAt };
}
