import type { DoctorAction, DoctorEngine, DoctorFact, DoctorReport } from '../../protocol/doctorSurface.ts';
import type { EngineFinding, EngineFindings, EnginePlan, EngineProbe } from '../../protocol/engine.ts';
import type { Locale } from '../../protocol/locale.ts';
import type { EngineId, EngineProblem } from '../../protocol/run.ts';
import type { TensorFlowCandidate } from '../../protocol/tensorFlow.ts';
import {
  engineNameIn,
  problemAdvice,
  problemSentence,
  roundedMs,
  sayEngine,
  type EngineWord,
} from '../words/engines.ts';
import { tensorFlowProblemSentence } from '../words/tensorflow.ts';
import { missingLibraries } from './missingLibraries.ts';
import { engineIds } from './planEngines.ts';

export interface DoctorInput {
  setting: EngineId | 'auto';
  plan: EnginePlan;
  findings: EngineFindings | undefined;
  /** Every place where a TensorFlow was seen. */
  candidates: readonly TensorFlowCandidate[];
  machine: { extension: string; system: string; processor: string; runtime: string };
  /** In Restricted Mode what the workspace configures was not looked at. */
  isRestricted: boolean;
  /** Something was training meanwhile. */
  wasBusy: boolean;
}

/** Says in one language what was tried, what was missing, and how to get it. */
export function doctorReport(input: DoctorInput, locale: Locale): DoctorReport {
  const say = (key: EngineWord, slots?: Record<string, string | number>): string =>
    sayEngine(key, locale, slots);
  const { setting, plan, findings, machine } = input;
  const engine = engineNameIn(plan.engines[0] ?? 'cpu', locale);
  const takenAt = findings && new Date(findings.takenAt).toLocaleString(locale);
  return {
    title: say('doctorTitle'),
    summary: say(setting === 'auto' || plan.engines.length === 1 ? 'doctorUses' : 'doctorUsesOnceTried', {
      engine,
    }),
    notes: [
      ...(input.isRestricted ? [say('doctorRestricted')] : []),
      ...(input.wasBusy ? [say('doctorBusy')] : []),
    ],
    engines: engineIds.map((id) => describeEngine(id, input, locale)),
    machine: {
      title: say('machineTitle'),
      facts: [
        { label: say('factExtension'), value: machine.extension },
        { label: say('factSystem'), value: machine.system },
        { label: say('factProcessor'), value: machine.processor },
        { label: say('factRuntime'), value: machine.runtime },
        { label: say('factSetting'), value: `deepLearning.engine: ${setting}` },
        ...(takenAt === undefined ? [] : [{ label: say('factExamined'), value: takenAt }]),
      ],
    },
  };
}

function describeEngine(id: EngineId, input: DoctorInput, locale: Locale): DoctorEngine {
  const finding = input.findings?.engines.find((each) => each.id === id);
  const isUsed = input.plan.engines[0] === id;
  const problem = finding ? finding.problem : ({ code: 'not-tried' } as const);
  const overruled = input.plan.passedOver.find((each) => each.id === id)?.problem;
  const told = problem ?? (overruled?.code === 'slower' ? overruled : undefined);
  const state = stateOf(problem, isUsed);
  const misses = missingLibraries(finding?.messages ?? '');
  const isWithoutCard =
    id === 'native' && !input.machine.system.startsWith('darwin') && finding?.probe?.report.gpu === false;
  const advice = [
    problem && problemAdvice(problem, id, locale),
    isWithoutCard && !problem ? sayEngine('adviceNoCard', locale) : undefined,
  ].filter((text) => text !== undefined);
  return {
    id,
    name: engineNameIn(id, locale),
    state,
    stateWord: sayEngine(`doctorState.${state}`, locale),
    // An engine that is used although nobody tried it is always there.
    ...(told && !(isUsed && told.code === 'not-tried') ? { sentence: problemSentence(told, locale) } : {}),
    advice,
    actions: (problem ? actionsFor(problem, id) : []).map((action) => ({
      action,
      label: sayEngine(actionLabels[action], locale),
    })),
    facts: factsOf(id, input, finding, misses, locale),
    ...(finding?.messages ? { messages: finding.messages } : {}),
  };
}

function stateOf(problem: EngineProblem | undefined, isUsed: boolean): DoctorEngine['state'] {
  if (isUsed && (!problem || problem.code === 'not-tried')) return 'used';
  if (!problem) return 'works';
  return problem.code === 'not-tried' ? 'notTried' : 'unavailable';
}

const actionLabels: Readonly<Record<DoctorAction, EngineWord>> = {
  installTensorFlow: 'installTensorFlow',
  openTensorFlowSetting: 'openTensorFlowSetting',
  openNodeSetting: 'openNodeSetting',
  selectEngine: 'chooseEngine',
};

function actionsFor({ code }: EngineProblem, id: EngineId): DoctorAction[] {
  if (code === 'not-shipped' || code === 'not-tried') return [];
  if (id === 'native') return ['installTensorFlow', 'openTensorFlowSetting'];
  return id === 'webgpu' && code === 'no-node' ? ['openNodeSetting'] : [];
}

function factsOf(
  id: EngineId,
  { findings, candidates }: DoctorInput,
  finding: EngineFinding | undefined,
  misses: readonly string[],
  locale: Locale,
): DoctorFact[] {
  const fact = (label: EngineWord, value: string): DoctorFact => ({ label: sayEngine(label, locale), value });
  const { tensorflow, node } = findings ?? {};
  return [
    ...(finding?.probe ? measurements(finding.probe, locale) : []),
    ...(id === 'native' && tensorflow
      ? [fact('factLibrary', [tensorflow.version, tensorflow.folder].filter(Boolean).join(' · '))]
      : []),
    ...(id === 'native'
      ? candidates.flatMap(({ problem }) =>
          problem ? [fact('factTried', tensorFlowProblemSentence(problem, locale))] : [],
        )
      : []),
    ...(id === 'webgpu' && node ? [fact('factNode', `${node.version} · ${node.path}`)] : []),
    ...(misses.length > 0 ? [fact('factMissing', misses.join(', '))] : []),
  ];
}

function measurements({ report, ...probe }: EngineProbe, locale: Locale): DoctorFact[] {
  const ms = (value: number): string => sayEngine('milliseconds', locale, { ms: roundedMs(value) });
  const kind = sayEngine(report.gpu ? 'deviceGraphics' : 'deviceProcessor', locale);
  const device = report.device === undefined ? kind : `${kind} · ${report.device}`;
  const facts: [EngineWord, string][] = [
    ['factVersion', report.version],
    ['factDevice', device],
    ['factStart', ms(probe.startMs)],
    ['factSmallStep', ms(probe.smallStepMs)],
    ['factLargeStep', ms(probe.largeStepMs)],
    ['factError', probe.largestError === 0 ? '0' : probe.largestError.toExponential(1)],
  ];
  return facts.map(([label, value]) => ({ label: sayEngine(label, locale), value }));
}
