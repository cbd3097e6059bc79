import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** VS Code's own colour themes, one of each kind: id, the words of its picker, the class its root element gets. */
export const THEMES = {
  light: { id: 'Light Modern', label: 'Light Modern', rootClass: 'vs' },
  dark: { id: 'Dark Modern', label: 'Dark Modern', rootClass: 'vs-dark' },
  hcLight: { id: 'Default High Contrast Light', label: 'Light High Contrast', rootClass: 'hc-light' },
  hcDark: { id: 'Default High Contrast', label: 'Dark High Contrast', rootClass: 'hc-black' },
} as const;

export type Theme = keyof typeof THEMES;

/** A quiet window: nothing pops up that is not ours. */
const QUIET: Settings = {
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.autoDetectColorScheme': false,
};

/** Adds user settings to a profile, keeping those it has. */
export async function writeSettings(profileFolder: string, settings: Settings): Promise<void> {
  const file = join(profileFolder, 'User', 'settings.json');
  await mkdir(join(profileFolder, 'User'), { recursive: true });
  const present = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Settings;
  await writeFile(file, JSON.stringify({ ...QUIET, ...present, ...settings }, undefined, 2));
}
