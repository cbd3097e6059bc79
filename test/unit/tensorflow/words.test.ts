import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  installProblemSentence,
  planLines,
  tensorFlowInstallWords,
} from '../../../src/core/words/tensorFlowInstall.ts';
import { locales } from '../../../src/protocol/locale.ts';
import type { InstallProblem } from '../../../src/protocol/tensorFlow.ts';
import { runtimes } from '../../../src/runner/tensorflow/runtimes.ts';

const problems: InstallProblem[] = [
  { code: 'no-runtime', platform: 'Linux riscv64' },
  { code: 'cancelled' },
  { code: 'busy' },
  { code: 'offline', source: 'pip', detail: 'ECONNREFUSED' },
  { code: 'not-served', source: 'pip', detail: 'HTTP 404' },
  { code: 'wrong-checksum', source: 'pip' },
  { code: 'cannot-unpack', detail: 'no-library' },
  { code: 'disk-full', folder: 'here' },
  { code: 'disk-full', folder: 'here', neededMb: 1200, freeMb: 300 },
  { code: 'no-write', folder: 'here' },
  { code: 'in-use', folder: 'here' },
  { code: 'disk', folder: 'here', detail: 'EIO' },
];

describe('words of the installation', () => {
  it('leave no slot open and shout at nobody', () => {
    for (const locale of locales) {
      for (const problem of problems)
        assert.doesNotMatch(installProblemSentence(problem, locale), /[{}!！]|undefined/, problem.code);
      for (const text of Object.values(tensorFlowInstallWords)) assert.doesNotMatch(text[locale], /[!！]/);
    }
  });

  it('say where it comes from and how large it is', () => {
    const plan = {
      ...{ runtimeId: 'x', version: '2.21.0', what: 'tensorflow-cpu', source: 'a.host', folder: 'folder' },
      ...{ downloadBytes: 273_829_956, diskBytes: 853_775_914, licence: 'Apache-2.0' },
    };
    for (const locale of locales) {
      for (const route of ['pip', 'archive'] as const) {
        const { label, description, detail } = planLines({ ...plan, route }, locale);
        const all = [label, description, detail].join('\n');
        for (const part of [
          '2.21.0',
          'tensorflow-cpu',
          '274',
          '854',
          'Apache-2.0',
          route === 'pip' ? 'pip' : 'a.host',
        ])
          assert.ok(all.includes(part), `${locale} ${route}: ${part}`);
        assert.doesNotMatch(all, /[{}]/);
      }
    }
  });
});

describe('the table of runtimes', () => {
  it('names each once, pinned and from an encrypted source', () => {
    assert.equal(new Set(runtimes.map(({ id }) => id)).size, runtimes.length);
    for (const runtime of runtimes) {
      assert.match(runtime.sha256, /^[0-9a-f]{64}$/, runtime.id);
      assert.match(runtime.version, /^2\.\d+\.\d+$/, runtime.id);
      if (runtime.kind === 'archive') {
        assert.match(runtime.url, /^https:\/\/storage\.googleapis\.com\/tensorflow\//, runtime.id);
        assert.ok(runtime.url.includes(`/${runtime.version}/`), runtime.id);
      } else assert.ok((runtime.downloadBytes ?? 0) > 1e8 && (runtime.diskBytes ?? 0) > 1e8, runtime.id);
    }
  });
});
