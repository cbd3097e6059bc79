import type { Carrier } from '../../protocol/surface.ts';

/** Envelopes over the channel that `child_process.fork` gave this process. */
export function createIpcCarrier(): Carrier {
  // Taken now: learner code may replace process.send, and its own messages must not reach the host as ours.
  const send = process.send?.bind(process);
  if (!send) throw new Error('This program is started by the extension or by dl-lessons, not by hand.');
  Object.defineProperty(process, 'send', { value: undefined, configurable: true });
  return {
    send: (envelope) => void send(envelope, undefined, undefined, () => undefined),
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
