import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import {
  beginning,
  nets,
  optimizers,
  trainingCode,
  type Net,
  type OptimizerName,
  type Training,
} from './programs.ts';
import { nodeOn, skipOn } from './nodeOn.ts';
import { curvesOf, fingerprintsOf, goOn, runKept, type KeptRun } from './resumeRuns.ts';

const epochs = 4;
/** Programs of a few trainings each: all optimizers on one net, and each net with every way of giving data. */
const programs: Record<string, Training[]> = {
  optimizers: (Object.keys(optimizers) as OptimizerName[]).map((optimizer) => ({
    name: optimizer,
    net: 'dense',
    optimizer,
    isShuffled: true,
    validates: true,
    epochs,
  })),
  ...Object.fromEntries(
    (Object.keys(nets) as Net[]).map((net) => [
      net,
      [true, false].flatMap((isShuffled) =>
        [true, false].map((validates): Training => {
          const name = `${net}-${isShuffled ? 'shuffled' : 'ordered'}-${validates ? 'validated' : 'alone'}`;
          return { name, net, optimizer: 'adam', isShuffled, validates, epochs };
        }),
      ),
    ]),
  ),
};

for (const threads of [1, 2]) {
  const skip = skipOn(threads);
  describe(
    `a run that goes on is the run that was never interrupted, on ${threads} thread(s)`,
    { skip },
    () => {
      let bench: Workbench;
      before(async () => {
        bench = await createWorkbench({}, await nodeOn(threads));
      });
      after(() => bench.dispose());

      for (const [program, trainings] of Object.entries(programs)) {
        describe(program, () => {
          let whole: KeptRun;
          before(async () => {
            const file = await bench.write(
              `${program}.ts`,
              beginning + trainings.map((training) => trainingCode(training)).join(''),
            );
            whole = await runKept(bench, file);
            assert.equal(whole.ending.kind, 'finished', JSON.stringify(whole.ending) + whole.output);
            assert.match(whole.snapshot.header.engine?.version ?? '', new RegExp(`SIMD, ${threads} thread`));
          });

          it('keeps every epoch', () => {
            assert.equal(whole.checkpoints.length, trainings.length * epochs);
            assert.equal(Object.keys(fingerprintsOf(whole)).length, trainings.length);
          });
          const some = threads === 1 ? trainings : trainings.slice(0, 1);
          for (const [index, { name }] of some.entries()) {
            const epoch = 1 + (index % epochs);
            it(`${name}, from epoch ${epoch}`, async () => {
              const resumed = await goOn(bench, whole, { model: name, epoch });
              assert.equal(resumed.ending.kind, 'finished', JSON.stringify(resumed.ending));
              assert.deepEqual(fingerprintsOf(resumed), fingerprintsOf(whole));
              assert.deepEqual(curvesOf(resumed.snapshot), curvesOf(whole.snapshot));
            });
          }
        });
      }
    },
  );
}
