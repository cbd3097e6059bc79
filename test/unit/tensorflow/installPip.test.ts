import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { InstallProblem, InstallProgress } from '../../../src/protocol/tensorFlow.ts';
import { createTensorFlowInstaller } from '../../../src/runner/tensorflow/createTensorFlowInstaller.ts';
import { inspectLibrary } from '../../../src/runner/tensorflow/inspectLibrary.ts';
import { thisMachine, type Machine } from '../../../src/runner/tensorflow/machine.ts';
import { findPip } from '../../../src/runner/tensorflow/pipDownload.ts';
import type { WheelRuntime } from '../../../src/runner/tensorflow/runtimes.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { sha256Of, zipOf } from './archiveFiles.ts';
import { serveFile, startArchiveServer, type Answer, type ServeOptions } from './archiveServer.ts';
import { libraryBytes } from './libraryFiles.ts';

const library = Buffer.concat([libraryBytes(), randomBytes(600_000)]);
const wheelName = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl';
const wheel = zipOf({
  'tensorflow/__init__.py': 'raise RuntimeError("nobody imports this")',
  'tensorflow/libtensorflow_cc.so.2': library,
  'tensorflow/libtensorflow_framework.so.2': library,
  'tensorflow/include/LICENSE': 'Apache License',
  'tensorflow_cpu-2.21.0.dist-info/METADATA':
    'Metadata-Version: 2.1\nName: tensorflow_cpu\nVersion: 2.21.0\n',
  'tensorflow_cpu-2.21.0.dist-info/WHEEL':
    'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-manylinux_2_27_x86_64\n',
  'tensorflow_cpu-2.21.0.dist-info/RECORD': '',
});

interface Desk {
  store: string;
  install: (
    signal?: AbortSignal,
    onProgress?: (progress: InstallProgress) => void,
  ) => Promise<InstallProblem | undefined>;
  requests: string[];
}

/** A package index of our own; the real pip of this machine, with nobody's settings. `undefined` where there is none. */
async function createDesk(
  context: TestContext,
  {
    serve = {},
    answer,
    sha256 = sha256Of(wheel),
  }: { serve?: ServeOptions; answer?: Answer; sha256?: string } = {},
): Promise<Desk | undefined> {
  const folder = await temporaryFolder(context);
  const store = join(folder, 'store');
  await mkdir(store);
  const file = serveFile(wheel, () => serve);
  const index: Answer = (request, response) => {
    if (request.url?.endsWith('.whl')) file(request, response);
    else if (request.url === '/simple/tensorflow-cpu/')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<a href="/files/${wheelName}">${wheelName}</a>`);
    else response.writeHead(404).end();
  };
  const server = await startArchiveServer(context, answer ?? index);
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    PIP_CONFIG_FILE: devNull,
    PIP_INDEX_URL: `${server.address}/simple/`,
    PIP_RETRIES: '0',
    // What people set for installing packages must not matter here.
    PIP_REQUIRE_VIRTUALENV: '1',
    PIP_CONSTRAINT: join(folder, 'none.txt'),
    no_proxy: '127.0.0.1',
  };
  const machine: Machine = { ...thisMachine(), platform: 'linux', arch: 'x64', env, home: folder };
  if ((await findPip(machine)) === undefined) {
    context.skip('there is no Python with pip on PATH');
    return undefined;
  }
  const runtime: WheelRuntime = {
    ...{
      id: 'wheel',
      kind: 'wheel',
      platform: 'linux',
      arch: 'x64',
      version: '2.21.0',
      licence: 'Apache-2.0',
    },
    ...{ project: 'tensorflow-cpu', pythonVersion: '3.11', platformTag: 'manylinux_2_27_x86_64', sha256 },
    ...{ downloadBytes: wheel.length, diskBytes: 2 * library.length },
  };
  const installer = createTensorFlowInstaller({
    ...{ installFolder: join(store, 'tensorflow'), linkRoot: join(folder, 'links') },
    ...{ runtimes: [runtime], machine },
  });
  context.after(() => installer.dispose());
  return {
    store,
    requests: server.requests,
    async install(signal = new AbortController().signal, onProgress = () => undefined) {
      const { plans } = await installer.plan(signal);
      const [plan] = plans;
      assert.equal(plan?.route, 'pip');
      assert.deepEqual(server.requests, []);
      return installer.install(plan, signal, onProgress);
    },
  };
}

describe('installing with pip', () => {
  it('takes the libraries out of the wheel that pip has fetched and verified', async (context) => {
    const desk = await createDesk(context);
    if (!desk) return;
    assert.equal(await desk.install(), undefined);
    assert.deepEqual(await readdir(desk.store), ['tensorflow']);
    const folder = join(desk.store, 'tensorflow');
    assert.deepEqual((await readdir(folder)).sort(), ['LICENSE', 'lib', 'tensorflow.json']);
    assert.deepEqual(await readFile(join(folder, 'lib/libtensorflow_cc.so.2')), library);
    const { library: found } = await inspectLibrary(folder, {
      ...thisMachine(),
      platform: 'linux',
      arch: 'x64',
    });
    assert.equal(found?.version, '2.21.0');
  });

  it('shows how far it is, and leaves nothing when it is cancelled', async (context) => {
    const desk = await createDesk(context, { serve: { pauseMs: 60 } });
    if (!desk) return;
    const cancel = new AbortController();
    const startedAt = performance.now();
    const seen: number[] = [];
    const problem = await desk.install(cancel.signal, ({ doneBytes }) => {
      if (doneBytes > 0) seen.push(doneBytes);
      if (seen.length === 3) cancel.abort();
    });
    assert.deepEqual(problem, { code: 'cancelled' });
    assert.ok(seen.length >= 3 && (seen[0] ?? 0) < wheel.length, seen.join());
    assert.ok(performance.now() - startedAt < 20_000);
    assert.deepEqual(await readdir(desk.store), []);
    // Its process is gone: nobody asks for more.
    const asked = desk.requests.length;
    await delay(500);
    assert.equal(desk.requests.length, asked);
  });

  const cases: [string, Parameters<typeof createDesk>[1], InstallProblem['code'][]][] = [
    ['what is not the published wheel', { sha256: 'e'.repeat(64) }, ['wrong-checksum']],
    [
      'an index that does not have it',
      { answer: (_, response) => response.writeHead(404).end() },
      ['not-served'],
    ],
    ['an index that cannot be reached', { answer: (_, response) => response.destroy() }, ['offline']],
    // Older pips do not notice, and find that the checksum differs.
    ['a connection that breaks off', { serve: { cutAfter: 100_000 } }, ['offline', 'wrong-checksum']],
  ];
  for (const [name, options, codes] of cases)
    it(`tells ${name}`, async (context) => {
      const desk = await createDesk(context, options);
      if (!desk) return;
      const problem = await desk.install();
      assert.ok(problem && codes.includes(problem.code), JSON.stringify(problem));
      assert.deepEqual(await readdir(desk.store), []);
    });
});
