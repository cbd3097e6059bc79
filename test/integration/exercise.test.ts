import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { CheckResult } from '../../src/runner/runnerTypes.ts';
import {
  closeEverything,
  eventually,
  lensTitles,
  openPanels,
  tiny,
  type,
  withTinyPack,
  workspaceFolder,
} from './learner.ts';

const solution = readFileSync(
  join(tiny.folder, 'chapters/basics/first-tensor/exercises/make-tensor/solution.ts'),
  'utf8',
);

describe('an exercise', () => {
  let file = '';
  before(withTinyPack);
  after(closeEverything);

  const open = (): Thenable<string> =>
    vscode.commands.executeCommand('deepLearning.openExercise', tiny.exerciseId);
  const check = (): Thenable<CheckResult> => vscode.commands.executeCommand('deepLearning.check', file);

  it('opens as a real file in the learner’s folder, with types beside it', async () => {
    file = await open();
    assert.equal(file, join(workspaceFolder(), 'deep-learning', 'make-tensor.ts'));
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file);
    const folder = dirname(file);
    for (const name of [
      'tsconfig.json',
      '.deep-learning.json',
      '.types/tfjs.d.ts',
      '.types/deep-learning-lessons.d.ts',
    ])
      assert.ok(existsSync(join(folder, name)), name);
  });

  it('is never overwritten', async () => {
    writeFileSync(file, '// mine\n');
    writeFileSync(join(dirname(file), 'tsconfig.json'), '{}');
    assert.equal(await open(), file);
    assert.equal(readFileSync(file, 'utf8'), '// mine\n');
    const document = await vscode.workspace.openTextDocument(file);
    await eventually('the editor shows the file', () =>
      document.getText() === '// mine\n' ? true : undefined,
    );
    assert.equal(readFileSync(join(dirname(file), 'tsconfig.json'), 'utf8'), '{}');
  });

  it('has its lenses above the function', async () => {
    await type(file, `// a line before\n\n${solution}`);
    const lenses = await eventually('six lenses', async () => {
      const found = await lensTitles(file);
      return found.titles.length === 6 ? found : undefined;
    });
    assert.deepEqual(lenses.titles, ['Run', 'Debug', 'Check', 'Hint 0/3', 'Reset', 'Compare with Solution']);
    assert.equal(lenses.line, 4);
  });

  it('shows hints one after another, and remembers how many', async () => {
    await vscode.commands.executeCommand('deepLearning.showHint', file);
    await vscode.commands.executeCommand('deepLearning.showHint', file);
    assert.ok((await lensTitles(file)).titles.includes('Hint 2/3'));
  });

  it('is saved and checked; a failure says what is wrong', async () => {
    await type(file, solution.replace('[2, 3]', '[3, 2]'));
    const result = await check();
    assert.equal(result.kind, 'failed', JSON.stringify(result));
    assert.equal(result.message.en, 'The shape is `[3, 2]`, it should be `[2, 3]`.');
    assert.ok(!(await vscode.workspace.openTextDocument(file)).isDirty);
    const problem = await eventually('a problem at the function', () =>
      vscode.languages.getDiagnostics(vscode.Uri.file(file)).find(({ source }) => source === 'Deep Learning'),
    );
    assert.equal(problem.range.start.line, 2);
  });

  it('is solved when the check passes', async () => {
    await type(file, solution);
    const result = await check();
    assert.equal(result.kind, 'passed', JSON.stringify(result));
  });

  it('shows a syntax error at its line until the file is edited', async () => {
    await type(file, `${solution}\nexport const broken = ;\n`);
    const result = await check();
    assert.equal(result.kind, 'ended', JSON.stringify(result));
    const uri = vscode.Uri.file(file);
    const ours = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Deep Learning');
    const problem = await eventually('a problem', () => ours()[0]);
    assert.equal(problem.range.start.line, solution.split('\n').length);
    await type(file, solution);
    await eventually('no problem', () => (ours().length === 0 ? true : undefined));
  });

  it('can be reset', async () => {
    await vscode.commands.executeCommand('deepLearning.resetExercise', file);
    assert.match(readFileSync(file, 'utf8'), /TODO: two rows, three columns/);
  });

  it('shows a solution beside it once solved', async () => {
    await vscode.commands.executeCommand('deepLearning.compareWithSolution', file);
    const diff = await eventually('a diff', () =>
      vscode.window.tabGroups.all
        .flatMap((group) => group.tabs)
        .find(({ input }) => input instanceof vscode.TabInputTextDiff),
    );
    assert.match(diff.label, /Make a tensor/);
  });

  it('has its lesson and quiz in panels, one each', async () => {
    await vscode.commands.executeCommand('deepLearning.openLesson', tiny.lessonId);
    await vscode.commands.executeCommand('deepLearning.openLesson', { lessonId: tiny.lessonId });
    await vscode.commands.executeCommand('deepLearning.openQuiz', tiny.lessonId);
    assert.equal((await eventually('a lesson', () => panelsOrNone('deepLearning.lesson'))).length, 1);
    assert.equal((await eventually('a quiz', () => panelsOrNone('deepLearning.quiz'))).length, 1);
  });
});

function panelsOrNone(viewType: string): vscode.Tab[] | undefined {
  const panels = openPanels(viewType);
  return panels.length > 0 ? panels : undefined;
}
