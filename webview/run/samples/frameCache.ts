/** Bytes kept in the page. */
const bytesAtMost = 64e6;
/** Asked for at once: enough to stay ahead of a moving slider, few enough that the next wish is not long in coming. */
const framesAtOnce = 12;

export type FetchFrames = (numbers: number[]) => Promise<Uint8Array[]>;

/** Bytes of sample frames, asked for in the order in which they are wanted, and kept up to 64 MB. */
export class FrameCache {
  /** Least recently used first. */
  readonly #frames = new Map<number, Uint8Array>();
  readonly #fetch: FetchFrames;
  readonly #onDidLoad: () => void;
  #wanted: number[] = [];
  #bytes = 0;
  #isAsking = false;

  constructor(fetch: FetchFrames, onDidLoad: () => void) {
    this.#fetch = fetch;
    this.#onDidLoad = onDidLoad;
  }

  has(number: number): boolean {
    return this.#frames.has(number);
  }

  /** Empty bytes: the host has none of this frame. */
  get(number: number): Uint8Array | undefined {
    const bytes = this.#frames.get(number);
    if (bytes) {
      this.#frames.delete(number);
      this.#frames.set(number, bytes);
    }
    return bytes;
  }

  /** What is wanted now, most wanted first. It takes the place of earlier wishes. */
  want(numbers: readonly number[]): void {
    this.#wanted = numbers.filter((number) => !this.#frames.has(number));
    void this.#ask();
  }

  /** All of these, for a contact sheet. */
  async load(
    numbers: readonly number[],
    onFrame: (number: number, bytes: Uint8Array) => void,
  ): Promise<void> {
    for (let from = 0; from < numbers.length; from += framesAtOnce) {
      const chunk = numbers.slice(from, from + framesAtOnce);
      const missing = chunk.filter((number) => !this.#frames.has(number));
      if (missing.length > 0) this.#keep(missing, await this.#fetch(missing));
      for (const number of chunk) onFrame(number, this.get(number) ?? new Uint8Array(0));
    }
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    while (this.#wanted.length > 0) {
      const numbers = this.#wanted.splice(0, framesAtOnce);
      const answer = await this.#fetch(numbers).catch(() => numbers.map(() => new Uint8Array(0)));
      this.#keep(numbers, answer);
      this.#wanted = this.#wanted.filter((number) => !this.#frames.has(number));
      this.#onDidLoad();
    }
    this.#isAsking = false;
  }

  #keep(numbers: readonly number[], all: readonly Uint8Array[]): void {
    for (const [index, number] of numbers.entries()) {
      const bytes = all[index] ?? new Uint8Array(0);
      this.#bytes += bytes.length - (this.#frames.get(number)?.length ?? 0);
      this.#frames.set(number, bytes);
    }
    for (const [number, bytes] of this.#frames) {
      if (this.#bytes <= bytesAtMost || numbers.includes(number)) break;
      this.#frames.delete(number);
      this.#bytes -= bytes.length;
    }
  }
}
