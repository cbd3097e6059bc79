/**
 * `npm start [-- FOLDER] [--port N] [--server]`: opens VS Code with this extension on a folder to try it in.
 *
 * Where the `code` command and a display exist, VS Code opens on the desktop in extension development mode. Elsewhere,
 * or with `--server`, a VS Code server starts on this machine and its address is printed; open it in a browser.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExtension, buildVsix, installVsix } from './host/buildExtension.mjs';
import { cacheFolder } from './host/cacheFolder.mjs';
import { projectRoot } from './host/projectRoot.mjs';
import { runTool } from './host/runTool.mjs';
import { startCodeServer } from './host/serverProcess.mjs';
import { prepareVscodeServer } from './vscodeServer.mjs';

const DEFAULT_PORT = 8600;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, server: { type: 'boolean', default: false } },
});
const folder = resolve(positionals[0] ?? join(homedir(), 'deep-learning-lessons-workspace'));

try {
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is not a port number.`);
  await mkdir(folder, { recursive: true });
  const desktop = values.server ? undefined : findDesktopCode();
  if (desktop) await openDesktop(desktop);
  else await serve(port);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @returns {string | undefined} the desktop's `code` command, where a window could open */
function findDesktopCode() {
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasDisplay) return undefined;
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((path) => join(path, name))).find((path) => existsSync(path));
}

/** @param {string} code */
async function openDesktop(code) {
  await buildExtension();
  const args = [`--extensionDevelopmentPath=${projectRoot}`, folder];
  // Node starts .cmd files only through the command processor.
  const result =
    process.platform === 'win32'
      ? await runTool('cmd.exe', ['/d', '/c', code, ...args])
      : await runTool(code, args);
  if (result.code !== 0) throw new Error(`${code} failed:\n${result.output}`);
  console.log(`VS Code opens ${folder} with the extension.`);
}

/** @param {number} port */
async function serve(port) {
  const server = await prepareVscodeServer();
  const vsix = await buildVsix();
  const dataFolder = join(cacheFolder(), 'start');
  const extensionsFolder = join(dataFolder, 'extensions');
  await leaveOldVersion(extensionsFolder);
  await installVsix(server, vsix, { dataFolder, extensionsFolder });
  await quietSettings(dataFolder);
  const running = await startCodeServer({
    server,
    dataFolder,
    extensionsFolder,
    trustWorkspaces: true,
    port,
  });
  console.log(`\nOpen ${running.url}/?folder=${encodeURIComponent(folder)}\nCtrl-C stops it.`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.once(signal, () => running.stop());
  await running.ended;
  console.log('Stopped.');
}

/**
 * Same version, new content: VS Code would keep the files it has.
 * @param {string} extensionsFolder
 */
async function leaveOldVersion(extensionsFolder) {
  await rm(extensionsFolder, { recursive: true, force: true });
  await mkdir(extensionsFolder, { recursive: true });
}

/**
 * Settings of a first start; what the person changes later stays.
 * @param {string} dataFolder
 */
async function quietSettings(dataFolder) {
  const file = join(dataFolder, 'User', 'settings.json');
  if ((await readFile(file, 'utf8').catch(() => '')) !== '') return;
  await mkdir(join(dataFolder, 'User'), { recursive: true });
  const settings = {
    'workbench.startupEditor': 'none',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoUpdate': false,
  };
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}
