import assert from 'node:assert/strict';
import { testInWorkbench } from './harness/workbench.ts';
import { until } from './until.ts';

testInWorkbench('engines: the Doctor reports, and the list says the same', { theme: 'dark' }, async (w) => {
  await w.runCommand('Deep Learning: Engine Doctor');
  const doctor = await w.webviewFrame('Engine Doctor');
  await doctor.locator('#again').waitFor({ timeout: 90_000 });
  const wasm = doctor.locator('section', { has: doctor.locator('#engine-wasm') });
  assert.match(await wasm.innerText(), /In use[\s\S]*SIMD[\s\S]*Largest error\s+0/);
  assert.deepEqual(await w.axe(doctor), []);
  await w.screenshot('engine-doctor');

  await w.runCommand('Deep Learning: Choose Compute Engine…');
  const list = w.page.locator('.quick-input-widget');
  await list.getByText('Install TensorFlow Runtime…').waitFor();
  const text = await until('the list to say what was found', 20_000, async () => {
    const said = await list.innerText();
    return /WebAssembly is [\d,]+× as fast/.test(said) ? said : undefined;
  });
  assert.match(text, /Automatic[\s\S]*Now: WebAssembly/);
  await w.screenshot('engine-list');
  await w.press('Escape');
  assert.deepEqual(await w.notifications(), []);
  assert.deepEqual(w.webviewErrors, []);
});
