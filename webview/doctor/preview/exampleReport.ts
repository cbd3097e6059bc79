import { doctorReport } from '../../../src/core/engine/doctorReport.ts';
import { planEngines } from '../../../src/core/engine/planEngines.ts';
import type { DoctorReport } from '../../../src/protocol/doctorSurface.ts';
import type { EngineFindings, EngineProbe } from '../../../src/protocol/engine.ts';
import type { Locale } from '../../../src/protocol/locale.ts';
import type { EngineReport } from '../../../src/protocol/run.ts';

function probe(report: Omit<EngineReport, 'passedOver'>, times: Partial<EngineProbe> = {}): EngineProbe {
  const usual = { startMs: 412, largestError: 0, smallStepMs: 1.3, largeStepMs: 14 };
  return { report: { ...report, passedOver: [] }, ...usual, ...times };
}

/** A computer with a TensorFlow that misses its CUDA libraries, and without a Node.js. */
const findings: EngineFindings = {
  takenAt: '2026-03-01T10:20:30.000Z',
  tensorflow: {
    origin: 'python',
    folder: '/home/ada/venv/lib/python3.12/site-packages/tensorflow',
    linkFolder: '/home/ada/links',
    libraryFolders: ['/home/ada/links'],
    version: '2.21.0',
  },
  engines: [
    {
      id: 'native',
      probe: probe(
        { id: 'native', version: 'tfjs 4.22.0, TensorFlow 2.21.0', gpu: false },
        { startMs: 2310, smallStepMs: 2.6, largeStepMs: 7.4 },
      ),
      messages:
        "W tsl/platform/default/dso_loader.cc:59] Could not load dynamic library 'libcudnn.so.9'; dlerror: libcudnn.so.9: cannot open shared object file: No such file or directory",
      wallMs: 3900,
    },
    { id: 'webgpu', problem: { code: 'no-node', found: '18.20.4' }, messages: '', wallMs: 0 },
    {
      id: 'wasm',
      probe: probe({ id: 'wasm', version: 'tfjs 4.22.0, WebAssembly 4.22.0 (SIMD)', gpu: false }),
      messages: '',
      wallMs: 980,
    },
    {
      id: 'cpu',
      probe: probe(
        { id: 'cpu', version: 'tfjs 4.22.0, JavaScript', gpu: false },
        { startMs: 90, smallStepMs: 1.9, largeStepMs: 3710 },
      ),
      messages: '',
      wallMs: 1500,
    },
  ],
};

export function exampleReport(locale: Locale): DoctorReport {
  const input = {
    setting: 'auto',
    plan: planEngines('auto', findings),
    findings,
    candidates: [],
    machine: {
      extension: '0.1.0',
      system: 'linux-x64 6.1.0',
      processor: '8 × Example Processor',
      runtime: 'Node.js 22.19.0',
    },
    isRestricted: false,
    wasBusy: false,
  } as const;
  return doctorReport(input, locale);
}
