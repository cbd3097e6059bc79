import { homedir } from 'node:os';

/** The computer TensorFlow is looked for on: a parameter, so that tests can look from another one. */
export interface Machine {
  platform: NodeJS.Platform;
  /** As Node names them: `x64`, `arm64`. */
  arch: string;
  env: NodeJS.ProcessEnv;
  home: string;
}

export function thisMachine(): Machine {
  return { platform: process.platform, arch: process.arch, env: process.env, home: homedir() };
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** `Linux x64`: names that are the same in every language. */
export function platformName(platform: NodeJS.Platform, arch: string): string {
  return `${platformNames[platform] ?? platform} ${arch}`;
}
