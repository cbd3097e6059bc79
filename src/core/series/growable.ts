type Column = Float32Array | Float64Array | Uint32Array;

/** A typed array that doubles its room when it is full, so that appending costs the same however long it has grown. */
export class Growable<T extends Column> {
  #room: T;
  #length = 0;
  readonly #allocate: (length: number) => T;

  constructor(allocate: (length: number) => T, capacity = 16) {
    this.#allocate = allocate;
    this.#room = allocate(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** The value at `index`, or NaN outside of what was appended. */
  at(index: number): number {
    return index < this.#length ? (this.#room[index] ?? NaN) : NaN;
  }

  push(value: number): void {
    this.#reserve(this.#length + 1);
    this.#room[this.#length++] = value;
  }

  append(values: ArrayLike<number>): void {
    this.#reserve(this.#length + values.length);
    this.#room.set(values, this.#length);
    this.#length += values.length;
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.#length = Math.min(length, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  /** What was appended, without a copy: valid until the next append. */
  view(): T {
    return this.#room.subarray(0, this.#length) as T;
  }

  #reserve(length: number): void {
    if (length <= this.#room.length) return;
    const larger = this.#allocate(Math.max(length, this.#room.length * 2));
    larger.set(this.#room.subarray(0, this.#length));
    this.#room = larger;
  }
}

export const growFloat64 = (): Growable<Float64Array> => new Growable((length) => new Float64Array(length));
export const growUint32 = (): Growable<Uint32Array> => new Growable((length) => new Uint32Array(length));
