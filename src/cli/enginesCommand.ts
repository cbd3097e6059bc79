import { arch, cpus, release } from 'node:os';
import { parseArgs } from 'node:util';
import { doctorMarkdown } from '../core/engine/doctorMarkdown.ts';
import { doctorReport } from '../core/engine/doctorReport.ts';
import type { Command } from './command.ts';
import { createLocalEngines, engineOptions, localVersion } from './localEngines.ts';
import { languageOf } from './localRunner.ts';

const { tensorflow, node } = engineOptions;
const options = {
  tensorflow,
  node,
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** The Engine Doctor's report: what works here, how fast it is, and what the rest would need. */
export const enginesCommand: Command = async (args) => {
  const { values } = parseArgs({ args, options });
  const locale = languageOf(values.language);
  const engines = createLocalEngines(values);
  const findings = await engines.examine({ extent: 'again' });
  const plan = engines.plan('auto');
  const candidates = engines.tensorFlowCandidates;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ plan, findings, tensorflowCandidates: candidates })}\n`);
    return 0;
  }
  const processors = cpus();
  const machine = {
    extension: localVersion(),
    system: `${process.platform} ${release()}, ${arch()}`,
    processor: `${processors.length} × ${processors[0]?.model.trim() ?? '?'}`,
    runtime: `Node.js ${process.versions.node}`,
  };
  const report = doctorReport(
    { setting: 'auto', plan, findings, candidates, machine, isRestricted: false, wasBusy: false },
    locale,
  );
  process.stdout.write(doctorMarkdown(report, locale));
  return 0;
};
