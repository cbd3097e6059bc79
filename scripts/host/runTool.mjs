import { spawn } from 'node:child_process';

/**
 * @typedef {object} ToolOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the tool
 * @property {number} [timeoutMs] kill the tool, and everything it started, after this long
 * @property {(text: string) => void} [onOutput] receives stdout and stderr as they come
 */

/**
 * @typedef {object} ToolResult
 * @property {number | null} code exit code; null when a signal ended the tool
 * @property {string} output stdout and stderr together, in the order they came
 * @property {boolean} timedOut
 * @property {number} wallMs
 */

/** Tools in their own process group, so that Ctrl-C or a failed run can end all they started. */
const running = new Set();

process.on('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});

/**
 * Runs a program to its end, without a shell. Never throws for a program that fails: look at `code`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ToolOptions} [options]
 * @returns {Promise<ToolResult>}
 */
export function runTool(command, args, options = {}) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = startTool(command, args, { ...options, stdin: 'ignore' });
    let output = '';
    let timedOut = false;
    const collect = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString('utf8');
      output += text;
      options.onOutput?.(text);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            killGroup(child, 'SIGKILL');
          }, options.timeoutMs);
    const finish = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      resolve({ code, output, timedOut, wallMs: performance.now() - startedAt });
    };
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      finish(127);
    });
    child.on('close', finish);
  });
}

/**
 * Starts a program in its own process group.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdin?: 'ignore' | 'inherit' }} options
 */
export function startTool(command, args, { cwd, env, stdin = 'ignore' }) {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    stdio: [stdin, 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Signals a program started by {@link startTool} and everything in its process group.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function killGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was asked for.
  }
}
