import { growFloat64, type Growable } from './growable.ts';

/** Steps `first`, `first + stride`, …: what nearly every curve has, in a handful of numbers. */
interface Run {
  /** Index of its first step in the column. */
  at: number;
  length: number;
  first: number;
  stride: number;
}

/** Steps without a rule, each kept. */
interface List {
  at: number;
  values: Growable<Float64Array>;
}

type Part = Run | List;

/** A run shorter than this takes more room than the steps themselves. */
const shortRun = 8;

/**
 * A column of steps. Where they are evenly spaced, only the beginning and the spacing are kept: a million batches
 * counted one by one take some forty bytes.
 */
export class StepColumn {
  readonly #parts: Part[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The step at `index`, or NaN outside of what was appended. */
  at(index: number): number {
    if (!(index >= 0 && index < this.#length)) return NaN;
    const part = this.#partOf(index);
    if (!part) return NaN;
    return 'values' in part ? part.values.at(index - part.at) : part.first + (index - part.at) * part.stride;
  }

  push(step: number): void {
    const last = this.#parts.at(-1);
    if (last && !('values' in last) && extend(last, step)) this.#length++;
    else if (last && 'values' in last) this.#pushToList(last, step);
    else if (last && last.length < shortRun) this.#pushToList(this.#listFrom(last), step);
    else this.#parts.push({ at: this.#length++, length: 1, first: step, stride: 1 });
  }

  append(steps: ArrayLike<number>): void {
    for (let index = 0; index < steps.length; index++) {
      this.push(steps[index] ?? NaN);
      const last = this.#parts.at(-1);
      if (!last || 'values' in last || last.length < shortRun) continue;
      // A run goes on by itself: as far as it does, nothing is looked up.
      const { first, stride } = last;
      let { length } = last;
      while (index + 1 < steps.length && steps[index + 1] === first + length * stride) {
        length++;
        index++;
      }
      this.#length += length - last.length;
      last.length = length;
    }
  }

  clear(): void {
    this.#parts.length = 0;
    this.#length = 0;
  }

  /** All steps, each written out. */
  toArray(): Float64Array {
    const all = new Float64Array(this.#length);
    for (const part of this.#parts) {
      if ('values' in part) all.set(part.values.view(), part.at);
      else for (let k = 0; k < part.length; k++) all[part.at + k] = part.first + k * part.stride;
    }
    return all;
  }

  /** Bytes of what grows with the column, for tests of how compact it is. */
  get byteLength(): number {
    return this.#parts.reduce((sum, part) => sum + ('values' in part ? part.values.length * 8 : 32), 0);
  }

  #partOf(index: number): Part | undefined {
    if (this.#parts.length === 1) return this.#parts[0];
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#parts[middle]?.at ?? Infinity) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low];
  }

  /** Turns the run at the end into a list, together with the list before it. */
  #listFrom(run: Run): List {
    this.#parts.pop();
    const before = this.#parts.at(-1);
    const list: List = before && 'values' in before ? before : { at: run.at, values: growFloat64() };
    if (list !== before) this.#parts.push(list);
    for (let k = 0; k < run.length; k++) list.values.push(run.first + k * run.stride);
    return list;
  }

  #pushToList(list: List, step: number): void {
    const { values } = list;
    values.push(step);
    this.#length++;
    const count = values.length;
    if (count < shortRun) return;
    const first = values.at(count - shortRun);
    const stride = values.at(count - shortRun + 1) - first;
    for (let k = 2; k < shortRun; k++) if (values.at(count - shortRun + k) !== first + k * stride) return;
    // The steps have found their rule: from here on they are a run.
    values.truncate(count - shortRun);
    if (values.length === 0) this.#parts.pop();
    this.#parts.push({
      at: list.at + count - shortRun,
      length: shortRun,
      first,
      stride,
    });
  }
}

/** Adds a step to a run if it is the next one. The second step of a run makes its spacing. */
function extend(run: Run, step: number): boolean {
  if (run.length === 1) run.stride = step - run.first;
  // Only what comes back exactly may be left out.
  if (run.first + run.length * run.stride !== step) return false;
  run.length++;
  return true;
}
