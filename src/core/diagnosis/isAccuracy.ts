/** Whether a metric is a share of right answers, 0..1, by any of tfjs's names. */
export function isAccuracy(metric: string): boolean {
  return /^acc/i.test(metric) || /accuracy$/i.test(metric);
}
