import { createQueue } from '../../base/async.ts';
import type { Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import type { Logger } from '../../base/logger.ts';
import { engineIds, planEngines } from '../../core/engine/planEngines.ts';
import type { EngineFinding, EngineFindings, EnginePlan } from '../../protocol/engine.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';
import type { TensorFlowCandidate, TensorFlowSearch } from '../../protocol/tensorFlow.ts';
import { isProblem, type EngineLaunch } from './engineLaunch.ts';
import { launchWith, stampsOf, type EngineParts } from './engineParts.ts';
import { findNode } from './findNode.ts';
import { readFindings, type FindingsStore } from './findingsStore.ts';
import { probeEngine } from './probeEngine.ts';

export interface EngineSettings {
  nodePath: string;
  tensorflowPath: string;
}

export interface EnginesOptions {
  /** `dist/worker`. */
  workerFolder: string;
  /** Ours; findings of another version are not believed. */
  version: string;
  /** Read again whenever they are needed. */
  settings: () => EngineSettings;
  /** How engines without needs of their own are started. */
  ordinary: () => EngineLaunch;
  /** Looks for TensorFlow; `setting` is the folder a person named, or empty. */
  searchTensorFlow: (setting: string, signal?: AbortSignal) => Promise<TensorFlowSearch>;
  store: FindingsStore;
  logger: Logger;
}

export interface ExamineOptions {
  /**
   * `missing`: what a choice needs and nobody knows yet. `all`: everything that is not known, plain JavaScript
   * included. `again`: everything anew.
   */
  extent: 'missing' | 'all' | 'again';
  signal?: AbortSignal;
}

/** What is known of this computer's engines, and how to start each. */
export interface Engines extends Disposable {
  /** Something was found, or `lookingAt` changed. */
  readonly onDidChange: Event<void>;
  readonly findings: EngineFindings | undefined;
  /** Every place where a TensorFlow was seen; empty before this window has looked. */
  readonly tensorFlowCandidates: readonly TensorFlowCandidate[];
  /** What is being looked at now. */
  readonly lookingAt: EngineId | 'parts' | undefined;
  /** From what is known now, without waiting. */
  plan(setting: EngineId | 'auto'): EnginePlan;
  /** For the runner: undefined for engines that are started in the ordinary way. */
  launch(id: EngineId): Promise<EngineLaunch | EngineProblem | undefined>;
  /** Takes over what an earlier window found, if nothing it depends on has changed. Reads a file or two. */
  load(): Promise<void>;
  /**
   * Looks at engines, one after another, each in a process of its own. What was found when `signal` aborts stays.
   *
   * @throws AbortError when `signal` aborts
   */
  examine(options: ExamineOptions): Promise<EngineFindings>;
}

export function createEngines(options: EnginesOptions): Engines {
  return new EngineRegister(options);
}

class EngineRegister implements Engines {
  readonly #options: EnginesOptions;
  readonly #changed = new Emitter<void>();
  /** One examination at a time: two would spoil each other's times. */
  readonly #queue = createQueue();
  readonly #disposed = new AbortController();
  /** Undefined: not looked for yet in this window. */
  #parts: EngineParts | undefined;
  #findings: EngineFindings | undefined;
  #candidates: readonly TensorFlowCandidate[] = [];
  #lookingAt: EngineId | 'parts' | undefined;
  #hasExamined = false;
  /** The settings that what is known belongs to. */
  #key = '';

  constructor(options: EnginesOptions) {
    this.#options = options;
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  get findings(): EngineFindings | undefined {
    return this.#findings;
  }

  get tensorFlowCandidates(): readonly TensorFlowCandidate[] {
    return this.#candidates;
  }

  get lookingAt(): EngineId | 'parts' | undefined {
    return this.#lookingAt;
  }

  plan(setting: EngineId | 'auto'): EnginePlan {
    return planEngines(setting, this.#key === this.#keyNow() ? this.#findings : undefined);
  }

  async launch(id: EngineId): Promise<EngineLaunch | EngineProblem | undefined> {
    if (id === 'wasm' || id === 'cpu') return undefined;
    const isKnown = this.#parts !== undefined && this.#key === this.#keyNow();
    const parts = isKnown ? (this.#parts ?? {}) : await this.#search();
    return this.#launchWith(id, parts);
  }

  async load(): Promise<void> {
    const key = this.#keyNow();
    const { store, workerFolder } = this.#options;
    const record = await readFindings(store, key);
    if (!record) return;
    const parts = partsOf(record.findings);
    const stamps = await stampsOf(parts, workerFolder);
    const isTrue = JSON.stringify(stamps) === JSON.stringify(record.stamps) && key === this.#keyNow();
    // What this window has found out itself meanwhile is newer.
    if (!isTrue || this.#hasExamined) return;
    this.#key = key;
    this.#parts = parts;
    this.#findings = record.findings;
    this.#changed.fire();
  }

  examine({ extent, signal }: ExamineOptions): Promise<EngineFindings> {
    const either = signal ? AbortSignal.any([signal, this.#disposed.signal]) : this.#disposed.signal;
    return this.#queue(() => this.#examine(extent, either));
  }

  dispose(): void {
    this.#disposed.abort();
    this.#changed.dispose();
  }

  async #examine(extent: ExamineOptions['extent'], signal: AbortSignal): Promise<EngineFindings> {
    signal.throwIfAborted();
    try {
      this.#look('parts');
      const key = this.#keyNow();
      const known = extent === 'again' || key !== this.#key ? undefined : this.#findings;
      const kept = await this.#keep(known, signal);
      this.#key = key;
      this.#findings = kept;
      for (const id of engineIds) {
        if (!this.#isWanted(id, extent)) continue;
        this.#look(id);
        this.#add(await this.#finding(id, signal));
      }
      await this.#save();
    } finally {
      this.#look(undefined);
    }
    return this.#findings;
  }

  /** What is still true of what was known, after the parts have been looked for again. */
  async #keep(known: EngineFindings | undefined, signal: AbortSignal): Promise<EngineFindings> {
    const before = known && partsOf(known);
    const parts = await this.#search(signal);
    signal.throwIfAborted();
    const isSame = (name: keyof EngineParts): boolean =>
      JSON.stringify(before?.[name]) === JSON.stringify(parts[name]);
    const engines = (known?.engines ?? []).filter(
      ({ id }) => (id !== 'native' || isSame('tensorflow')) && (id !== 'webgpu' || isSame('node')),
    );
    const isFirst = !this.#hasExamined;
    this.#hasExamined = true;
    const { tensorflow, node } = parts;
    return {
      takenAt: new Date().toISOString(),
      engines: isFirst ? engines.filter((finding) => !mayHaveBeenBusy(finding)) : engines,
      ...(tensorflow ? { tensorflow } : {}),
      ...(node ? { node } : {}),
    };
  }

  #isWanted(id: EngineId, extent: ExamineOptions['extent']): boolean {
    const found = this.#findings?.engines ?? [];
    if (found.some((finding) => finding.id === id)) return false;
    if (extent !== 'missing') return true;
    // WebAssembly is always there; its times only matter where there is something to compare it with.
    const hasRival = found.some(({ problem }) => problem === undefined);
    return id === 'native' || id === 'webgpu' || (id === 'wasm' && hasRival);
  }

  async #finding(id: EngineId, signal: AbortSignal): Promise<EngineFinding> {
    const launch = await this.#launchWith(id, this.#parts ?? {});
    if (isProblem(launch)) return { id, problem: launch, messages: '', wallMs: 0 };
    return probeEngine(id, { workerFolder: this.#options.workerFolder, launch, signal });
  }

  async #search(signal?: AbortSignal): Promise<EngineParts> {
    const { settings, searchTensorFlow, logger } = this.#options;
    const { nodePath, tensorflowPath } = settings();
    const [{ location, candidates }, { node, ...rest }] = await Promise.all([
      searchTensorFlow(tensorflowPath, signal).catch((thrown: unknown) => {
        logger.error('The search for TensorFlow failed.', thrown);
        return nothingFound;
      }),
      findNode({
        setting: nodePath,
        searchPath: process.env['PATH'],
        own: {
          path: process.execPath,
          version: process.versions.node,
          isEditor: process.versions['electron'] !== undefined,
        },
        ...(signal ? { signal } : {}),
      }),
    ]);
    const parts: EngineParts = {
      ...(location ? { tensorflow: location } : {}),
      ...(node ? { node } : {}),
      ...('tooOld' in rest ? { tooOldNode: rest.tooOld } : {}),
    };
    this.#parts = parts;
    this.#candidates = candidates;
    return parts;
  }

  #launchWith(id: EngineId, parts: EngineParts): Promise<EngineLaunch | EngineProblem> {
    const { workerFolder, ordinary } = this.#options;
    return launchWith(id, parts, { workerFolder, ordinary: ordinary() });
  }

  #add(finding: EngineFinding): void {
    const findings = this.#findings ?? { takenAt: '', engines: [] };
    const others = findings.engines.filter(({ id }) => id !== finding.id);
    const takenAt = new Date().toISOString();
    this.#findings = { ...findings, takenAt, engines: [...others, finding] };
    this.#changed.fire();
  }

  async #save(): Promise<void> {
    const { store, workerFolder, logger } = this.#options;
    const findings = this.#findings;
    if (!findings) return;
    const stamps = await stampsOf(partsOf(findings), workerFolder);
    // Only a convenience for the next window.
    await store
      .write(this.#key, { formatVersion: 1, stamps, findings })
      .catch((thrown: unknown) =>
        logger.warn(`What was found about engines could not be stored: ${String(thrown)}`),
      );
  }

  #look(at: EngineId | 'parts' | undefined): void {
    this.#lookingAt = at;
    this.#changed.fire();
  }

  #keyNow(): string {
    const { version, settings } = this.#options;
    const { platform, arch, versions } = process;
    return JSON.stringify([version, platform, arch, versions.node, settings()]);
  }
}

const nothingFound: TensorFlowSearch = { candidates: [] };

/** A busy machine looks like this too, so each window tries once more. */
function mayHaveBeenBusy({ problem }: EngineFinding): boolean {
  return problem?.code === 'silent' || problem?.code === 'crashed';
}

function partsOf({ tensorflow, node }: EngineFindings): EngineParts {
  return { ...(tensorflow ? { tensorflow } : {}), ...(node ? { node } : {}) };
}
