import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Tests run from the root of the project. */
const root = process.cwd();
const origin = 'http://preview.test';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

export const chromiumPath = process.env['DL_CHROMIUM'] ?? '/usr/bin/chromium';
/** Why the tests of the pages cannot run here, or `false`. */
export const skipWithoutChromium = existsSync(chromiumPath) ? false : `no browser at ${chromiumPath}`;

export type App = 'lesson' | 'quiz' | 'doctor' | 'compare' | 'run';

export interface PreviewOptions {
  theme?: 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';
  width?: number;
  height?: number;
  reducedMotion?: boolean;
  /** Added to the address: the preview's own switches. A theme in it goes before `theme`. */
  query?: string;
  /** Runs in the page before anything of it. */
  init?: () => void;
}

export interface Previews {
  open(app: App, options?: PreviewOptions): Promise<Page>;
  /** What any page wrote to its console as an error or threw: a refused style, a missing file, a bug. */
  readonly problems: string[];
  /** Addresses outside of the preview that a page tried to reach. */
  readonly strayRequests: string[];
  close(): Promise<void>;
}

/** The app's preview, bundled as the build bundles the app. Names are relative to the page. */
async function bundle(app: App): Promise<Map<string, Uint8Array>> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [`webview/${app}/preview.ts`],
    outdir: '/preview',
    entryNames: '[name]',
    assetNames: 'fonts/[name]',
    bundle: true,
    write: false,
    format: 'iife',
    minifySyntax: true,
    minifyWhitespace: true,
    target: 'es2022',
    loader: { '.woff2': 'file', '.md': 'text' },
    external: ['*.ttf', '*.woff'],
    logLevel: 'warning',
  });
  const files = new Map(
    result.outputFiles.map(({ path, contents }) => [path.split('/preview/').at(-1) ?? path, contents]),
  );
  files.set('codicon.ttf', await readFile(join(root, 'node_modules/@vscode/codicons/dist/codicon.ttf')));
  files.set('preview.html', await readFile(join(root, 'webview', app, 'preview.html')));
  return files;
}

/** Opens previews in a headless browser. Pages come from memory: no server, and nothing else can be reached. */
export async function openPreviews(): Promise<Previews> {
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
  const context = await browser.newContext();
  /** Pages that were closed. A page that is used again opens three times as fast as a new one: it has its process, and the script is compiled. */
  const idle: Page[] = [];
  const bundles = new Map<App, Promise<Map<string, Uint8Array>>>();
  const problems: string[] = [];
  const strayRequests: string[] = [];
  const served = new WeakMap<Page, { app: App; files: Map<string, Uint8Array> }>();

  async function newPage(): Promise<Page> {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    await page.route('**/*', async (route) => {
      const { app, files } = served.get(page)!;
      const url = new URL(route.request().url());
      const path = url.pathname.slice(1);
      const body = path.startsWith('media/')
        ? await readFile(join(root, 'webview', app, 'preview/media', basename(path))).catch(() => undefined)
        : files.get(path);
      if (url.origin !== origin) strayRequests.push(url.href);
      if (url.origin !== origin || !body) return route.fulfill({ status: 404 });
      return route.fulfill({ body: Buffer.from(body), contentType: contentTypes[extname(path)] ?? '' });
    });
    return page;
  }

  function returnOnClose(page: Page): void {
    page.close = async () => {
      await page.goto('about:blank');
      // Nothing of the next page lies under the pointer before its test moves it.
      await page.mouse.move(0, 0);
      if (!idle.includes(page)) idle.push(page);
    };
  }

  return {
    problems,
    strayRequests,
    async open(app, options = {}) {
      const { theme = 'dark', width = 1200, height = 900, reducedMotion = true, query = '', init } = options;
      const files = await (bundles.get(app) ?? bundles.set(app, bundle(app)).get(app)!);
      // What runs at the start of a page runs at the start of every page after it too.
      const page = (init ? undefined : idle.pop()) ?? (await newPage());
      if (init) await page.addInitScript(init);
      else returnOnClose(page);
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ reducedMotion: reducedMotion ? 'reduce' : 'no-preference' });
      served.set(page, { app, files });
      const address = new URLSearchParams(query);
      if (!address.has('theme')) address.set('theme', theme);
      await page.goto(`${origin}/preview.html?${address.toString()}`);
      await page.waitForSelector('h1');
      await page.evaluate(() => document.fonts.ready);
      return page;
    },
    close: () => browser.close(),
  };
}
