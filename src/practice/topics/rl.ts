import type { CatalogueEntry } from '../catalogueEntry.ts';
import { discountedReturn as secondDiscountedReturn } from '../keys/rl/discountedReturn.ts';
import { epsilonGreedy as secondEpsilonGreedy } from '../keys/rl/epsilonGreedy.ts';
import { qLearning as secondQLearning } from '../keys/rl/qLearning.ts';
import { valueIteration as secondValueIteration } from '../keys/rl/valueIteration.ts';
import { discountedReturn } from '../templates/rl/discountedReturn.ts';
import { epsilonGreedy } from '../templates/rl/epsilonGreedy.ts';
import { qLearning } from '../templates/rl/qLearning.ts';
import { valueIteration } from '../templates/rl/valueIteration.ts';

export const rl: readonly CatalogueEntry[] = [
  { template: discountedReturn, secondKey: secondDiscountedReturn },
  { template: qLearning, secondKey: secondQLearning },
  { template: epsilonGreedy, secondKey: secondEpsilonGreedy },
  { template: valueIteration, secondKey: secondValueIteration },
];
