import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Tests run from the root of the project. */
const root = process.cwd();
const origin = 'http://preview.test';
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

const chromiumPath = process.env['DL_CHROMIUM'] ?? '/usr/bin/chromium';
/** Why the tests of the page cannot run here, or `false`. */
export const skipWithoutChromium = existsSync(chromiumPath) ? false : `no browser at ${chromiumPath}`;

export interface RunPreviews {
  /**
   * @param query what stands behind the `?` of the preview's address
   * @param init runs in the page before anything of it
   */
  open(query: string, width?: number, init?: () => void): Promise<Page>;
  /** What any page wrote to its console as an error or threw. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Opens the run panel's preview in a headless browser. Pages come from memory: no server. */
export async function openRunPreviews(): Promise<RunPreviews> {
  const bundle = await build({
    absWorkingDir: root,
    entryPoints: ['webview/run/preview.ts'],
    outdir: '/preview',
    entryNames: '[name]',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    external: ['*.ttf'],
    loader: { '.woff2': 'empty', '.woff': 'empty' },
    logLevel: 'warning',
  });
  const files = new Map<string, Uint8Array>(
    bundle.outputFiles.map(({ path, contents }) => [
      path.split(/[\\/]preview[\\/]/).at(-1) ?? path,
      contents,
    ]),
  );
  files.set('codicon.ttf', readFileSync(join(root, 'node_modules/@vscode/codicons/dist/codicon.ttf')));
  files.set('preview.html', readFileSync(join(root, 'webview/run/preview.html')));
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const problems: string[] = [];
  return {
    problems,
    async open(query, width = 1200, init) {
      const page = await browser.newPage({ viewport: { width, height: 1000 }, reducedMotion: 'reduce' });
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(error.message));
      await page.route('**/*', (route) => {
        const path = new URL(route.request().url()).pathname.slice(1);
        const body = files.get(path);
        return body
          ? route.fulfill({ body: Buffer.from(body), contentType: contentTypes[extname(path)] ?? '' })
          : route.fulfill({ status: 404 });
      });
      if (init) await page.addInitScript(init);
      await page.goto(`${origin}/preview.html?${query}`);
      await page.waitForSelector('h1');
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
    close: () => browser.close(),
  };
}

const axeSource = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with the page as it is now, a line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}
