/** What tfjs's threaded build asks of a thread of its pool before the engine may start. */
class IdleThread {
  onmessage: ((event: { data: { cmd: 'loaded' } }) => void) | undefined;

  postMessage({ cmd }: { cmd: string }): void {
    if (cmd === 'load') queueMicrotask(() => this.onmessage?.({ data: { cmd: 'loaded' } }));
  }

  on(): void {
    // It has nothing to say: XNNPACK runs on the calling thread alone.
  }

  unref(): void {
    // Nothing to let go of.
  }

  terminate(): void {
    // Nothing to end.
  }
}

/**
 * Loads tfjs's threaded build for its shared heap alone. The code that loads it always starts eight threads, from blob
 * addresses that Node's Worker does not take; XNNPACK is told to use one thread, so that none of them would ever work.
 * Stand-ins report that they are ready, and the global Worker is as before afterwards.
 */
export async function withoutForeignThreads(load: () => Promise<unknown>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', {
    configurable: true,
    get: () => IdleThread,
    // The loader puts Node's Worker here, to be used a moment later.
    set: () => undefined,
  });
  try {
    await load();
  } finally {
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  }
}
