import type { LocalText } from '../protocol/locale.ts';
import type { ChoiceTemplate, NumberTemplate, Params, Slots } from './template.ts';

interface VariantBase {
  /** Such as `cnn.conv.size@1/0000002a`. */
  id: string;
  seed: number;
  params: Params;
  slots: Slots;
}

/** A wrong number with what to say about it. */
export interface KnownNumber {
  id: string;
  value: number;
  feedback: LocalText;
}

export interface NumberVariant extends VariantBase {
  kind: 'number';
  template: NumberTemplate;
  key: number;
  tolerance: number;
  /** All that apply and are no right answer: a typed number is looked up among them. */
  mistakes: readonly KnownNumber[];
  /** Those that can stand beside the answer and each other as options: they differ by more than twice the tolerance, and as written. */
  options: readonly KnownNumber[];
}

export interface ChoiceVariant extends VariantBase {
  kind: 'choice';
  template: ChoiceTemplate;
  key: string;
  /** Ids in the order they are shown. */
  order: readonly string[];
  options: Readonly<Record<string, LocalText>>;
  feedback: Readonly<Record<string, LocalText>>;
}

export type Variant = NumberVariant | ChoiceVariant;
