import type { PlainField } from '../../protocol/checkpoint.ts';

export function isPlain(value: unknown): value is PlainField {
  return value === null || ['number', 'boolean', 'string', 'undefined'].includes(typeof value);
}

/** An object's own fields that are numbers, truth values or texts. */
export function plainFieldsOf(object: object): Record<string, PlainField> {
  const fields = Object.entries(object as Record<string, unknown>);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined && isPlain(value))) as Record<
    string,
    PlainField
  >;
}
