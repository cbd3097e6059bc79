/**
 * Where the main thread writes calls of one export of the training module, and where every thread takes them from: shared
 * memory apart from the tfjs heap. Who takes which call is left to the moment, so a thread that the system does not let
 * run costs nothing; results do not depend on it, since every call is fixed before the first is taken.
 */
export interface CallBoard {
  readonly cells: Int32Array;
  readonly numbers: Float64Array;
}

/** The functions of an instance of the training module, in the order of the binary: the same in every thread. */
export type KernelFunctions = readonly ((...args: number[]) => number | undefined)[];

/** How many calls fit on the board at once, and how many arguments one can have. */
export const boardCalls = 64;
const BOARD_ARGUMENTS = 32;

/** Cells that different threads write are 128 bytes apart: two in one cache line would slow both. */
const CELL_DISTANCE = 128 / Int32Array.BYTES_PER_ELEMENT;
const names = ['open', 'done', 'sleepers', 'joining', 'call'] as const;
const cell = Object.fromEntries(names.map((name, i) => [name, i * CELL_DISTANCE])) as Record<
  (typeof names)[number],
  number
>;
/** What is being called; written by the main thread while no call is open. */
const callCell = {
  kernel: cell.call,
  total: cell.call + 1,
  argumentCount: cell.call + 2,
  scratchStride: cell.call + 3,
  scratchAt: cell.call + 4,
  failed: cell.call + 5,
  closed: cell.call + 6,
};
const cellCount = names.length * CELL_DISTANCE;
const resultsAt = boardCalls * BOARD_ARGUMENTS;

/**
 * How long a waiting thread looks again and again before it sleeps, which costs about as much again to wake from. Longer
 * gains nothing measurable, and takes the processor from others.
 */
const SPIN_MS = 0.05;
const LOOKS_PER_CLOCK_READ = 50;

export function createCallBoard(
  buffer = new SharedArrayBuffer(
    cellCount * Int32Array.BYTES_PER_ELEMENT + (resultsAt + boardCalls) * Float64Array.BYTES_PER_ELEMENT,
  ),
): CallBoard {
  return {
    cells: new Int32Array(buffer, 0, cellCount),
    numbers: new Float64Array(buffer, cellCount * Int32Array.BYTES_PER_ELEMENT),
  };
}

/** Calls of one export that may run side by side. */
export interface BoardCalls {
  /** Index of the export in KernelFunctions. */
  readonly kernel: number;
  /** At most `boardCalls`, with the same number of arguments each. */
  readonly calls: readonly (readonly number[])[];
  readonly scratch?: ThreadScratch;
}

/** Scratch memory: one argument of each call is the address of thread 0's, and the next thread's lies behind it. */
export interface ThreadScratch {
  /** Place of the address among the arguments, counted as `Array.at` does. */
  readonly at: number;
  /** Bytes from the memory of one thread to that of the next. */
  readonly stride: number;
}

/**
 * Runs the calls on the threads that serve this board and on the calling one (thread 0), and returns their results.
 *
 * @throws what the export throws; every call has ended by then
 */
export function runCalls(board: CallBoard, functions: KernelFunctions, batch: BoardCalls): number[] {
  const { cells, numbers } = board;
  const total = batch.calls.length;
  cells[callCell.kernel] = batch.kernel;
  cells[callCell.total] = total;
  cells[callCell.argumentCount] = batch.calls[0]?.length ?? 0;
  cells[callCell.scratchStride] = batch.scratch?.stride ?? 0;
  cells[callCell.scratchAt] = batch.scratch?.at ?? 0;
  cells[callCell.failed] = 0;
  batch.calls.forEach((args, i) => numbers.set(args, i * BOARD_ARGUMENTS));
  Atomics.store(cells, cell.done, 0);
  Atomics.store(cells, cell.open, total);
  if (Atomics.load(cells, cell.sleepers) > 0) Atomics.notify(cells, cell.open, total - 1);
  takeCalls(board, functions, 0);
  join(cells, total);
  const failed = cells[callCell.failed] ?? 0;
  // Called again here, so that the error reaches the learner's stack as it would with one thread.
  if (failed > 0) functions[batch.kernel]?.(...(batch.calls[failed - 1] ?? []));
  return [...numbers.subarray(resultsAt, resultsAt + total)];
}

/** Waits until all calls have ended. */
function join(cells: Int32Array, total: number): void {
  if (spinUntil(() => Atomics.load(cells, cell.done) === total)) return;
  Atomics.store(cells, cell.joining, 1);
  for (let done = Atomics.load(cells, cell.done); done < total; done = Atomics.load(cells, cell.done)) {
    Atomics.wait(cells, cell.done, done);
  }
  Atomics.store(cells, cell.joining, 0);
}

/** Takes calls and waits for more, until the board is closed. @param thread counts from 1; 0 is the main thread */
export function serveCalls(board: CallBoard, functions: KernelFunctions, thread: number): void {
  const { cells } = board;
  const isCalled = () => Atomics.load(cells, cell.open) > 0 || Atomics.load(cells, callCell.closed) === 1;
  while (Atomics.load(cells, callCell.closed) === 0) {
    takeCalls(board, functions, thread);
    if (spinUntil(isCalled)) continue;
    Atomics.add(cells, cell.sleepers, 1);
    if (Atomics.load(cells, callCell.closed) === 0) Atomics.wait(cells, cell.open, 0);
    Atomics.sub(cells, cell.sleepers, 1);
  }
}

/** Ends every thread that serves this board. */
export function closeBoard({ cells }: CallBoard): void {
  Atomics.store(cells, callCell.closed, 1);
  // A thread that is about to sleep compares this cell, so it cannot miss the call.
  Atomics.store(cells, cell.open, -1);
  Atomics.notify(cells, cell.open);
}

function spinUntil(isTrue: () => boolean): boolean {
  const startMs = performance.now();
  do {
    for (let look = 0; look < LOOKS_PER_CLOCK_READ; look++) if (isTrue()) return true;
  } while (performance.now() - startMs < SPIN_MS);
  return false;
}

/** Runs open calls until none is left. */
function takeCalls(board: CallBoard, functions: KernelFunctions, thread: number): void {
  const { cells } = board;
  for (let open = Atomics.load(cells, cell.open); open > 0;) {
    const seen = Atomics.compareExchange(cells, cell.open, open, open - 1);
    if (seen === open) {
      // What the board says can be read only now: it stays as it is until this call has been counted as done.
      runOne(board, functions, thread, open - 1);
      const done = Atomics.add(cells, cell.done, 1) + 1;
      if (done === cells[callCell.total] && Atomics.load(cells, cell.joining) === 1)
        Atomics.notify(cells, cell.done);
      open = Atomics.load(cells, cell.open);
    } else open = seen;
  }
}

function runOne(
  { cells, numbers }: CallBoard,
  functions: KernelFunctions,
  thread: number,
  index: number,
): void {
  const first = index * BOARD_ARGUMENTS;
  const args = [...numbers.subarray(first, first + (cells[callCell.argumentCount] ?? 0))];
  const stride = cells[callCell.scratchStride] ?? 0;
  if (stride > 0) {
    const at = cells[callCell.scratchAt] ?? 0;
    const index = at < 0 ? args.length + at : at;
    args[index] = (args[index] ?? 0) + thread * stride;
  }
  try {
    numbers[resultsAt + index] = functions[cells[callCell.kernel] ?? 0]?.(...args) ?? 0;
  } catch {
    Atomics.store(cells, callCell.failed, index + 1);
  }
}
