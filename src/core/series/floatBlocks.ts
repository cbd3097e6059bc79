/** Values a block; a multiple of every bucket of a pyramid's lowest level. */
export const blockLength = 16_384;
const blockBits = 14;
const blockMask = blockLength - 1;
const smallest = 64;

/**
 * A column of float32 values in blocks of equal length. Growing never copies what is there and wastes at most one block;
 * a column shorter than a block takes no more than twice its length.
 */
export class FloatBlocks {
  readonly #blocks: Float32Array[] = [];
  /** Numbers of blocks that are part of what was appended, and are copied before they are changed. */
  readonly #borrowed = new Set<number>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The value at `index`, or NaN outside of what was appended. */
  at(index: number): number {
    return index < this.#length ? (this.#blocks[index >>> blockBits]?.[index & blockMask] ?? NaN) : NaN;
  }

  /**
   * Whole blocks of a Float32Array are kept as they are, which makes opening a long run twice as fast: do not change the array
   * afterwards.
   */
  append(values: ArrayLike<number> & Iterable<number>): void {
    const given = values instanceof Float32Array ? values : Float32Array.from(values);
    for (let taken = 0; taken < given.length;) {
      const within = this.#length & blockMask;
      const count = Math.min(given.length - taken, blockLength - within);
      const part = given.subarray(taken, taken + count);
      if (count === blockLength) this.#borrow(part);
      else this.#roomFor(within, count).set(part, within);
      taken += count;
      this.#length += count;
    }
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
    this.#blocks.length = Math.ceil(this.#length / blockLength);
    for (const number of this.#borrowed) if (number >= this.#blocks.length) this.#borrowed.delete(number);
  }

  /** Sets a value that is there already. */
  set(index: number, value: number): void {
    if (index >= this.#length) return;
    const block = this.#ownBlock(index >>> blockBits);
    if (block) block[index & blockMask] = value;
  }

  /** The block that holds `index`, for loops over many values: its element `index % blockLength` is the value. */
  blockOf(index: number): Float32Array {
    return this.#blocks[index >>> blockBits] ?? new Float32Array(0);
  }

  /** A copy of positions `from` (inclusive) to `to` (exclusive). */
  slice(from = 0, to = this.#length): Float32Array {
    const end = Math.min(to, this.#length);
    const copy = new Float32Array(Math.max(0, end - from));
    for (let at = from; at < end;) {
      const within = at & blockMask;
      const count = Math.min(end - at, blockLength - within);
      copy.set(this.blockOf(at).subarray(within, within + count), at - from);
      at += count;
    }
    return copy;
  }

  #borrow(block: Float32Array): void {
    const number = this.#length >>> blockBits;
    this.#blocks[number] = block;
    this.#borrowed.add(number);
  }

  #ownBlock(number: number): Float32Array | undefined {
    if (this.#borrowed.delete(number)) this.#blocks[number] = this.blockOf(number * blockLength).slice();
    return this.#blocks[number];
  }

  #roomFor(within: number, count: number): Float32Array {
    const number = this.#length >>> blockBits;
    const block = this.#ownBlock(number);
    if (block && block.length >= within + count) return block;
    const wanted = Math.max(within + count, number > 0 ? blockLength : smallest, (block?.length ?? 0) * 2);
    const larger = new Float32Array(Math.min(blockLength, wanted));
    if (block) larger.set(block);
    this.#blocks[number] = larger;
    return larger;
  }
}
