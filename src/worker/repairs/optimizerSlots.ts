import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs';
import type { TensorFlow } from '../engines/tensorFlow.ts';

interface NamedGradient {
  readonly name: string;
  readonly tensor: Tensor | null | undefined;
}

type Gradients = NamedTensorMap | readonly NamedGradient[];

interface OptimizerPrototype {
  applyGradients: (this: object, gradients: Gradients) => void;
}

/**
 * Upstream: an optimizer keeps its moments by the position of a variable in the list at hand. One optimizer that serves two
 * models, or two lists of variables in a GAN's loop, mixes up their moments: "Operands could not be broadcast", or
 * silently wrong updates where the shapes happen to agree.
 *
 * Repair: each variable keeps the position at which the optimizer first met it. Saved optimizer state keeps its order.
 * As in Keras, all lists share one count of steps.
 */
export function repairOptimizerSlots(tf: TensorFlow): void {
  const classes = [
    tf.AdamOptimizer,
    tf.AdamaxOptimizer,
    tf.AdagradOptimizer,
    tf.AdadeltaOptimizer,
    tf.MomentumOptimizer,
    tf.RMSPropOptimizer,
  ];
  const positions = new WeakMap<object, Map<string, number>>();
  for (const { prototype } of classes as unknown as { prototype: OptimizerPrototype }[]) {
    const { applyGradients } = prototype;
    prototype.applyGradients = function (gradients) {
      const known = positions.get(this) ?? new Map<string, number>();
      positions.set(this, known);
      applyGradients.call(this, arrange(tf, gradients, known));
    };
  }
}

/** The gradients, each at its variable's own position; without a gradient where a variable has none this time. */
function arrange(tf: TensorFlow, gradients: Gradients, known: Map<string, number>): readonly NamedGradient[] {
  const given: readonly NamedGradient[] = isList(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
  for (const { name } of given) {
    if (!known.has(name)) known.set(name, known.size);
  }
  const [anyName = ''] = given.map(({ name }) => name);
  const variables = tf.engine().registeredVariables;
  // tfjs looks every variable up; one that was disposed is stood in for, and not updated.
  const arranged: NamedGradient[] = [...known.keys()].map((name) => ({
    name: name in variables ? name : anyName,
    tensor: undefined,
  }));
  for (const gradient of given) arranged[known.get(gradient.name) ?? 0] = gradient;
  return arranged;
}

function isList(gradients: Gradients): gradients is readonly NamedGradient[] {
  return Array.isArray(gradients);
}
