/** When reports of one model are made, so that a run of any length keeps a bounded number of them, evenly spread. */
export interface ReportSchedule {
  /** @param epochs complete epochs of the model */
  isEpochDue(epochs: number): boolean;
  /** For loops without epochs. */
  isTimeDue(nowMs: number): boolean;
  reported(epochs: number | undefined, nowMs: number): void;
}

/** Reports of one model in a run whose length is known. */
export const reportsAtMost = 200;
/** Tensors in all reports of one model together: about 400 bytes each in the run's file. */
const tensorsAtMost = 20_000;
const secondMs = 1000;

/**
 * With a known number of epochs, every n-th. Without one, the distance doubles whenever half of the reports have been made
 * since it was last changed, so that twice as many epochs take a constant number more.
 *
 * @param tensors in one report
 */
export function createReportSchedule(tensors: number, plannedEpochs: number | undefined): ReportSchedule {
  const atMost = Math.min(reportsAtMost, Math.max(20, Math.floor(tensorsAtMost / Math.max(1, tensors))));
  let stride = plannedEpochs ? Math.max(1, Math.ceil(plannedEpochs / atMost)) : 1;
  let intervalMs = secondMs;
  let sinceDoubled = 0;
  let reportedAtMs = -Infinity;
  let reportedEpoch = -Infinity;
  return {
    isEpochDue: (epochs) => epochs - reportedEpoch >= stride || epochs === 1,
    isTimeDue: (nowMs) => nowMs - reportedAtMs >= intervalMs,
    reported(epochs, nowMs) {
      reportedAtMs = nowMs;
      reportedEpoch = epochs ?? reportedEpoch;
      sinceDoubled += 1;
      if (sinceDoubled < atMost / 2 || (plannedEpochs && (epochs ?? 0) <= plannedEpochs)) return;
      sinceDoubled = 0;
      stride *= 2;
      intervalMs *= 2;
    },
  };
}
