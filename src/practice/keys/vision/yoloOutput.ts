import type { SecondKey } from '../../template.ts';

interface Grid extends Record<string, unknown> {
  s: number;
  boxes: number;
  classes: number;
}

/** Walks through every cell and numbers what stands there, one after the other. */
export const yoloOutput = (({ s, boxes, classes }: Grid) => {
  const perBox = ['x', 'y', 'width', 'height', 'objectness'];
  let next = 0;
  for (let row = 0; row < s; row++)
    for (let column = 0; column < s; column++) {
      for (let box = 0; box < boxes; box++) next += perBox.length;
      for (let label = 0; label < classes; label++) next++;
    }
  return next;
}) as SecondKey;
