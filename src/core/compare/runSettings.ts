import type { RunHeader, RunSettings } from '../../protocol/run.ts';

/** The order in which people look at them; others follow as the program named them. */
const usualOrder = ['optimizer', 'learningRate', 'batchSize', 'epochs', 'loss', 'parameters'];

export type SettingValue = string | number;

/** Names of the settings that are not the same in all runs that told their settings. */
export function differingSettings(headers: readonly RunHeader[]): string[] {
  const told = settingsOf(headers);
  return namesOf(told).filter((name) => new Set(told.map((settings) => settings[name])).size > 1);
}

/** Settings that are the same in all runs that told theirs. */
export function commonSettings(headers: readonly RunHeader[]): [name: string, value: SettingValue][] {
  const told = settingsOf(headers);
  return namesOf(told).flatMap((name): [string, SettingValue][] => {
    const [first, ...others] = told.map((settings) => settings[name]);
    return first !== undefined && others.every((value) => value === first) ? [[name, first]] : [];
  });
}

/** The value that more runs have than any other; undefined where none is the usual one. */
export function usualValue(headers: readonly RunHeader[], name: string): SettingValue | undefined {
  const counts = new Map<SettingValue, number>();
  for (const settings of settingsOf(headers)) {
    const value = settings[name];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

function settingsOf(headers: readonly RunHeader[]): RunSettings[] {
  return headers.flatMap(({ settings }) => (settings && Object.keys(settings).length > 0 ? [settings] : []));
}

function namesOf(told: readonly RunSettings[]): string[] {
  const names = [...new Set(told.flatMap((settings) => Object.keys(settings)))];
  const rank = (name: string): number => {
    const place = usualOrder.indexOf(name);
    return place < 0 ? usualOrder.length : place;
  };
  return names.sort((a, b) => rank(a) - rank(b));
}
