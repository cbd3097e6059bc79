/** Calls back what Dawn has asked to be called back, without waiting for the event loop. */
export interface TurnRequests {
  /** Gives Dawn the turn it is waiting for: finished work is noticed. False when it waits for none. */
  takeTurn: () => boolean;
}

/** A function made by a native add-on: no name, no source, and (unlike a bound function) a prototype. */
function isNative(callback: (...args: never[]) => void): boolean {
  return (
    callback.name === '' &&
    Object.hasOwn(callback, 'prototype') &&
    /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(callback))
  );
}

/**
 * Dawn looks for finished work when Node calls back what it gave to `setImmediate`. Code that waits synchronously never
 * returns to the event loop, so those callbacks are kept here, to be called early. Everybody else's pass through.
 *
 * Call it before the add-on is loaded, once a process.
 */
export function keepTurnRequests(): TurnRequests {
  const schedule = globalThis.setImmediate;
  let waiting: (() => void) | undefined;
  const takeTurn = (): boolean => {
    const turn = waiting;
    if (!turn) return false;
    waiting = undefined;
    turn();
    return true;
  };
  const intercepted = (callback: (...args: unknown[]) => void, ...args: unknown[]): NodeJS.Immediate => {
    if (!isNative(callback)) return schedule(callback, ...args);
    const turn = (): void => callback(...args);
    waiting = turn;
    return schedule(() => {
      if (waiting === turn) takeTurn();
    });
  };
  globalThis.setImmediate = Object.assign(intercepted, schedule);
  return { takeTurn };
}
