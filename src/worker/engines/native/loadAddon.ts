import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { messageOf } from '../../../base/assert.ts';
import type { TensorFlowLocation } from '../../../protocol/engine.ts';

/** The published binding and the functions of ours beside it (addon/addon.cc). */
export interface Addon extends TFJSBinding {
  /** The version that the loaded library says it has. */
  readonly TF_Version: string;
  /** As executeOp, and attributes may be lists of strings or of types. */
  executeListOp: (...args: ListOpArgs) => ReturnType<TFJSBinding['executeOp']>;
  /** Ids of new values and moments, three a variable, from ids as addon/adamStep.h lists them. */
  adamStep(variableIds: readonly number[], scalarIds: readonly number[]): number[];
}

type ListOpArgs = [name: string, attributes: OpAttribute[], inputIds: number[], outputCount: number];

/** An attribute of a TensorFlow operation; `type` is one of the binding's TF_ATTR_ numbers. */
export interface OpAttribute {
  name: string;
  type: number;
  value: boolean | number | string | readonly number[] | readonly string[];
}

export interface LoadedAddon {
  addon: Addon;
  /** What TensorFlow wrote to standard error meanwhile: where CUDA libraries are missing, it says so only there. */
  log: string;
}

/** The folder of this platform's add-on; built where the extension was (scripts/native/build.mjs). */
export function addonFolder(nativeFolder: string): string {
  return path.join(nativeFolder, `${process.platform}-${process.arch}`);
}

/**
 * Loads the add-on, and TensorFlow with it, into this process.
 *
 * @throws Error with a sentence for a person: no add-on for this platform, or a library that does not fit.
 */
export function loadAddon(nativeFolder: string, { folder }: TensorFlowLocation): LoadedAddon {
  const file = path.join(addonFolder(nativeFolder), 'tfjs_binding.node');
  if (!existsSync(file)) {
    throw new Error(
      `This copy of the extension has no native engine for ${process.platform} on ${process.arch}.`,
    );
  }
  const standardError = load(path.join(path.dirname(file), 'standard_error.node')) as StandardError;
  standardError.hold();
  let log = '';
  try {
    const addon = load(file) as Addon;
    log = standardError.release();
    return { addon, log };
  } catch (thrown) {
    log = standardError.release();
    throw new Error(explain(messageOf(thrown), folder, log), { cause: thrown });
  }
}

/** addon/standardError.cc */
interface StandardError {
  hold(): boolean;
  release(): string;
}

function load(file: string): unknown {
  const target = { exports: {} };
  // All symbols at once: one that is missing is an error here, and not the end of the process in the middle of a run.
  process.dlopen(target, file, constants.dlopen.RTLD_NOW);
  return target.exports;
}

/** A sentence for each way in which the dynamic linker refuses a library. */
function explain(message: string, folder: string, log: string): string {
  const [reason = ''] = message.split('\n');
  const symbol = /undefined symbol: (\w+)/.exec(reason)?.[1];
  if (symbol) return `The TensorFlow in ${folder} is too old, or not complete: it has no ${symbol}.`;
  if (/ELF|file too short|wrong architecture/.test(reason)) {
    return `The TensorFlow in ${folder} is damaged or made for another kind of computer (${reason}).`;
  }
  const library = /(\S+): cannot open shared object file/.exec(reason)?.[1];
  if (library?.startsWith('libtensorflow')) {
    return `The library of TensorFlow in ${folder} could not be opened: ${library} is not on the library path.`;
  }
  if (library) return `The TensorFlow in ${folder} needs ${library}, which is not on this computer.`;
  const missingVersion = /version [`']([^']+)' not found/.exec(reason)?.[1];
  if (missingVersion) return `The TensorFlow in ${folder} needs a newer system (${missingVersion}).`;
  const lastLine = log.trim().split('\n').at(-1) ?? '';
  return `The TensorFlow in ${folder} could not be started: ${[reason, lastLine].filter(Boolean).join('; ')}`;
}
