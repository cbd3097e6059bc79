import os from 'node:os';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the figures were measured on: without it they mean nothing. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  platform: string;
  node: string;
  tfjs: string;
  /** Running processes per core over the last minute when the benchmark began. Above 0.5, expect noise. */
  load: number;
  date: string;
}

export function describeMachine(root: string): Machine {
  const [cpu] = os.cpus();
  const tfjs = JSON.parse(
    readFileSync(path.join(root, 'node_modules/@tensorflow/tfjs-core/package.json'), 'utf8'),
  ) as { version: string };
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 1e9),
    platform: `${os.platform()} ${os.arch()}`,
    node: process.version,
    tfjs: tfjs.version,
    load: (os.loadavg()[0] ?? 0) / os.cpus().length,
    date: new Date().toISOString(),
  };
}
