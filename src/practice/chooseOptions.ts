import { createDraw } from './draw.ts';
import { randomStream } from './randomStream.ts';
import type { KnownNumber, NumberVariant } from './variant.ts';

export interface ChosenOption {
  /** `key`, or the mistake's. */
  id: string;
  value: number;
}

/**
 * Four options for a number: the answer and three mistakes. How many of them are below the answer is drawn first, and where the answer
 * stands last, so that neither its size among the others nor its place tells it.
 */
export function chooseOptions({ template, seed, key, options }: NumberVariant): ChosenOption[] {
  const draw = createDraw(randomStream(template.id, template.version, seed, 'options'));
  const below = options.filter(({ value }) => value < key);
  const above = options.filter(({ value }) => value > key);
  const feasible = [0, 1, 2, 3].filter((rank) => rank <= below.length && 3 - rank <= above.length);
  const rank = draw.pick(feasible);
  const wrong: KnownNumber[] = [...draw.sample(below, rank), ...draw.sample(above, 3 - rank)];
  const chosen = [{ id: 'key', value: key }, ...wrong.map(({ id, value }) => ({ id, value }))];
  const order = createDraw(randomStream(template.id, template.version, seed, 'order'));
  return order.sample(chosen, chosen.length);
}
