import { createDraw } from './draw.ts';
import { shownAnswer, toleranceOf } from './numbers.ts';
import { formatQuestionId } from './questionId.ts';
import { randomStream } from './randomStream.ts';
import type { ChoiceTemplate, NumberTemplate, Params, SecondKey, Template } from './template.ts';
import type { ChoiceVariant, KnownNumber, NumberVariant, Variant } from './variant.ts';

/** Draws that may be rejected before a template counts as defective. */
const drawsAtMost = 40;
const fewestOptions = 3;
/** A key that is 0 or 1 gives itself away. */
const trivial: readonly number[] = [0, 1];

export type Rejection = 'constraint' | 'keys' | 'trivial' | 'mistakes';

/** Told of every draw that was not taken; the audit counts them. */
export type OnRejected = (why: Rejection, params: Params) => void;

/**
 * The variant of a seed. Draws until constraints hold, both keys agree and three wrong answers can stand beside the right one.
 *
 * @throws Error when none of forty draws will do: the template is defective
 */
export function drawVariant(
  template: Template,
  secondKey: SecondKey,
  seed: number,
  onRejected: OnRejected = () => undefined,
): Variant {
  for (let attempt = 0; attempt < drawsAtMost; attempt++) {
    const drawn = tryDraw(template, secondKey, seed, attempt);
    if (typeof drawn.variant !== 'string') return drawn.variant;
    onRejected(drawn.variant, drawn.params);
  }
  throw new Error(`${template.id}@${template.version} has no variant for seed ${seed}.`);
}

function tryDraw(
  template: Template,
  secondKey: SecondKey,
  seed: number,
  attempt: number,
): { params: Params; variant: Variant | Rejection } {
  const { id, version } = template;
  const params = template.params(createDraw(randomStream(id, version, seed, 'params', attempt)));
  if (template.holds?.(params) === false) return { params, variant: 'constraint' };
  const base = {
    id: formatQuestionId({ template: id, version, seed }),
    seed,
    params,
    slots: template.slots(params),
  };
  const variant =
    template.kind === 'number'
      ? numberVariant(template, secondKey, base)
      : choiceVariant(template, secondKey, base);
  return { params, variant };
}

type Base = Pick<Variant, 'id' | 'seed' | 'params' | 'slots'>;

function numberVariant(
  template: NumberTemplate,
  secondKey: SecondKey,
  base: Base,
): NumberVariant | Rejection {
  const { params } = base;
  const key = template.key(params);
  if (!keysAgree(key, secondKey(params))) return 'keys';
  if (template.mayBeTrivial !== true && trivial.includes(Math.abs(key))) return 'trivial';
  const tolerance = toleranceOf(template, key);
  const mistakes = template.mistakes
    .filter(({ when }) => when?.(params) !== false)
    .map(({ id, value, feedback }): KnownNumber => ({ id, value: value(params), feedback }))
    .filter(({ value }) => Number.isFinite(value) && Math.abs(value - key) > tolerance);
  const options = optionsOf(template, key, tolerance, mistakes);
  if (options.length < fewestOptions) return 'mistakes';
  return { ...base, kind: 'number', template, key, tolerance, mistakes, options };
}

/** Keys that are integrated or differentiated numerically are right to six digits. */
export function keysAgree(first: number | string, second: number | string): boolean {
  if (typeof first === 'string' || typeof second === 'string') return first === second;
  return Math.abs(first - second) <= 1e-6 * Math.max(1, Math.abs(first));
}

function optionsOf(
  template: NumberTemplate,
  key: number,
  tolerance: number,
  mistakes: readonly KnownNumber[],
): KnownNumber[] {
  const taken = [key];
  const texts = new Set([shownAnswer(template, key)]);
  return mistakes.filter(({ value }) => {
    // A fraction among whole numbers would give itself away.
    if (template.answer.of === 'integer' && !Number.isInteger(value)) return false;
    const text = shownAnswer(template, value);
    if (texts.has(text) || taken.some((other) => Math.abs(other - value) <= 2 * tolerance)) return false;
    texts.add(text);
    taken.push(value);
    return true;
  });
}

function choiceVariant(
  template: ChoiceTemplate,
  secondKey: SecondKey,
  base: Base,
): ChoiceVariant | Rejection {
  const { params, seed } = base;
  const key = template.key(params);
  const options = template.options(params);
  if (!keysAgree(key, secondKey(params)) || !Object.hasOwn(options, key)) return 'keys';
  const ids = Object.keys(options).sort();
  if (ids.length < fewestOptions) return 'mistakes';
  const draw = createDraw(randomStream(template.id, template.version, seed, 'order'));
  const order = draw.sample(ids, ids.length);
  return { ...base, kind: 'choice', template, key, order, options, feedback: template.feedback(params) };
}
