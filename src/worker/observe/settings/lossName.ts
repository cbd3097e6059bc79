import type { LayersModel } from '@tensorflow/tfjs';

const lengthAtMost = 80;

/** The loss a model was compiled with, as the program names it; of several outputs all of them. */
export function lossName(loss: LayersModel['loss'] | undefined): string {
  const all = Array.isArray(loss) ? loss : typeof loss === 'object' ? Object.values(loss) : [loss];
  const names = all.map((one) => (typeof one === 'string' ? one : functionName(one)));
  return [...new Set(names)].join(', ').slice(0, lengthAtMost);
}

function functionName(loss: unknown): string {
  const name = typeof loss === 'function' ? loss.name : '';
  // An arrow function that is written where it is handed over is named by JavaScript after its place.
  return name === '' || name === 'loss' ? 'function' : name;
}
