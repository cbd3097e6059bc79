import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locale } from '../protocol/locale.ts';
import type { RunSnapshot } from '../protocol/run.ts';
import { encodeRunFile } from '../storage/runFile.ts';
import { runReport } from '../storage/runReport.ts';

/** Writes what was asked for: the report, and the run itself. */
export async function saveRun(
  snapshot: RunSnapshot,
  { html, save }: { html?: string | undefined; save?: string | undefined },
  locale: Locale,
): Promise<void> {
  if (html !== undefined)
    await writeFile(html, await runReport(snapshot, locale, path.join(__dirname, 'report')));
  if (save !== undefined) await writeFile(save, encodeRunFile(snapshot));
}
