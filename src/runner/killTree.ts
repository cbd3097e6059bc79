import { spawn, type ChildProcess } from 'node:child_process';

/** Ends a process and everything it has started, at once. Nothing in it gets a say. */
export function killTree(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already, or was never made.
    child.kill('SIGKILL');
  }
}
