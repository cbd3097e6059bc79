import type { Exhibit } from '../protocol/exhibit.ts';

/** An exhibit as JSON can hold it: columns become lists, and of pictures their number is told, not their bytes. */
export function exhibitFacts(exhibit: Exhibit): object {
  const plain = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return { bytes: value.length };
    if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<number>)];
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  return plain(exhibit) as object;
}
