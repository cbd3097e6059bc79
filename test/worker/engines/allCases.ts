import { attentionCases } from './cases/attentionCases.ts';
import { convolutionCases } from './cases/convolutionCases.ts';
import { denseCases } from './cases/denseCases.ts';
import { generativeCases } from './cases/generativeCases.ts';
import { lossCases } from './cases/lossCases.ts';
import { operationCases } from './cases/operationCases.ts';
import { optimizerCases } from './cases/optimizerCases.ts';
import { programCases } from './cases/programCases.ts';
import { recurrentCases } from './cases/recurrentCases.ts';
import { reinforcementCases } from './cases/reinforcementCases.ts';
import { shapeCases } from './cases/shapeCases.ts';
import { visionCases } from './cases/visionCases.ts';
import type { SuiteCase } from './suiteCase.ts';

/** A family of cases is a file; a new one is a line here. */
export const allCases: readonly SuiteCase[] = [
  ...denseCases,
  ...convolutionCases,
  ...shapeCases,
  ...recurrentCases,
  ...attentionCases,
  ...generativeCases,
  ...visionCases,
  ...reinforcementCases,
  ...optimizerCases,
  ...lossCases,
  ...programCases,
  ...operationCases,
];
