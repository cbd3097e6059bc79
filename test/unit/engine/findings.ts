import type { EngineFinding, EngineFindings, EngineProbe } from '../../../src/protocol/engine.ts';
import type { EngineId, EngineProblem } from '../../../src/protocol/run.ts';

interface Times {
  smallStepMs: number;
  largeStepMs: number;
  gpu?: boolean;
}

export function probeOf(id: EngineId, { gpu = false, smallStepMs, largeStepMs }: Times): EngineProbe {
  return {
    report: { id, version: `${id} 1.0`, gpu, passedOver: [] },
    startMs: 100,
    largestError: 0,
    smallStepMs,
    largeStepMs,
  };
}

export function works(id: EngineId, times: Times): EngineFinding {
  return { id, probe: probeOf(id, times), messages: '', wallMs: 500 };
}

export function fails(id: EngineId, problem: EngineProblem): EngineFinding {
  return { id, problem, messages: '', wallMs: 0 };
}

export function findingsOf(...engines: EngineFinding[]): EngineFindings {
  return { takenAt: '2026-03-01T10:20:30.000Z', engines };
}

/** One of each, for tests that everything has its words. */
export const allProblems: readonly EngineProblem[] = [
  { code: 'not-tried' },
  { code: 'not-shipped', platform: 'linux-riscv64' },
  { code: 'no-tensorflow' },
  { code: 'no-node' },
  { code: 'no-node', found: '18.20.4' },
  { code: 'software' },
  { code: 'software', device: 'llvmpipe' },
  { code: 'failed', detail: 'No adapter.' },
  { code: 'wrong-numbers', largestError: 0.25 },
  { code: 'silent', seconds: 10 },
  { code: 'crashed', detail: 'SIGSEGV' },
  { code: 'slower', than: 'wasm', stepMs: 12.34, thanStepMs: 1.234 },
];
