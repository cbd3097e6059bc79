import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { diagnose } from '../../../src/core/diagnosis/diagnose.ts';
import { recordedRun } from '../../../src/core/diagnosis/recordedRun.ts';
import { createWorkbench, type Workbench } from '../runner/workbench.ts';
import { plantedNetworks } from './plantedNetworks.ts';

let bench: Workbench;
before(async () => {
  bench = await createWorkbench();
});
after(() => bench.dispose());

describe('diagnosis of real trainings in the worker', () => {
  for (const { name, program, expected } of plantedNetworks)
    it(`${name}: ${expected.join(' or ') || 'silence'}`, async (t) => {
      const { ending, snapshot } = await bench.run(`${name.replace(/\W+/g, '-')}.js`, program);
      assert.ok(ending.kind === 'finished' || ending.kind === 'diverged', JSON.stringify(ending));
      const found = diagnose(recordedRun({ ...snapshot, header: { ...snapshot.header, status: 'ended' } }));
      t.diagnostic(found.map(({ code, confidence }) => `${code} ${confidence.toFixed(2)}`).join(', '));
      const first = found[0]?.code;
      if (expected.length === 0) assert.equal(first, undefined);
      else assert.ok(first && expected.includes(first), `${first ?? 'silence'} ${lossesOf(snapshot)}`);
    });
});

/** For the message of a failure: the epoch losses. */
function lossesOf({ series, blocks }: Parameters<typeof recordedRun>[0]): string {
  return series
    .filter(({ scale }) => scale === 'epoch')
    .map(({ id, metric, split }) => {
      const values = blocks.find((block) => block.id === id)?.values ?? [];
      return `\n${split} ${metric}: ${[...values].map((value) => value.toPrecision(3)).join(' ')}`;
    })
    .join('');
}
