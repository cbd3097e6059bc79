const stops = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * Where the x axis ends while a curve grows: at the end of the run if that is near, else at the next round number,
 * so that the picture moves now and then instead of with every point.
 *
 * @param reached the furthest point so far
 * @param planned where the run will end, if it is known
 */
export function axisEnd(reached: number, planned: number | undefined): number {
  const wanted = Math.max(reached, 1);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const stop = (stops.find((candidate) => candidate * power >= wanted) ?? 10) * power;
  if (planned === undefined) return stop;
  return planned <= 12 || stop > planned * 0.75 ? Math.max(planned, reached) : stop;
}
