import { existsSync } from 'node:fs';
import path from 'node:path';

/** The embedded data sets of this checkout, found upwards: tests run bundled, from a folder of the runner's choice. */
export const datasetsFolder = find(process.cwd());

function find(from: string): string {
  const folder = path.join(from, 'lessons', 'datasets');
  if (existsSync(folder)) return folder;
  const parent = path.dirname(from);
  if (parent === from) throw new Error('run the tests inside the repository');
  return find(parent);
}
