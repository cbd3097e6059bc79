import type { Disposable } from './disposable.ts';

export type Listener<T> = (value: T) => void;
/** Subscribe; the returned disposable unsubscribes. */
export type Event<T> = (listener: Listener<T>) => Disposable;

/** A typed event source for the layers that may not import vscode. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<Listener<T>>();

  readonly event: Event<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
