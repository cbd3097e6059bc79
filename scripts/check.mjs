/**
 * `node scripts/check.mjs [NAME…]`: the one gate for code that is not run: format, types, lint, layering, sizes, words.
 * Every check counts as one test. Two run at a time.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkForbiddenWords } from './checks/forbiddenWords.mjs';
import { checkSizes } from './checks/sizes.mjs';
import { projectRoot } from './host/projectRoot.mjs';
import { runTool } from './host/runTool.mjs';
import { buildLearnerTypes } from './learnerTypes.mjs';

/**
 * @typedef {object} Finding
 * @property {string[]} problems each fails the check
 * @property {string[]} warnings shown, but harmless
 */

const TOOL_LIMIT_MS = 10 * 60_000;
const AT_ONCE = 2;

/**
 * @param {string} script program of an installed package, below node_modules
 * @param {string[]} args
 * @returns {() => Promise<Finding>}
 */
const tool = (script, args) => async () => {
  const program = join(projectRoot, 'node_modules', script);
  const result = await runTool(process.execPath, [program, ...args], {
    cwd: projectRoot,
    timeoutMs: TOOL_LIMIT_MS,
  });
  if (result.code === 0) return { problems: [], warnings: [] };
  const output = result.output.trim();
  return {
    problems: [result.timedOut ? `took longer than ${TOOL_LIMIT_MS / 60_000} minutes` : output],
    warnings: [],
  };
};

const typesOf = (/** @type {string} */ project) => tool('typescript/bin/tsc', ['-p', project]);

/** The slowest first: two at a time end soonest that way. @type {Record<string, () => Promise<Finding>>} */
const CHECKS = {
  lint: tool('eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
  'types: test': typesOf('test'),
  format: tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  'types: host': typesOf('.'),
  'types: webview': typesOf('webview'),
  'types: scripts': typesOf('scripts'),
  'types: lessons': async () => {
    // The lessons' programs are checked against the very declarations that learners get.
    await buildLearnerTypes(projectRoot);
    return typesOf('lessons')();
  },
  layering: tool('dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err-long',
    'src',
    'webview',
  ]),
  kernels: async () => {
    const script = join(projectRoot, 'src/worker/kernels/native/build.mjs');
    const { code, output } = await runTool(process.execPath, [script, '--check'], {
      cwd: projectRoot,
      timeoutMs: TOOL_LIMIT_MS,
    });
    return { problems: code === 0 ? [] : [output.trim()], warnings: [] };
  },
  sizes: checkSizes,
  words: checkForbiddenWords,
};

/**
 * Runs the checks and prints each as it ends.
 * @param {readonly string[]} [wanted] parts of names; all by default
 * @returns {Promise<import('./suites/tally.mjs').Tally>}
 */
export async function runChecks(wanted = []) {
  const queue = Object.entries(CHECKS).filter(
    ([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  );
  const tally = { suite: 'check', passed: 0, failed: 0, skipped: 0 };
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (await runOne(...next)) tally.passed++;
      else tally.failed++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tally;
}

/**
 * @param {string} name
 * @param {() => Promise<Finding>} check
 */
async function runOne(name, check) {
  const startedAt = performance.now();
  const { problems, warnings } = await check().catch((error) => ({
    problems: [String(error instanceof Error ? error.stack : error)],
    warnings: [],
  }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  for (const text of [...problems, ...warnings.map((warning) => `warning: ${warning}`)]) {
    console.log(text.replaceAll(/^/gm, '    '));
  }
  return problems.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed, skipped } = await runChecks(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
}
