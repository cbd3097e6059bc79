import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../base/assert.ts';
import type { FoundNode } from '../../protocol/engine.ts';
import { workerEnvironment } from '../workerEnvironment.ts';

export interface FindNodeOptions {
  /** The setting; empty: `node` is looked for. Nothing else is tried when it is set. */
  setting: string;
  /** `PATH` of this process. */
  searchPath: string | undefined;
  /** This process's own program, which saves asking where it is a Node already. */
  own?: { path: string; version: string; isEditor: boolean };
  signal?: AbortSignal;
}

/** `tooOld` is what was found instead: a version below 20, or the program in the setting that is no Node. */
export type NodeSearch = { node: FoundNode } | { node?: undefined; tooOld?: string };

const leastMajor = 20;
const answerMs = 5000;

/** Finds a real Node ≥ 20: WebGPU's library does not work inside the Node of an editor. */
export async function findNode({ setting, searchPath, own, signal }: FindNodeOptions): Promise<NodeSearch> {
  if (setting === '' && own && !own.isEditor && isRecent(own.version))
    return { node: { path: own.path, version: own.version } };
  const candidates = setting === '' ? nodesOn(searchPath) : [setting];
  let tooOld: string | undefined;
  for (const candidate of candidates) {
    if (signal?.aborted) break;
    const version = await versionOf(candidate, signal);
    if (version !== undefined && isRecent(version)) return { node: { path: candidate, version } };
    if (version !== undefined || setting !== '') tooOld ??= version ?? candidate;
  }
  return tooOld === undefined ? {} : { tooOld };
}

/** A folder that is not absolute depends on where the editor was started, and may be the workspace. */
function nodesOn(searchPath = ''): string[] {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set(folders)].map((folder) => path.join(folder, name));
}

function isRecent(version: string): boolean {
  return Number(version.split('.')[0]) >= leastMajor;
}

const question = 'JSON.stringify([process.versions.node, process.versions.electron ?? null])';

/** Asks the program itself, without a shell. Undefined: it is not there, no Node, or an editor's. */
async function versionOf(program: string, signal?: AbortSignal): Promise<string | undefined> {
  try {
    await access(program, constants.X_OK);
  } catch {
    return undefined;
  }
  return new Promise((resolve) => {
    execFile(
      program,
      ['-p', question],
      {
        timeout: answerMs,
        env: workerEnvironment(process.env),
        windowsHide: true,
        ...(signal ? { signal } : {}),
      },
      (error, stdout) => resolve(error ? undefined : readAnswer(stdout)),
    );
  });
}

function readAnswer(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (!Array.isArray(answer) || isRecord(answer)) return undefined;
    const [version, electron] = answer as unknown[];
    return typeof version === 'string' && electron === null ? version : undefined;
  } catch {
    return undefined;
  }
}
