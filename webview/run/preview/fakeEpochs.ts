import type { RunHeader } from '../../../src/protocol/run.ts';
import type { KeptEpochs } from '../../../src/protocol/runSurface.ts';
import type { FakeRun } from './fakeRun.ts';

const msPerEpoch = 5372;

/** What `?kept=` says is kept of the run: epochs (of a file that has changed since), a loop's weights, or none any more. */
export function keptInAddress(address: URLSearchParams): Partial<RunHeader> {
  const model = 'cnn';
  switch (address.get('kept')) {
    case 'epochs':
    case 'changed':
    case 'gone':
      return { kept: [{ model, epoch: 10, updates: 790, lastEpoch: 10 }] };
    case 'loop':
      return { kept: [{ model, updates: 790, fixed: 'loop' }] };
    case 'branched': {
      const changes = { learningRate: 0.0005, code: true };
      return { branch: { runId: 'run-6', number: 6, model, epoch: 4, changes } };
    }
    default:
      return {};
  }
}

/** The epochs of the fake run, each with the losses that its curves show. */
export function fakeEpochs(run: FakeRun): KeptEpochs {
  const kept = new URLSearchParams(location.search).get('kept');
  const { series, blocks } = run.snapshot();
  const valuesOf = (split: string): Float32Array => {
    const id = series.find(
      (one) => one.metric === 'loss' && one.scale === 'epoch' && one.split === split,
    )?.id;
    return blocks.find((block) => block.id === id)?.values ?? new Float32Array(0);
  };
  const [train, validation] = [valuesOf('train'), valuesOf('validation')];
  const epochs = [...train].map((loss, index) => ({
    model: 'cnn',
    epoch: index + 1,
    updates: (index + 1) * 79,
    elapsedMs: (index + 1) * msPerEpoch,
    logs: { loss, val_loss: validation[index] ?? NaN },
    learningRate: 0.001,
  }));
  return { epochs: kept === 'gone' ? [] : epochs, isCodeChanged: kept === 'changed' };
}
