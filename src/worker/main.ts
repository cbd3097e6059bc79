import { readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import path from 'node:path';
import { decodeCheckpoint } from '../core/checkpoints/checkpointFile.ts';
import { createServer } from '../protocol/peer.ts';
import type { EngineChoice } from '../protocol/engine.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { Exhibit } from '../protocol/exhibit.ts';
import type { BranchInit, WorkerInit, WorkerSurface } from '../protocol/workerSurface.ts';
import { createCheckHandlers, type CheckEnvironment } from './check/checkHandlers.ts';
import { createDatasets } from './data/createDatasets.ts';
import { registerFileModels } from './data/fileModels.ts';
import type { LoadDataset } from './data/datasetTypes.ts';
import { measureEngine } from './engines/measureEngine.ts';
import { NoEngineError, selectEngine, type SelectedEngine } from './engines/selectEngine.ts';
import type { TensorFlow } from './engines/tensorFlow.ts';
import { createMetricsOutbox } from './observe/metricsOutbox.ts';
import { startObservation, type RunningObservation } from './observe/startObservation.ts';
import { createTrainingControl } from './observe/trainingControl.ts';
import { readCell } from './process/controlState.ts';
import { createIpcCarrier } from './process/ipcCarrier.ts';
import { reportLeaving } from './process/leaving.ts';
import { seedMathRandom } from './process/seededRandom.ts';
import { startControlThread } from './process/startControlThread.ts';
import { classifyThrown } from './program/classifyThrown.ts';
import { installProgramLoader } from './program/loadProgram.ts';
import { checkName, lessonsName, tensorflowNames } from './program/providedModules.ts';
import { runProgram } from './program/runProgram.ts';
import type { BranchPoint } from './resume/resumption.ts';
import { createShowSamples } from './samples/showSamples.ts';
import { provideVis, type ProvidedVis } from './vis/provideVis.ts';

/*
 * The process that runs one learner's program, or one half of a check. It does what the host asks over the worker
 * surface (src/protocol/workerSurface.ts) and then ends.
 */
Error.stackTraceLimit = 50;
const state = startControlThread(__dirname);
const control = createTrainingControl(state);
const outbox = createMetricsOutbox(
  (batch) => server.emit('metrics', batch),
  () => readCell(state, 'credit'),
  () => startedAt,
);
/** `performance.now()` when the learner's program began. */
let startedAt = 0;
let environment: CheckEnvironment | undefined;
let subjectFile = '';
let observation: RunningObservation | undefined;
let vis: ProvidedVis | undefined;
let selected: Promise<SelectedEngine> | undefined;

const carrier = createIpcCarrier();
const server = createServer<WorkerSurface>(carrier, {
  warmUp: async (choice) => {
    await startEngine(choice);
    return undefined;
  },
  probeEngine: async (choice) => {
    try {
      return await measureEngine(() => startEngine(choice));
    } catch (thrown) {
      if (thrown instanceof NoEngineError) return { failed: thrown.message };
      throw thrown;
    }
  },
  init: async (options) => {
    process.chdir(options.cwd);
    const { tf, report } = await startEngine(options);
    prepare(options, tf);
    return report;
  },
  run: async ({ file }) => {
    subjectFile = file;
    const ending = await runProgram(file, () => control.stopRequested);
    await observation?.programEnds(ending.kind !== 'diverged');
    vis?.flush();
    outbox.flushNow();
    const reason = ending.kind === 'finished' ? observation?.refusalAtEnd() : undefined;
    return reason ? { kind: 'not-resumed', reason } : ending;
  },
  ...createCheckHandlers(() => {
    if (!environment) throw new Error('The worker has not been initialised.');
    return environment;
  }),
});

const leave = reportLeaving(
  (ending) => {
    vis?.flush();
    outbox.flushNow();
    server.emit('leaving', ending);
  },
  (thrown) => classifyThrown(thrown, subjectFile),
);

/** The engine of this process is started once: ahead of time, or when the run is. */
function startEngine({ engines, tensorflow }: EngineChoice): Promise<SelectedEngine> {
  selected ??= selectEngine(engines, {
    wasmFolder: path.join(__dirname, '..', 'wasm'),
    nativeFolder: path.join(__dirname, '..', 'native'),
    webgpuFolder: path.join(__dirname, '..', 'webgpu'),
    tensorflow,
    onDeviceLost: (detail, failure) =>
      leave({ kind: 'device-lost', detail, ...(failure ? { failure } : {}) }, 1),
  });
  return selected;
}

function prepare(options: WorkerInit, tf: TensorFlow): void {
  const lastClassNames = new Map<number, readonly string[]>();
  const load = createDatasets({ tf, folder: options.datasetsFolder });
  const dataset: LoadDataset = async (name, choice) => {
    const loaded = await load(name, choice);
    lastClassNames.set(loaded.classNames.length, loaded.classNames);
    return loaded;
  };
  environment = { tf, dataset };
  registerFileModels(tf);
  const branch = options.branch && openBranch(options.branch);
  // Time goes on where the earlier run was, so that one scrubber moves the whole story.
  startedAt = performance.now() - (branch?.checkpoint.training.elapsedMs ?? 0);
  const show = (exhibit: Exhibit): void => observation?.show(exhibit);
  vis = provideVis({ tf, startedAt, onExhibit: show });
  const random = seedMathRandom(options.seed);
  const firstState = random.state();
  if (options.observe) {
    observation = startObservation({
      tf,
      outbox,
      control,
      random,
      stopOnNaN: options.stopOnNaN,
      purpose: options.purpose ?? 'train',
      startedAt,
      onModel: (summary) => server.emit('model', summary),
      onEvaluation: (evaluation) => server.emit('evaluation', evaluation),
      onExhibit: (exhibit) => server.emit('exhibit', exhibit),
      onSettings: (settings) => server.emit('settings', settings),
      ...(options.checkpoints === 'none' ? {} : { keep: sendCheckpoint }),
      everyEpoch: options.checkpoints === 'every-epoch',
      ...(branch ? { branch } : {}),
      classNames: (count) => [
        ...(lastClassNames.get(count) ?? Array.from({ length: count }, (_, index) => String(index))),
      ],
    });
  }
  const samples = createShowSamples({
    tf,
    startedAt,
    onExhibit: show,
    onRefused: (sentence) => console.warn(sentence),
  });
  const provided = Object.fromEntries(
    tensorflowNames.map((name) => [name, tf as unknown as Record<string, unknown>]),
  );
  installProgramLoader(__dirname, {
    ...provided,
    ...vis.modules,
    [lessonsName]: { dataset, samples, show: vis.show },
    [checkName]: {},
  });
  // What was prepared may have drawn from it.
  random.restore(firstState);
  if (options.waitForDebugger) waitForDebugger();
}

function openBranch({ file, ...rest }: BranchInit): BranchPoint & Omit<BranchInit, 'file'> {
  return { ...rest, checkpoint: decodeCheckpoint(readFileSync(file)) };
}

/** Waits until it is gone: an ending that is sent behind it must not be cut off by the end of the process. */
async function sendCheckpoint(checkpoint: Checkpoint): Promise<void> {
  server.emit('checkpoint', checkpoint);
  await carrier.drained();
}

/** Opens the inspector on a free port of this machine and waits until someone has attached. */
function waitForDebugger(): void {
  inspector.open(0, '127.0.0.1');
  const port = Number(new URL(inspector.url() ?? '').port);
  server.emit('debuggerReady', { port });
  inspector.waitForDebugger();
}
