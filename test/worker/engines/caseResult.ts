/** What one case gave on one engine. */
export interface CaseResult {
  name: string;
  /** See SuiteCase. */
  tolerance: number;
  slow: boolean;
  wallMs: number;
  /** Empty when it threw. */
  numbers: number[];
  error?: string;
}
