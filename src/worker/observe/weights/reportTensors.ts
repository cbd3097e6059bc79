import type { TensorReport } from '../../../protocol/exhibit.ts';
import { tensorStatistics } from '../../../core/weights/tensorStatistics.ts';
import type { TensorValues } from './readTensor.ts';
import type { WatchedVariable } from './watchedVariables.ts';

/** The report of one tensor whose elements were read. */
export function reportOf(
  { layer, tensor }: Pick<WatchedVariable, 'layer' | 'tensor'>,
  role: TensorReport['role'],
  shape: readonly number[],
  { values, stride }: TensorValues,
): TensorReport {
  return {
    layer,
    tensor,
    role,
    shape: [...shape],
    ...tensorStatistics(values, stride),
    ...(stride > 1 ? { sampled: values.length } : {}),
  };
}
