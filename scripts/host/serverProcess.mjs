import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, startTool } from './runTool.mjs';

const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;

/**
 * Starts the plain VS Code server: the one that obeys `extensionTestsPath` in a page's payload.
 * @type {typeof import('./serverProcess.d.mts').startPlainServer}
 */
export function startPlainServer({ server, dataFolder, extensionsFolder, trustWorkspaces, env, port = 0 }) {
  return startServer(
    server.node,
    [
      server.serverMain,
      `--host=${HOST}`,
      `--port=${port}`,
      '--without-connection-token',
      '--accept-server-license-terms',
      `--server-data-dir=${dataFolder}`,
      ...(extensionsFolder ? [`--extensions-dir=${extensionsFolder}`] : []),
      '--telemetry-level=off',
      '--enable-smoke-test-driver',
      ...(trustWorkspaces ? ['--disable-workspace-trust'] : []),
    ],
    env,
    new RegExp(`http://${HOST.replaceAll('.', '\\.')}:(\\d+)|listening on (\\d+)`),
  );
}

/**
 * Starts code-server, the way a person runs it.
 * @type {typeof import('./serverProcess.d.mts').startCodeServer}
 */
export function startCodeServer({
  server,
  dataFolder,
  extensionsFolder,
  trustWorkspaces,
  env,
  port = 0,
  locale,
}) {
  return startServer(
    server.node,
    [
      server.codeServer,
      `--config=${dataFolder}/code-server.yaml`,
      `--bind-addr=${HOST}:${port}`,
      '--auth=none',
      `--user-data-dir=${dataFolder}`,
      ...(extensionsFolder ? [`--extensions-dir=${extensionsFolder}`] : []),
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-proxy',
      '--ignore-last-opened',
      ...(trustWorkspaces ? ['--disable-workspace-trust'] : []),
      ...(locale ? [`--locale=${locale}`] : []),
    ],
    env,
    new RegExp(`server listening on http://${HOST.replaceAll('.', '\\.')}:(\\d+)`),
  );
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv | undefined} env
 * @param {RegExp} listening its first matching group is the port
 * @returns {Promise<import('./serverProcess.d.mts').RunningServer>}
 */
function startServer(node, args, env, listening) {
  const child = startTool(node, args, { env: serverEnvironment(env) });
  let log = '';
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    killGroup(child, 'SIGTERM');
    await Promise.race([ended, sleep(3000, undefined, { ref: false })]);
    killGroup(child, 'SIGKILL');
    await ended;
  };
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      void stop().then(() => reject(new Error(`The VS Code server ${why}:\n${log.slice(-3000)}`)));
    };
    const timer = setTimeout(() => fail(`did not answer within ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
    const onEarlyEnd = () => fail('ended while starting');
    child.once('close', onEarlyEnd);
    const onData = (/** @type {Buffer} */ chunk) => {
      log += chunk.toString('utf8');
      const port = listening.exec(log)?.slice(1).find(Boolean);
      if (port === undefined) return;
      clearTimeout(timer);
      child.off('close', onEarlyEnd);
      child.stdout?.off('data', onData).resume();
      child.stderr?.off('data', onData).resume();
      resolve({ url: `http://${HOST}:${port}`, authority: `${HOST}:${port}`, ended, stop });
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
  });
}

/** @param {NodeJS.ProcessEnv} [env] */
function serverEnvironment(env = process.env) {
  const clean = { ...env };
  for (const key of Object.keys(clean)) {
    // Inside VS Code's own terminal these say that a server runs already; npm's would confuse a learner's terminal.
    if (/^(VSCODE_|npm_|NODE_TEST_CONTEXT$|NODE_OPTIONS$|ELECTRON_|PORT$)/.test(key)) delete clean[key];
  }
  return clean;
}
