/** 0 up to `none`, 1 from `full`, a straight line between them; `none` may be the larger one. NaN gives 0. */
export function ramp(value: number, none: number, full: number): number {
  const share = (value - none) / (full - none);
  return share > 0 ? Math.min(1, share) : 0;
}
