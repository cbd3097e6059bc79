import { homedir } from 'node:os';
import path from 'node:path';

/** Where this program keeps what it found out, so that the next call is quicker: this user's cache folder. */
export function userFolder(): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'dl-lessons');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'dl-lessons');
  return path.join(XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'dl-lessons');
}
