import { fill, type LocalText, type Locale } from '../../src/protocol/locale.ts';

export type WordTable = Readonly<Record<string, LocalText>>;

/** Looks words up in one table: `t('hint', { number: 2 })`. A key the table lacks does not compile. */
export type Words<T extends WordTable> = (
  key: keyof T,
  slots?: Readonly<Record<string, string | number>>,
) => string;

export function createWords<T extends WordTable>(table: T, locale: Locale): Words<T> {
  return (key, slots) => fill(table[key]?.[locale] ?? '', slots);
}
