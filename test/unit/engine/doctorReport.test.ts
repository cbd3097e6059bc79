import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { doctorMarkdown } from '../../../src/core/engine/doctorMarkdown.ts';
import { doctorReport, type DoctorInput } from '../../../src/core/engine/doctorReport.ts';
import { missingLibraries } from '../../../src/core/engine/missingLibraries.ts';
import { engineIds, planEngines } from '../../../src/core/engine/planEngines.ts';
import { engineWords, problemAdvice, problemSentence } from '../../../src/core/words/engines.ts';
import { locales } from '../../../src/protocol/locale.ts';
import { allProblems, fails, findingsOf, works } from './findings.ts';

function inputOf(findings: DoctorInput['findings'], more: Partial<DoctorInput> = {}): DoctorInput {
  return {
    setting: 'auto',
    plan: planEngines('auto', findings),
    findings,
    candidates: [],
    machine: { extension: '1.2.3', system: 'linux', processor: '8 × P', runtime: 'Node.js 22' },
    isRestricted: false,
    wasBusy: false,
    ...more,
  };
}

describe('words about engines', () => {
  it('are there in every language, plain and without exclamation marks', () => {
    for (const [key, text] of Object.entries(engineWords))
      for (const locale of locales) {
        assert.ok(text[locale].trim() !== '', key);
        assert.doesNotMatch(text[locale], /[!！]/, key);
      }
  });

  it('say every problem and its cure with all slots filled, in each language differently', () => {
    for (const problem of allProblems) {
      const sentences = locales.map((locale) => problemSentence(problem, locale));
      assert.equal(new Set(sentences).size, locales.length, JSON.stringify(problem));
      for (const id of engineIds) {
        const advice = locales.map((locale) => problemAdvice(problem, id, locale));
        for (const text of [...sentences, ...advice])
          assert.doesNotMatch(text ?? '', /\{\w+\}|undefined|NaN|[!！]/);
        assert.equal(new Set(advice.map((text) => text === undefined)).size, 1);
      }
    }
  });
});

describe('the report of the Engine Doctor', () => {
  it('names what is used, with versions and times', () => {
    const report = doctorReport(
      inputOf(findingsOf(works('wasm', { smallStepMs: 1.23, largeStepMs: 14.6 }))),
      'en',
    );
    assert.equal(report.summary, 'Runs use WebAssembly.');
    const wasm = report.engines.find(({ id }) => id === 'wasm');
    assert.equal(wasm?.state, 'used');
    assert.deepEqual(
      wasm.facts.map(({ label, value }) => `${label}: ${value}`),
      [
        'Version: wasm 1.0',
        'Device: Processor',
        'Start: 100 ms',
        'Small network, one update: 1.2 ms',
        'Convolutional network, one update: 15 ms',
        'Largest error: 0',
      ],
    );
  });

  it('says how to get what is missing, and where', () => {
    const report = doctorReport(
      inputOf(findingsOf(fails('native', { code: 'no-tensorflow' }), fails('webgpu', { code: 'no-node' }))),
      'en',
    );
    const [native, webgpu] = report.engines;
    assert.deepEqual(
      native?.actions.map(({ action }) => action),
      ['installTensorFlow', 'openTensorFlowSetting'],
    );
    assert.match(native.advice.join(' '), /Python TensorFlow is found by itself/);
    assert.deepEqual(
      webgpu?.actions.map(({ action }) => action),
      ['openNodeSetting'],
    );
  });

  it('names the CUDA libraries that TensorFlow missed', () => {
    const messages =
      "Could not load dynamic library 'libcudnn.so.9'; dlerror: libcudnn.so.9: cannot open shared object file";
    const findings = findingsOf({ ...works('native', { smallStepMs: 2, largeStepMs: 5 }), messages });
    const [native] = doctorReport(inputOf(findings), 'en').engines;
    assert.equal(native?.facts.find(({ label }) => label === 'Libraries not found')?.value, 'libcudnn.so.9');
    assert.match(native.advice.join(' '), /CUDA/);
    assert.equal(native.messages, messages);
  });

  it('tells of a TensorFlow that was seen and cannot be used', () => {
    const candidates = [
      {
        origin: 'python',
        folder: '/py/tensorflow',
        problem: { code: 'too-old', folder: '/py/tensorflow', version: '2.3.0', oldest: '2.9.0' },
      },
    ] as const;
    const findings = findingsOf(fails('native', { code: 'no-tensorflow' }));
    const [native] = doctorReport(inputOf(findings, { candidates }), 'en').engines;
    assert.match(native?.facts.map(({ value }) => value).join() ?? '', /2\.3\.0/);
  });

  it('says that Restricted Mode and a run in between were noticed', () => {
    const report = doctorReport(inputOf(undefined, { isRestricted: true, wasBusy: true }), 'en');
    assert.equal(report.notes.length, 2);
  });

  it('says before anything was tried that nothing was tried, and does not call WebAssembly untried', () => {
    const { engines } = doctorReport(inputOf(undefined), 'en');
    assert.deepEqual(
      engines.map(({ state }) => state),
      ['notTried', 'notTried', 'used', 'notTried'],
    );
    assert.equal(engines[2]?.sentence, undefined);
  });

  it('can be pasted as Markdown in every language, and what libraries print cannot leave its block', () => {
    const findings = findingsOf({
      ...fails('native', { code: 'crashed', detail: 'SIGSEGV' }),
      messages: '```\n# not a heading',
    });
    for (const locale of locales) {
      const text = doctorMarkdown(doctorReport(inputOf(findings), locale), locale);
      assert.equal(text.match(/^```/gm)?.length, 2);
      assert.equal(text.match(/^## /gm)?.length, 5);
      assert.doesNotMatch(text, /\{\w+\}|undefined/);
    }
  });
});

describe('missing libraries', () => {
  it('are read from what the linkers of all systems and TensorFlow say', () => {
    const messages = `
W dso_loader.cc:64] Could not load dynamic library 'libcudart.so.11.0'; dlerror: libcudart.so.11.0: cannot open shared object file: No such file or directory
node: error while loading shared libraries: libcudnn.so.8: cannot open shared object file: No such file or directory
Library not loaded: @rpath/libtensorflow.2.dylib
Could not load dynamic library 'cudnn64_8.dll'; dlerror: cudnn64_8.dll not found
Successfully opened dynamic library libcublas.so.11`;
    assert.deepEqual(missingLibraries(messages), [
      'libcudart.so.11.0',
      'libcudnn.so.8',
      'libtensorflow.2.dylib',
      'cudnn64_8.dll',
    ]);
  });

  it('are none where nothing is said', () => {
    assert.deepEqual(missingLibraries(''), []);
  });
});
