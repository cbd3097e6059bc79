import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSetting } from '../../../src/ui/shared/readSetting.ts';

describe('settings that a person edited by hand', () => {
  it('are taken when they have the right type', () => {
    assert.equal(readSetting('deepLearning.folder', 'ml'), 'ml');
    assert.equal(readSetting('deepLearning.run.stopOnNaN', false), false);
    assert.deepEqual(readSetting('deepLearning.packs.folders', ['/p']), ['/p']);
    assert.equal(readSetting('deepLearning.run.seed', 7), 7);
    assert.equal(readSetting('deepLearning.run.seed', null), null);
  });

  it('fall back to the default when they do not', () => {
    assert.equal(readSetting('deepLearning.folder', 7), 'deep-learning');
    assert.equal(readSetting('deepLearning.run.memoryMb', '8000'), 4096);
    assert.deepEqual(readSetting('deepLearning.packs.folders', [1]), []);
    assert.equal(readSetting('deepLearning.run.seed', 1.5), null);
    assert.equal(readSetting('deepLearning.engine', undefined), 'auto');
  });

  it('stay within their limits', () => {
    assert.equal(readSetting('deepLearning.run.memoryMb', 1), 256);
    assert.equal(readSetting('deepLearning.run.stallSeconds', 99_999), 3600);
    assert.equal(readSetting('deepLearning.run.seed', -1), 0);
  });
});
