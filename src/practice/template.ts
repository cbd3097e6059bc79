import type { LocalText } from '../protocol/locale.ts';
import type { Draw } from './draw.ts';

/** What a variant is made of: plain numbers, words and lists of them, so that two variants can be told apart by their JSON. */
export type Params = Readonly<Record<string, unknown>>;

/** Values for the `{slots}` of a text; numbers are written as the whole question writes its numbers. */
export type Slots = Readonly<Record<string, string | number>>;

/** Bloom's levels, from knowing a fact to making something that fits. */
export type Bloom = 'remember' | 'understand' | 'apply' | 'analyse' | 'create';

interface TemplateBase<P extends Params> {
  /** Such as `cnn.conv.size`. Never given to another template. */
  id: string;
  /** Raised when the same seed would make another question; the old version stays in the catalogue. */
  version: number;
  /** The first part of the id: what a learner chooses by. */
  topic: string;
  bloom: Bloom;
  /** What is practised: mastery and review are kept per skill. */
  skills: readonly string[];
  /** The paragraph that explains it: an id of a lesson and of a heading in it. */
  lesson?: { lesson: string; section: string };
  /** Draws parameters. Only from `draw`: a variant is its seed. */
  params: (draw: Draw) => P;
  /** Constraints: false rejects the draw. */
  holds?: (params: P) => boolean;
  /** The question, with `{slots}`. */
  stem: LocalText;
  slots: (params: P) => Slots;
  /** The way to the answer with this variant's numbers. The last step gives the answer. */
  steps: (params: P) => readonly Step[];
  /** The idea, the formula with letters, the first step with numbers. Each may use slots of `slots`. */
  hints: readonly [LocalText, LocalText, LocalText];
  /** From 0 (as easy as it gets) to 1. */
  difficulty: (params: P) => number;
}

/** One line of a worked solution. */
export interface Step {
  text: LocalText;
  slots?: Slots;
  /** An expression with numbers that the grader's parser can compute, such as `(28 + 2*1 - 3)/1 + 1`. */
  expression?: string;
  /** What it comes to. The audit computes `expression` anew and compares. */
  value?: number;
}

/** A wrong way that people go, and what to tell them. */
export interface Mistake<P extends Params, V> {
  id: string;
  /** What comes out that way. */
  value: (params: P) => V;
  /** Whether anybody would go that way here: "forgot the dilation" only where there is one. */
  when?: (params: P) => boolean;
  /** May use the slots of the question. */
  feedback: LocalText;
}

/** A question whose answer is a number. */
export interface NumberTemplate<P extends Params = Params> extends TemplateBase<P> {
  kind: 'number';
  answer:
    | { of: 'integer'; unit?: LocalText }
    /** @property decimals how many are shown; @property relative accepted distance as a share of the answer, 0.005 if absent */
    | { of: 'real'; decimals: number; relative?: number; unit?: LocalText };
  /** The answer 0 or 1 is meant to come out; otherwise such draws are rejected. */
  mayBeTrivial?: boolean;
  key: (params: P) => number;
  /** At least four, of which three or more apply to any variant that is shown. */
  mistakes: readonly Mistake<P, number>[];
}

/** A question whose answer is one of a few things that can be named. */
export interface ChoiceTemplate<P extends Params = Params> extends TemplateBase<P> {
  kind: 'choice';
  /** Everything that can be chosen in this variant, by id; at least three. May use the slots of the question. */
  options: (params: P) => Readonly<Record<string, LocalText>>;
  key: (params: P) => string;
  /** For every option why it is wrong where it is wrong, by option id. */
  feedback: (params: P) => Readonly<Record<string, LocalText>>;
}

export type Template<P extends Params = Params> = NumberTemplate<P> | ChoiceTemplate<P>;

/**
 * The answer once more, computed another way in a file that shares nothing with the template: what has one mistake in it has
 * hardly the same mistake twice.
 */
export type SecondKey<P extends Params = Params> = (params: P) => number | string;

/** Keeps a template's own parameters to itself, so that all of them fit into one catalogue. */
export function numberTemplate<P extends Params>(template: Omit<NumberTemplate<P>, 'kind'>): NumberTemplate {
  return { kind: 'number', ...template } as unknown as NumberTemplate;
}

export function choiceTemplate<P extends Params>(template: Omit<ChoiceTemplate<P>, 'kind'>): ChoiceTemplate {
  return { kind: 'choice', ...template } as unknown as ChoiceTemplate;
}
