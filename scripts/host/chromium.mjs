import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureDebianPackages, BROWSER_PACKAGES } from './debianPackages.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

/**
 * Headless switches that make runs repeatable and quiet. Chromium refuses its own sandbox to root, hence `--no-sandbox`
 * there; the pages it opens are ours.
 */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Nothing outside this machine is reachable: what needs the network must fail here, not in a learner's hands.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * Finds an installed Chromium or Chrome (`DL_CHROMIUM` decides), installing Debian's where that is possible.
 * @returns {Promise<string>} path of the program
 */
export async function findChromium() {
  const named = process.env.DL_CHROMIUM;
  if (named) return named;
  await ensureDebianPackages(BROWSER_PACKAGES);
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error('No Chromium or Chrome found. Install one, or set DL_CHROMIUM to its path.');
  return found;
}
