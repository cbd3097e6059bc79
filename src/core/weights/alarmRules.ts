import type { AlarmCode, TensorReport } from '../../protocol/exhibit.ts';

/**
 * What is held to be wrong inside of a network, with the reason for each figure. An alarm that is wrong once is not believed
 * the next time: every rule asks for the same thing in several looks in a row, and the figures are set where healthy
 * trainings do not come (test/worker/weights/alarms.test.ts trains twenty-one).
 */
export const alarmRules = {
  /**
   * The norm of all gradients together, against the median of the looks before. Absolute norms say nothing: targets in
   * the thousands give gradients in the thousands. Pascanu, Mikolov & Bengio (2013), "On the difficulty of training
   * recurrent neural networks", show walls in the loss where the norm rises by orders of magnitude within a step.
   */
  explodingGradient: { timesMedian: 100, looksBefore: 3, looks: 2 },
  /**
   * Root-mean-square gradient of the first layer's kernel over that of the last one's. Glorot & Bengio (2010),
   * "Understanding the difficulty of training deep feedforward neural networks": back-propagated gradients shrink by a
   * factor a layer in badly conditioned networks. Ten thousand times smaller means that Adam's scaling alone trains it.
   */
  vanishingGradient: { ratio: 1e-4, layersAtLeast: 4, looks: 3 },
  /**
   * Change of a kernel in one update over its norm. About 1e-3 is healthy (Karpathy et al., Stanford CS231n, "Ratio of
   * weights:updates"). Kernels that start at zero have large ratios in their first updates, and Adam begins with full
   * steps, so the first updates are not judged. One step of ten times the weight is fine where targets are large, unless
   * the network stands still within two looks after it: then it was thrown to where no gradient reaches.
   */
  largeUpdates: { ratio: 0.5, afterUpdates: 4, looks: 2, thrownBy: 10, settling: 2, standsStill: 1e-6 },
  /**
   * All kernels change by less than this in each of the very first looks: ten thousand updates would move them by one percent.
   * Later, a network stops changing for good reasons; without any gradient, the rate is not to blame.
   */
  smallUpdates: { ratio: 1e-6, looks: 3 },
  /**
   * Units of a rectifier that give 0 for each of up to 64 samples: no gradient reaches them. Lu et al. (2019), "Dying ReLU
   * and Initialization"; CS231n names 40 % as what a large learning rate can do. Healthy narrow layers lose a few.
   */
  deadUnits: { share: 0.6, unitsAtLeast: 4, looks: 2 },
  /**
   * Outputs of a hidden sigmoid or tanh at an end of its range (see `saturatedShare`), where its slope is next to
   * nothing: Glorot & Bengio (2010), section 3. The last layer is not judged: a sure answer is what it is for.
   */
  saturatedUnits: { share: 0.7, looks: 2 },
} as const;

/** What an alarm says of the tensors it is about. */
export interface AlarmFinding {
  code: AlarmCode;
  layer?: string;
  value: number;
  limit: number;
}

/** One look at the gradients and at what an update did. Layers from the first to the last. */
export interface UpdateLook {
  updates: number;
  gradients: readonly TensorReport[];
  weights: readonly WeightChange[];
}

/** What one update did to a weight: ‖change‖ / ‖weight‖. */
export interface WeightChange {
  layer: string;
  tensor: string;
  shape: readonly number[];
  updateRatio: number;
}

/** A tensor that multiplies, as opposed to a bias or a scale that starts at 0 or 1. */
function isKernel({ shape, tensor }: { shape: readonly number[]; tensor: string }): boolean {
  return shape.length >= 2 && !/bias/.test(tensor);
}

function rootMeanSquare({ norm, shape }: TensorReport): number {
  return norm / Math.sqrt(shape.reduce((product, size) => product * size, 1));
}

function totalNorm({ gradients }: UpdateLook): number {
  return Math.hypot(...gradients.map(({ norm }) => norm));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** The last `count` of a list, when there are so many and all of them are so. */
function lastAll<T>(list: readonly T[], count: number, isSo: (one: T) => boolean): boolean {
  return list.length >= count && list.slice(-count).every(isSo);
}

/** What is wrong with the gradients and updates at the last of these looks, all of one model in their order. */
export function judgeUpdates(looks: readonly UpdateLook[]): AlarmFinding[] {
  const last = looks.at(-1);
  if (!last) return [];
  return [...exploding(looks), ...vanishing(looks), ...large(looks, last), ...small(looks)];
}

function exploding(looks: readonly UpdateLook[]): AlarmFinding[] {
  const { timesMedian, looksBefore, looks: count } = alarmRules.explodingGradient;
  const norms = looks.map(totalNorm);
  const before = norms.slice(0, -count);
  if (before.length < looksBefore) return [];
  const limit = median(before) * timesMedian;
  if (limit === 0 || !lastAll(norms, count, (norm) => norm > limit)) return [];
  return [{ code: 'exploding-gradient', value: norms.at(-1) ?? 0, limit }];
}

/** Gradient of the first layer over that of the last, and how many layers there are. */
function depthRatio({ gradients }: UpdateLook): { ratio: number; layers: number; first: string } | undefined {
  const kernels = gradients.filter(isKernel);
  const [first, last] = [kernels[0], kernels.at(-1)];
  if (!first || !last) return undefined;
  const layers = new Set(kernels.map(({ layer }) => layer)).size;
  const top = rootMeanSquare(last);
  return top > 0 ? { ratio: rootMeanSquare(first) / top, layers, first: first.layer } : undefined;
}

function vanishing(looks: readonly UpdateLook[]): AlarmFinding[] {
  const { ratio: limit, layersAtLeast, looks: count } = alarmRules.vanishingGradient;
  const isSo = (look: UpdateLook): boolean => {
    const depth = depthRatio(look);
    return depth !== undefined && depth.layers >= layersAtLeast && depth.ratio < limit;
  };
  const last = looks.at(-1);
  const depth = last && depthRatio(last);
  if (!depth || !lastAll(looks, count, isSo)) return [];
  return [{ code: 'vanishing-gradient', layer: depth.first, value: depth.ratio, limit }];
}

function large(looks: readonly UpdateLook[], last: UpdateLook): AlarmFinding[] {
  const { ratio: limit, afterUpdates, looks: count, thrownBy, settling } = alarmRules.largeUpdates;
  const judged = looks.filter(({ updates }) => updates > afterUpdates);
  const thrown = looks.flatMap(({ weights }, at) =>
    standsStillFrom(looks, at + 1 + settling, count)
      ? weights.filter((weight) => isKernel(weight) && weight.updateRatio > thrownBy)
      : [],
  );
  const steady = last.weights
    .filter(isKernel)
    .filter(({ layer, tensor }) => lastAll(judged, count, (look) => ratioOf(look, layer, tensor) > limit));
  const [worst] = [...steady, ...thrown].sort((a, b) => b.updateRatio - a.updateRatio);
  return worst ? [{ code: 'large-updates', layer: worst.layer, value: worst.updateRatio, limit }] : [];
}

/** Whether nothing has changed in any look from this one on. */
function standsStillFrom(looks: readonly UpdateLook[], from: number, count: number): boolean {
  const after = looks.slice(from);
  const limit = alarmRules.largeUpdates.standsStill;
  return after.length >= count && after.every((look) => largestRatio(look) < limit);
}

function ratioOf({ weights }: UpdateLook, layer: string, tensor: string): number {
  return weights.find((weight) => weight.layer === layer && weight.tensor === tensor)?.updateRatio ?? 0;
}

function largestRatio({ weights }: UpdateLook): number {
  return Math.max(0, ...weights.filter(isKernel).map(({ updateRatio }) => updateRatio));
}

function small(looks: readonly UpdateLook[]): AlarmFinding[] {
  const { ratio: limit, looks: count } = alarmRules.smallUpdates;
  const isSo = (look: UpdateLook): boolean => largestRatio(look) < limit && totalNorm(look) > 0;
  if (looks.length !== count || !looks.every(isSo)) return [];
  return [{ code: 'small-updates', value: Math.max(...looks.map(largestRatio)), limit }];
}

/**
 * What is wrong with the units at the last of these looks at activations, layers from the first to the last. The last layer
 * with activations gives the answer and is not judged.
 */
export function judgeActivations(looks: readonly (readonly TensorReport[])[]): AlarmFinding[] {
  const hidden = looks.at(-1)?.slice(0, -1) ?? [];
  const { share: deadLimit, unitsAtLeast, looks: deadLooks } = alarmRules.deadUnits;
  const { share: saturatedLimit, looks: saturatedLooks } = alarmRules.saturatedUnits;
  const holds = (layer: string, count: number, isSo: (report: TensorReport) => boolean): boolean =>
    lastAll(looks, count, (look) => look.some((report) => report.layer === layer && isSo(report)));
  return hidden.flatMap(({ layer, dead = 0, saturated = 0, shape }): AlarmFinding[] => {
    const units = shape.at(-1) ?? 0;
    if (units >= unitsAtLeast && holds(layer, deadLooks, (report) => (report.dead ?? 0) > deadLimit))
      return [{ code: 'dead-units', layer, value: dead, limit: deadLimit }];
    if (holds(layer, saturatedLooks, (report) => (report.saturated ?? 0) > saturatedLimit))
      return [{ code: 'saturated-units', layer, value: saturated, limit: saturatedLimit }];
    return [];
  });
}
