/** One number a dimension; `null` is the batch dimension, whose size is not fixed. */
export type Shape = (number | null)[];

const dimensionsAtMost = 16;
const batchPattern = /^(?:\?|none|null|undefined|-1|_|n|b|batch)$/u;

/**
 * Reads a tensor shape as people write it: `[?, 26, 26, 32]`, `(None, 26, 26, 32)`, `26x26x32`, `10,`, `[]` for a
 * scalar. `undefined` when it cannot be read as a shape.
 */
export function parseShape(text: string): Shape | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[、；;]/gu, ',')
    .replace(/[【〔]/gu, '[')
    .replace(/[】〕]/gu, ']')
    .replace(/−/gu, '-')
    .trim()
    .toLowerCase();
  const inner = withoutBrackets(plain);
  if (inner === undefined) return undefined;
  if (inner === '') return plain === '' ? undefined : [];
  const dimensions = inner
    .replace(/,$/u, '')
    .split(/\s*[,×✕*]\s*|\s+x\s+|(?<=[\d?])x(?=[\d?])|(?<=none|null|batch)x(?=\d)|\s+/u)
    .map(readDimension);
  if (dimensions.length > dimensionsAtMost || dimensions.includes(undefined)) return undefined;
  return dimensions as Shape;
}

/** Shapes as tfjs prints them, with `?` for the batch dimension. */
export function formatShape(shape: Shape): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`;
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, index) => size === b[index]);
}

function withoutBrackets(text: string): string | undefined {
  const pairs: Record<string, string> = { '[': ']', '(': ')', '{': '}' };
  const closing = pairs[text[0] ?? ''];
  if (closing !== undefined) return text.endsWith(closing) ? text.slice(1, -1).trim() : undefined;
  return /[[\](){}]/u.test(text) ? undefined : text;
}

function readDimension(text: string): number | null | undefined {
  if (batchPattern.test(text)) return null;
  if (!/^\d{1,15}$/u.test(text)) return undefined;
  return Number(text);
}
