import type { Optimizer } from '@tensorflow/tfjs';
import type { Moment } from '../../protocol/moment.ts';
import { learningRateOf, setLearningRate } from './learningRate.ts';
import type { Observation } from './observation.ts';

/** A loop without epochs gets a place to go back to this often at first; then half as often, each time there are too many. */
const firstTickMs = 1000;
const ticksAtMost = 200;

interface Ticking {
  dueMs: number;
  intervalMs: number;
  count: number;
}

const tickings = new WeakMap<Observation, Ticking>();

/**
 * After an update in a loop of the learner's own, or trainOnBatch(): a learning rate that a person has asked for, and places
 * to go back to.
 *
 * @returns the learning rate of the next update, where the optimizer has one
 */
export function steerLoop(optimizer: Optimizer, observation: Observation, at: Moment): number | undefined {
  const asked = observation.control.takeLearningRate(optimizer);
  const from = learningRateOf(optimizer);
  if (asked !== undefined && from !== undefined && setLearningRate(optimizer, asked))
    observation.onExhibit({ kind: 'mark', at, code: 'rate-changed', from, to: asked });
  tick(observation, at);
  return learningRateOf(optimizer);
}

function tick(observation: Observation, at: Moment): void {
  const known = tickings.get(observation);
  const ticking = known ?? { dueMs: firstTickMs, intervalMs: firstTickMs, count: 0 };
  if (!known) tickings.set(observation, ticking);
  if (at.elapsedMs < ticking.dueMs) return;
  observation.onExhibit({ kind: 'tick', at });
  ticking.count += 1;
  if (ticking.count % ticksAtMost === 0) ticking.intervalMs *= 2;
  ticking.dueMs = at.elapsedMs + ticking.intervalMs;
}
