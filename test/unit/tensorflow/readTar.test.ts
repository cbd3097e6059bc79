import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { readTar } from '../../../src/runner/tensorflow/readTar.ts';
import { temporaryFolder } from '../storage/temporaryFolder.ts';
import { tarOf } from './archiveFiles.ts';

interface Read {
  name: string;
  kind: string;
  linkTarget: string;
  content: string;
}

/** Reads all of it; `pieceBytes` is how the stream is cut up. */
async function readAll(tar: Buffer, pieceBytes: number): Promise<Read[]> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < tar.length; at += pieceBytes) pieces.push(tar.subarray(at, at + pieceBytes));
  const found: Read[] = [];
  for await (const { name, kind, linkTarget, content } of readTar(
    Readable.from(pieces) as AsyncIterable<Buffer>,
  )) {
    const parts: Buffer[] = [];
    for await (const part of content) parts.push(part);
    found.push({ name, kind, linkTarget, content: Buffer.concat(parts).toString('hex') });
  }
  return found;
}

describe('readTar', () => {
  const big = randomBytes(70_001);
  const tar = tarOf({ './a/b.txt': 'text', empty: '', big: big }, { link: 'a/b.txt' });

  for (const pieceBytes of [100, 512, 513, 1 << 20])
    it(`reads files and links from pieces of ${pieceBytes} bytes`, async () => {
      assert.deepEqual(await readAll(tar, pieceBytes), [
        { name: 'a/b.txt', kind: 'file', linkTarget: '', content: Buffer.from('text').toString('hex') },
        { name: 'empty', kind: 'file', linkTarget: '', content: '' },
        { name: 'big', kind: 'file', linkTarget: '', content: big.toString('hex') },
        { name: 'link', kind: 'link', linkTarget: 'a/b.txt', content: '' },
      ]);
    });

  it('skips what nobody reads', async () => {
    const names: string[] = [];
    for await (const { name } of readTar(Readable.from([tar]) as AsyncIterable<Buffer>)) names.push(name);
    assert.deepEqual(names, ['a/b.txt', 'empty', 'big', 'link']);
  });

  for (const format of ['gnu', 'pax', 'ustar'] as const)
    it(`reads what tar itself writes, with long names: ${format}`, async (context) => {
      const folder = await temporaryFolder(context);
      const [deep, long] = [`${'d'.repeat(90)}/${'e'.repeat(50)}`, `${'f'.repeat(80)}.txt`];
      await mkdir(join(folder, 'in', deep), { recursive: true });
      await writeFile(join(folder, 'in', deep, long), 'long 名');
      await symlink('to 資料', join(folder, 'in/link'));
      const file = [`--format=${format}`, '-C', join(folder, 'in'), '-cf', '-', '--sort=name', '.'];
      let written: Buffer;
      try {
        written = execFileSync('tar', file, { stdio: ['ignore', 'pipe', 'ignore'] });
      } catch {
        context.skip('there is no GNU tar');
        return;
      }
      const found = (await readAll(written, 1000)).filter(({ kind }) => kind !== 'other');
      assert.deepEqual(
        found.map(({ name, linkTarget, content }) => [
          name,
          linkTarget,
          Buffer.from(content, 'hex').toString(),
        ]),
        [
          [`${deep}/${long}`, '', 'long 名'],
          ['link', 'to 資料', ''],
        ],
      );
    });

  it('refuses what is damaged or ends early', async () => {
    const damaged = Buffer.from(tar);
    damaged.writeUInt8(0x41, 3);
    await assert.rejects(readAll(damaged, 512), /damaged/);
    await assert.rejects(readAll(tar.subarray(0, 30_000), 512), /ends early/);
  });
});
