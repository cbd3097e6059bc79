interface Block {
  sum: number;
  count: number;
}

/** Squared error of the best non-increasing fit to each prefix, and the fit itself: pool adjacent violators (Ayer et al. 1955). */
function fallingFits(values: readonly number[]): { errors: number[]; fitTo: (length: number) => number[] } {
  const fitTo = (length: number): number[] => {
    const blocks: Block[] = [];
    for (let index = 0; index < length; index++) {
      let block: Block = { sum: values[index] ?? 0, count: 1 };
      for (
        let last = blocks.at(-1);
        last && last.sum / last.count < block.sum / block.count;
        last = blocks.at(-1)
      ) {
        block = { sum: block.sum + last.sum, count: block.count + last.count };
        blocks.pop();
      }
      blocks.push(block);
    }
    return blocks.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
  };
  const errors = Array.from({ length: values.length + 1 }, (_, length) =>
    fitTo(length).reduce((sum, fit, index) => sum + (fit - (values[index] ?? 0)) ** 2, 0),
  );
  return { errors, fitTo };
}

export interface Valley {
  /** Index of the lowest point: the curve falls up to it and rises from it. */
  at: number;
  /** The fitted curve. */
  fit: number[];
}

/**
 * The best fit, in least squares, by a curve that falls and then rises: unimodal regression (Stout 2008) by trying every place
 * to turn. Robust where the smallest value is an accident of noise. O(n²), for at most some hundred values.
 */
export function fitValley(values: readonly number[]): Valley {
  const falling = fallingFits(values);
  const rising = fallingFits([...values].reverse());
  let turn = 0;
  let least = Infinity;
  for (let length = 0; length <= values.length; length++) {
    const error = (falling.errors[length] ?? 0) + (rising.errors[values.length - length] ?? 0);
    if (error < least - 1e-12) {
      least = error;
      turn = length;
    }
  }
  const fit = [...falling.fitTo(turn), ...rising.fitTo(values.length - turn).reverse()];
  let at = 0;
  for (const [index, value] of fit.entries()) if (value < (fit[at] ?? 0)) at = index;
  return { at, fit };
}
