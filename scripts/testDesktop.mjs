/**
 * `npm run test:desktop`: the integration tests in a desktop VS Code, which @vscode/test-electron downloads into its own
 * folder. For machines that reach that download and have a display; everywhere else `npm run test:integration` runs the
 * same tests in a VS Code server.
 */
import { runTests } from '@vscode/test-electron';
import { mkdtemp, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from './host/buildExtension.mjs';
import { projectRoot } from './host/projectRoot.mjs';
import { chooseTests } from './suites/bundleTests.mjs';
import { bundleForMocha } from './suites/integration.mjs';

await buildExtension();
const { files } = await chooseTests('integration', '.test.ts', process.argv[2]);
const bundle = await bundleForMocha(files.filter((file) => !file.endsWith('.restricted.test.ts')));
const folder = await mkdtemp(join(tmpdir(), 'dl-desktop-'));
const workspace = join(folder, 'Zoë 深度學習');
const resultsFile = join(folder, 'results.jsonl');
await mkdir(workspace);
const code = await runTests({
  extensionDevelopmentPath: projectRoot,
  extensionTestsPath: bundle.entry,
  launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  extensionTestsEnv: { DL_ROOT: projectRoot, DL_TEST_RUN: folder, DL_TEST_RESULTS: resultsFile },
});
console.log(await readFile(resultsFile, 'utf8'));
process.exit(code);
