import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where downloads that outlive one run are kept: `DL_CACHE`, else the platform's own cache folder for this user.
 * @returns {string} an absolute path; the folder may not exist yet
 */
export function cacheFolder() {
  const name = 'deep-learning-lessons';
  if (process.env.DL_CACHE) return resolve(process.env.DL_CACHE);
  if (process.env.XDG_CACHE_HOME) return join(resolve(process.env.XDG_CACHE_HOME), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, name, 'Cache');
  return join(homedir(), '.cache', name);
}
