import type { EngineId } from '../protocol/run.ts';
import type { Locale } from '../protocol/locale.ts';

export type LanguageSetting = 'auto' | Locale;
export type EngineSetting = 'auto' | EngineId;

export interface Settings {
  'deepLearning.language': LanguageSetting;
  /** Where exercises are created: absolute, or relative to the workspace folder. */
  'deepLearning.folder': string;
  'deepLearning.engine': EngineSetting;
  /** Folder of a TensorFlow library: an unpacked archive, or a Python package. Empty: looked for. */
  'deepLearning.tensorflow.path': string;
  'deepLearning.run.memoryMb': number;
  'deepLearning.run.stallSeconds': number;
  'deepLearning.run.stopOnNaN': boolean;
  /** `null`: a new seed for every run. */
  'deepLearning.run.seed': number | null;
  /** Node.js program that runs learner code; empty means the editor's own runtime. */
  'deepLearning.nodePath': string;
  'deepLearning.packs.folders': string[];
}

export type SettingKey = keyof Settings;

/** Used where a person's settings file holds a value of the wrong type; package.json shows the same ones. */
export const settingDefaults: Readonly<Settings> = {
  'deepLearning.language': 'auto',
  'deepLearning.folder': 'deep-learning',
  'deepLearning.engine': 'auto',
  'deepLearning.tensorflow.path': '',
  'deepLearning.run.memoryMb': 4096,
  'deepLearning.run.stallSeconds': 30,
  'deepLearning.run.stopOnNaN': true,
  'deepLearning.run.seed': null,
  'deepLearning.nodePath': '',
  'deepLearning.packs.folders': [],
};

export const languageChoices: readonly LanguageSetting[] = ['auto', 'en', 'zh-TW', 'zh-CN'];
export const engineChoices: readonly EngineSetting[] = ['auto', 'native', 'webgpu', 'wasm', 'cpu'];

/** Lowest and highest value of the numbers. */
export const settingLimits = {
  'deepLearning.run.memoryMb': { minimum: 256, maximum: 262_144 },
  'deepLearning.run.stallSeconds': { minimum: 5, maximum: 3600 },
  'deepLearning.run.seed': { minimum: 0, maximum: 4_294_967_295 },
} as const satisfies Partial<Record<SettingKey, { minimum: number; maximum: number }>>;

/** Settings that name programs or code to load: a workspace may set them only once it is trusted. */
export const restrictedSettings = [
  'deepLearning.tensorflow.path',
  'deepLearning.nodePath',
  'deepLearning.packs.folders',
] as const satisfies readonly SettingKey[];
