/** The three languages everything is written in. */
export type Locale = 'en' | 'zh-TW' | 'zh-CN';

export const locales: readonly Locale[] = ['en', 'zh-TW', 'zh-CN'];

/** One sentence in every language, side by side so that none can be forgotten. */
export type LocalText = Readonly<Record<Locale, string>>;

/** The best of our languages for a BCP 47 tag such as `zh-Hant-HK` or `de`. */
export function localeOf(languageTag: string): Locale {
  const tag = languageTag.toLowerCase();
  if (!tag.startsWith('zh')) return 'en';
  return /hant|tw|hk|mo/.test(tag) ? 'zh-TW' : 'zh-CN';
}

/** Fills `{name}` slots. A slot without a value stays visible, so that a test or a reader notices it. */
export function fill(text: string, slots: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = slots[name];
    return value === undefined ? slot : String(value);
  });
}
