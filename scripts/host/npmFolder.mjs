import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { exclusively } from './exclusively.mjs';
import { runTool } from './runTool.mjs';
import { step } from './steps.mjs';

/**
 * @typedef {object} NpmFolderRecipe
 * @property {string} folder where the finished installation lies
 * @property {string} name npm package
 * @property {string} version exact version
 * @property {boolean} compiles whether the package's own install scripts run (it compiles native parts)
 * @property {string} [nodeBin] folder of the Node that runs npm and the install scripts
 * @property {string} [nodeHeaders] Node's unpacked headers, for node-gyp
 */

/**
 * Installs one npm package in a folder of its own, outside any project. A finished installation is found again by
 * its stamp; an interrupted one leaves nothing behind that could be mistaken for a finished one.
 * @param {NpmFolderRecipe} recipe
 * @returns {Promise<string>} the folder of the installed package
 */
export async function npmFolder(recipe) {
  const installed = join(recipe.folder, 'node_modules', recipe.name);
  const stamp = JSON.stringify({ name: recipe.name, version: recipe.version });
  const isReady = async () => {
    const found = await readFile(join(recipe.folder, 'stamp.json'), 'utf8').catch(() => '');
    return found === stamp;
  };
  if (await isReady()) return installed;
  await exclusively(`${recipe.folder}.lock`, async () => {
    if (await isReady()) return;
    await step(
      `installing ${recipe.name} ${recipe.version}${recipe.compiles ? ' (compiles, some minutes)' : ''}`,
      () => installInto(recipe, stamp),
    );
  });
  return installed;
}

/**
 * @param {NpmFolderRecipe} recipe
 * @param {string} stamp
 */
async function installInto(recipe, stamp) {
  const building = `${recipe.folder}.building`;
  await rm(building, { recursive: true, force: true });
  await mkdir(building, { recursive: true });
  // npm 11.17 and later run install scripts only of packages named here.
  const manifest = { private: true, allowScripts: { [recipe.name]: true, argon2: true } };
  await writeFile(join(building, 'package.json'), JSON.stringify(manifest));
  const result = await runTool(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [
      'install',
      `${recipe.name}@${recipe.version}`,
      `--ignore-scripts=${recipe.compiles ? 'false' : 'true'}`,
      '--no-audit',
      '--no-fund',
      '--loglevel=warn',
    ],
    { cwd: building, env: npmEnvironment(recipe), timeoutMs: 20 * 60_000 },
  );
  if (result.code !== 0) {
    const log = `${recipe.folder}.log`;
    await writeFile(log, result.output);
    const why = result.timedOut ? 'took longer than 20 minutes' : `failed (npm exit code ${result.code})`;
    throw new Error(`Installing ${recipe.name} ${why}. The whole log: ${log}\n${result.output.slice(-3000)}`);
  }
  await writeFile(join(building, 'stamp.json'), stamp);
  await rm(recipe.folder, { recursive: true, force: true });
  await rename(building, recipe.folder);
}

/** @param {NpmFolderRecipe} recipe */
function npmEnvironment(recipe) {
  const env = { ...process.env };
  for (const key of Object.keys(env)) {
    // Under `npm test` the project's own npm settings arrive as variables; this installation is none of the project's.
    if (/^npm_(package_|lifecycle_|config_(ignore_scripts|local_prefix|nodedir))/i.test(key)) delete env[key];
  }
  if (recipe.nodeBin) env.PATH = `${recipe.nodeBin}${delimiter}${withoutProjectBins(env.PATH ?? '')}`;
  if (recipe.nodeHeaders) env.npm_config_nodedir = recipe.nodeHeaders;
  // Older code-server versions ask for this before they compile anything as root.
  env.npm_config_unsafe_perm = 'true';
  delete env.NODE_OPTIONS;
  return env;
}

/**
 * npm puts the project's `node_modules/.bin` folders first on PATH; a foreign build must not find our tools there.
 * @param {string} path
 */
function withoutProjectBins(path) {
  const isProjectBin = (/** @type {string} */ entry) =>
    entry.endsWith(join('node_modules', '.bin')) || dirname(entry).endsWith('node-gyp-bin');
  return path
    .split(delimiter)
    .filter((entry) => !isProjectBin(entry))
    .join(delimiter);
}
