import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noteLength } from '../core/compare/noteLength.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * What people attach to runs: a pin and a note, each a small file in the run's folder. So they go to the trash and come
 * back with it, and two windows that label different runs do not write the same file.
 */
export class RunLabels {
  readonly #pathOf: (id: string) => string;
  readonly #pinned = new Set<string>();
  readonly #notes = new Map<string, string>();

  constructor(pathOf: (id: string) => string) {
    this.#pathOf = pathOf;
  }

  isPinned(id: string): boolean {
    return this.#pinned.has(id);
  }

  noteOf(id: string): string {
    return this.#notes.get(id) ?? '';
  }

  /** For telling whether anything has changed. */
  all(): unknown {
    return [[...this.#pinned].sort(), [...this.#notes].sort()];
  }

  /** Takes the labels of these runs from the disk, and forgets those of all others. */
  async read(ids: readonly string[]): Promise<void> {
    const known = new Set(ids);
    for (const id of [...this.#pinned, ...this.#notes.keys()]) if (!known.has(id)) this.#forget(id);
    await Promise.all(ids.map((id) => this.readOne(id)));
  }

  async readOne(id: string): Promise<void> {
    const [isPinned, note] = await Promise.all([
      access(this.#pinFile(id)).then(
        () => true,
        () => false,
      ),
      readFile(this.#noteFile(id), 'utf8').catch(() => ''),
    ]);
    this.#forget(id);
    this.#setPinned(id, isPinned);
    this.#setNote(id, note.slice(0, noteLength));
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    if (pinned) await writeFile(this.#pinFile(id), '');
    else await rm(this.#pinFile(id), { force: true });
    this.#setPinned(id, pinned);
  }

  /** A note is one paragraph: white space is written as single spaces. */
  async setNote(id: string, text: string): Promise<void> {
    const note = text.replace(/\s+/g, ' ').trim().slice(0, noteLength);
    if (note === '') await rm(this.#noteFile(id), { force: true });
    else await replaceFile(this.#noteFile(id), note, { durable: true });
    this.#setNote(id, note);
  }

  #setPinned(id: string, pinned: boolean): void {
    if (pinned) this.#pinned.add(id);
    else this.#pinned.delete(id);
  }

  #setNote(id: string, note: string): void {
    if (note === '') this.#notes.delete(id);
    else this.#notes.set(id, note);
  }

  #forget(id: string): void {
    this.#pinned.delete(id);
    this.#notes.delete(id);
  }

  #pinFile(id: string): string {
    return join(this.#pathOf(id), 'pinned');
  }

  #noteFile(id: string): string {
    return join(this.#pathOf(id), 'note.txt');
  }
}
