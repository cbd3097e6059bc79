import path from 'node:path';
import type { TensorFlowLocation } from '../../protocol/engine.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';

/** How the process of one engine is started. */
export interface EngineLaunch {
  /** The program that runs the worker: a Node ≥ 20, or the editor's own executable. */
  nodePath: string;
  /** Added to the worker's stripped environment. */
  env: Record<string, string>;
  /** Where TensorFlow is, for the `native` engine. */
  tensorflow?: TensorFlowLocation;
}

export function isProblem(launch: EngineLaunch | EngineProblem): launch is EngineProblem {
  return 'code' in launch;
}

const linkerPaths: Partial<Record<NodeJS.Platform, string>> = { darwin: 'DYLD_LIBRARY_PATH', win32: 'PATH' };

/**
 * The dynamic linker reads its search path once, when a process starts: TensorFlow's folders have to be on it before
 * there is any code of ours that could put them there. They come first, so that they win over another installation.
 */
export function withTensorFlow(
  launch: Omit<EngineLaunch, 'tensorflow'>,
  tensorflow: TensorFlowLocation,
  platform = process.platform,
  inherited: NodeJS.ProcessEnv = process.env,
): EngineLaunch {
  const name = linkerPaths[platform] ?? 'LD_LIBRARY_PATH';
  const separator = platform === 'win32' ? ';' : ':';
  const before = launch.env[name] ?? inherited[name];
  const folders = [...tensorflow.libraryFolders, ...(before ? [before] : [])];
  return { ...launch, env: { ...launch.env, [name]: folders.join(separator) }, tensorflow };
}

/** The file that an engine cannot do without, beside the worker; undefined for engines that are always there. */
export function shippedFolderOf(engine: EngineId, workerFolder: string): string | undefined {
  const platform = platformName();
  if (engine === 'native') return path.join(workerFolder, '..', 'native', platform);
  if (engine === 'webgpu') return path.join(workerFolder, '..', 'webgpu', platform);
  return undefined;
}

/** `linux-x64`, `darwin-arm64`, … */
export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}
