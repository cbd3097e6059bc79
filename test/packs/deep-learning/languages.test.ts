import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPack } from '../../../src/packs/loadPack.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import { locales } from '../../../src/protocol/locale.ts';
import {
  codeBlocks,
  everyText,
  exercise,
  glossary,
  lessons,
  packFolder,
  quiz,
  withoutCode,
} from './lessonTexts.ts';

const translations: readonly Exclude<Locale, 'en'>[] = ['zh-TW', 'zh-CN'];

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([all]) => all);

/** Numbers of two digits and more or with a decimal point; small ones are often words. */
const figures = (text: string): string[] =>
  matches(withoutCode(text), /\d[\d,]*\.\d+|\d[\d,]*\d/g)
    .map((figure) => figure.replaceAll(',', ''))
    .sort();

const headings = (text: string): string[] => matches(withoutCode(text), /^#+(?= )/gm);
const formulas = (text: string): string[] => matches(withoutCode(text), /\$\$?[^$]+\$\$?/g);
const pictures = (text: string): string[] => matches(withoutCode(text), /media\/[\w.-]+/g);

/** Name of each directive, with its argument where that is an id. */
const directives = (text: string): string[] =>
  matches(withoutCode(text), /^:::(?: (?:exercise|quiz).*| \w+)?/gm).map((line) => line.trim());

describe('our own pack', () => {
  it('loads without a problem', async () => {
    const { pack, problems } = await loadPack(packFolder);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      pack?.chapters.map(({ slug, lessons: inside }) => [slug, inside.map((lesson) => lesson.slug)]),
      [['vision', ['cnn-on-mnist']]],
    );
  });
});

describe('CNN on MNIST: one lesson in three languages', () => {
  for (const locale of translations) {
    it(`${locale} has the structure of the English text`, () => {
      for (const part of [headings, directives, pictures, formulas, codeBlocks, figures])
        assert.deepEqual(part(lessons[locale]), part(lessons.en), part.name);
    });

    it(`${locale} has the rows of the English tables and the items of its lists`, () => {
      for (const pattern of [/^\|/gm, /^- /gm, /^\d\. /gm])
        assert.equal(
          matches(withoutCode(lessons[locale]), pattern).length,
          matches(withoutCode(lessons.en), pattern).length,
        );
    });

    it(`${locale} names the same slots and code in messages, hints and quiz as English`, () => {
      const texts = everyText(locale);
      for (const [index, english] of everyText('en').entries()) {
        if (index === 0) continue;
        for (const pattern of [/\{\w+\}/g, /`[^`]+`/g])
          assert.deepEqual(
            matches(texts[index] ?? '', pattern).sort(),
            matches(english, pattern).sort(),
            english,
          );
        assert.deepEqual(figures(texts[index] ?? ''), figures(english), english);
      }
    });
  }

  it('has the five parts and further reading as its headings', () => {
    const sections = (locale: Locale): string[] => matches(withoutCode(lessons[locale]), /(?<=^## ).+$/gm);
    for (const locale of locales) assert.equal(sections(locale).length, 6);
    assert.deepEqual(
      sections('en').filter((_, index) => index !== 1),
      ['Before you read', 'Key points', 'Exercise', 'Quiz', 'Further reading'],
    );
  });

  it('asks four or five preview questions and lists four or five things that can go wrong', () => {
    for (const locale of locales) {
      const asked = matches(lessons[locale], /^::: question .+$/gm).length;
      assert.ok(asked === 4 || asked === 5, `${asked}`);
      const callout = /^::: warning [\s\S]*?^:::$/m.exec(lessons[locale])?.[0] ?? '';
      const wrongs = matches(callout, /^- /gm).length;
      assert.ok(wrongs === 4 || wrongs === 5, `${wrongs}`);
    }
  });

  it('is long enough to explain and short enough to read', () => {
    const words = withoutCode(lessons.en)
      .split(/\s+/)
      .filter((word) => /\p{L}/u.test(word)).length;
    assert.ok(words >= 900 && words <= 2000, `${words} words`);
    for (const locale of translations) {
      const characters = matches(withoutCode(lessons[locale]), /\p{Script=Han}/gu).length;
      assert.ok(characters >= 1500 && characters <= 3600, `${characters} characters in ${locale}`);
    }
  });

  it('shouts nowhere', () => {
    for (const locale of locales)
      for (const text of everyText(locale))
        assert.doesNotMatch(withoutCode(text).replace(/!\[/g, '['), /[!！]/);
  });
});

describe('glossary', () => {
  it('is followed: no word of the other side, no word to avoid', () => {
    for (const locale of translations) {
      const other = locale === 'zh-TW' ? 'zh-CN' : 'zh-TW';
      const foreign = glossary.terms
        .filter((term) => term[locale] !== term[other])
        .map((term) => term[other]);
      for (const text of everyText(locale))
        for (const word of [...foreign, ...glossary.avoid[locale]])
          assert.ok(!text.includes(word), `${locale} uses "${word}": ${excerpt(text, word)}`);
    }
  });

  it('lists words that the lesson uses', () => {
    for (const locale of translations) {
      const all = everyText(locale).join('\n').toLowerCase();
      for (const term of glossary.terms) assert.ok(all.includes(term[locale].toLowerCase()), term[locale]);
    }
  });

  it('is written in the right script', () => {
    const simplifiedOnly = /[们这图网络层积过拟验训练为从对时说请给张还让样结数权损两个类]/u;
    const traditionalOnly = /[們這圖網絡層積過擬驗訓練為從對時會說請給張還讓樣結數權損兩個類]/u;
    for (const text of everyText('zh-TW')) assert.equal(simplifiedOnly.exec(text)?.[0], undefined, text);
    for (const text of everyText('zh-CN')) assert.equal(traditionalOnly.exec(text)?.[0], undefined, text);
  });

  it('asks ten to twelve questions and has three hints', () => {
    assert.ok(quiz.items.length >= 10 && quiz.items.length <= 12);
    assert.equal(exercise.hints.length, 3);
  });
});

function excerpt(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 20), at + 20);
}
