import type { Carrier } from '../../protocol/surface.ts';

/** Envelopes over the channel that `child_process.fork` gave this process. */
export function createIpcCarrier(): Carrier & {
  /** Settles when everything sent so far has left the process. */
  drained(): Promise<void>;
} {
  // Taken now: learner code may replace process.send, and its own messages must not reach the host as ours.
  const send = process.send?.bind(process);
  if (!send) throw new Error('This program is started by the extension or by dl-lessons, not by hand.');
  Object.defineProperty(process, 'send', { value: undefined, configurable: true });
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const onSent = (): void => {
    underWay -= 1;
    if (underWay > 0) return;
    waiting.forEach((resolve) => resolve());
    waiting = [];
  };
  return {
    send(envelope) {
      underWay += 1;
      send(envelope, undefined, undefined, onSent);
    },
    drained: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    onMessage(listener) {
      process.on('message', listener);
      return { dispose: () => void process.off('message', listener) };
    },
    onClose(listener) {
      process.on('disconnect', listener);
      return { dispose: () => void process.off('disconnect', listener) };
    },
  };
}
