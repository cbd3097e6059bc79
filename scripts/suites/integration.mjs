import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { buildExtension } from '../host/buildExtension.mjs';
import { CHROMIUM_ARGS, findChromium } from '../host/chromium.mjs';
import { endLeftovers } from '../host/leftovers.mjs';
import { projectRoot } from '../host/projectRoot.mjs';
import { startPlainServer } from '../host/serverProcess.mjs';
import { prepareVscodeServer } from '../vscodeServer.mjs';
import { BUNDLE, chooseTests } from './bundleTests.mjs';
import { couldNotRun } from './tally.mjs';

/** Until the first test file is loaded: the server starts, the page loads, the extension host starts. */
const BOOT_LIMIT_MS = 120_000;
/** Between two results; longer than mocha's own limit for a test. */
const SILENCE_LIMIT_MS = 180_000;
const WHOLE_LIMIT_MS = 20 * 60_000;

/** Files that end so run in Restricted Mode, in a session of their own. */
const RESTRICTED = '.restricted.test.ts';

/**
 * Runs test/integration in the extension host of a real VS Code.
 * @param {string} [filter]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runIntegration(filter) {
  const suite = 'integration';
  const { files, namePattern } = await chooseTests(suite, '.test.ts', filter);
  if (files.length === 0) return couldNotRun(suite, 'test/integration holds no *.test.ts file');
  const server = await prepareVscodeServer();
  const browserPath = await findChromium();
  await buildExtension();
  const total = { suite, passed: 0, failed: 0, skipped: 0 };
  const isRestricted = (/** @type {string} */ file) => file.endsWith(RESTRICTED);
  for (const trusted of [true, false]) {
    const chosen = files.filter((file) => isRestricted(file) !== trusted);
    if (chosen.length === 0) continue;
    if (!trusted) console.log('In Restricted Mode:');
    const tally = await runSession({ server, browserPath, files: chosen, namePattern, trusted });
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
  }
  if (namePattern !== undefined && total.passed + total.failed === 0) {
    return couldNotRun(suite, `no file and no test matches "${namePattern}"`);
  }
  return total;
}

/**
 * One VS Code window with a fresh profile and a fresh, empty workspace.
 * @param {object} session
 * @param {import('../vscodeServer.mjs').VscodeServer} session.server
 * @param {string} session.browserPath
 * @param {string[]} session.files
 * @param {string | undefined} session.namePattern
 * @param {boolean} session.trusted
 */
async function runSession({ server, browserPath, files, namePattern, trusted }) {
  const runFolder = await mkdtemp(join(tmpdir(), 'dl-integration-'));
  // A path with a space and letters outside ASCII: learners have such folders, so every test does.
  const workspace = join(runFolder, 'Zoë 深度學習');
  const dataFolder = join(runFolder, 'data');
  const resultsFile = join(runFolder, 'results.jsonl');
  await mkdir(workspace, { recursive: true });
  await writeSettings(dataFolder);
  await writeFile(resultsFile, '');
  const bundle = await bundleForMocha(files);
  const env = {
    ...process.env,
    DL_ROOT: projectRoot,
    DL_TEST_RUN: runFolder,
    DL_TEST_RESULTS: resultsFile,
    ...(namePattern === undefined ? {} : { DL_TEST_GREP: namePattern }),
  };
  const tally = { passed: 0, failed: 0, skipped: 0 };
  let vscode, browser, page;
  try {
    vscode = await startPlainServer({ server, dataFolder, trustWorkspaces: trusted, env });
    browser = await chromium.launch({ executablePath: browserPath, args: CHROMIUM_ARGS, env });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(testUrl(vscode, workspace, bundle.entry));
    const ending = await follow(resultsFile, vscode.ended, tally, namePattern !== undefined);
    if (ending !== 'end') {
      tally.failed++;
      console.log(`✗ ${ending}`);
    }
  } catch (error) {
    tally.failed++;
    console.log(`✗ ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (tally.failed > 0) await showEvidence(page, dataFolder);
    await browser?.close().catch(() => undefined);
    await vscode?.stop();
    const leftovers = await endLeftovers(runFolder);
    if (leftovers.length > 0) {
      tally.failed++;
      console.log(`✗ processes outlived the tests:\n  ${leftovers.join('\n  ')}`);
    }
    await bundle.dispose();
    await rm(runFolder, { recursive: true, force: true, maxRetries: 5 });
  }
  return tally;
}

/**
 * @param {import('../host/serverProcess.d.mts').RunningServer} vscode
 * @param {string} workspace
 * @param {string} entry
 */
function testUrl({ url, authority }, workspace, entry) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${authority}${encodeURI(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(projectRoot)],
    ['extensionTestsPath', remote(entry)],
    ['skipWelcome', 'true'],
  ];
  return `${url}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** @param {string} dataFolder */
async function writeSettings(dataFolder) {
  const settings = {
    'security.workspace.trust.startupPrompt': 'never',
    'telemetry.telemetryLevel': 'off',
    'workbench.startupEditor': 'none',
    'extensions.autoUpdate': false,
    'chat.disableAIFeatures': true,
  };
  for (const scope of ['User', 'Machine']) {
    await mkdir(join(dataFolder, 'data', scope), { recursive: true });
    await writeFile(join(dataFolder, 'data', scope, 'settings.json'), JSON.stringify(settings));
  }
}

/**
 * Bundles the chosen files behind one CommonJS entry that exports `run()`, as the extension host expects.
 * @param {readonly string[]} files
 */
export async function bundleForMocha(files) {
  const folder = join(projectRoot, 'out', 'test', 'integration', String(process.pid));
  const loaders = files.map(
    (file) => `${JSON.stringify(file)}: () => import(${JSON.stringify(`./${file}`)})`,
  );
  await build({
    ...BUNDLE,
    stdin: {
      contents: `import { runMocha } from './test/integration/harness/runMocha.ts';
        export const run = () => runMocha({ ${loaders.join(',\n')} });`,
      resolveDir: projectRoot,
      sourcefile: 'integration.ts',
    },
    format: 'cjs',
    outfile: join(folder, 'tests.cjs'),
  });
  const entry = join(folder, 'index.cjs');
  // Source maps must be on before the bundle is loaded, or stack traces name the bundle.
  await writeFile(
    entry,
    `process.setSourceMapsEnabled(true);\nexports.run = () => require('./tests.cjs').run();\n`,
  );
  return { entry, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Prints results as they appear in the file, until the run ends.
 * @param {string} resultsFile
 * @param {Promise<void>} serverEnded
 * @param {{ passed: number, failed: number, skipped: number }} tally counts here
 * @param {boolean} byName tests that the name filter leaves out are not counted as skipped
 * @returns {Promise<string>} "end", or a sentence that says what went wrong
 */
async function follow(resultsFile, serverEnded, tally, byName) {
  const startedAt = Date.now();
  let serverLives = true;
  void serverEnded.then(() => (serverLives = false));
  let seen = 0;
  let lastAt = Date.now();
  for (;;) {
    const lines = (await readFile(resultsFile, 'utf8')).split('\n').slice(0, -1);
    for (const line of lines.slice(seen)) {
      lastAt = Date.now();
      const event = JSON.parse(line);
      if (event.event === 'end') return 'end';
      report(event, tally, byName);
    }
    seen = lines.length;
    const silentMs = Date.now() - lastAt;
    if (!serverLives) return 'the VS Code server ended before the tests did';
    if (seen === 0 && silentMs > BOOT_LIMIT_MS) return `no test was loaded within ${BOOT_LIMIT_MS / 1000} s`;
    if (silentMs > SILENCE_LIMIT_MS) return `nothing happened for ${SILENCE_LIMIT_MS / 1000} s`;
    if (Date.now() - startedAt > WHOLE_LIMIT_MS)
      return `the tests took longer than ${WHOLE_LIMIT_MS / 60_000} minutes`;
    await sleep(100);
  }
}

/**
 * @param {{ event: string, title: string, wallMs: number, error: string }} event
 * @param {{ passed: number, failed: number, skipped: number }} tally
 * @param {boolean} byName
 */
function report(event, tally, byName) {
  if (event.event === 'pass') {
    tally.passed++;
    console.log(`  ✔ ${event.title} (${event.wallMs} ms)`);
  } else if (event.event === 'fail') {
    tally.failed++;
    console.log(`  ✖ ${event.title}\n${event.error.replaceAll(/^/gm, '      ')}`);
  } else if (event.event === 'skip' && !byName) {
    tally.skipped++;
    console.log(`  ﹣ ${event.title} # SKIP`);
  }
}

/**
 * Shows the extension host's log and keeps a picture of the window.
 * @param {import('playwright-core').Page | undefined} page
 * @param {string} dataFolder
 */
async function showEvidence(page, dataFolder) {
  const picture = join(projectRoot, 'out', 'test', 'integration', 'failure.png');
  await page?.screenshot({ path: picture, timeout: 10_000 }).then(
    () => console.log(`  The window looked like ${picture}`),
    () => undefined,
  );
  const { publisher } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const logs = await readdir(join(dataFolder, 'data', 'logs'), { recursive: true }).catch(() => []);
  // The host's own log and ours; those of the built-in extensions only hide what matters.
  const isTelling = (/** @type {string} */ path) =>
    path.endsWith('remoteexthost.log') || path.includes(`${publisher}.`);
  for (const name of logs.filter((path) => path.endsWith('.log') && isTelling(path))) {
    const text = await readFile(join(dataFolder, 'data', 'logs', name), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '' && !line.includes('Accessing a '));
    if (lines.length > 0) console.log(`  ── ${name}\n${lines.slice(-60).join('\n')}`);
  }
}
