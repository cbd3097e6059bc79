import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './host/cacheFolder.mjs';
import { COMPILER_PACKAGES, ensureDebianPackages } from './host/debianPackages.mjs';
import { npmFolder } from './host/npmFolder.mjs';

/**
 * The pairs we test with. `minimum` is the oldest VS Code that package.json's `engines.vscode` admits.
 * Each code-server wants the major version of Node that its VS Code was built for. Installing `minimum` (chosen by
 * `DL_VSCODE=minimum`) also fetches ripgrep from GitHub, which that version does by itself; `current` needs npm only.
 */
const PAIRS = {
  current: { codeServer: '4.139.1', node: '24.21.0' },
  minimum: { codeServer: '4.100.3', node: '20.19.5' },
};

/**
 * @typedef {object} VscodeServer
 * @property {string} node the Node program that runs the server
 * @property {string} codeServer code-server's entry file: installs extensions, serves one person
 * @property {string} serverMain the plain VS Code server inside: the one that runs extension tests
 * @property {string} version of code-server; its last two parts are VS Code's
 */

/**
 * Makes a real VS Code server ready on this machine and says where it is. The first call downloads it from npm and
 * compiles its native parts; later calls find it in the cache folder.
 * @param {keyof typeof PAIRS} [which]
 * @returns {Promise<VscodeServer>}
 * @throws {Error} with a sentence that says what to install, where something is missing
 */
export async function prepareVscodeServer(
  which = process.env.DL_VSCODE === 'minimum' ? 'minimum' : 'current',
) {
  const { platform, arch } = process;
  if (platform === 'win32') {
    throw new Error(
      'code-server does not run on Windows. Use `npm run test:desktop`, or run this inside WSL.',
    );
  }
  const pair = PAIRS[which];
  const system = `${platform}-${arch}`;
  const nodeFolder = await npmFolder({
    folder: join(cacheFolder(), `node-${pair.node}-${system}`),
    name: `node-${system}`,
    version: pair.node,
    compiles: false,
  });
  const node = join(nodeFolder, 'bin', 'node');
  const folder = join(cacheFolder(), `code-server-${pair.codeServer}-${system}`);
  if (!existsSync(folder)) await ensureDebianPackages(COMPILER_PACKAGES);
  const root = await npmFolder({
    folder,
    name: 'code-server',
    version: pair.codeServer,
    compiles: true,
    nodeBin: dirname(node),
    nodeHeaders: nodeFolder,
  });
  return {
    node,
    codeServer: join(root, 'out', 'node', 'entry.js'),
    serverMain: join(root, 'lib', 'vscode', 'out', 'server-main.js'),
    version: pair.codeServer,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(JSON.stringify(await prepareVscodeServer(), undefined, 2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
