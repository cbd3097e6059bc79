import type { CatalogueEntry } from './catalogueEntry.ts';
import { drawVariant } from './drawVariant.ts';
import { parseQuestionId } from './questionId.ts';
import { cnn } from './topics/cnn.ts';
import { evaluation } from './topics/evaluation.ts';
import { generative } from './topics/generative.ts';
import { loss } from './topics/loss.ts';
import { nets } from './topics/nets.ts';
import { optim } from './topics/optim.ts';
import { rl } from './topics/rl.ts';
import { sequence } from './topics/sequence.ts';
import { signal } from './topics/signal.ts';
import { vision } from './topics/vision.ts';
import type { Variant } from './variant.ts';

/** Every template there is, old versions included: a question that was shared must open for ever. */
export const catalogue: readonly CatalogueEntry[] = [
  ...nets,
  ...optim,
  ...loss,
  ...evaluation,
  ...cnn,
  ...sequence,
  ...generative,
  ...vision,
  ...rl,
  ...signal,
];

const byVersion = new Map(
  catalogue.map((entry) => [`${entry.template.id}@${entry.template.version}`, entry] as const),
);

/** The latest version of each template. */
export const current: readonly CatalogueEntry[] = catalogue.filter(
  ({ template }) =>
    !catalogue.some(
      (other) => other.template.id === template.id && other.template.version > template.version,
    ),
);

export type OpenedQuestion =
  | { ok: true; variant: Variant }
  /** `newer`: this version of the extension does not have it yet. */
  | { ok: false; reason: 'no-id' | 'unknown' | 'newer' };

/** The question of an id, exactly as it was. */
export function openQuestion(text: unknown): OpenedQuestion {
  const id = parseQuestionId(text);
  if (!id) return { ok: false, reason: 'no-id' };
  const entry = byVersion.get(`${id.template}@${id.version}`);
  if (entry) return { ok: true, variant: drawVariant(entry.template, entry.secondKey, id.seed) };
  const latest = current.find(({ template }) => template.id === id.template)?.template.version;
  return { ok: false, reason: latest !== undefined && id.version > latest ? 'newer' : 'unknown' };
}
