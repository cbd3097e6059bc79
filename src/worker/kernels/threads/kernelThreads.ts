import { Worker } from 'node:worker_threads';
import type { WebAssemblyMemory, WebAssemblyModule } from '../webAssembly.ts';
import { boardCalls, closeBoard, createCallBoard, runCalls, type ThreadScratch } from './callBoard.ts';
import { kernelFunctionsOf } from './kernelFunctions.ts';

/** Who runs calls of the training module. */
export interface KernelThreads {
  /** Threads that compute, the calling one included. */
  readonly count: number;
  /**
   * Runs calls of one export side by side and returns their results. No call may write what another reads or writes.
   *
   * @param kernel a function of the training module
   */
  run(kernel: string, calls: readonly (readonly number[])[], scratch?: ThreadScratch): number[];
  /** Ends the other threads. */
  dispose(): void;
}

/** What a thread is started with. */
export interface KernelThreadData {
  readonly module: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
  readonly board: SharedArrayBuffer;
  readonly thread: number;
}

type Exports = Readonly<Record<string, unknown>>;

/** The calling thread alone. */
export function createSingleThread(exports: Exports): KernelThreads {
  const { functions, indexOf } = kernelFunctionsOf(exports);
  return {
    count: 1,
    run(kernel, calls) {
      const run = functions[indexOf.get(kernel) ?? -1];
      return calls.map((args) => run?.(...args) ?? 0);
    },
    dispose: () => undefined,
  };
}

/**
 * Starts `count - 1` threads beside the calling one. They are not waited for: until a thread is there, and whenever the
 * system does not let it run, the others do its share. They sleep while nothing is to be done, and never keep the
 * process alive.
 *
 * @param start.file kernelThread.cjs
 * @param start.memory shared
 */
export function startKernelThreads(
  start: { file: string; count: number } & Pick<KernelThreadData, 'module' | 'memory'>,
  exports: Exports,
): KernelThreads {
  const { functions, indexOf } = kernelFunctionsOf(exports);
  const board = createCallBoard();
  const single = createSingleThread(exports);
  const { module, memory, count } = start;
  const buffer = board.cells.buffer as SharedArrayBuffer;
  for (let thread = 1; thread < count; thread++) {
    const workerData = { module, memory, board: buffer, thread } satisfies KernelThreadData;
    // No flags of the learner's: their preloaded modules belong to the main thread.
    const worker = new Worker(start.file, { workerData, execArgv: [], name: `kernels ${thread}` });
    worker.unref();
    // Nothing is lost with it: the others take its calls.
    worker.on('error', () => undefined);
  }
  return {
    count,
    run(name, calls, scratch) {
      if (calls.length === 1) return single.run(name, calls, scratch);
      const kernel = indexOf.get(name) ?? -1;
      const results: number[] = [];
      for (let first = 0; first < calls.length; first += boardCalls) {
        const batch = {
          kernel,
          calls: calls.slice(first, first + boardCalls),
          ...(scratch ? { scratch } : {}),
        };
        results.push(...runCalls(board, functions, batch));
      }
      return results;
    },
    dispose: () => closeBoard(board),
  };
}
