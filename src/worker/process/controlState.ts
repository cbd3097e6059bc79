/**
 * What the control thread tells the main thread, in shared memory: the main thread reads it between two batches, also
 * inside a loop that never returns to the event loop.
 */
export interface ControlState {
  readonly cells: Int32Array;
}

const cellIndex = {
  stop: 0,
  pause: 1,
  credit: 2,
  turns: 3,
  stopAtBest: 4,
  rateCount: 5,
  rateLow: 6,
  rateHigh: 7,
} as const;
const controlCells = Object.keys(cellIndex).length;

export type ControlCell = keyof typeof cellIndex;

export function createControlState(
  buffer = new SharedArrayBuffer(controlCells * Int32Array.BYTES_PER_ELEMENT),
): ControlState {
  return { cells: new Int32Array(buffer) };
}

export function readCell(state: ControlState, cell: ControlCell): number {
  return Atomics.load(state.cells, cellIndex[cell]);
}

export function writeCell(state: ControlState, cell: ControlCell, value: number): void {
  Atomics.store(state.cells, cellIndex[cell], value);
  Atomics.notify(state.cells, cellIndex[cell]);
}

/** A learning rate as float64 in two cells; `rateCount` tells a new one from the one before. */
export function writeRate(state: ControlState, rate: number): void {
  const [low = 0, high = 0] = new Int32Array(Float64Array.of(rate).buffer);
  Atomics.store(state.cells, cellIndex.rateLow, low);
  Atomics.store(state.cells, cellIndex.rateHigh, high);
  countUp(state, 'rateCount');
}

export function readRate(state: ControlState): number {
  const words = Int32Array.of(readCell(state, 'rateLow'), readCell(state, 'rateHigh'));
  return new Float64Array(words.buffer)[0] ?? NaN;
}

export function countUp(state: ControlState, cell: ControlCell): void {
  Atomics.add(state.cells, cellIndex[cell], 1);
}

/** Sleeps the calling thread until `cell` no longer holds `value`. */
export function waitWhile(state: ControlState, cell: ControlCell, value: number): void {
  while (readCell(state, cell) === value) Atomics.wait(state.cells, cellIndex[cell], value);
}
