import { test } from 'node:test';
import { openRunPreviews } from './openRunPreview.ts';
test('shots', async () => {
  const previews = await openRunPreviews();
  const list = (process.env['SHOTS'] ?? '').split(';').map((one) => one.split(','));
  for (const [name = '', query = '', tab = '', width = '1200'] of list) {
    const page = await previews.open(query, Number(width));
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await page.waitForTimeout(400);
    await page.locator('.tabs').screenshot({ path: `/tmp/evalpy/${name}.png` });
    await page.close();
  }
  console.log(previews.problems);
  await previews.close();
});
