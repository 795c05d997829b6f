import os from 'node:os';
import path from 'node:path';

/**
 * The folder of this user for what is fetched once and shared by all checkouts.
 * Follows the XDG base directories, and the customs of macOS and Windows.
 */
export function cacheFolder(env = process.env, platform = process.platform, home = os.homedir()) {
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) {
    return path.join(env.XDG_CACHE_HOME, 'glossator');
  }
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'glossator', 'Cache');
  }
  return platform === 'darwin'
    ? path.join(home, 'Library', 'Caches', 'glossator')
    : path.join(home, '.cache', 'glossator');
}
