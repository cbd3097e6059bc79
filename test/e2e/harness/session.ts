/** What `scripts/suites/e2e.mjs` prepared for the tests, handed over in `DL_E2E`. */
export interface Session {
  readonly server: { readonly node: string; readonly codeServer: string; readonly serverMain: string };
  /** The folder our .vsix is installed in. */
  readonly extensionsFolder: string;
  readonly extensionId: string;
  readonly browserPath: string;
  readonly browserArgs: readonly string[];
  /** Everything a test writes lies below; removed after the run. */
  readonly runFolder: string;
  /** Pictures are kept here. */
  readonly screenshotFolder: string;
}

export function readSession(): Session {
  const text = process.env.DL_E2E;
  if (text === undefined) throw new Error('Run these tests with: node scripts/test.mjs e2e');
  return JSON.parse(text) as Session;
}
