import { openRunPreviews, type RunPreviews } from '../../unit/run-panel/openRunPreview.ts';
import { longCurves } from './longCurves.ts';
import { storedRun } from './storedRun.ts';

export type Figures = Record<string, number | string | boolean>;

/** Something of the run panel that is measured, in Chromium through the panel's preview or in this process. */
export interface DashboardCase {
  name: string;
  measure(previews: RunPreviews, root: string): Promise<Figures>;
}

/** Add a case here. The goal of each figure stands beside it in its file. */
const cases: readonly DashboardCase[] = [longCurves, storedRun];

/** Every case once. A figure that misses its goal is named under `missed`. */
export async function measureDashboard(root: string): Promise<Record<string, Figures>> {
  const previews = await openRunPreviews();
  const report: Record<string, Figures> = {};
  try {
    for (const one of cases) report[one.name] = await one.measure(previews, root);
  } finally {
    await previews.close();
  }
  if (previews.problems.length > 0) throw new Error(`The page complained: ${previews.problems.join('; ')}`);
  return report;
}

/** Names of the figures that are beyond their goal; empty when all is well. */
export function missedGoals(
  figures: Readonly<Record<string, number>>,
  goals: Readonly<Record<string, { atMost: number } | { atLeast: number }>>,
): string {
  return Object.entries(goals)
    .filter(([name, goal]) => {
      const figure = figures[name] ?? NaN;
      return 'atMost' in goal ? !(figure <= goal.atMost) : !(figure >= goal.atLeast);
    })
    .map(([name]) => name)
    .join(', ');
}
