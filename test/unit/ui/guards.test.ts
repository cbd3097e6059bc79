import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as guards from '../../../src/ui/panels/guards.ts';

const refused = { code: 'bad-params' };

describe('what a webview sends is checked', () => {
  it('reads a quiz answer, and drops what does not belong to it', () => {
    const answer = guards.quizAnswer({ kind: 'multiple', options: ['a', 'b'], extra: 1 });
    assert.deepEqual(answer, { kind: 'multiple', options: ['a', 'b'] });
    assert.deepEqual(guards.quizAnswer({ kind: 'numeric', text: '28*28' }), {
      kind: 'numeric',
      text: '28*28',
    });
  });

  for (const [name, value] of Object.entries({
    'no answer': undefined,
    'another kind': { kind: 'essay', text: 'x' },
    'options that are no texts': { kind: 'ordering', options: ['a', 2] },
    'a text without end': { kind: 'numeric', text: '1'.repeat(1001) },
    'a list': [],
  }))
    it(`refuses ${name} as an answer`, () => {
      assert.throws(() => guards.quizAnswer(value), refused);
    });

  it('opens web addresses only', () => {
    assert.equal(guards.webAddress('https://example.org/a?b=c').host, 'example.org');
    for (const address of ['command:workbench.action.quit', 'file:///etc/passwd', 'javascript:1', 'x', 7])
      assert.throws(() => guards.webAddress(address), refused);
  });

  it('saves under plain file names only', () => {
    assert.equal(guards.fileName('loss 損失.csv'), 'loss 損失.csv');
    for (const name of ['../x', 'a/b', 'a\\b', 'c:x', '', '..', 'a\u0000'])
      assert.throws(() => guards.fileName(name), refused);
    assert.deepEqual(guards.fileContent('é'), new Uint8Array([0xc3, 0xa9]));
    assert.throws(() => guards.fileContent([1, 2]), refused);
  });

  it('opens code of the run’s own file only', () => {
    assert.deepEqual(guards.locationIn({ file: '/w/a.ts', line: 3 }, '/w/a.ts'), {
      file: '/w/a.ts',
      line: 3,
    });
    assert.throws(() => guards.locationIn({ file: '/etc/passwd', line: 1 }, '/w/a.ts'), refused);
    assert.throws(() => guards.locationIn({ file: '/w/a.ts', line: 1.5 }, '/w/a.ts'), refused);
  });

  it('keeps numbers within their range', () => {
    assert.equal(guards.index(2, 3), 2);
    for (const value of [3, -1, 0.5, Number.NaN, '1']) assert.throws(() => guards.index(value, 3), refused);
    assert.equal(guards.fraction(0.5), 0.5);
    for (const value of [1.01, Number.NaN, '0']) assert.throws(() => guards.fraction(value), refused);
    assert.equal(guards.localeValue('zh-TW'), 'zh-TW');
    assert.throws(() => guards.localeValue('de'), refused);
  });
});
