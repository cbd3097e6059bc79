import { parseNumber } from '../../core/grading/parseNumber.ts';
import { numberOf } from '../../core/grading/quantity.ts';
import { locales, type LocalText } from '../../protocol/locale.ts';
import { keysAgree } from '../drawVariant.ts';
import type { Slots, Step } from '../template.ts';
import { toleranceOf } from '../numbers.ts';
import { worded, wordedStep } from '../wording.ts';
import type { Variant } from '../variant.ts';

/** Latin words that Chinese texts of our field have too. */
const latinWords =
  /^(?:hessian|relu|leaky|gelu|elu|sigmoid|tanh|softmax|adam|sgd|rmsprop|adamw|same|valid|batch|size|mini|epoch|dropout|token|logit|logits|lstm|gru|rnn|cnn|mlp|gan|bert|gpt|transformer|yolo|nms|iou|miou|dice|auc|roc|mlm|bpe|ngram|skip|gram|mask|xor|and|or|nor|nand|xnor|true|false|log|exp|sqrt|max|min|sum|floor|ceil|mod|relu|dense|conv|conv2d|flatten|maxpool|maxpooling|keras|python|bias|sarsa|haar|stft|dft|fft|hz|khz|vs|softplus|hinge|huber|mse|mae|np|tf|print|shape|none|units|filters|strides|padding|kernel|input|output|query|key|value|head|heads|causal|inception|resnet|unet|mobilenet|momentum|nesterov|warmup|cosine|step|patience|delta|macro|micro|top|nucleus|greedy|beam|for|let|const|return|await|model|fit|compile|predict|train|test|data|loss|optimizer|gradient|minimize|tensor|variable|zeros|ones|function|new|if|else|import|from|dispose|tidy|await|of|in|to|at|px)$/iu;

/** What is wrong with the texts of a variant, in all languages. */
export function textProblems(variant: Variant): string[] {
  const { template, slots, params } = variant;
  const steps = template.steps(params);
  const texts: [string, LocalText, Slots][] = [
    ['stem', template.stem, slots],
    ...template.hints.map((hint, index): [string, LocalText, Slots] => [`hint ${index + 1}`, hint, slots]),
    ...feedbackOf(variant).map(([id, text]): [string, LocalText, Slots] => [`feedback ${id}`, text, slots]),
    ...steps.map((step, index): [string, LocalText, Slots] => [
      `step ${index + 1}`,
      step.text,
      step.slots ?? {},
    ]),
  ];
  return [
    ...texts.flatMap(([place, text, given]) => problemsOf(place, text, given)),
    ...stepProblems(variant, steps),
  ];
}

function feedbackOf(variant: Variant): [string, LocalText][] {
  if (variant.kind === 'number') return variant.template.mistakes.map(({ id, feedback }) => [id, feedback]);
  const { options, feedback } = variant;
  const missing: LocalText = { en: '', 'zh-TW': '', 'zh-CN': '' };
  return [
    ...Object.entries(options).map(([id, text]): [string, LocalText] => [`option ${id}`, text]),
    ...Object.keys(options)
      .filter((id) => id !== variant.key)
      .map((id): [string, LocalText] => [id, feedback[id] ?? missing]),
  ];
}

function problemsOf(place: string, text: LocalText, slots: Slots): string[] {
  const problems: string[] = [];
  const numbers = locales.map((locale) => numbersIn(worded(text, slots, locale)));
  for (const locale of locales) {
    const written = worded(text, slots, locale);
    if (written.trim() === '') problems.push(`${place} is empty in ${locale}`);
    for (const [slot] of written.matchAll(/\{\w+\}/gu)) problems.push(`${place} has no value for ${slot}`);
    if (/NaN|undefined|Infinity|\[object/u.test(written)) problems.push(`${place} says ${written}`);
    if (locale === 'en') continue;
    // Code and formulas stand in backticks.
    for (const [word] of written
      .replace(/`[^`]*`/gu, '')
      .matchAll(/(?<![A-Za-z_.])[A-Za-z]{3,}(?![A-Za-z_(])/gu))
      if (!latinWords.test(word)) problems.push(`${place} says “${word}” in ${locale}`);
  }
  if (new Set(numbers).size > 1)
    problems.push(`${place} has other numbers in another language: ${numbers.join(' | ')}`);
  return problems;
}

const numbersIn = (text: string): string => (text.match(/\d+(?:\.\d+)?/gu) ?? []).sort().join(' ');

/** Every computation of the solution is done again, and the last one must be the answer. */
function stepProblems(variant: Variant, steps: readonly Step[]): string[] {
  const problems: string[] = [];
  for (const [index, step] of steps.entries()) {
    const { expression, value } = step;
    if (expression === undefined || value === undefined) continue;
    const computed = parseNumber(expression);
    if (!computed || !keysAgree(numberOf(computed), value))
      problems.push(`step ${index + 1} does not come to ${value}: ${wordedStep(step, 'en')}`);
  }
  if (variant.kind === 'choice') return problems;
  const last = steps.at(-1)?.value;
  if (last === undefined || Math.abs(last - variant.key) > toleranceOf(variant.template, variant.key))
    problems.push(`the last step gives ${String(last)}, and the answer is ${variant.key}`);
  return problems;
}
