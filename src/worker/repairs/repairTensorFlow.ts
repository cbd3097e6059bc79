import type { TensorFlow } from '../engines/tensorFlow.ts';
import { repairBroadcastGradients } from './broadcastGradients.ts';
import { repairCentredRmsprop } from './centredRmsprop.ts';
import { repairClipByValue } from './clipByValue.ts';
import { repairConvolutionLayers } from './convolutionLayers.ts';
import { repairCumulativeGradients } from './cumulativeGradients.ts';
import { repairDilatedConvolutions } from './dilatedConvolutions.ts';
import { repairEarlyStopping } from './earlyStopping.ts';
import { repairEinsum } from './einsum.ts';
import { repairIndexGradients } from './indexGradients.ts';
import { repairLayoutGradients } from './layoutGradients.ts';
import { repairMirrorPadGradient } from './mirrorPadGradient.ts';
import { repairNotDifferentiable } from './notDifferentiable.ts';
import { repairNumericPadding } from './numericPadding.ts';
import { repairOptimizerSlots } from './optimizerSlots.ts';
import { repairResizeGradients } from './resizeGradients.ts';
import { repairSecondOrderGradients } from './secondOrderGradients.ts';
import { repairSoftmaxAxis } from './softmaxAxis.ts';
import { repairTrainableAtCompile } from './trainableAtCompile.ts';
import { repairVolumeGradients } from './volumeGradients.ts';

/** Every repair is one file that says what is wrong in tfjs 4.22, what it does about it, and where it stops. */
const repairs: readonly ((tf: TensorFlow) => void)[] = [
  repairBroadcastGradients,
  repairCentredRmsprop,
  repairClipByValue,
  repairConvolutionLayers,
  repairCumulativeGradients,
  repairDilatedConvolutions,
  repairEarlyStopping,
  repairEinsum,
  repairIndexGradients,
  repairLayoutGradients,
  repairMirrorPadGradient,
  repairNotDifferentiable,
  repairNumericPadding,
  repairOptimizerSlots,
  repairResizeGradients,
  repairSecondOrderGradients,
  repairSoftmaxAxis,
  repairTrainableAtCompile,
  repairVolumeGradients,
];

const repaired = new WeakSet<TensorFlow>();

/**
 * Mends gaps of tfjs that every engine shares. Once a process, after its engine has started: the functions replaced are those of
 * `tf` and of the backend in use. What learners save, and the names of their layers and weights, stay the same.
 */
export function repairTensorFlow(tf: TensorFlow): void {
  if (repaired.has(tf)) return;
  repaired.add(tf);
  for (const repair of repairs) repair(tf);
}
