import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { auditCatalogue, defectsOf } from '../../../src/practice/audit/auditCatalogue.ts';
import { uniformP } from '../../../src/practice/audit/uniformP.ts';
import { catalogue, openQuestion } from '../../../src/practice/catalogue.ts';
import { createDraw } from '../../../src/practice/draw.ts';
import { formatQuestionId, parseQuestionId } from '../../../src/practice/questionId.ts';
import { hash32, randomStream } from '../../../src/practice/randomStream.ts';
import { wordedStep } from '../../../src/practice/wording.ts';

describe('practice questions', () => {
  it('have no wrong key, no second right option and no missing words', (context) => {
    const { summary, templates } = auditCatalogue(catalogue, { seeds: 300 });
    context.diagnostic(JSON.stringify(summary));
    assert.deepEqual(
      templates.flatMap((audit) => defectsOf(audit).map((defect) => `${audit.id}: ${defect}`)),
      [],
    );
    assert.ok(summary.mutants > 500 && summary.mutantsKilled === summary.mutants);
  });

  it('an audit notices a wrong key, a missing word and a step that does not come out', () => {
    const entry = catalogue.find(({ template }) => template.id === 'cnn.conv.size');
    assert.ok(entry?.template.kind === 'number');
    const { template, secondKey } = entry;
    const wrong = { ...template, key: (params: Parameters<typeof secondKey>[0]) => template.key(params) + 1 };
    const [audited] = auditCatalogue([{ template: wrong, secondKey }], { seeds: 5 }).templates;
    assert.ok((audited?.wrongKeys ?? 0) > 0);
    const mute = { ...template, stem: { ...template.stem, 'zh-TW': '{nothing}' } };
    const said = auditCatalogue([{ template: mute, secondKey }], { seeds: 5 }).templates[0]?.problems ?? [];
    assert.ok(
      said.some((problem) => problem.includes('{nothing}')),
      said.join(),
    );
    const steps: typeof template.steps = (params) => template.steps(params).slice(0, 1);
    const short = auditCatalogue([{ template: { ...template, steps }, secondKey }], { seeds: 5 })
      .templates[0];
    assert.ok(short?.problems.some((problem) => problem.startsWith('the last step gives')));
  });

  it('may be a choice: every option but the right one has a remark, and an audit notices a key that is no option', () => {
    const opened = openQuestion('optim.critical.kind@1/00000003');
    assert.ok(opened.ok && opened.variant.kind === 'choice');
    const { key, order, feedback } = opened.variant;
    assert.equal(key, 'saddle');
    assert.deepEqual([...order].sort(), ['maximum', 'minimum', 'open', 'saddle']);
    assert.ok(order.every((id) => id === key || (feedback[id]?.en ?? '').length > 20));
    const entry = catalogue.find(({ template }) => template.id === 'optim.critical.kind');
    assert.ok(entry?.template.kind === 'choice');
    const none = { ...entry.template, key: () => 'none' };
    assert.ok(
      (auditCatalogue([{ ...entry, template: none }], { seeds: 3 }).templates[0]?.wrongKeys ?? 0) > 0,
    );
  });

  it('print numbers with six digits, and ≈ where that is not all of one', () => {
    const text = { en: 'So:', 'zh-TW': '所以：', 'zh-CN': '所以：' };
    const line = (expression: string, value: number): string => wordedStep({ text, expression, value }, 'en');
    assert.equal(line('2*(-3) + 1234567', 1234561), 'So: 2 × (−3) + 1234567 = 1234561');
    assert.equal(line('1/3.14159265', 1 / 3.14159265), 'So: 1/3.14159 ≈ 0.31831');
    assert.equal(line('0.5^2', 0.25), 'So: 0.5^2 = 0.25');
  });

  it('are the same for the same id, for ever', () => {
    const opened = openQuestion('cnn.conv.size@1/0000002a');
    assert.ok(opened.ok);
    assert.deepEqual(opened.variant.params, { n: 38, k: 3, s: 2, p: 2, d: 1 });
    assert.equal(opened.variant.key, 20);
  });

  it('say what is wrong with an id', () => {
    for (const text of [
      '',
      'x',
      'cnn.conv.size@0/0000002a',
      '__proto__@1/00000001x',
      7,
      null,
      `${'a'.repeat(1e5)}@1`,
    ])
      assert.deepEqual(openQuestion(text), { ok: false, reason: 'no-id' });
    assert.deepEqual(openQuestion('cnn.conv.size@99/00000001'), { ok: false, reason: 'newer' });
    assert.deepEqual(openQuestion('constructor@1/00000001'), { ok: false, reason: 'unknown' });
  });

  it('are made by random streams that are fixed and independent', () => {
    const first = randomStream('a', 1, 'params');
    const again = randomStream('a', 1, 'params');
    assert.deepEqual([first(), first()], [again(), again()]);
    assert.notEqual(randomStream('a', 1, 'params')(), randomStream('a', 1, 'order')());
    assert.notEqual(hash32('a'), hash32('b'));
    const draw = createDraw(randomStream('draw'));
    const drawn = draw.list(2000, () => draw.decimal(0.1, 0.5, 1));
    assert.deepEqual([...new Set(drawn)].sort(), [0.1, 0.2, 0.3, 0.4, 0.5]);
    const counts = [0, 1, 2, 3].map(
      (side) => draw.list(4000, () => draw.integer(0, 3)).filter((x) => x === side).length,
    );
    assert.ok(
      counts.every((count) => count > 850 && count < 1150),
      counts.join(),
    );
  });

  it('have ids that come back', () => {
    const id = { template: 'cnn.conv.size', version: 12, seed: 0xfffffff0 };
    assert.deepEqual(parseQuestionId(formatQuestionId(id)), id);
  });
});

describe('uniformP', () => {
  it('is what tables of χ² with three degrees of freedom say', () => {
    // 7.815 is the 5 % point: counts of 100 ± d with 4·d²/100 = 7.815.
    const d = Math.sqrt(7.815 * 25);
    assert.ok(Math.abs(uniformP([100 + d, 100 - d, 100 + d, 100 - d]) - 0.05) < 1e-3);
    assert.equal(uniformP([5, 5, 5, 5]).toFixed(6), '1.000000');
  });
});
