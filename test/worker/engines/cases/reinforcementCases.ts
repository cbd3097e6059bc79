import * as tf from '@tensorflow/tfjs';
import { integers, setSeededWeights, uniform } from '../seeded.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { forward, minimize, stack, variablesOf } from '../training.ts';

const { layers } = tf;

function network(outputs: number, seed: number): tf.Sequential {
  const model = stack(
    layers.dense({ inputShape: [4], units: 8, activation: 'tanh' }),
    layers.dense({ units: outputs }),
  );
  setSeededWeights(model, seed);
  return model;
}

const states = () => uniform<tf.Rank.R2>([12, 4], 1);

export const reinforcementCases: readonly SuiteCase[] = [
  {
    name: 'policy gradient (REINFORCE)',
    run: () => {
      const policy = network(3, 2);
      const actions = tf.oneHot(integers<tf.Rank.R1>([12], 3, 3), 3);
      const advantages = uniform([12], 4);
      return minimize(() => {
        const logits = forward(policy, states()) as tf.Tensor2D;
        // Sampled as one does while playing; what comes out must not stop the gradient.
        tf.multinomial(logits, 1, 5);
        return tf.logSoftmax(logits).mul(actions).sum(1).mul(advantages).mean().neg();
      }, variablesOf(policy));
    },
  },
  {
    name: 'deep Q-learning with a target network',
    run: () => {
      const [online, target] = [network(2, 6), network(2, 7)];
      const actions = integers<tf.Rank.R1>([12], 2, 8);
      const rewards = uniform([12], 9);
      return minimize(() => {
        const best = forward(target, uniform([12, 4], 10)).max(-1);
        const goal = rewards.add(best.mul(0.9));
        const chosen = forward(online, states()).mul(tf.oneHot(actions, 2)).sum(-1);
        return tf.losses.huberLoss(goal, chosen);
      }, variablesOf(online));
    },
  },
  {
    name: 'Q values picked with gatherND',
    run: () => {
      const online = network(3, 11);
      const rows = tf.range(0, 12, 1, 'int32');
      const picked = tf.stack([rows, integers([12], 3, 12)], 1);
      const goal = uniform([12], 13);
      return minimize(
        () => tf.gatherND(forward(online, states()), picked).sub(goal).square().mean(),
        variablesOf(online),
      );
    },
  },
  {
    name: 'proximal policy optimisation (clipped ratios)',
    run: () => {
      const policy = network(3, 14);
      const actions = tf.oneHot(integers<tf.Rank.R1>([12], 3, 15), 3);
      const before = uniform([12], 16, -1.4, -0.8);
      const advantages = uniform([12], 17);
      return minimize(() => {
        const now = tf.logSoftmax(forward(policy, states())).mul(actions).sum(1);
        const ratio = now.sub(before).exp();
        const clipped = tf.clipByValue(ratio, 0.8, 1.2);
        return tf.minimum(ratio.mul(advantages), clipped.mul(advantages)).mean().neg();
      }, variablesOf(policy));
    },
  },
];
