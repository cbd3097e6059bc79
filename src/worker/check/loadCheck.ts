import { isRecord } from '../../base/assert.ts';
import { loadProgram } from '../program/loadProgram.ts';
import type { Check, CheckStage } from './checkTypes.ts';

/** A pack's check that cannot be used. The author reads this, in the check report. */
export class CheckFileError extends Error {
  readonly code = 'check-file';
}

/** @throws CheckFileError when the file exports no usable `check` */
export async function loadCheck(file: string): Promise<Check> {
  const { check } = await loadProgram(file);
  if (!isRecord(check) || !isRecord(check['stages']))
    throw new CheckFileError(`${file} must export "check" with "stages".`);
  return check as unknown as Check;
}

/** @throws CheckFileError when the check has no such stage */
export function stageOf(check: Check, id: string): CheckStage {
  const stage = Object.hasOwn(check.stages, id) ? check.stages[id] : undefined;
  if (!stage || typeof stage.probe !== 'function' || typeof stage.judge !== 'function') {
    throw new CheckFileError(`The check has no stage "${id}" with a probe and a judge.`);
  }
  return stage as CheckStage;
}
