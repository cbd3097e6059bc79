import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Ends a process and everything it has started, at once. Nothing in it gets a say. Also to be called when the process has
 * just exited by itself: what it started may live on in its group.
 */
export function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group is gone already.
  }
}
