import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { graphicsCardName } from '../../../src/worker/engines/native/graphicsCardName.ts';

test('the name of the graphics card is what its driver says', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'dl-card-'));
  await mkdir(path.join(folder, '0000:01:00.0'));
  await writeFile(
    path.join(folder, '0000:01:00.0', 'information'),
    'Model: \t\t NVIDIA GeForce RTX 4070\nIRQ:   \t\t 150\n',
  );
  assert.equal(graphicsCardName(folder), 'NVIDIA GeForce RTX 4070');
  assert.equal(graphicsCardName(path.join(folder, 'none')), undefined);
  await rm(folder, { recursive: true });
});
