import { locales } from '../../src/protocol/locale.ts';
import type { RunSnapshot } from '../../src/protocol/run.ts';
import type { RunSurface, RunView } from '../../src/protocol/runSurface.ts';
import type { Ending } from '../../src/protocol/ending.ts';
import { cellPictures } from '../../src/core/evaluation/cellPictures.ts';
import { installFakeHost } from '../lib/preview/fakeHost.ts';
import { applyThemeFromAddress } from '../lib/preview/themes.ts';
import { oddCurves, withMarks } from './preview/curveScenarios.ts';
import { digitsOfCell, digitsOfSamples } from './preview/digits.ts';
import { evaluationsOf } from './preview/evaluations.ts';
import { fakeDiagnosis, overFittedRun } from './preview/fakeDiagnosis.ts';
import { fakeEpochs, keptInAddress } from './preview/fakeEpochs.ts';
import { branchingModel } from './preview/fakeModel.ts';
import { FakeRun } from './preview/fakeRun.ts';
import { fakeRateScan } from './preview/fakeRates.ts';
import { fakeAlarms, fakeWeightReports } from './preview/fakeWeights.ts';
import { handTrained } from './preview/manyPoints.ts';
import { examplePlots } from './preview/plots.ts';
import { sampleFrames, withSamples } from './preview/sampleFrames.ts';
import './preview/previewWindow.ts';

/*
 * `?scenario=` live (default: trains by itself), paused (moved on by tests), empty, overfit, done, failed, diverged, gan, refused;
 * marks (flags on the curves), odd (curves that are hard to draw); plots; weights; rates; samples;
 * binary, words (10,000 classes), oddClasses (labels and numbers that make no sense), oneClass, logits: evaluations of their own;
 * `?kept=` epochs, changed, loop, gone, branched: what of the run can be gone on from;
 * `?locale=` en, zh-TW, zh-CN; `?theme=` as everywhere; `?points=` for the gan, `?frames=` for the samples.
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
    exhibit: (exhibit) => server.emit('exhibit', exhibit),
  },
);

function end(ending: Ending): undefined {
  run.setStatus('ended', ending);
  return undefined;
}

const frames = sampleFrames(scenario === 'samples' ? Number(address.get('frames') ?? 200) : 0);

function snapshot(): RunSnapshot {
  if (scenario === 'marks') return withMarks(run.snapshot());
  if (scenario === 'odd') return oddCurves(run.snapshot());
  const evaluations = evaluationsOf(scenario);
  if (evaluations) return { ...run.snapshot(), evaluations };
  if (scenario === 'plots') return { ...run.snapshot(), exhibits: examplePlots(run.header.file) };
  if (scenario === 'overfit') return overFittedRun(run.snapshot());
  if (scenario === 'samples') return withSamples(handTrained(run.header, 60_000), frames);
  if (scenario !== 'gan') return run.snapshot();
  longRun ??= handTrained(run.header, Number(address.get('points') ?? 4000));
  return longRun;
}

/** Made before the panel asks for it, so that a benchmark measures the panel and not this page. */
let longRun: RunSnapshot | undefined;
if (scenario === 'gan') {
  performance.mark('host:begins');
  snapshot();
  performance.mark('host:has-run');
}

let refusals = scenario === 'refused' ? 1 : 0;
const server = installFakeHost<RunSurface>({
  ...fakeDiagnosis(() => run.header, asked),
  ready(): RunView {
    asked.push(['ready', undefined]);
    if (refusals-- > 0)
      throw Object.assign(new Error('The file of this run is damaged.'), { code: 'damaged' });
    const card = {
      title: 'MNIST',
      markdown: '**Licence.** CC BY-SA 3.0\n\n- A thousand test images are a coarse ruler.',
    };
    const shown = { locale, snapshot: snapshot(), card };
    performance.mark('host:answers');
    return scenario === 'gan' || scenario === 'samples' ? shown : { ...shown, previous: before.snapshot() };
  },
  stop() {
    asked.push(['stop', undefined]);
    run.setStatus('stopping');
    setTimeout(() => end({ kind: 'stopped', forced: false }), 200);
    return undefined;
  },
  stopAtBest() {
    asked.push(['stopAtBest', undefined]);
    end({ kind: 'finished', wallMs: 20_000 });
    return undefined;
  },
  setLearningRate({ rate }) {
    asked.push(['setLearningRate', { rate }]);
    run.learningRate = rate;
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
  compare(params) {
    asked.push(['compare', params]);
    return undefined;
  },
  runSeeds() {
    asked.push(['runSeeds', undefined]);
    return undefined;
  },
  findRate() {
    asked.push(['findRate', undefined]);
    return undefined;
  },
  pictures({ evaluation, truth, predicted }) {
    const [shown] = evaluationsOf(scenario) ?? [];
    if (shown) return cellPictures(shown, truth, predicted);
    const wanted = run.evaluations[evaluation];
    if (!wanted) throw new Error(`There is no evaluation ${evaluation}.`);
    return digitsOfCell(wanted, truth, predicted);
  },
  samplePictures({ evaluation, samples }) {
    // Points in the plane have no pictures.
    if (evaluationsOf(scenario)) return { width: 0, height: 0, channels: 1, bytes: [] };
    const wanted = run.evaluations[evaluation];
    if (!wanted) throw new Error(`There is no evaluation ${evaluation}.`);
    return digitsOfSamples(wanted, samples);
  },
  frames({ exhibits }) {
    asked.push(['frames', exhibits]);
    return exhibits.map((number) => frames.bytesOf(number));
  },
  epochs: () => fakeEpochs(run),
  branch(params) {
    asked.push(['branch', params]);
    return undefined;
  },
  openCode({ at }) {
    asked.push(['openCode', at]);
    return undefined;
  },
  save({ name, content }) {
    asked.push(['save', { name, size: content.length, start: content.slice(0, 60) }]);
    return { saved: true };
  },
});

run.header = { ...run.header, ...keptInAddress(address) };
const at = { file: run.header.file, line: 31, column: 5 };
if (scenario === 'empty') run.setStatus('starting');
if (['done', 'failed', 'diverged', 'marks', 'odd'].includes(scenario)) {
  const isDone = ['done', 'marks', 'odd'].includes(scenario);
  run.advance(isDone ? 79 * 10 : 79 * 3 + 31);
  if (isDone) end({ kind: 'finished', wallMs: 53_700 });
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
if (['paused', 'plots', 'overfit'].includes(scenario)) run.advance(79 * 3 + 31);
if (scenario === 'live')
  setInterval(() => {
    if (run.header.status !== 'running') return;
    run.advance(3);
    if (run.isComplete) end({ kind: 'finished', wallMs: 53_700 });
  }, 100);

window.fakeRun = run;
window.endRun = end;
window.dropHostRun = () => {
  longRun = undefined;
};
window.loseNextBatch = () => {
  losesNext = true;
};
void import('./main.ts');
