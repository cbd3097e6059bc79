import type { EngineFinding, EngineFindings, EnginePlan, EngineProbe } from '../../protocol/engine.ts';
import type { EngineId, EngineProblem, PassedOver } from '../../protocol/run.ts';
import { problemSentence } from '../words/engines.ts';

/** Every engine, in the order they are listed and looked at. */
export const engineIds: readonly EngineId[] = ['native', 'webgpu', 'wasm', 'cpu'];

/** Used while nothing is known: they need nothing from the computer. */
const alwaysThere: readonly EngineId[] = ['wasm', 'cpu'];

/**
 * A fall-back overrules a preferred engine for small networks when its small update takes at most a third of the time…
 * (WebGPU and CUDA pay 30 µs or more for each operation where WebAssembly pays 5.)
 */
const smallAdvantage = 3;
/** …and its large update not much longer: learners' networks grow, and then arithmetic decides. */
const largeLoss = 1.3;

/** @param findings what is known so far; undefined before anything was looked at */
export function planEngines(setting: EngineId | 'auto', findings: EngineFindings | undefined): EnginePlan {
  if (setting === 'auto') return automaticPlan(findings);
  // A person's own choice is tried even when a look has failed: what was missing may be there now.
  const rest = alwaysThere.filter((id) => id !== setting);
  return {
    engines: setting === 'native' || setting === 'webgpu' ? [setting, ...rest] : [setting],
    passedOver: [],
  };
}

function automaticPlan(findings: EngineFindings | undefined): EnginePlan {
  const found = new Map(findings?.engines.map((finding) => [finding.id, finding]));
  const usable = engineIds
    .map((id) => found.get(id))
    .filter((finding): finding is UsableFinding => finding !== undefined && isUsable(finding))
    .sort((one, other) => rankOf(one.probe) - rankOf(other.probe));
  const chosen = chooseByTime(usable);
  const ordered = chosen ? [chosen, ...usable.filter((finding) => finding !== chosen)] : [];
  const engines = [...new Set([...ordered.map(({ id }) => id), ...alwaysThere])].filter(
    // Nothing that was seen to fail is tried again, unless nothing else is left.
    (id) => found.get(id)?.problem === undefined || id === 'cpu',
  );
  const first = engines[0] ?? 'cpu';
  const before = engineIds.slice(0, engineIds.indexOf(first));
  const betterRanked = chosen ? usable.filter(({ probe }) => rankOf(probe) < rankOf(chosen.probe)) : [];
  const reasons = [
    ...before
      .filter((id) => !isUsable(found.get(id)))
      .map((id) => passOver(id, found.get(id)?.problem ?? { code: 'not-tried' })),
    ...betterRanked.map(({ id, probe }) => passOver(id, slower(probe, chosen))),
  ];
  return { engines, passedOver: reasons };
}

type UsableFinding = EngineFinding & { probe: EngineProbe };

function isUsable(finding: EngineFinding | undefined): boolean {
  return finding?.probe !== undefined && finding.problem === undefined;
}

/** Lower is preferred: CUDA, another graphics card, TensorFlow on the processor, WebAssembly, plain JavaScript. */
function rankOf({ report: { id, gpu } }: EngineProbe): number {
  if (id === 'native') return gpu ? 0 : 2;
  return { webgpu: 1, wasm: 3, cpu: 4 }[id];
}

/**
 * The most preferred engine, unless one below it measured better: faster in both updates, or several times faster in
 * the small one and not much slower in the large one. Each overruling is tried against the winner so far.
 */
function chooseByTime(ranked: readonly UsableFinding[]): UsableFinding | undefined {
  return ranked.reduce<UsableFinding | undefined>(
    (best, candidate) => (best && !overrules(candidate.probe, best.probe) ? best : candidate),
    undefined,
  );
}

export function overrules(candidate: EngineProbe, preferred: EngineProbe): boolean {
  const isQuicker = candidate.smallStepMs <= preferred.smallStepMs;
  const isMuchStronger = candidate.largeStepMs * largeLoss <= preferred.largeStepMs;
  const isMuchQuicker = candidate.smallStepMs * smallAdvantage <= preferred.smallStepMs;
  const isNotMuchWeaker = candidate.largeStepMs <= preferred.largeStepMs * largeLoss;
  return (isQuicker && isMuchStronger) || (isMuchQuicker && isNotMuchWeaker);
}

function slower(probe: EngineProbe, chosen: UsableFinding | undefined): EngineProblem {
  return {
    code: 'slower',
    than: chosen?.id ?? 'cpu',
    stepMs: probe.smallStepMs,
    thanStepMs: chosen?.probe.smallStepMs ?? 0,
  };
}

/** A reason that has words in every language. */
export function passOver(id: EngineId, problem: EngineProblem): PassedOver {
  return { id, reason: problemSentence(problem, 'en'), problem };
}
