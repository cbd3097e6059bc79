import type { CatalogueEntry } from '../catalogueEntry.ts';
import { activationSlope as secondActivationSlope } from '../keys/nets/activationSlope.ts';
import { collapsedLayers as secondCollapsedLayers } from '../keys/nets/collapsedLayers.ts';
import { distanceToLine as secondDistanceToLine } from '../keys/nets/distanceToLine.ts';
import { fanOutDerivative as secondFanOutDerivative } from '../keys/nets/fanOutDerivative.ts';
import { forwardPass as secondForwardPass } from '../keys/nets/forwardPass.ts';
import { linearPieces as secondLinearPieces } from '../keys/nets/linearPieces.ts';
import { parameterCount as secondParameterCount } from '../keys/nets/parameterCount.ts';
import { perceptronUpdate as secondPerceptronUpdate } from '../keys/nets/perceptronUpdate.ts';
import { weightGradient as secondWeightGradient } from '../keys/nets/weightGradient.ts';
import { activationSlope } from '../templates/nets/activationSlope.ts';
import { collapsedLayers } from '../templates/nets/collapsedLayers.ts';
import { distanceToLine } from '../templates/nets/distanceToLine.ts';
import { fanOutDerivative } from '../templates/nets/fanOutDerivative.ts';
import { forwardPass } from '../templates/nets/forwardPass.ts';
import { linearPieces } from '../templates/nets/linearPieces.ts';
import { parameterCount } from '../templates/nets/parameterCount.ts';
import { perceptronUpdate } from '../templates/nets/perceptronUpdate.ts';
import { weightGradient } from '../templates/nets/weightGradient.ts';

export const nets: readonly CatalogueEntry[] = [
  { template: perceptronUpdate, secondKey: secondPerceptronUpdate },
  { template: distanceToLine, secondKey: secondDistanceToLine },
  { template: activationSlope, secondKey: secondActivationSlope },
  { template: collapsedLayers, secondKey: secondCollapsedLayers },
  { template: linearPieces, secondKey: secondLinearPieces },
  { template: parameterCount, secondKey: secondParameterCount },
  { template: forwardPass, secondKey: secondForwardPass },
  { template: weightGradient, secondKey: secondWeightGradient },
  { template: fanOutDerivative, secondKey: secondFanOutDerivative },
];
