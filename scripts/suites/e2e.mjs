import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVsix, installVsix } from '../host/buildExtension.mjs';
import { CHROMIUM_ARGS, findChromium } from '../host/chromium.mjs';
import { endLeftovers } from '../host/leftovers.mjs';
import { projectRoot } from '../host/projectRoot.mjs';
import { prepareVscodeServer } from '../vscodeServer.mjs';
import { runNodeTests } from './nodeTests.mjs';

const FILE_LIMIT_MS = 15 * 60_000;

/**
 * Runs test/e2e: the built .vsix in a real VS Code, used through a browser as a person would.
 * @param {string} [filter]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runE2e(filter) {
  const server = await prepareVscodeServer();
  const browserPath = await findChromium();
  const vsix = await buildVsix();
  const { publisher, name } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const runFolder = await mkdtemp(join(tmpdir(), 'dl-e2e-'));
  const extensionsFolder = join(runFolder, 'extensions');
  const screenshotFolder = join(projectRoot, 'out', 'screenshots');
  try {
    await mkdir(screenshotFolder, { recursive: true });
    await installVsix(server, vsix, { dataFolder: join(runFolder, 'install'), extensionsFolder });
    process.env.DL_E2E = JSON.stringify({
      server,
      extensionsFolder,
      extensionId: `${publisher}.${name}`,
      browserPath,
      browserArgs: CHROMIUM_ARGS,
      runFolder,
      screenshotFolder,
    });
    // One window at a time: two at once on a small machine make each other's waits run out.
    const tally = await runNodeTests({
      suite: 'e2e',
      ending: '.e2e.ts',
      concurrency: 1,
      fileLimitMs: FILE_LIMIT_MS,
      filter,
    });
    const leftovers = await endLeftovers(runFolder);
    if (leftovers.length > 0) {
      tally.failed++;
      console.log(`✗ processes outlived the tests:\n  ${leftovers.join('\n  ')}`);
    }
    console.log(`Screenshots: ${screenshotFolder}`);
    return tally;
  } finally {
    delete process.env.DL_E2E;
    await endLeftovers(runFolder, 0);
    await rm(runFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
