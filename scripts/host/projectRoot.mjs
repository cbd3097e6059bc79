import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout all scripts work on: this one, unless `DL_ROOT` names another. */
export const projectRoot = resolve(
  process.env.DL_ROOT ?? resolve(dirname(fileURLToPath(import.meta.url)), '..', '..'),
);
