import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import path from 'node:path';
import type { TensorFlow } from './tensorFlow.ts';

const processEvents = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Makes tfjs's WebAssembly backend current.
 *
 * @param heap 'shared' loads the threaded build, for its shared memory alone: our kernels share the work among threads of
 *   their own, and tfjs's (XNNPACK) run on the calling one. Before a backend has been started, one may be tried after the
 *   other.
 */
export async function startWasmBackend(
  tf: TensorFlow,
  wasmFolder: string,
  heap: 'unshared' | 'shared',
): Promise<void> {
  setWasmPaths(wasmFolder + path.sep);
  setThreadsCount(1);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', heap === 'shared');
  const load = async () => {
    if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started.');
    await tf.ready();
  };
  await withoutForeignHandlers(() => (heap === 'shared' ? withoutForeignThreads(load) : load()));
}

/** The code that loads tfjs's .wasm installs process-wide handlers that end the process; ours must stay in charge. */
async function withoutForeignHandlers(load: () => Promise<void>): Promise<void> {
  const before = new Map(
    processEvents.map((event) => [event, new Set<unknown>(process.listeners(event as 'beforeExit'))]),
  );
  await load();
  for (const event of processEvents) {
    for (const listener of process.listeners(event as 'beforeExit')) {
      if (!before.get(event)?.has(listener)) process.off(event, listener);
    }
  }
}

/** What the loader of the threaded build asks of a thread before the backend may start. */
class IdleThread {
  onmessage: ((event: { data: { cmd: 'loaded' } }) => void) | undefined;

  postMessage({ cmd }: { cmd: string }): void {
    if (cmd === 'load') queueMicrotask(() => this.onmessage?.({ data: { cmd: 'loaded' } }));
  }

  on(): void {
    // It never says anything else.
  }

  unref(): void {
    // It keeps nothing alive.
  }

  terminate(): void {
    // It does not run.
  }
}

/**
 * The loader of the threaded build always starts eight threads, from blob addresses, which Node's Worker refuses. As
 * XNNPACK is told to use one thread, none of them would ever work (and they would cost 80 MB and 0.1 s): stand-ins say
 * that they are ready. Afterwards the global Worker, which the loader overwrites, is as it was.
 */
async function withoutForeignThreads(load: () => Promise<void>): Promise<void> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  Object.defineProperty(globalThis, 'Worker', {
    configurable: true,
    get: () => IdleThread,
    // Takes Node's Worker, which the loader puts here to use it a moment later.
    set: () => undefined,
  });
  try {
    await load();
  } finally {
    if (before) Object.defineProperty(globalThis, 'Worker', before);
    else Reflect.deleteProperty(globalThis, 'Worker');
  }
}
