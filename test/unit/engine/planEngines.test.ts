import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { overrules, planEngines } from '../../../src/core/engine/planEngines.ts';
import { fails, findingsOf, probeOf, works } from './findings.ts';

const wasm = works('wasm', { smallStepMs: 1.2, largeStepMs: 12 });
const cpu = works('cpu', { smallStepMs: 1, largeStepMs: 3000 });
const cuda = works('native', { gpu: true, smallStepMs: 2, largeStepMs: 2.5 });
const nativeCpu = works('native', { smallStepMs: 2, largeStepMs: 5 });
const webgpu = works('webgpu', { gpu: true, smallStepMs: 3, largeStepMs: 4 });

const first = (...engines: Parameters<typeof findingsOf>): string | undefined =>
  planEngines('auto', findingsOf(...engines)).engines[0];

describe('the automatic choice', () => {
  it('starts with WebAssembly while nothing is known, and says that others were not tried', () => {
    const plan = planEngines('auto', undefined);
    assert.deepEqual(plan.engines, ['wasm', 'cpu']);
    assert.deepEqual(
      plan.passedOver.map(({ id, problem }) => [id, problem?.code]),
      [
        ['native', 'not-tried'],
        ['webgpu', 'not-tried'],
      ],
    );
  });

  it('prefers CUDA, then another graphics card, then TensorFlow on the processor, then WebAssembly', () => {
    assert.equal(first(cpu, wasm, webgpu, cuda), 'native');
    assert.equal(first(cpu, wasm, webgpu, nativeCpu), 'webgpu');
    assert.equal(first(cpu, wasm, nativeCpu), 'native');
    assert.equal(first(cpu, wasm), 'wasm');
  });

  it('goes on to every other engine that works, best first, if one does not start', () => {
    assert.deepEqual(planEngines('auto', findingsOf(cpu, wasm, webgpu, cuda)).engines, [
      'native',
      'webgpu',
      'wasm',
      'cpu',
    ]);
  });

  it('leaves out what was seen to fail, with its reason', () => {
    const plan = planEngines(
      'auto',
      findingsOf(fails('native', { code: 'no-tensorflow' }), fails('webgpu', { code: 'software' }), wasm),
    );
    assert.deepEqual(plan.engines, ['wasm', 'cpu']);
    assert.deepEqual(
      plan.passedOver.map(({ id, problem }) => [id, problem?.code]),
      [
        ['native', 'no-tensorflow'],
        ['webgpu', 'software'],
      ],
    );
    assert.match(plan.passedOver[0]?.reason ?? '', /No TensorFlow library was found/);
  });

  it('does without WebAssembly where it computes wrong numbers, and always has plain JavaScript', () => {
    const broken = fails('wasm', { code: 'wrong-numbers', largestError: 1 });
    const failing = fails('cpu', { code: 'silent', seconds: 10 });
    assert.deepEqual(planEngines('auto', findingsOf(broken)).engines, ['cpu']);
    assert.deepEqual(planEngines('auto', findingsOf(broken, failing)).engines, ['cpu']);
  });

  it('keeps WebAssembly where a graphics card takes several times longer for a small network and gains little', () => {
    const slowCard = works('webgpu', { gpu: true, smallStepMs: 9, largeStepMs: 10 });
    const plan = planEngines('auto', findingsOf(slowCard, wasm));
    assert.deepEqual(plan.engines, ['wasm', 'webgpu', 'cpu']);
    const reason = plan.passedOver.find(({ id }) => id === 'webgpu');
    assert.deepEqual(reason?.problem, { code: 'slower', than: 'wasm', stepMs: 9, thanStepMs: 1.2 });
  });

  it('uses a graphics card that is slow at small networks and much faster at large ones', () => {
    assert.equal(first(works('webgpu', { gpu: true, smallStepMs: 9, largeStepMs: 4 }), wasm), 'webgpu');
  });

  it('passes over a graphics card that is slower at everything', () => {
    const old = works('webgpu', { gpu: true, smallStepMs: 2, largeStepMs: 40 });
    assert.equal(first(old, nativeCpu, wasm), 'native');
  });

  it('is not misled by plain JavaScript, which is quick at tiny networks only', () => {
    assert.equal(first(cpu, works('wasm', { smallStepMs: 6, largeStepMs: 12 })), 'wasm');
  });
});

describe('one engine overrules another', () => {
  const of = (smallStepMs: number, largeStepMs: number) => probeOf('wasm', { smallStepMs, largeStepMs });

  it('never by a hair, so that two measurements do not change the choice back and forth', () => {
    assert.equal(overrules(of(1, 10), of(1, 10)), false);
    assert.equal(overrules(of(0.9, 9), of(1, 10)), false);
  });

  it('never in both directions', () => {
    for (const small of [0.3, 1, 3])
      for (const large of [3, 10, 30])
        if (overrules(of(small, large), of(1, 10)))
          assert.equal(overrules(of(1, 10), of(small, large)), false);
  });
});

describe('an engine chosen by name', () => {
  it('is tried whatever was found, with WebAssembly behind it', () => {
    const findings = findingsOf(fails('native', { code: 'no-tensorflow' }), wasm);
    assert.deepEqual(planEngines('native', findings), { engines: ['native', 'wasm', 'cpu'], passedOver: [] });
    assert.deepEqual(planEngines('webgpu', findings).engines, ['webgpu', 'wasm', 'cpu']);
  });

  it('is alone where it is one that is always there', () => {
    assert.deepEqual(planEngines('wasm', undefined).engines, ['wasm']);
    assert.deepEqual(planEngines('cpu', findingsOf(cuda)).engines, ['cpu']);
  });
});
