import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { datasetNames } from '../../../src/worker/data/createDatasets.ts';
import { readManifest } from '../../../src/worker/data/datasetManifest.ts';
import { datasetsFolder } from './datasetsFolder.ts';

const locales = ['en', 'zh-TW', 'zh-CN'];

describe('embedded data sets', () => {
  it('are the ones the loader knows', async () => {
    assert.deepEqual((await readdir(datasetsFolder)).sort(), datasetNames);
  });

  for (const name of datasetNames) {
    const text = (file: string) => readFile(path.join(datasetsFolder, name, file), 'utf8');

    it(`${name} stays under 0.9 MB`, async () => {
      assert.ok((await stat(path.join(datasetsFolder, name, 'data.bin.br'))).size <= 900_000);
    });

    it(`${name} has a card in each language that agrees with its manifest`, async () => {
      const reading = readManifest(await text('manifest.json'));
      assert.ok(reading.kind === 'read');
      const { manifest } = reading;
      assert.deepEqual(Object.keys(manifest.title).sort(), [...locales].sort());
      for (const locale of locales) {
        const card = await text(`card.${locale}.md`);
        assert.ok(card.startsWith(`# ${manifest.title[locale] ?? '?'}\n`), `${locale}: title`);
        const facts = [
          manifest.baseline.accuracy.toFixed(3),
          manifest.source.package,
          manifest.source.version,
          'https://creativecommons.org/licenses/by-sa/3.0/',
        ];
        for (const fact of facts) assert.ok(card.includes(fact), `${locale}: ${fact}`);
      }
    });
  }
});
