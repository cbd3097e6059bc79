import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { diagnose, findingKey } from '../../../../src/core/diagnosis/diagnose.ts';
import type { FindingCode } from '../../../../src/core/diagnosis/finding.ts';
import { allConcepts, findingConcepts } from '../../../../src/core/diagnosis/findingConcepts.ts';
import { findingText } from '../../../../src/core/diagnosis/findingText.ts';
import { importance } from '../../../../src/core/diagnosis/rules.ts';
import { thresholds } from '../../../../src/core/diagnosis/thresholds.ts';
import { diagnosisWords, findingWords } from '../../../../src/core/words/diagnosis.ts';
import { locales, type LocalText } from '../../../../src/protocol/locale.ts';
import { createSteadyFindings } from '../../../../webview/run/diagnosis/steadyFindings.ts';
import { plants } from './plantedCauses.ts';
import { createRandomSource } from './randomSource.ts';
import { recorded } from './syntheticRuns.ts';

const codes = Object.keys(findingWords) as FindingCode[];

/** Falls to epoch 8 and rises from there, by so much an epoch. */
function overFitted(epochs: number, isRunning: boolean, rise = 0.04) {
  const train = Array.from({ length: epochs }, (_, epoch) => 2 * Math.exp(-epoch / 3) + 0.01);
  const validation = train.map((value, epoch) => value + 0.2 + rise * Math.max(0, epoch - 7));
  return recorded({ net: { 'loss train epoch': train, 'loss validation epoch': validation } }, { isRunning });
}

describe('findings', () => {
  it('says what, from where on, and what to do, with its numbers', () => {
    const [finding] = diagnose(overFitted(20, false));
    assert.ok(finding);
    assert.equal(finding.code, 'over-fitting');
    const text = findingText(finding, 'en');
    assert.match(
      text.evidence,
      /^Validation loss rises from epoch \d+ on \(from 0\.\d+ to 0\.\d+\) while training loss falls/,
    );
    const { from = 0, best = 0 } = finding.evidence;
    assert.equal(from, best + 1);
    assert.ok(best >= 9 && best <= 13, `lowest at epoch ${best}`);
    assert.match(text.advice, new RegExp(`stop at epoch ${best}\\.$`));
    assert.deepEqual([finding.place?.fromStep, finding.place?.toStep], [best - 1, 19]);
  });

  it('quotes no numbers that contradict its sentence about validation', () => {
    const plant = plants['validation-better'];
    for (let seed = 0; seed < 50; seed++)
      for (const { code, evidence } of diagnose(plant(seed).run, new Set()))
        if (code === 'validation-better')
          assert.ok((evidence['held'] ?? NaN) < (evidence['training'] ?? NaN));
    const contradicting = recorded({
      net: {
        'loss train epoch': [2, 1.5, 1.2, 1, 0.4, 0.5, 0.4, 0.5],
        'loss validation epoch': [1, 0.9, 0.8, 0.6, 0.5, 0.51, 0.5, 0.51],
      },
    });
    assert.ok(!diagnose(contradicting, new Set()).some(({ code }) => code === 'validation-better'));
  });

  it('has words for every cause in three languages, without a slot left open', () => {
    for (const code of codes) {
      const finding = diagnose(plants[code](77_000 + codes.indexOf(code)).run).find(
        (one) => one.code === code,
      );
      assert.ok(finding, `${code} was not found in a run it was planted in`);
      for (const locale of locales) {
        const { title, evidence, advice } = findingText(finding, locale);
        for (const text of [title, evidence, advice])
          assert.doesNotMatch(text, /[{}]|NaN|undefined/, `${code} ${locale}: ${text}`);
      }
    }
  });

  it('names a class where classes have names', () => {
    const [finding] = diagnose(plants['one-class'](4).run);
    assert.ok(finding);
    assert.match(findingText(finding, 'en', ['ham', 'spam']).evidence, /predicted as class “ham”/);
    assert.match(findingText(finding, 'zh-TW', ['ham', 'spam']).evidence, /類別 「ham」/);
  });

  it('has a rank and lesson concepts for every cause', () => {
    assert.deepEqual([...importance].sort(), [...codes].sort());
    for (const code of codes) assert.ok(findingConcepts[code].length > 0);
    assert.ok(allConcepts.includes('overfitting'));
  });

  it('has the same slots in every language', () => {
    const slots = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join();
    const texts: LocalText[] = [
      ...Object.values(diagnosisWords),
      ...codes.flatMap((code) => Object.values(findingWords[code]) as LocalText[]),
    ];
    for (const text of texts) {
      assert.equal(slots(text['zh-TW']), slots(text.en), text.en);
      assert.equal(slots(text['zh-CN']), slots(text.en), text.en);
    }
  });

  it('never throws and never says something unsure, whatever the curves hold', () => {
    const random = createRandomSource(99);
    const odd = (): number =>
      random.pick([NaN, Infinity, -Infinity, 0, -1, 1e38, 1e-38, random.gaussian(), random.uniform(0, 3)]);
    const curve = (): number[] => Array.from({ length: random.pick([0, 1, 2, 5, 40, 1000]) }, odd);
    for (let trial = 0; trial < 300; trial++) {
      const found = diagnose(
        recorded({
          net: {
            'loss train epoch': curve(),
            'loss validation epoch': curve(),
            'acc train epoch': curve(),
            'loss train batch': curve(),
          },
          other: { 'loss train batch': curve() },
        }),
      );
      for (const { confidence } of found) assert.ok(confidence >= thresholds.shownFrom && confidence <= 1);
    }
    assert.deepEqual(diagnose(recorded({})), []);
  });

  it('reads a fifth of a million batches in a moment', () => {
    const batches = Array.from({ length: 200_000 }, (_, step) => 2 * Math.exp(-step / 4e4) + 0.05);
    const run = recorded({ net: { 'loss train batch': batches } });
    // Of the processor and not of the clock: other tests run beside this one.
    const before = process.cpuUsage();
    diagnose(run);
    assert.ok(process.cpuUsage(before).user / 1000 < 500);
  });
});

describe('findings while a run goes on', () => {
  it('come with the second epoch that shows them, and stay while they are likely', () => {
    const steady = createSteadyFindings();
    const seen = Array.from({ length: 24 }, (_, epoch) =>
      steady
        .look(overFitted(epoch + 1, true))
        .map(({ code }) => code)
        .join(),
    );
    const first = seen.findIndex((codes) => codes === 'over-fitting');
    assert.ok(first > 9, `at epoch ${first + 1}`);
    assert.ok(
      seen.slice(0, first).every((codes) => codes === ''),
      seen.join('|'),
    );
    assert.ok(
      seen.slice(first).every((codes) => codes === 'over-fitting'),
      seen.join('|'),
    );
    const fresh = createSteadyFindings();
    assert.deepEqual(fresh.look(overFitted(20, true)), []);
    assert.equal(fresh.look(overFitted(21, true)).length, 1);
  });

  it('come at once when the loss is no number, and at the end', () => {
    const broken = recorded({ net: { 'loss train batch': [1, 2, NaN] } }, { isRunning: true });
    assert.deepEqual(
      createSteadyFindings()
        .look(broken)
        .map(({ code }) => code),
      ['not-finite'],
    );
    assert.equal(createSteadyFindings().look(overFitted(20, false)).length, 1);
  });

  it('say nothing about the end before it', () => {
    const { run } = plants['not-converged'](77_014);
    assert.equal(diagnose(run)[0]?.code, 'not-converged');
    assert.ok(diagnose({ ...run, isRunning: true }).every(({ code }) => code !== 'not-converged'));
  });

  it('keep a finding whose confidence sinks a little', () => {
    const weak = Array.from({ length: 100 }, (_, step) => overFitted(20, true, step / 5000)).find((run) => {
      const [one] = diagnose(run, new Set([JSON.stringify(['net', 'over-fitting'])]));
      return one && one.confidence < thresholds.shownFrom;
    });
    assert.ok(weak, 'one of them is between the two limits');
    assert.deepEqual(diagnose(weak), []);
    const [kept] = diagnose(weak, new Set([JSON.stringify(['net', 'over-fitting'])]));
    assert.ok(kept && findingKey(kept) === JSON.stringify(['net', 'over-fitting']));
  });
});
