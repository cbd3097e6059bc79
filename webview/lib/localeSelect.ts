import { locales, type Locale } from '../../src/protocol/locale.ts';
import { select } from './controls.ts';

/** Each language in its own words, so that whoever needs it can read it. */
const names: Readonly<Record<Locale, string>> = { en: 'English', 'zh-TW': '繁體中文', 'zh-CN': '简体中文' };

export function localeSelect(
  label: string,
  value: Locale,
  onChange: (locale: Locale) => void,
): HTMLSelectElement {
  const element = select<Locale>({
    label,
    value,
    options: locales.map((locale) => ({ value: locale, text: names[locale], lang: locale })),
    onChange,
  });
  element.id = 'locale';
  return element;
}
