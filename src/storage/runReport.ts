import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packColumns } from '../core/run/packColumns.ts';
import { reportPage } from '../core/report/reportPage.ts';
import type { Locale } from '../protocol/locale.ts';
import type { RunSnapshot } from '../protocol/run.ts';

/**
 * A run as one HTML page that opens without a network: curves, matrices, pictures, all of it, to look around in.
 *
 * @param reportFolder holds the built report app: `dist/report`
 */
export async function runReport(
  snapshot: RunSnapshot,
  locale: Locale,
  reportFolder: string,
): Promise<string> {
  const [script, style] = await Promise.all(
    ['report.js', 'report.css'].map((name) => readFile(join(reportFolder, name), 'utf8')),
  );
  const { json, bytes } = packColumns(snapshot);
  return reportPage({
    title: `${snapshot.header.title} #${snapshot.header.number}`,
    locale,
    script: script ?? '',
    style: style ?? '',
    run: { json, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64') },
    nonce: randomBytes(16).toString('base64'),
  });
}
