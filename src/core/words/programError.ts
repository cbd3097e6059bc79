import type { LocalText } from '../../protocol/locale.ts';

/**
 * A message of TensorFlow.js, of our repairs of it or of our data sets, and how we say it. Named groups of `pattern` fill
 * the slots.
 */
export interface ProgramError {
  pattern: RegExp;
  text: LocalText;
}
