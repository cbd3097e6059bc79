import type { KernelFunctions } from './callBoard.ts';

/** The functions an instance of the training module exports, by number: the order of the binary. */
export function kernelFunctionsOf(exports: Readonly<Record<string, unknown>>): {
  readonly functions: KernelFunctions;
  readonly indexOf: ReadonlyMap<string, number>;
} {
  const entries = Object.entries(exports).filter(([, value]) => typeof value === 'function');
  return {
    functions: entries.map(([, value]) => value as KernelFunctions[number]),
    indexOf: new Map(entries.map(([name], index) => [name, index])),
  };
}
