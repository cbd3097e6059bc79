import type { SecondKey } from '../../template.ts';

interface GatedLayer extends Record<string, unknown> {
  cell: 'LSTM' | 'GRU';
  d: number;
  h: number;
}

const parts = {
  LSTM: ['forget', 'input', 'output', 'candidate'],
  GRU: ['update', 'reset', 'candidate'],
};

/** Lists the shape of every tensor and adds up their sizes. */
export const gatedParameters = (({ cell, d, h }: GatedLayer) => {
  const shapes = parts[cell].flatMap(() => [[h, d], [h, h], [h]]);
  return shapes.reduce((total, shape) => total + shape.reduce((size, side) => size * side, 1), 0);
}) as SecondKey;
