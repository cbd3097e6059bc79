import { locales } from '../../src/protocol/locale.ts';
import type { RunSnapshot } from '../../src/protocol/run.ts';
import type { RunSurface, RunView } from '../../src/protocol/runSurface.ts';
import type { Ending } from '../../src/protocol/ending.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import { digitsOfCell } from './preview/digits.ts';
import { branchingModel } from './preview/fakeModel.ts';
import { FakeRun } from './preview/fakeRun.ts';
import { fakeRateScan } from './preview/fakeRates.ts';
import { fakeAlarms, fakeWeightReports } from './preview/fakeWeights.ts';
import { handTrained } from './preview/manyPoints.ts';
import './preview/previewWindow.ts';

/*
 * `?scenario=` live (default: trains by itself), paused (moved on by tests), empty, done, failed, diverged, weights, rates, gan, refused;
 * `?locale=` en, zh-TW, zh-CN; `?theme=` as everywhere; `?points=` for the gan.
 */
const address = new URLSearchParams(location.search);
const scenario = address.get('scenario') ?? 'live';
const locale = locales.find((one) => one === address.get('locale')) ?? 'en';

applyThemeFromAddress();
document.documentElement.lang = locale;
const asked: [string, unknown][] = [];
window.asked = asked;

const before = new FakeRun({ number: 6, seed: 6, epochs: 10, batches: 79, speed: 0.7 });
while (!before.isComplete) before.advance(79);
before.setStatus('ended', { kind: 'finished', wallMs: 54_000 });

let losesNext = false;
const run = new FakeRun(
  { number: 7, seed: 42, epochs: 10, batches: 79, speed: 1 },
  {
    metrics(batch) {
      if (!losesNext) server.emit('metrics', batch);
      losesNext = false;
    },
    evaluation: (evaluation) => server.emit('evaluation', evaluation),
    console: (text) => server.emit('console', text),
    header: (header) => server.emit('header', header),
    model: (model) => server.emit('model', model),
  },
);

function end(ending: Ending): undefined {
  run.setStatus('ended', ending);
  return undefined;
}

function snapshot(): RunSnapshot {
  if (scenario !== 'gan') return run.snapshot();
  return handTrained(run.header, Number(address.get('points') ?? 4000));
}

let refusals = scenario === 'refused' ? 1 : 0;
const server = installFakeHost<RunSurface>({
  ready(): RunView {
    asked.push(['ready', undefined]);
    if (refusals-- > 0)
      throw Object.assign(new Error('The file of this run is damaged.'), { code: 'damaged' });
    const card = {
      title: 'MNIST',
      markdown: '**Licence.** CC BY-SA 3.0\n\n- A thousand test images are a coarse ruler.',
    };
    const shown = { locale, snapshot: snapshot(), card };
    return scenario === 'gan' ? shown : { ...shown, previous: before.snapshot() };
  },
  stop() {
    asked.push(['stop', undefined]);
    run.setStatus('stopping');
    setTimeout(() => end({ kind: 'stopped', forced: false }), 200);
    return undefined;
  },
  pause() {
    asked.push(['pause', undefined]);
    run.setStatus('paused');
    return undefined;
  },
  resume() {
    asked.push(['resume', undefined]);
    run.setStatus('running');
    return undefined;
  },
  runAgain(params) {
    asked.push(['runAgain', params]);
    return undefined;
  },
  findRate() {
    asked.push(['findRate', undefined]);
    return undefined;
  },
  pictures({ evaluation, truth, predicted }) {
    const wanted = run.evaluations[evaluation];
    if (!wanted) throw new Error(`There is no evaluation ${evaluation}.`);
    return digitsOfCell(wanted, truth, predicted);
  },
  frames: ({ exhibits }: { exhibits: number[] }) => exhibits.map(() => new Uint8Array(0)),
  openCode({ at }) {
    asked.push(['openCode', at]);
    return undefined;
  },
  save({ name, content }) {
    asked.push(['save', { name, size: content.length, start: content.slice(0, 60) }]);
    return { saved: true };
  },
});

const at = { file: run.header.file, line: 31, column: 5 };
if (scenario === 'empty') run.setStatus('starting');
if (['done', 'failed', 'diverged'].includes(scenario)) {
  run.advance(79 * (scenario === 'done' ? 10 : 3) + (scenario === 'done' ? 0 : 31));
  if (scenario === 'done') end({ kind: 'finished', wallMs: 53_700 });
  if (scenario === 'failed') {
    run.print(
      'Error: Argument x passed to matMul must be a Tensor\n    at main (cnn-mnist.ts:31:5)\n',
      'stderr',
    );
    end({
      kind: 'threw',
      name: 'Error',
      message: 'The shapes [32, 400] and [401, 10] do not fit for matMul.',
      at,
    });
  }
  if (scenario === 'diverged') {
    run.advance(12, 0);
    end({ kind: 'diverged', metric: 'loss', epoch: 4, batch: 32, at });
  }
}
if (scenario === 'weights') {
  run.exhibits.push(...fakeWeightReports(10), ...fakeAlarms);
  run.advance(79 * 10);
  run.addModel(branchingModel);
  end({ kind: 'finished', wallMs: 53_700 });
}
if (scenario === 'rates') {
  run.header = { ...run.header, purpose: 'find-rate' };
  run.exhibits.push(fakeRateScan());
  end({ kind: 'finished', wallMs: 4100, scanned: true });
}
if (scenario === 'paused') run.advance(79 * 3 + 31);
if (scenario === 'live')
  setInterval(() => {
    if (run.header.status !== 'running') return;
    run.advance(3);
    if (run.isComplete) end({ kind: 'finished', wallMs: 53_700 });
  }, 100);

window.fakeRun = run;
window.endRun = end;
window.loseNextBatch = () => {
  losesNext = true;
};
void import('./main.ts');
