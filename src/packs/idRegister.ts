import type { JsonReader } from './jsonReader.ts';

/** Sees to it that what must be unique in a whole pack is. Case does not tell two of them apart. */
export class IdRegister {
  readonly #firstUses = new Map<string, string>();

  /** Reads nothing, only compares: `value` stands where `field` is. */
  claim(field: JsonReader | undefined, value: string, code: string): void {
    const key = `${code} ${value.toLowerCase()}`;
    const first = this.#firstUses.get(key);
    if (first !== undefined) field?.fail(code, `{} is used already in ${first}.`);
    else if (field) this.#firstUses.set(key, `${field.file}, line ${field.line}`);
  }
}
