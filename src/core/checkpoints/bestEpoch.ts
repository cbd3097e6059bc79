import type { KeptEpoch } from '../../protocol/checkpoint.ts';

/** The figure by which epochs are compared: validation loss, and training loss where nothing was held out. */
export function monitorOf(epochs: readonly KeptEpoch[]): 'val_loss' | 'loss' {
  return epochs.some(({ logs }) => Number.isFinite(logs['val_loss'])) ? 'val_loss' : 'loss';
}

/** The epoch with the lowest loss, the earliest of equals; undefined where no loss is a number. */
export function bestOf<E extends KeptEpoch>(epochs: readonly E[]): E | undefined {
  const monitor = monitorOf(epochs);
  let best: E | undefined;
  for (const epoch of epochs) {
    const loss = epoch.logs[monitor];
    if (loss === undefined || !Number.isFinite(loss)) continue;
    if (!best || loss < (best.logs[monitor] ?? Infinity)) best = epoch;
  }
  return best;
}
