import type { CodeLocation } from '../../../protocol/ending.ts';
import type { Alarm, Exhibit } from '../../../protocol/exhibit.ts';
import type { Moment } from '../../../protocol/moment.ts';
import { DivergedError } from '../signals.ts';
import type { BadStep } from './stepGuard.ts';

/** An update that was made, or withheld. */
export interface JudgedStep {
  /** The model, or the optimizer of a loop without one. */
  owner: object;
  loss: number | undefined;
  /** What the guard has found in it. */
  found: BadStep | undefined;
  moment: Moment;
  epoch?: number;
  batch: number;
  at: CodeLocation | undefined;
}

export interface DivergenceReports {
  /** Raises an alarm, once for each owner. @throws DivergedError at a loss or gradient that is none, when that ends the run */
  judge(step: JudgedStep): void;
}

export function createDivergenceReports({
  stopOnNaN,
  onExhibit,
}: {
  stopOnNaN: boolean;
  onExhibit: (exhibit: Exhibit) => void;
}): DivergenceReports {
  const told = new WeakSet();
  return {
    judge({ owner, loss, found, moment, epoch, batch, at }) {
      const isLossBad = loss !== undefined && !Number.isFinite(loss);
      const bad = found ?? (isLossBad ? { metric: 'loss' as const, value: loss } : undefined);
      if (!bad) return;
      if (!told.has(owner)) onExhibit(alarmOf(bad, moment, at));
      told.add(owner);
      if (!stopOnNaN) return;
      throw new DivergedError({
        kind: 'diverged',
        metric: bad.metric,
        batch,
        ...(epoch === undefined ? {} : { epoch }),
        ...(at ? { at } : {}),
        ...(bad.culprit ? { culprit: bad.culprit } : {}),
      });
    },
  };
}

function alarmOf({ metric, value, culprit }: BadStep, at: Moment, location: CodeLocation | undefined): Alarm {
  return {
    kind: 'alarm',
    at,
    code: metric === 'loss' ? 'loss-not-finite' : 'gradient-not-finite',
    value,
    ...(culprit?.layer === undefined ? {} : { layer: culprit.layer }),
    ...(location ? { location } : {}),
  };
}
