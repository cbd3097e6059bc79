import type { ConsoleText } from '../../../src/protocol/run.ts';

export interface ConsoleLine {
  stream: ConsoleText['stream'];
  text: string;
}

/** Lines kept; older ones are dropped, for a page with a hundred thousand lines is slow and unread. */
const lineLimit = 2000;
/** One line longer than this is cut: nobody reads a printed tensor of a megabyte. */
const lineLengthLimit = 4000;

/* Escape sequences of terminals (ECMA-48): colours and cursor movements, and titles ending in BEL or ST. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

export function withoutEscapes(text: string): string {
  return text.replace(escapes, '');
}

/** What a program wrote, as lines: colours removed, and text after a carriage return in the place of what it covers. */
export class ConsoleLines {
  #lines: ConsoleLine[] = [];
  #open = false;
  #dropped = 0;

  get lines(): readonly ConsoleLine[] {
    return this.#lines;
  }

  /** Characters that are not shown, here or already by the host. */
  get droppedCharacters(): number {
    return this.#dropped;
  }

  add({ stream, text, droppedCharacters = 0 }: ConsoleText): void {
    this.#dropped += droppedCharacters;
    const parts = withoutEscapes(text).replaceAll('\r\n', '\n').split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#open = false;
      if (part !== '' || (index < parts.length - 1 && !this.#open)) this.#write(stream, part);
    }
    if (this.#lines.length <= lineLimit) return;
    const removed = this.#lines.splice(0, this.#lines.length - lineLimit);
    for (const line of removed) this.#dropped += line.text.length + 1;
  }

  #write(stream: ConsoleLine['stream'], part: string): void {
    const last = this.#lines.at(-1);
    const goesOn = this.#open && last?.stream === stream;
    const joined = (goesOn ? last.text : '') + part;
    // A progress bar goes back to the start of its line: the last text there stands.
    const covered = joined.replace(/\r+$/, '');
    const text = covered.slice(covered.lastIndexOf('\r') + 1);
    const kept = {
      stream,
      text: text.length > lineLengthLimit ? `${text.slice(0, lineLengthLimit)}…` : text,
    };
    if (text.length > lineLengthLimit) this.#dropped += text.length - lineLengthLimit;
    if (goesOn) this.#lines[this.#lines.length - 1] = kept;
    else this.#lines.push(kept);
    this.#open = true;
  }
}
