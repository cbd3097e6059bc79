import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(join(process.cwd(), 'node_modules/axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds wrong with the page as it is now, a line each.
 * @param extent `colours` looks at contrast only: enough where the same page was looked at wholly in another theme
 */
export async function axeViolations(
  page: Page,
  extent: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const options: RunOptions = {
    // Passes and what is incomplete would be gathered for nobody, which takes as long as the rest.
    resultTypes: ['violations'],
    ...(extent === 'colours' && { runOnly: { type: 'rule', values: ['color-contrast'] } }),
  };
  const results = await page.evaluate(
    (given) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run(given),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}
