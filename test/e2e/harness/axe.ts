import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';

/** One broken accessibility rule in one document. */
export interface AxeViolation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  /** CSS selectors of the elements at fault, with axe's summary of each. */
  readonly elements: readonly string[];
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}

let source: Promise<string> | undefined;

/** Rules that speak of whole pages; a webview is a part of one. */
const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main'];

/**
 * Runs axe-core inside one webview. `rules` narrows the run to the named ones. A webview is transparent: what lies
 * behind it is painted first, or contrast would be measured against white.
 */
export async function axeViolations(frame: Frame, rules?: readonly string[]): Promise<AxeViolation[]> {
  const require = createRequire(join(process.env.DL_ROOT ?? process.cwd(), 'package.json'));
  source ??= readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  // Evaluated through the debugger protocol, so the webview's own content policy stays in force.
  await frame.evaluate(await source);
  const options = {
    resultTypes: ['violations'],
    ...(rules
      ? { runOnly: { type: 'rule', values: rules } }
      : { rules: Object.fromEntries(PAGE_RULES.map((rule) => [rule, { enabled: false }])) }),
  };
  const backdrop = await backdropOf(frame);
  const result = await frame.evaluate<AxeResult, { options: object; backdrop: string }>(
    async (given) => {
      const { axe } = globalThis as unknown as {
        axe: { run(root: Document, options: object): Promise<AxeResult> };
      };
      const { style } = document.documentElement;
      const before = style.backgroundColor;
      style.backgroundColor = `var(${given.backdrop})`;
      try {
        return await axe.run(document, given.options);
      } finally {
        style.backgroundColor = before;
      }
    },
    { options, backdrop },
  );
  return result.violations.map((violation) => ({
    rule: violation.id,
    impact: violation.impact ?? 'unknown',
    help: violation.help,
    elements: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
}

/** The theme colour of the part of the window that a webview lies in. */
async function backdropOf(frame: Frame): Promise<string> {
  const box = await (await frame.frameElement()).boundingBox();
  const middle = box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: 0, y: 0 };
  return frame.page().evaluate(({ x, y }) => {
    const lies = (part: string) => {
      const area = document.querySelector(`.part.${part}`)?.getBoundingClientRect();
      return area !== undefined && x > area.left && x < area.right && y > area.top && y < area.bottom;
    };
    if (lies('sidebar') || lies('auxiliarybar')) return '--vscode-sideBar-background';
    return lies('panel') ? '--vscode-panel-background' : '--vscode-editor-background';
  }, middle);
}
