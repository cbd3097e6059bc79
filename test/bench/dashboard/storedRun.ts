import { readRun } from '../../../src/storage/runLogReader.ts';
import { encodeRun } from '../../../src/storage/runLogWriter.ts';
import { createHeader, createSnapshot } from '../../unit/storage/runFixture.ts';
import { type DashboardCase, missedGoals } from './measureDashboard.ts';

/** What the host does before a panel can show a stored run: four million points from their log. */
export const storedRun: DashboardCase = {
  name: 'storedRun',
  measure() {
    const log = encodeRun(createSnapshot(createHeader('long', { status: 'ended' }), 4_000_000), true);
    const startedAt = performance.now();
    const read = readRun(log);
    const readMs = Math.round(performance.now() - startedAt);
    if (!read.ok) throw new Error(read.reason);
    const figures = { readMs, logMb: Math.round(log.length / 2 ** 20) };
    return Promise.resolve({ ...figures, missed: missedGoals(figures, { readMs: { atMost: 500 } }) });
  },
};
