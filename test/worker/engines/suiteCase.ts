/** One small training (or computation) whose numbers must be the same on every engine. */
export interface SuiteCase {
  /** Unique, in words. */
  name: string;
  /** Losses and metrics, update by update; or results. */
  run(): Promise<number[]> | number[];
  /** Largest difference from the cpu engine, relative to max(|value|, 0.01); `defaultTolerance` if absent. */
  tolerance?: number;
  /** Why the tolerance is not the default. */
  because?: string;
  /** Takes long on a graphics card that is emulated in software, where other cases go the same ways. */
  slow?: true;
}

/** float32 sums in another order, amplified by a few updates. */
export const defaultTolerance = 1e-3;
