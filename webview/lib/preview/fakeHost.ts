import { createServer, type Server } from '../../../src/protocol/peer.ts';
import type { Carrier, Envelope, Handlers, SurfaceShape } from '../../../src/protocol/surface.ts';

/** Two carriers joined back to back. Messages are cloned and arrive later, as between real frames. */
function createCarrierPair(): [Carrier, Carrier] {
  const ends = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const;
  const carrier = (
    own: Set<(message: unknown) => void>,
    other: Set<(message: unknown) => void>,
  ): Carrier => ({
    send(envelope: Envelope) {
      const message: unknown = structuredClone(envelope);
      setTimeout(() => {
        // Benchmarks count from here: copying is the work of the processes on the other side.
        if (envelope.kind === 'reply') performance.mark('host:delivers');
        for (const listener of [...other]) listener(message);
      });
    },
    onMessage(listener) {
      own.add(listener);
      return { dispose: () => void own.delete(listener) };
    },
    onClose: () => ({ dispose: () => undefined }),
  });
  return [carrier(ends[0], ends[1]), carrier(ends[1], ends[0])];
}

/** Puts a host into the page that answers with `handlers`. Call it before the app's main.ts is loaded. */
export function installFakeHost<S extends SurfaceShape>(handlers: Handlers<S>): Server<S> {
  const [app, host] = createCarrierPair();
  window.fakeHost = app;
  return createServer<S>(host, handlers, (name, thrown) => console.error(name, thrown));
}
