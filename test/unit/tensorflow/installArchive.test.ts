import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { InstallProblem } from '../../../src/protocol/tensorFlow.ts';
import { createTensorFlowInstaller } from '../../../src/runner/tensorflow/createTensorFlowInstaller.ts';
import { archive, createDesk, library, type DeskOptions } from './archiveDesk.ts';
import { sha256Of, tarGzOf, zipOf } from './archiveFiles.ts';
import { serveFile, type Answer } from './archiveServer.ts';
import { libraryBytes } from './libraryFiles.ts';

describe('installing from an archive', () => {
  it('says first what it would fetch, from where and how large, and fetches nothing', async (context) => {
    const { installer, server, store } = await createDesk(context, { runtime: {} });
    const { plans } = await installer.plan(new AbortController().signal);
    assert.deepEqual(
      plans.map(({ route, what, source, downloadBytes, licence }) => ({
        route,
        what,
        source,
        downloadBytes,
        licence,
      })),
      [
        {
          route: 'archive',
          what: 'libtensorflow.tar.gz',
          source: new URL(server.address).host,
          downloadBytes: archive.length,
          licence: 'Apache-2.0',
        },
      ],
    );
    assert.deepEqual(server.requests, ['HEAD /libtensorflow.tar.gz']);
    assert.deepEqual(await readdir(store), []);
  });

  it('puts the libraries and their licence in place, and nothing else', async (context) => {
    const { store, installFolder, install, find, changes } = await createDesk(context);
    const stages: string[] = [];
    assert.equal(await install(undefined, ({ stage }) => void stages.push(stage)), undefined);
    assert.deepEqual([...new Set(stages)], ['download', 'verify', 'unpack']);
    assert.deepEqual(await readdir(store), ['tensorflow']);
    assert.deepEqual((await readdir(installFolder)).sort(), ['LICENSE', 'lib', 'tensorflow.json']);
    assert.deepEqual((await readdir(join(installFolder, 'lib'))).sort(), [
      'libtensorflow.so.2',
      'libtensorflow.so.2.18.0',
      'libtensorflow_framework.so.2',
      'libtensorflow_framework.so.2.18.0',
    ]);
    assert.deepEqual(await readFile(join(installFolder, 'lib/libtensorflow.so.2')), library);
    assert.equal(await find(), '2.18.0');
    assert.equal(changes(), 1);
  });

  it('takes a zip for Windows', async (context) => {
    const zip = zipOf({
      'lib/tensorflow.dll': libraryBytes('win32'),
      'lib/tensorflow.lib': 'no',
      LICENSE: 'Apache',
    });
    const { installer, machine, installFolder } = await createDesk(context, { answer: serveFile(zip) });
    const windows = createTensorFlowInstaller({
      ...{
        installFolder,
        linkRoot: join(installFolder, '../../links'),
        machine: { ...machine, platform: 'win32' as const },
      },
      runtimes: [
        {
          id: 'zip',
          kind: 'archive',
          platform: 'win32',
          arch: 'x64',
          version: '2.18.1',
          licence: 'Apache-2.0',
          sha256: sha256Of(zip),
          url: `http://${(await installer.plan(new AbortController().signal)).plans[0]?.source ?? ''}/tf.zip`,
        },
      ],
    });
    const signal = new AbortController().signal;
    const [plan] = (await windows.plan(signal)).plans;
    assert.ok(plan);
    assert.equal(await windows.install(plan, signal, () => undefined), undefined);
    assert.deepEqual(await readdir(join(installFolder, 'lib')), ['tensorflow.dll']);
  });

  it('replaces what was installed before, and removes it on demand', async (context) => {
    const { store, install, installer, installFolder, changes } = await createDesk(context);
    assert.equal(await install(), undefined);
    await writeFile(join(installFolder, 'lib/old'), '');
    assert.equal(await install(), undefined);
    assert.ok(!(await readdir(join(installFolder, 'lib'))).includes('old'));
    assert.equal(await installer.isInstalled(), true);
    assert.equal(await installer.remove(), undefined);
    assert.equal(await installer.isInstalled(), false);
    assert.deepEqual(await readdir(store), []);
    assert.equal(changes(), 3);
  });

  it('plans nothing more once that was cancelled', async (context) => {
    const cancel = new AbortController();
    const { installer } = await createDesk(context, { answer: () => cancel.abort() });
    assert.deepEqual(await installer.plan(cancel.signal), { plans: [], problem: { code: 'cancelled' } });
  });

  it('knows nothing for a platform without a runtime', async (context) => {
    const { install } = await createDesk(context, { runtime: { arch: 'arm64' } });
    assert.deepEqual(await install(), { code: 'no-runtime', platform: 'Linux x64' });
  });
});

describe('a connection that breaks off', () => {
  it('is taken up where it stopped', async (context) => {
    let answers = 0;
    const answer = serveFile(archive, () => ({ cutAfter: ++answers <= 3 ? 100_000 : undefined }));
    const { install, server, find } = await createDesk(context, { answer });
    assert.equal(await install(), undefined);
    assert.equal(await find(), '2.18.0');
    const ranges = server.requests.slice(1).map((request) => Number(/bytes=(\d+)/.exec(request)?.[1] ?? 0));
    assert.ok(ranges.length >= 3, ranges.join());
    assert.ok(
      ranges.every((start, index) => index === 0 || start > (ranges[index - 1] ?? 0)),
      ranges.join(),
    );
  });

  it('is begun again with a server that sends everything or nothing', async (context) => {
    let answers = 0;
    const answer = serveFile(archive, () => ({
      ignoresRange: true,
      cutAfter: ++answers === 2 ? 100_000 : undefined,
    }));
    const { install, find } = await createDesk(context, { answer });
    assert.equal(await install(), undefined);
    assert.equal(await find(), '2.18.0');
  });

  it('for good is told, and the next attempt continues', async (context) => {
    let cutAfter: number | undefined = 100_000;
    let served = 0;
    const answer: Answer = (request, response) => {
      if (request.method === 'GET' && served++ > 0 && cutAfter !== undefined) response.destroy();
      else serveFile(archive, () => ({ cutAfter }))(request, response);
    };
    const { install, server, store, installFolder } = await createDesk(context, { answer });
    const problem = await install();
    assert.equal(problem?.code, 'offline');
    assert.equal((await readdir(store)).filter((name) => !name.includes('-part-')).length, 0);
    cutAfter = undefined;
    server.requests.length = 0;
    assert.equal(await install(), undefined);
    assert.match(server.requests.at(-1) ?? '', /^GET .* bytes=[1-9]\d{4}/);
    assert.deepEqual(await readdir(store), ['tensorflow']);
    assert.equal((await readdir(installFolder)).length, 3);
  });

  it('before it began is told, with the reason', async (context) => {
    const { install } = await createDesk(context, {
      runtime: { url: 'http://127.0.0.1:9/tf.tar.gz', downloadBytes: 5 },
    });
    const problem = await install();
    assert.equal(problem?.code, 'offline');
    assert.match(problem.detail, /ECONNREFUSED|bad port/);
  });
});

describe('what is not the published archive', () => {
  const cases: [string, DeskOptions, InstallProblem['code']][] = [
    ['is refused when its checksum differs', { runtime: { sha256: 'f'.repeat(64) } }, 'wrong-checksum'],
    ['is refused when it is shorter', { answer: serveFile(archive.subarray(0, 1000)) }, 'wrong-checksum'],
    [
      'is refused when it is a page',
      { answer: (_, response) => response.writeHead(404).end('<html>') },
      'not-served',
    ],
    [
      'is refused when the server has trouble',
      { answer: (_, response) => response.writeHead(503).end() },
      'offline',
    ],
  ];
  for (const [name, options, code] of cases)
    it(name, async (context) => {
      const { install, store, changes } = await createDesk(context, options);
      assert.equal((await install())?.code, code);
      assert.deepEqual(await readdir(store), []);
      assert.equal(changes(), 0);
    });

  it('leaves what was installed before', async (context) => {
    let bytes = archive;
    const { install, find } = await createDesk(context, {
      answer: (request, response) => serveFile(bytes)(request, response),
    });
    assert.equal(await install(), undefined);
    bytes = Buffer.from(archive);
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    assert.equal((await install())?.code, 'wrong-checksum');
    assert.equal(await find(), '2.18.0');
  });

  it('is not unpacked to another place, and not kept without a library', async (context) => {
    const evil = tarGzOf(
      { '../../evil/libtensorflow.so.2': library, 'lib/../libtensorflow.so.2': library },
      { 'lib/libtensorflow.so.2': '/etc/passwd' },
    );
    const { install, store } = await createDesk(context, {
      answer: serveFile(evil),
      runtime: { sha256: sha256Of(evil) },
    });
    assert.equal((await install())?.code, 'cannot-unpack');
    assert.deepEqual(await readdir(store), []);
    assert.deepEqual((await readdir(join(store, '..'))).sort(), ['store']);
  });

  it('is told when it is damaged inside', async (context) => {
    const half = archive.subarray(0, archive.length >> 1);
    const { install, store } = await createDesk(context, {
      answer: serveFile(half),
      runtime: { sha256: sha256Of(half) },
    });
    assert.equal((await install())?.code, 'cannot-unpack');
    assert.deepEqual(await readdir(store), []);
  });
});
