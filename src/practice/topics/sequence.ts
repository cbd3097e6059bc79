import type { CatalogueEntry } from '../catalogueEntry.ts';
import { attentionWeight as secondAttentionWeight } from '../keys/sequence/attentionWeight.ts';
import { bidirectionalParameters as secondBidirectionalParameters } from '../keys/sequence/bidirectionalParameters.ts';
import { causalPairs as secondCausalPairs } from '../keys/sequence/causalPairs.ts';
import { gatedParameters as secondGatedParameters } from '../keys/sequence/gatedParameters.ts';
import { gruStep as secondGruStep } from '../keys/sequence/gruStep.ts';
import { lstmHidden as secondLstmHidden } from '../keys/sequence/lstmHidden.ts';
import { maskedLoss as secondMaskedLoss } from '../keys/sequence/maskedLoss.ts';
import { rnnStep as secondRnnStep } from '../keys/sequence/rnnStep.ts';
import { skipGramPairs as secondSkipGramPairs } from '../keys/sequence/skipGramPairs.ts';
import { transformerBlock as secondTransformerBlock } from '../keys/sequence/transformerBlock.ts';
import { vanishingFactor as secondVanishingFactor } from '../keys/sequence/vanishingFactor.ts';
import { attentionWeight } from '../templates/sequence/attentionWeight.ts';
import { bidirectionalParameters } from '../templates/sequence/bidirectionalParameters.ts';
import { causalPairs } from '../templates/sequence/causalPairs.ts';
import { gatedParameters } from '../templates/sequence/gatedParameters.ts';
import { gruStep } from '../templates/sequence/gruStep.ts';
import { lstmHidden } from '../templates/sequence/lstmHidden.ts';
import { maskedLoss } from '../templates/sequence/maskedLoss.ts';
import { rnnStep } from '../templates/sequence/rnnStep.ts';
import { skipGramPairs } from '../templates/sequence/skipGramPairs.ts';
import { transformerBlock } from '../templates/sequence/transformerBlock.ts';
import { vanishingFactor } from '../templates/sequence/vanishingFactor.ts';

export const sequence: readonly CatalogueEntry[] = [
  { template: rnnStep, secondKey: secondRnnStep },
  { template: lstmHidden, secondKey: secondLstmHidden },
  { template: gruStep, secondKey: secondGruStep },
  { template: gatedParameters, secondKey: secondGatedParameters },
  { template: bidirectionalParameters, secondKey: secondBidirectionalParameters },
  { template: vanishingFactor, secondKey: secondVanishingFactor },
  { template: maskedLoss, secondKey: secondMaskedLoss },
  { template: skipGramPairs, secondKey: secondSkipGramPairs },
  { template: attentionWeight, secondKey: secondAttentionWeight },
  { template: causalPairs, secondKey: secondCausalPairs },
  { template: transformerBlock, secondKey: secondTransformerBlock },
];
