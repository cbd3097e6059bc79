import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';

const root = process.env['DL_ROOT'] ?? process.cwd();

interface Outcome {
  file: string;
  expected: string;
  actual: string;
  ok: boolean;
  sentence: string;
  scores: number[];
}

/** Runs `dl-lessons check` as an author does, with the real worker. */
async function check(pack: string): Promise<{ code: number | null; outcomes: Outcome[]; errors: string }> {
  const cli = path.join(root, 'dist', 'cli.cjs');
  const child = spawn(process.execPath, [
    cli,
    'check',
    path.join(root, pack),
    '--json',
    '--language',
    'zh-TW',
  ]);
  const outcomes: Outcome[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  for await (const line of createInterface({ input: child.stdout }))
    outcomes.push(JSON.parse(line) as Outcome);
  return { code: await exited, outcomes, errors };
}

describe('a pack keeps its promises', () => {
  for (const pack of ['lessons/deep-learning', 'test/fixtures/packs/tiny']) {
    it(`${pack}: starters fail as declared, wrong answers with their own message, solutions pass`, async () => {
      const { code, outcomes, errors } = await check(pack);
      assert.equal(errors, '');
      assert.deepEqual(
        outcomes.filter(({ ok }) => !ok),
        [],
      );
      assert.ok(outcomes.length >= 3, 'a starter, a wrong answer and a solution at least');
      const said = outcomes.filter(({ actual }) => actual !== 'passed').map(({ sentence }) => sentence);
      for (const sentence of said) assert.match(sentence, /\p{Script=Han}/u);
      for (const sentence of said) assert.doesNotMatch(sentence, /\{\w+\}/);
      assert.equal(code, 0);
    });
  }
});
