import { mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyDawn } from './copyDawn.mjs';
import { writePackageContents } from './packageContents.mjs';
import { projectRoot } from './projectRoot.mjs';
import { runTool } from './runTool.mjs';
import { step } from './steps.mjs';

/** @type {Promise<void> | undefined} */
let built;

/** Builds `dist/`, once a process. */
export function buildExtension() {
  built ??= step('building the extension', async () => {
    const script = ['esbuild.mjs', 'scripts/build.mjs'].find((path) => existsSync(join(projectRoot, path)));
    if (!script) throw new Error('There is no build script (esbuild.mjs).');
    await mustSucceed(process.execPath, [script], 5 * 60_000);
  });
  return built;
}

/**
 * Packs what a learner installs.
 * @param {string} [target] the package of one platform, such as `linux-x64`; without it the small one for all
 * @returns {Promise<string>} the .vsix file
 */
export async function buildVsix(target) {
  await buildExtension();
  const file = join(projectRoot, 'out', target === undefined ? 'extension.vsix' : `extension-${target}.vsix`);
  if (target !== undefined && !(await copyDawn(target))) console.log(`There is no WebGPU for ${target}.`);
  const contents = await writePackageContents(target);
  await step('packing the .vsix', async () => {
    await mkdir(join(projectRoot, 'out'), { recursive: true });
    await rm(file, { force: true });
    const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
    await mustSucceed(
      process.execPath,
      // The README's pictures are in the package: there is no repository address to point them to.
      [
        vsce,
        'package',
        '--no-dependencies',
        '--no-rewrite-relative-links',
        '--allow-missing-repository',
        '--ignoreFile',
        contents,
        ...(target === undefined ? [] : ['--target', target]),
        '-o',
        file,
      ],
      5 * 60_000,
    );
  });
  return file;
}

/**
 * Installs a .vsix as `code-server --install-extension` does for a person.
 * @param {import('../vscodeServer.mjs').VscodeServer} server
 * @param {string} vsix
 * @param {{ dataFolder: string, extensionsFolder: string }} folders
 */
export async function installVsix(server, vsix, { dataFolder, extensionsFolder }) {
  await mkdir(dataFolder, { recursive: true });
  await step('installing the .vsix', () =>
    mustSucceed(
      server.node,
      [
        server.codeServer,
        `--config=${join(dataFolder, 'code-server.yaml')}`,
        `--user-data-dir=${dataFolder}`,
        `--extensions-dir=${extensionsFolder}`,
        '--install-extension',
        vsix,
        '--force',
      ],
      2 * 60_000,
    ),
  );
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {number} timeoutMs
 */
async function mustSucceed(program, args, timeoutMs) {
  const result = await runTool(program, args, { cwd: projectRoot, timeoutMs });
  if (result.code !== 0) {
    const ending = result.timedOut
      ? `took longer than ${timeoutMs / 1000} s`
      : `failed with exit code ${result.code}`;
    throw new Error(`${args.join(' ')} ${ending}:\n${result.output.slice(-4000)}`);
  }
}
