import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium, type Browser, type Frame, type Page } from 'playwright-core';
import { startCodeServer } from '../../../scripts/host/serverProcess.mjs';
import type { AxeViolation } from './axe.ts';
import { readSession } from './session.ts';
import { THEMES, writeSettings, type Settings, type Theme } from './settings.ts';
import { attachWorkbench } from './attachWorkbench.ts';

export type { AxeViolation, Frame, Page, Settings, Theme };

export interface WorkbenchOptions {
  /** An absolute folder; by default a fresh, empty one whose path has a space and letters outside ASCII. */
  readonly folder?: string;
  /** By default light. */
  readonly theme?: Theme;
  /** The learner's language: `deepLearning.language`, and what the browser asks for. VS Code itself stays English. */
  readonly locale?: 'en' | 'zh-TW' | 'zh-CN';
  /** CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels to a CSS pixel; 2 makes pictures that are pleasant to judge. */
  readonly deviceScale?: number;
  /** false opens the folder in Restricted Mode. */
  readonly trusted?: boolean;
  /** Further user settings. */
  readonly settings?: Settings;
  /** Go on with the storage and settings of an earlier workbench: its `profileFolder`. */
  readonly profileFolder?: string;
  /** By default true: pictures do not depend on the moment. */
  readonly reducedMotion?: boolean;
  /** How long a test may take; by default four minutes. */
  readonly limitMs?: number;
}

/** One VS Code window in a browser, with the built .vsix installed. */
export interface Workbench {
  readonly page: Page;
  readonly folder: string;
  /** Hand it to a later `openWorkbench` to go on where this one stopped. */
  readonly profileFolder: string;
  /** What our webviews wrote to the console as errors, uncaught exceptions and blocked content included. */
  readonly webviewErrors: readonly string[];
  /** Runs a command by the words the Command Palette shows: `Deep Learning: Open Lesson`. */
  runCommand(title: string): Promise<void>;
  /** Opens a file of the folder in an editor; `path` is relative to the folder. */
  openFile(path: string): Promise<void>;
  /** The document of a webview, by the title of its panel or view, or a part of it. Waits until it shows something. */
  webviewFrame(title: string, limitMs?: number): Promise<Frame>;
  setTheme(theme: Theme): Promise<void>;
  /** Adds user settings and reloads the window: VS Code's server does not watch its settings file. */
  setSettings(settings: Settings): Promise<void>;
  /** Saves a picture of the window and returns its path. */
  screenshot(name: string): Promise<string>;
  /** Broken accessibility rules inside one webview; `rules` narrows the search to those. */
  axe(frame: Frame, rules?: readonly string[]): Promise<AxeViolation[]>;
  /** Presses keys in turn, each named as Playwright does: `Tab`, `Control+Shift+P`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Where the keyboard is inside a webview, as `role "accessible name"`. */
  focused(frame: Frame): Promise<string>;
  /** The texts of the notifications on screen. */
  notifications(): Promise<string[]>;
  /** What our extension logged, and what the extension host logged about it. */
  extensionLog(): Promise<string>;
  /** Reloads the window, as `Developer: Reload Window` does. */
  reload(): Promise<void>;
  /** Ends the window and its server. A second call does nothing. */
  close(): Promise<void>;
}

const ACTION_LIMIT_MS = 15_000;
const TEST_LIMIT_MS = 4 * 60_000;

/**
 * A test in a window of its own, which is closed whatever happens. A failure leaves a picture and the log.
 */
export function testInWorkbench(
  name: string,
  options: WorkbenchOptions,
  body: (workbench: Workbench) => Promise<void>,
): void {
  void test(name, { timeout: options.limitMs ?? TEST_LIMIT_MS }, async (context) => {
    const workbench = await openWorkbench(options);
    try {
      await body(workbench);
    } catch (error) {
      context.diagnostic(`picture: ${await workbench.screenshot(`failure-${name}`)}`);
      context.diagnostic((await workbench.extensionLog()).slice(-6000));
      throw error;
    } finally {
      await workbench.close();
    }
  });
}

let browser: Promise<Browser> | undefined;
let openCount = 0;

/** Opens VS Code on a folder and waits until extensions run. Always `close()` it, or use `testInWorkbench`. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const session = readSession();
  const windowFolder = await mkdtemp(join(session.runFolder, 'window-'));
  const folder = options.folder ?? join(windowFolder, 'Zoë 深度學習');
  await mkdir(folder, { recursive: true });
  const profileFolder = options.profileFolder ?? join(windowFolder, 'profile');
  await writeSettings(profileFolder, {
    ...options.settings,
    'workbench.colorTheme': THEMES[options.theme ?? 'light'].id,
    ...(options.locale === undefined ? {} : { 'deepLearning.language': options.locale }),
  });
  // The mark by which the suite finds processes that outlive the tests.
  const env = { ...definedOnly(process.env), DL_TEST_RUN: session.runFolder };
  const server = await startCodeServer({
    server: session.server,
    dataFolder: profileFolder,
    extensionsFolder: session.extensionsFolder,
    trustWorkspaces: options.trusted ?? true,
    env,
  });
  openCount++;
  const stop = async () => {
    await server.stop();
    if (--openCount > 0) return;
    // The last window gone, the browser goes too: nothing may keep the test process alive.
    const closing = browser;
    browser = undefined;
    await (await closing)?.close();
  };
  try {
    browser ??= chromium.launch({ executablePath: session.browserPath, args: [...session.browserArgs], env });
    const context = await (
      await browser
    ).newContext({
      viewport: options.viewport ?? { width: 1440, height: 900 },
      deviceScaleFactor: options.deviceScale ?? 1,
      locale: options.locale ?? 'en',
      reducedMotion: (options.reducedMotion ?? true) ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(ACTION_LIMIT_MS);
    const page = await context.newPage();
    const url = `${server.url}/?folder=${encodeURIComponent(folder)}`;
    return await attachWorkbench({ session, page, url, folder, profileFolder, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
