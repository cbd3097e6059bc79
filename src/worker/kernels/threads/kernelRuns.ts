import type { TrainingKernel, TrainingModule } from '../trainingModule.ts';
import { cutForSum, cutIntoParts, type Part, type Work } from './cutIntoParts.ts';
import type { KernelThreads } from './kernelThreads.ts';

/** Work, and the scratch memory that a call of the kernel needs for it. */
export interface SplitWork extends Work {
  /** Bytes of scratch memory a call needs; none by default. */
  readonly scratchBytes?: number;
  /** Place of the scratch address among the arguments, counted as `Array.at` does: the last by default. */
  readonly scratchAt?: number;
}

/** Where a result of `runSum` goes. */
export interface SumResult {
  readonly address: number;
  /** In floats. */
  readonly size: number;
}

type Arguments<Name extends TrainingKernel> = Parameters<TrainingModule[Name]>;

/** Kernels of the training module on all threads. */
export interface KernelRuns {
  /** Threads that compute, this one included. */
  readonly threadCount: number;
  /**
   * Runs a kernel on all threads where there is enough work for them, else on this one. The parts must write different
   * memory; where each element of the result is computed within one part, the result does not depend on the cut.
   *
   * @param makeCall the arguments for one part; `scratch` is to be passed on as it is, each thread has its own behind it
   * @throws WasmHeapFullError
   */
  runSplit<Name extends TrainingKernel>(
    kernel: Name,
    work: SplitWork,
    makeCall: (part: Part, scratch: number) => Arguments<Name>,
  ): void;
  /**
   * Runs a kernel of which every part gives whole results, and adds these up. The cut is the same for any number of
   * threads, and so is the sum.
   *
   * @param makeCall the arguments for one part; `targets` are the addresses where it puts its results
   * @throws WasmHeapFullError
   */
  runSum<Name extends TrainingKernel>(
    kernel: Name,
    work: SplitWork,
    results: readonly SumResult[],
    makeCall: (part: Part, targets: readonly number[], scratch: number) => Arguments<Name>,
  ): void;
  /**
   * Runs calls of one kernel side by side and returns what they answer. No call may write what another reads or writes.
   *
   * @throws WasmHeapFullError
   */
  runCalls<Name extends TrainingKernel>(
    kernel: Name,
    scratch: Pick<SplitWork, 'scratchBytes' | 'scratchAt'>,
    makeCalls: (scratch: number) => Arguments<Name>[],
  ): number[];
}

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** The scratch memories of two threads never share a cache line. */
const SCRATCH_ALIGNMENT = 128;

/** Memory in the tfjs heap that lasts until it is asked for again. @throws WasmHeapFullError */
type Reserve = (bytes: number) => number;

export function createKernelRuns(
  module: TrainingModule,
  threads: KernelThreads,
  memory: { readonly reserveScratch: Reserve; readonly reserveSums: Reserve },
): KernelRuns {
  function runCalls<Name extends TrainingKernel>(
    kernel: Name,
    { scratchBytes = 0, scratchAt = -1 }: Pick<SplitWork, 'scratchBytes' | 'scratchAt'>,
    makeCalls: (scratch: number) => Arguments<Name>[],
  ): number[] {
    if (scratchBytes === 0) return threads.run(kernel, makeCalls(0));
    const stride = Math.ceil(scratchBytes / SCRATCH_ALIGNMENT) * SCRATCH_ALIGNMENT;
    const scratch = memory.reserveScratch(stride * threads.count);
    return threads.run(kernel, makeCalls(scratch), { at: scratchAt, stride });
  }

  return {
    threadCount: threads.count,
    runSplit(kernel, work, makeCall) {
      const parts = cutIntoParts(work, threads.count);
      runCalls(kernel, work, (scratch) => parts.map((part) => makeCall(part, scratch)));
    },
    runSum(kernel, work, results, makeCall) {
      const sizes = results.map(({ size }) => size);
      const size = sizes.reduce((sum, floats) => sum + floats, 0);
      const parts = cutForSum(work, size);
      if (parts.length === 1) {
        const targets = results.map(({ address }) => address);
        runCalls(kernel, work, (scratch) => parts.map((part) => makeCall(part, targets, scratch)));
        return;
      }
      const pieces = placePieces(memory.reserveSums(parts.length * size * FLOAT_BYTES), sizes, parts.length);
      runCalls(kernel, work, (scratch) =>
        parts.map((part, i) => {
          const targets = pieces.map((piece, k) => piece + i * (sizes[k] ?? 0) * FLOAT_BYTES);
          return makeCall(part, targets, scratch);
        }),
      );
      results.forEach((result, k) =>
        module.sum_rows(pieces[k] ?? 0, result.address, parts.length, result.size),
      );
    },
    runCalls,
  };
}

/** Addresses, for each result, of its pieces: as many rows of its size, which sum_rows adds up. */
function placePieces(start: number, sizes: readonly number[], count: number): number[] {
  let next = start;
  return sizes.map((size) => {
    const address = next;
    next += count * size * FLOAT_BYTES;
    return address;
  });
}
