import { existsSync } from 'node:fs';
import { runTool } from './runTool.mjs';
import { step } from './steps.mjs';

/** What a browser test needs at run time. The fonts are for the zh-TW and zh-CN screenshots. */
export const BROWSER_PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** What compiling the native parts of code-server needs. */
export const COMPILER_PACKAGES = ['python3', 'make', 'g++', 'pkg-config', 'libkrb5-dev', 'libsecret-1-dev'];

/**
 * Makes sure that Debian packages are installed: installs the missing ones when root, else says what to type.
 * On systems without dpkg nothing is checked here; the step that needs a tool says so itself.
 * @param {readonly string[]} wanted
 */
export async function ensureDebianPackages(wanted) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (process.getuid?.() !== 0) {
    throw new Error(
      `Debian packages are missing. Install them, then run this again:\n  sudo apt-get install ${names}`,
    );
  }
  await step(`installing Debian packages: ${names}`, () => install(missing));
}

/** @param {readonly string[]} wanted */
async function missingPackages(wanted) {
  // dpkg-query exits 1 when it knows nothing of a package; what it lists is right all the same.
  const { output } = await runTool('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\\n',
    ...wanted,
  ]);
  const installed = new Set(
    output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return wanted.filter((name) => !installed.has(name));
}

/** @param {readonly string[]} names */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (/** @type {string[]} */ args) => runTool('apt-get', args, { env, timeoutMs: 10 * 60_000 });
  await apt(['update', '-qq']);
  const result = await apt(['install', '-y', '-qq', '--no-install-recommends', ...names]);
  if (result.code !== 0) throw new Error(`apt-get install failed:\n${result.output.slice(-2000)}`);
}
