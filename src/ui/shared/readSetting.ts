import {
  settingDefaults,
  settingLimits,
  type SettingKey,
  type Settings,
} from '../../contributions/settings.ts';

/** A settings file is edited by hand: a value of the wrong type counts as not set, a number is kept within its limits. */
export function readSetting<K extends SettingKey>(key: K, found: unknown): Settings[K] {
  const fallback = settingDefaults[key];
  if (key === 'deepLearning.run.seed') {
    return (Number.isInteger(found) ? clamp(key, found as number) : fallback) as Settings[K];
  }
  if (Array.isArray(fallback)) {
    const isTexts = Array.isArray(found) && found.every((entry) => typeof entry === 'string');
    return (isTexts ? found : fallback) as Settings[K];
  }
  if (typeof found !== typeof fallback) return fallback;
  return (typeof found === 'number' ? clamp(key, found) : found) as Settings[K];
}

function clamp(key: SettingKey, value: number): number {
  const limits = (settingLimits as Partial<Record<SettingKey, { minimum: number; maximum: number }>>)[key];
  return limits ? Math.min(limits.maximum, Math.max(limits.minimum, value)) : value;
}
