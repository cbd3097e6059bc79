/** A JSON value that remembers its line (from 1), so that a problem can be shown where it is. */
export type JsonNode =
  | { kind: 'scalar'; line: number; value: string | number | boolean | null }
  | { kind: 'array'; line: number; items: JsonNode[] }
  | { kind: 'object'; line: number; members: Map<string, JsonNode> };

export type ParsedJson = { ok: true; root: JsonNode } | { ok: false; line: number; message: string };

const depthAtMost = 64;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const wordPattern = /[a-zA-Z]+/y;

/** Reads JSON (RFC 8259) strictly. A name that occurs twice in one object is refused: one of the two would be lost. */
export function parseJson(text: string): ParsedJson {
  const parser = new JsonParser(text.replace(/^\uFEFF/u, ''));
  try {
    return { ok: true, root: parser.document() };
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) return { ok: false, line: thrown.line, message: thrown.message };
    throw thrown;
  }
}

class JsonSyntaxError extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

class JsonParser {
  readonly #text: string;
  #position = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const root = this.#value(0);
    this.#skipSpace();
    if (this.#position < this.#text.length) this.#fail(`Nothing may follow the end of the value`);
    return root;
  }

  #value(depth: number): JsonNode {
    if (depth > depthAtMost) this.#fail('This is nested too deeply');
    this.#skipSpace();
    const line = this.#line;
    const char = this.#text[this.#position];
    if (char === '{') return { kind: 'object', line, members: this.#members(depth) };
    if (char === '[') return { kind: 'array', line, items: this.#items(depth) };
    if (char === '"') return { kind: 'scalar', line, value: this.#string() };
    const number = this.#match(numberPattern);
    if (number !== undefined) return { kind: 'scalar', line, value: Number(number) };
    return { kind: 'scalar', line, value: this.#literal() };
  }

  #members(depth: number): Map<string, JsonNode> {
    const members = new Map<string, JsonNode>();
    this.#list('}', () => {
      this.#skipSpace();
      if (this.#text[this.#position] !== '"') this.#fail('A name in double quotes is expected');
      const name = this.#string();
      if (members.has(name)) this.#fail(`"${name}" occurs twice`);
      this.#expect(':', `A colon is expected after "${name}"`);
      members.set(name, this.#value(depth + 1));
    });
    return members;
  }

  #items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    this.#list(']', () => items.push(this.#value(depth + 1)));
    return items;
  }

  #list(closing: string, entry: () => void): void {
    const openedAt = this.#line;
    this.#position++;
    if (this.#take(closing)) return;
    do {
      entry();
      if (this.#take(closing)) return;
    } while (this.#take(','));
    const opening = closing === '}' ? '{' : '[';
    this.#fail(`A comma or "${closing}" is expected (the "${opening}" is on line ${openedAt})`);
  }

  #string(): string {
    const raw = this.#match(stringPattern);
    if (raw === undefined)
      this.#fail('This text in quotes is not closed or holds a character that must be escaped');
    return JSON.parse(raw) as string;
  }

  #literal(): boolean | null {
    const word = this.#match(wordPattern);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const found = word ?? this.#text[this.#position];
    return this.#fail(
      found === undefined ? 'The file ends too early' : `A value is expected here, not "${found}"`,
    );
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#position += match.length;
    return match;
  }

  #take(char: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#position] !== char) return false;
    this.#position++;
    return true;
  }

  #expect(char: string, message: string): void {
    if (!this.#take(char)) this.#fail(message);
  }

  #skipSpace(): void {
    for (;;) {
      const char = this.#text[this.#position];
      if (char === '\n') this.#line++;
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
      this.#position++;
    }
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(this.#line, `${message}.`);
  }
}
