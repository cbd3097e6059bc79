import type { LayersModel } from '@tensorflow/tfjs';
import type { Moment } from '../../../protocol/moment.ts';
import type { Evaluation } from '../../../protocol/run.ts';
import type { HeldOut, KnownData } from './heldOutData.ts';
import type { TestListener, TestOutputs } from './testOutputs.ts';

/** One test of one model, from its first batch to its evaluations. */
export interface Test {
  readonly listener: TestListener;
  readonly spentMs: number;
  /** Reads what was collected and reports it. Returns how many samples it was about; 0 where their labels were no classes. */
  report(facts: { split: Evaluation['split']; at: Moment; loss?: number }): number;
  dispose(): void;
}

/** What tests share. */
export interface Testing {
  tests: TestOutputs;
  /** Undefined where the model is no classifier. */
  begin(model: LayersModel, heldOut: HeldOut | undefined, known: KnownData): Test | undefined;
  known(heldOut: HeldOut | undefined): KnownData;
  /** Tests once more, unobserved, on held-out tensors. */
  testAgain(model: LayersModel, heldOut: HeldOut): void;
}
