import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Frame, Page } from 'playwright-core';
import { axeViolations } from './axe.ts';
import { findWebview } from './findWebview.ts';
import type { Session } from './session.ts';
import { THEMES, writeSettings, type Theme } from './settings.ts';
import type { Workbench } from './workbench.ts';

const START_LIMIT_MS = 60_000;
const WEBVIEW_LIMIT_MS = 20_000;

export interface WorkbenchParts {
  readonly session: Session;
  readonly page: Page;
  readonly url: string;
  readonly folder: string;
  readonly profileFolder: string;
  /** Ends the server, and the browser after the last window. */
  readonly stop: () => Promise<void>;
}

/** Loads VS Code in a page and gives the page a test's vocabulary. */
export async function attachWorkbench(parts: WorkbenchParts): Promise<Workbench> {
  const { session, page, folder, profileFolder } = parts;
  const webviewErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && isFromWebview(message.location().url, message.text())) {
      webviewErrors.push(message.text());
    }
  });
  page.on('pageerror', (error) => {
    if (isFromWebview(error.stack ?? '', error.message)) webviewErrors.push(error.message);
  });
  const logs = () => readLogs(profileFolder, session.extensionId);
  const load = async (navigate: () => Promise<unknown>) => {
    const startsBefore = count((await logs()).host, STARTED);
    await navigate();
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: START_LIMIT_MS });
    await until(
      'extensions to start',
      START_LIMIT_MS,
      async () => count((await logs()).host, STARTED) > startsBefore,
    );
  };
  let closed = false;
  await load(() => page.goto(parts.url));
  return {
    page,
    folder,
    profileFolder,
    webviewErrors,
    runCommand: (title) => runCommand(page, title),
    openFile: (path) => openFile(page, path),
    webviewFrame: (title, limitMs = WEBVIEW_LIMIT_MS) => findWebview(page, title, limitMs),
    setTheme: (theme) => setTheme(page, theme),
    setSettings: async (settings) => {
      await writeSettings(profileFolder, settings);
      await load(() => page.reload());
    },
    screenshot: async (name) => {
      await mkdir(session.screenshotFolder, { recursive: true });
      const path = join(session.screenshotFolder, `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.png`);
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
      return path;
    },
    axe: (frame, rules) => axeViolations(frame, rules),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    focused: (frame) => focused(frame),
    notifications: () => page.locator('.notification-list-item-message').allInnerTexts(),
    extensionLog: async () => {
      const { host, ours } = await logs();
      const about = host
        .split('\n')
        .filter((line) => line.includes(session.extensionId) || line.includes('[error]'));
      return [...about, ours].join('\n');
    },
    reload: () => load(() => page.reload()),
    close: async () => {
      if (closed) return;
      closed = true;
      await page.context().close();
      await parts.stop();
    },
  };
}

/** The extension host writes this once the extensions that start with the window have started. */
const STARTED = 'Eager extensions activated';

/** VS Code itself writes errors too, for instance that it cannot reach its marketplace; those are not ours. */
function isFromWebview(origin: string, text: string): boolean {
  return /\/webview\/|vscode-resource/.test(origin) || text.includes('Content Security Policy');
}

/** After a change of theme, the picture is steady after this long. */
const SETTLE_MS = 400;

/** Picks a theme as a person does; VS Code's server does not watch its settings file. */
async function setTheme(page: Page, theme: Theme): Promise<void> {
  const { label, rootClass } = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.fill(label);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  await page.locator(`.monaco-workbench.${rootClass}`).waitFor();
  await input.waitFor({ state: 'hidden' });
  await sleep(SETTLE_MS);
}

async function runCommand(page: Page, title: string): Promise<void> {
  const input = await openPalette(page, `>${title}`);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const wanted = rows.filter({ has: page.locator('.label-name', { hasText: exactly(title) }) }).first();
  try {
    await wanted.click({ timeout: 5000 });
  } catch {
    const seen = await rows.allInnerTexts();
    await page.keyboard.press('Escape');
    throw new Error(`The Command Palette has no "${title}"; it shows: ${seen.slice(0, 5).join(' | ')}`);
  }
  // A command may open the next quick input at once, so what must go is only the typed text.
  await until('the Command Palette to close', 5000, async () => {
    return !(await input.isVisible()) || !(await input.inputValue()).startsWith('>');
  });
}

async function openFile(page: Page, path: string): Promise<void> {
  await openPalette(page, path);
  const name = path.split('/').at(-1) ?? path;
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).first().waitFor();
}

async function openPalette(page: Page, text: string) {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  for (let attempt = 0; attempt < 4 && !(await input.isVisible()); attempt++) {
    // F1 reaches VS Code from inside a webview too, but a webview that is just loading swallows it: ask again.
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 2000 }).catch(() => undefined);
  }
  await input.fill(text);
  return input;
}

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

async function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return 'nothing';
    const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return `${role} "${name.trim().replaceAll(/\s+/g, ' ')}"`;
  });
}

async function readLogs(profileFolder: string, extensionId: string): Promise<{ host: string; ours: string }> {
  const folder = join(profileFolder, 'logs');
  const names = (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((name) => name.endsWith('.log'))
    .sort();
  const readAll = async (chosen: readonly string[]) =>
    (await Promise.all(chosen.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))).join(
      '\n',
    );
  const [host, ours] = await Promise.all([
    readAll(names.filter((name) => name.endsWith('remoteexthost.log'))),
    readAll(names.filter((name) => name.includes(extensionId))),
  ]);
  return { host, ours };
}

function count(text: string, words: string): number {
  return text.split(words).length - 1;
}

async function until(what: string, limitMs: number, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited ${limitMs / 1000} s for ${what}`);
    await sleep(100);
  }
}
