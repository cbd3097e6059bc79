import { parseNumber } from '../core/grading/parseNumber.ts';
import { isSameShape } from '../core/grading/parseShape.ts';
import { isWithin } from '../core/grading/quantity.ts';
import type { Locale } from '../protocol/locale.ts';
import type {
  KnownMistake,
  NumericItem,
  Option,
  OrderingItem,
  QuizItem,
  ShapeItem,
} from '../protocol/quiz.ts';
import { complete } from './jsonReader.ts';
import type { JsonReader } from './jsonReader.ts';
import { readFormatVersion } from './readFormatVersion.ts';

const kinds = ['single', 'multiple', 'numeric', 'shape', 'ordering'] as const;
const commonKeys = ['id', 'kind', 'prompt', 'explanation', 'hint'] as const;
const idPattern = /^[\w.-]+$/u;

type Common = Pick<QuizItem, 'id' | 'prompt' | 'explanation' | 'hint'>;
type Read<T extends QuizItem> = T extends QuizItem ? Omit<T, keyof Common> : never;

/** Reads `quiz.json`: the items that are sound enough to be asked. */
export function readQuiz(file: JsonReader): QuizItem[] {
  if (readFormatVersion(file) === undefined) return [];
  file.onlyKeys('formatVersion', 'items');
  const seen = new Set<string>();
  return file.field('items')?.list((item) => readItem(item, seen)) ?? [];
}

function readItem(item: JsonReader, seen: Set<string>): QuizItem | undefined {
  const kind = item.field('kind')?.oneOf(kinds);
  const hint = item.optional('hint')?.localText();
  const common = complete({
    id: readId(item, seen),
    prompt: item.field('prompt')?.localText(),
    explanation: item.field('explanation')?.localText(),
  });
  const own = kind && readOwn(item, kind);
  // The kind of `own` and its fields belong together; spreading loses that.
  return common && own && { ...common, ...own, ...(hint && { hint }) };
}

function readOwn(item: JsonReader, kind: QuizItem['kind']): Read<QuizItem> | undefined {
  switch (kind) {
    case 'single':
    case 'multiple':
      return readChoice(item, kind);
    case 'ordering':
      return readOrdering(item);
    case 'numeric':
      return readNumeric(item);
    case 'shape':
      return readShape(item);
  }
}

function readId(reader: JsonReader, seen: Set<string>): string | undefined {
  const field = reader.field('id');
  const id = field?.string();
  if (!field || id === undefined) return undefined;
  if (!idPattern.test(id)) return field.fail('bad-id', '{} may hold letters, digits, ".", "-" and "_" only.');
  if (seen.has(id)) return field.fail('duplicate-id', `{} is "${id}" once more: answers are kept under it.`);
  seen.add(id);
  return id;
}

function readChoice(item: JsonReader, kind: 'single' | 'multiple'): Read<QuizItem> | undefined {
  item.onlyKeys(...commonKeys, 'options');
  const options = readOptions(item);
  if (!options) return undefined;
  const right = options.filter((option) => option.correct === true).length;
  if (kind === 'single' && right !== 1)
    return item.fail('correct-count', `{} must have exactly one correct option, not ${right}.`);
  if (right === 0) return item.fail('correct-count', '{} must have at least one correct option.');
  return { kind, options };
}

function readOrdering(item: JsonReader): Read<OrderingItem> | undefined {
  item.onlyKeys(...commonKeys, 'options');
  const options = readOptions(item);
  return options && { kind: 'ordering', options };
}

function readOptions(item: JsonReader): Option[] | undefined {
  const field = item.field('options');
  const readers = field?.items();
  if (!field || !readers) return undefined;
  if (readers.length < 2) return field.fail('too-few-options', '{} must hold at least two options.');
  const seen = new Set<string>();
  const options = readers.map((reader) => readOption(reader, seen));
  if (options.includes(undefined)) return undefined;
  reportEqual(field, options as Option[]);
  return options as Option[];
}

function readOption(reader: JsonReader, seen: Set<string>): Option | undefined {
  reader.onlyKeys('id', 'text', 'feedback', 'correct');
  const correct = reader.optional('correct')?.boolean();
  const option = complete({
    id: readId(reader, seen),
    text: reader.field('text')?.localText(),
    feedback: reader.field('feedback')?.localText(),
  });
  return option && { ...option, ...(correct !== undefined && { correct }) };
}

/** Two options that look the same cannot both be told apart and be right. */
function reportEqual(field: JsonReader, options: readonly Option[]): void {
  for (const locale of field.languages.locales) {
    const shown = options.map((option) => shownText(option, locale));
    const twice = shown.find((text, index) => shown.indexOf(text) !== index);
    if (twice !== undefined)
      field.fail('equal-options', `{} has two options that read "${twice}" in ${locale}.`);
  }
}

function shownText(option: Option, locale: Locale): string {
  return option.text[locale].replace(/[`*_$]|\s+/gu, (part) => (part.trim() === '' ? ' ' : '')).trim();
}

function readNumeric(item: JsonReader): Read<NumericItem> | undefined {
  item.onlyKeys(...commonKeys, 'answer', 'tolerance', 'unit', 'mistakes', 'otherwise');
  const unit = item.optional('unit')?.localText();
  const read = complete({
    answer: readExpression(item.field('answer')),
    tolerance: item.field('tolerance')?.number({ atLeast: 0 }),
    mistakes: item.field('mistakes')?.items(),
    otherwise: item.field('otherwise')?.localText(),
  });
  if (!read) return undefined;
  const { answer, tolerance, otherwise } = read;
  const mistakes = read.mistakes.flatMap((reader) => readMistake(reader, answer, tolerance) ?? []);
  return { kind: 'numeric', answer, tolerance, mistakes, otherwise, ...(unit && { unit }) };
}

function readMistake(reader: JsonReader, answer: string, tolerance: number): KnownMistake | undefined {
  reader.onlyKeys('value', 'feedback');
  const field = reader.field('value');
  const mistake = complete({
    value: readExpression(field),
    feedback: reader.field('feedback')?.localText(),
  });
  const [wrong, right] = [parseNumber(mistake?.value ?? ''), parseNumber(answer)];
  if (wrong && right && isWithin(wrong, right, tolerance))
    return field?.fail('mistake-is-answer', '{} would be accepted as the right answer.');
  return mistake;
}

function readExpression(field: JsonReader | undefined): string | undefined {
  const text = field?.string();
  if (text === undefined || parseNumber(text)) return text;
  return field?.fail('bad-number', '{} must be a number or an expression such as "28*28*3".');
}

function readShape(item: JsonReader): Read<ShapeItem> | undefined {
  item.onlyKeys(...commonKeys, 'answer', 'mistakes', 'otherwise');
  const read = complete({
    answer: readSizes(item.field('answer')),
    mistakes: item.field('mistakes')?.items(),
    otherwise: item.field('otherwise')?.localText(),
  });
  if (!read) return undefined;
  const mistakes = read.mistakes.flatMap((reader) => readShapeMistake(reader, read.answer) ?? []);
  return { kind: 'shape', answer: read.answer, mistakes, otherwise: read.otherwise };
}

function readShapeMistake(
  reader: JsonReader,
  answer: ShapeItem['answer'],
): ShapeItem['mistakes'][number] | undefined {
  reader.onlyKeys('value', 'feedback');
  const field = reader.field('value');
  const mistake = complete({ value: readSizes(field), feedback: reader.field('feedback')?.localText() });
  if (mistake && isSameShape(mistake.value, answer))
    return field?.fail('mistake-is-answer', '{} is the right answer.');
  return mistake;
}

function readSizes(field: JsonReader | undefined): (number | null)[] | undefined {
  const items = field?.items();
  const sizes = items?.map((item) => (item.isNull() ? null : item.integer({ atLeast: 0 })));
  return sizes?.includes(undefined) ? undefined : (sizes as (number | null)[] | undefined);
}
