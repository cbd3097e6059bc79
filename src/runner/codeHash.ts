import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RunHeader } from '../protocol/run.ts';

/** SHA-256 of a program's file as it is on disk; nothing where it cannot be read, which the worker then says. */
export function codeHashOf(file: string): Pick<RunHeader, 'codeHash'> {
  try {
    return { codeHash: createHash('sha256').update(readFileSync(file)).digest('hex') };
  } catch {
    return {};
  }
}
