import type { TensorFlow } from '../engines/tensorFlow.ts';

/**
 * The prototype of a layer class that tfjs does not export, found by the name under which saved models know it.
 *
 * @param className For example `Conv1D`.
 * @throws Error when this tfjs has no such layer.
 */
export function layerPrototype(tf: TensorFlow, className: string): unknown {
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[className];
  if (!entry) throw new Error(`tfjs has no layer ${className}.`);
  return entry[0].prototype;
}
