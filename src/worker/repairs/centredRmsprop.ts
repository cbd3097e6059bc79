import type { TensorFlow } from '../engines/tensorFlow.ts';

/** The fields of tfjs's RMSPropOptimizer (4.22) that matter here. */
interface RmspropPrototype {
  centered: boolean;
  epsilon: number;
  applyGradients: (this: RmspropPrototype, gradients: unknown) => void;
}

/**
 * Upstream: centred RMSProp divides by the root of (mean of squares - square of mean - epsilon), which is NaN for small gradients.
 * Repair: epsilon is added, as in TensorFlow; the published update runs with its sign reversed.
 */
export function repairCentredRmsprop(tf: TensorFlow): void {
  const prototype = tf.RMSPropOptimizer.prototype as unknown as RmspropPrototype;
  const { applyGradients } = prototype;
  prototype.applyGradients = function (gradients) {
    const { epsilon } = this;
    if (this.centered) this.epsilon = -epsilon;
    try {
      applyGradients.call(this, gradients);
    } finally {
      this.epsilon = epsilon;
    }
  };
}
