import { join } from 'node:path';

/** Tests run bundled, so that they find files by the project's folder, which the test script names. */
export function projectFolder(...parts: string[]): string {
  return join(process.env.DL_ROOT ?? process.cwd(), ...parts);
}
