/** A file or link in a tar archive. */
export interface TarEntry {
  /** As stored, without a leading `./`. */
  name: string;
  kind: 'file' | 'link' | 'other';
  /** Where a symbolic or a hard link leads. */
  linkTarget: string;
  bytes: number;
  /** The content; what is not read is skipped. */
  content: AsyncIterable<Buffer>;
}

const blockBytes = 512;

/**
 * Reads a tar archive from a stream, entry by entry. Formats: POSIX ustar and pax (`path`, `linkpath`, `size`) and GNU long
 * names; see POSIX “pax”, ustar Interchange Format. An entry's content must be read before the next entry is asked for.
 * @throws Error when a header's checksum is wrong or the archive ends early
 */
export async function* readTar(stream: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const source = new ByteSource(stream);
  let extra: Record<string, string> = {};
  for (;;) {
    const header = await source.take(blockBytes);
    if (header.every((byte) => byte === 0)) return;
    if (!isHeader(header)) throw new Error('a tar header is damaged');
    const type = String.fromCharCode(header[156] ?? 0);
    const bytes = Number(extra['size'] ?? readNumber(header, 124, 12));
    const padding = (blockBytes - (bytes % blockBytes)) % blockBytes;
    if ('xgLK'.includes(type)) {
      const text = (await source.take(bytes)).toString('utf8');
      await source.skip(padding);
      if (type === 'x') extra = { ...extra, ...readPax(text) };
      if (type === 'L') extra = { ...extra, path: text.replace(/\0.*$/s, '') };
      if (type === 'K') extra = { ...extra, linkpath: text.replace(/\0.*$/s, '') };
      continue;
    }
    const content = source.part(bytes);
    yield {
      name: (extra['path'] ?? nameOf(header)).replace(/^(\.\/)+/, ''),
      kind: kindOf(type),
      linkTarget: extra['linkpath'] ?? readText(header, 157, 100),
      bytes,
      content,
    };
    await drain(content);
    await source.skip(padding);
    extra = {};
  }
}

function kindOf(type: string): TarEntry['kind'] {
  if (type === '0' || type === '\0' || type === '7') return 'file';
  return type === '1' || type === '2' ? 'link' : 'other';
}

function nameOf(header: Buffer): string {
  const name = readText(header, 0, 100);
  const prefix = readText(header, 257, 5) === 'ustar' ? readText(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function readText(header: Buffer, at: number, length: number): string {
  const text = header.toString('utf8', at, at + length);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** Octal digits, or, for what does not fit them, GNU's binary form. */
function readNumber(header: Buffer, at: number, length: number): number {
  if (((header[at] ?? 0) & 0x80) === 0) return Number.parseInt(readText(header, at, length).trim() || '0', 8);
  let value = 0n;
  for (const byte of header.subarray(at + 1, at + length)) value = value * 256n + BigInt(byte);
  return Number(value);
}

/** The sum of all bytes, the sum's own field counted as spaces. */
function isHeader(header: Buffer): boolean {
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  return sum === readNumber(header, 148, 8);
}

/** Records of the form `25 path=some/long/name\n`. */
function readPax(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, key = '', value = ''] of text.matchAll(/^\d+ ([^=]+)=(.*)$/gm)) found[key] = value;
  return found;
}

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  const parts = content[Symbol.asyncIterator]();
  while (!(await parts.next()).done);
}

/** Hands out a stream's bytes in the amounts that are asked for. */
class ByteSource {
  readonly #parts: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#parts = stream[Symbol.asyncIterator]();
  }

  /** Exactly `bytes` bytes; for small amounts. */
  async take(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.part(bytes)) parts.push(part);
    return Buffer.concat(parts);
  }

  async skip(bytes: number): Promise<void> {
    await drain(this.part(bytes));
  }

  /** The next `bytes` bytes as they come. Read twice, it continues; what was read is not read again. */
  part(bytes: number): AsyncIterable<Buffer> {
    let left = bytes;
    const next = async (): Promise<IteratorResult<Buffer>> => {
      if (left === 0) return { done: true, value: undefined };
      if (this.#rest.length === 0) {
        const result = await this.#parts.next();
        if (result.done) throw new Error('the archive ends early');
        this.#rest = result.value;
      }
      const value = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(value.length);
      left -= value.length;
      return { done: false, value };
    };
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }
}
