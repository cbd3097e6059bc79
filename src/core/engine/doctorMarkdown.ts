import type { DoctorEngine, DoctorFact, DoctorReport } from '../../protocol/doctorSurface.ts';
import type { Locale } from '../../protocol/locale.ts';
import { sayEngine } from '../words/engines.ts';

/** The report as Markdown, to paste into a question to others; also what the command line prints. */
export function doctorMarkdown(report: DoctorReport, locale: Locale): string {
  const parts = [
    `# ${report.title}`,
    report.summary,
    ...report.notes,
    ...report.engines.flatMap((engine) => engineParts(engine, locale)),
    `## ${report.machine.title}`,
    list(report.machine.facts),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function engineParts(engine: DoctorEngine, locale: Locale): string[] {
  const fence = '```';
  return [
    `## ${engine.name} · ${engine.stateWord}`,
    [engine.sentence, ...engine.advice].filter((text) => text !== undefined).join('\n\n'),
    list(engine.facts),
    engine.messages === undefined
      ? ''
      : `${sayEngine('messagesTitle', locale)}\n\n${fence}text\n${engine.messages.replaceAll(fence, "'''")}\n${fence}`,
  ];
}

function list(facts: readonly DoctorFact[]): string {
  return facts.map(({ label, value }) => `- ${label}: ${value}`).join('\n');
}
