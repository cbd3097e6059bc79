import type { Ending } from '../../protocol/ending.ts';

/** Thrown into the learner's loop to end it after Stop. Not an error of theirs. */
export class StopSignal extends Error {
  constructor() {
    super('Stopped.');
    this.name = 'StopSignal';
  }
}

/** Thrown into the learner's loop when a learning rate has been looked for: the run was for nothing else. */
export class RatesScannedSignal extends Error {
  constructor() {
    super('The learning rate has been looked for.');
    this.name = 'RatesScannedSignal';
  }
}

/** Thrown at the first loss that is not a number. */
export class DivergedError extends Error {
  readonly ending: Extract<Ending, { kind: 'diverged' }>;

  constructor(ending: Extract<Ending, { kind: 'diverged' }>) {
    super(`The ${ending.metric} is not a number.`);
    this.name = 'DivergedError';
    this.ending = ending;
  }
}

/** Thrown where a run cannot go on from its checkpoint. */
export class NotResumedError extends Error {
  readonly ending: Extract<Ending, { kind: 'not-resumed' }>;

  constructor(ending: Extract<Ending, { kind: 'not-resumed' }>) {
    super(`The run cannot go on from the checkpoint: ${ending.reason}.`);
    this.name = 'NotResumedError';
    this.ending = ending;
  }
}
