import { predictedAt } from '../../../src/core/prediction/comparePrediction.ts';
import type { PredictedPoint } from '../../../src/protocol/prediction.ts';

const undoAtMost = 100;

/** A curve that is being drawn: at most one value an epoch, with a way back. */
export interface Drawing {
  readonly points: readonly PredictedPoint[];
  /** Sets the values between two places, as a stroke passes over them. */
  stroke(from: PredictedPoint, to: PredictedPoint): void;
  set(epoch: number, value: number): void;
  remove(epoch: number): void;
  /** The value at an epoch, between drawn points too; undefined outside of them. */
  valueAt(epoch: number): number | undefined;
  /** Everything changed since the last call is one step for `undo`. */
  endStep(): void;
  /** False when there is nothing to undo. */
  undo(): boolean;
  clear(): void;
}

export function createDrawing(first: readonly PredictedPoint[], epochs: number): Drawing {
  let values = new Map(first.map(({ epoch, value }) => [epoch, value]));
  const history: Map<number, number>[] = [];
  let before = new Map(values);
  const points = (): PredictedPoint[] =>
    [...values].map(([epoch, value]) => ({ epoch, value })).sort((a, b) => a.epoch - b.epoch);
  const set = (epoch: number, value: number): void => {
    if (Number.isFinite(value) && epoch >= 1 && epoch <= epochs) values.set(epoch, value);
  };
  const endStep = (): void => {
    if (JSON.stringify([...before]) === JSON.stringify([...values])) return;
    history.push(before);
    if (history.length > undoAtMost) history.shift();
    before = new Map(values);
  };
  return {
    get points() {
      return points();
    },
    stroke(from, to) {
      const step = to.epoch >= from.epoch ? 1 : -1;
      const way = to.epoch - from.epoch;
      for (let epoch = from.epoch; ; epoch += step) {
        const share = way === 0 ? 1 : (epoch - from.epoch) / way;
        set(epoch, from.value + share * (to.value - from.value));
        if (epoch === to.epoch) return;
      }
    },
    set,
    remove: (epoch) => void values.delete(epoch),
    valueAt(epoch) {
      const drawn = points();
      const [start, end] = [drawn[0], drawn.at(-1)];
      return start && end && epoch >= start.epoch && epoch <= end.epoch
        ? predictedAt(drawn, epoch)
        : undefined;
    },
    endStep,
    undo() {
      endStep();
      const last = history.pop();
      if (!last) return false;
      values = last;
      before = new Map(values);
      return true;
    },
    clear() {
      endStep();
      values = new Map();
      endStep();
    },
  };
}
