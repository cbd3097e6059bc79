/**
 * What the worker may see of the environment: enough to find programs, folders, graphics libraries and the language;
 * nothing that changes how Node behaves, and none of the person's secrets.
 */
const kept = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LOCALAPPDATA',
  'APPDATA',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'CUDA_VISIBLE_DEVICES',
  'CUDA_PATH',
  'XDG_RUNTIME_DIR',
  'VK_ICD_FILENAMES',
  'VK_DRIVER_FILES',
];

export function workerEnvironment(
  source: NodeJS.ProcessEnv,
  added: Record<string, string> = {},
): Record<string, string> {
  const environment: Record<string, string> = { NO_COLOR: '1' };
  for (const name of kept) {
    const value = source[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...added };
}
