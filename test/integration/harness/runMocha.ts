import { appendFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import { basename } from 'node:path';
import Mocha from 'mocha';

/** One line of the results file that `scripts/suites/integration.mjs` follows while the tests run. */
export type TestEvent =
  | { readonly event: 'file'; readonly file: string }
  | { readonly event: 'pass'; readonly title: string; readonly wallMs: number }
  | { readonly event: 'skip'; readonly title: string }
  | { readonly event: 'fail'; readonly title: string; readonly error: string }
  | { readonly event: 'end' };

/** Test files by path; each is loaded only when mocha's globals exist. */
export type TestFiles = Readonly<Record<string, () => Promise<unknown>>>;

const TEST_LIMIT_MS = 60_000;

/**
 * Runs mocha inside the extension host and writes what happens to the file that `DL_TEST_RESULTS` names.
 * Failures are in that file; the promise rejects only where mocha itself cannot run.
 */
export async function runMocha(files: TestFiles): Promise<void> {
  const resultsFile = process.env.DL_TEST_RESULTS;
  if (resultsFile === undefined) throw new Error('DL_TEST_RESULTS is not set');
  const write = (event: TestEvent) => appendFileSync(resultsFile, `${JSON.stringify(event)}\n`);
  const grep = process.env.DL_TEST_GREP;
  const mocha = new Mocha({ ui: 'bdd', timeout: TEST_LIMIT_MS, ...(grep === undefined ? {} : { grep }) });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const [file, load] of Object.entries(files)) {
    write({ event: 'file', file });
    try {
      await load();
    } catch (error) {
      write({ event: 'fail', title: `${file} could not be loaded`, error: describeError(error) });
    }
  }
  await new Promise<void>((resolve) => {
    report(
      mocha.reporter(Silent).run(() => resolve()),
      write,
    );
  });
  write({ event: 'end' });
}

/** Mocha's own reporters print to a console that nobody sees. */
class Silent extends Mocha.reporters.Base {
  override epilogue(): void {
    // The results file has it all.
  }
}

function report(runner: Mocha.Runner, write: (event: TestEvent) => void): void {
  const title = (test: Mocha.Test) => test.titlePath().join(' › ');
  runner.on('pass', (test) => write({ event: 'pass', title: title(test), wallMs: test.duration ?? 0 }));
  runner.on('pending', (test) => write({ event: 'skip', title: title(test) }));
  runner.on('fail', (test, error) =>
    write({ event: 'fail', title: title(test), error: describeError(error) }),
  );
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  const compared =
    expected === undefined && actual === undefined
      ? []
      : [`expected ${show(expected)}`, `actual   ${show(actual)}`];
  return [withSourcePositions(error.stack ?? error.message), ...compared].join('\n');
}

/**
 * Names the TypeScript line where a stack names the bundle. Node would do it by itself, but the extension host
 * formats stacks its own way.
 */
function withSourcePositions(stack: string): string {
  const map = findSourceMap(__filename);
  if (map === undefined) return stack;
  const position = new RegExp(`[^\\s(]*${basename(__filename).replace('.', '\\.')}:(\\d+):(\\d+)`, 'g');
  return stack.replace(position, (found, line: string, column: string) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    return 'originalSource' in entry
      ? `${entry.originalSource.replace(/^(\.\.\/)+/, '')}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
      : found;
  });
}

function show(value: unknown): string {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return (text ?? String(value)).slice(0, 2000);
  } catch {
    return String(value);
  }
}
