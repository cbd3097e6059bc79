import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureEngines } from './engines/measureEngines.ts';
import { measureDashboard } from './dashboard/measureDashboard.ts';
import { describeMachine } from './machine.ts';
import { measureAccuracy, measureFirstPoint, measureObservation, openRunBench } from './runs.ts';
import { measureActivation } from './activation.ts';
import { measureWasmKernels } from './wasmKernels.ts';

/*
 * npm run bench -- [--engines] [--json FILE] [--rounds N] [--only kernels,firstPoint,observation,accuracy,activation,dashboard,sizes]
 * --engines measures every engine beside PyTorch and Keras, and nothing else.
 * Prints every figure with the machine it was measured on. Figures are medians of interleaved rounds.
 */
const root = process.env['DL_ROOT'] ?? process.cwd();
const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string' },
    engines: { type: 'boolean' },
  },
});
const rounds = Number(values.rounds);
const exercise = path.join(root, 'lessons/deep-learning/chapters/vision/cnn-on-mnist/exercises/cnn-mnist');
const reference = path.join(exercise, 'solution.ts');
const bench = openRunBench(root);

const kB = (file: string): number => Math.round(statSync(path.join(root, file)).size / 1000);
const measurements = {
  kernels: () => measureWasmKernels(rounds),
  firstPoint: () => measureFirstPoint(bench, reference, rounds),
  observation: () => measureObservation(bench, path.join(root, 'test/fixtures/programs/observed.ts'), rounds),
  accuracy: async () => {
    const accuracies = await measureAccuracy(bench, reference, [1, 2, 3, 4, 5]);
    return { accuracies, seedsAtGoal: accuracies.filter((accuracy) => accuracy >= 0.965).length };
  },
  activation: () => measureActivation(root, Math.min(rounds, 3)),
  dashboard: () => measureDashboard(root),
  engines: () => measureEngines(root, bench.options, rounds),
  sizes: () => ({ hostBundleKb: kB('dist/extension.cjs'), vsixKb: kB('out/extension.vsix') }),
};

type Name = keyof typeof measurements;
const wanted = (
  values.engines
    ? ['engines']
    : (values.only?.split(',') ?? Object.keys(measurements).filter((name) => name !== 'engines'))
) as Name[];
const report: Record<string, unknown> = { machine: describeMachine(root) };
console.log(report['machine']);
for (const name of wanted) {
  const figures = await measurements[name]();
  if (name === 'engines') Object.assign(report, figures);
  else report[name] = figures;
  console.log(name, figures);
}
await bench.runner.dispose();
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
