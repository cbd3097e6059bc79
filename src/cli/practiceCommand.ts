import { parseArgs } from 'node:util';
import { auditCatalogue, defectsOf } from '../practice/audit/auditCatalogue.ts';
import type { TemplateAudit } from '../practice/audit/auditTemplate.ts';
import { catalogue, openQuestion } from '../practice/catalogue.ts';
import { shownAnswer } from '../practice/numbers.ts';
import type { Variant } from '../practice/variant.ts';
import { worded, wordedStep } from '../practice/wording.ts';
import type { Locale } from '../protocol/locale.ts';
import type { Command } from './command.ts';
import { languageOf } from './localRunner.ts';

const options = {
  seeds: { type: 'string', default: '1000' },
  first: { type: 'string', default: '0' },
  only: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `practice audit` looks for wrong keys and bad options in all templates; `practice show ID` prints one question. */
export const practiceCommand: Command = (args) => Promise.resolve(practice(args));

function practice(args: string[]): number {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [action, id] = positionals;
  if (action === 'show') return show(id, languageOf(values.language));
  if (action !== 'audit') throw new Error('say "practice audit" or "practice show ID".');
  const { only = '' } = values;
  const entries = catalogue.filter(({ template }) => template.id.includes(only));
  if (entries.length === 0) throw new Error(`there is no template with "${only}" in its id.`);
  const audit = auditCatalogue(entries, {
    seeds: count(values.seeds, '--seeds'),
    firstSeed: count(values.first, '--first'),
    ...(values.json === true ? {} : { onTemplate: (one) => process.stdout.write(describe(one)) }),
  });
  if (values.json === true) process.stdout.write(`${JSON.stringify(audit)}\n`);
  else process.stdout.write(`${JSON.stringify(audit.summary, undefined, 2)}\n`);
  return audit.summary.defective > 0 ? 1 : 0;
}

function count(text: string, name: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} wants a whole number, not "${text}".`);
  return value;
}

function describe(audit: TemplateAudit): string {
  const { id, version, distinct, variants, draws, mutants, mutantsKilled, rankP, positionP } = audit;
  const facts = [
    `${distinct} of ${variants} distinct`,
    `${draws} draws`,
    `${mutantsKilled}/${mutants} mutants`,
    `rank p ${rankP.toFixed(3)}`,
    `place p ${positionP.toFixed(3)}`,
    `${audit.microsecondsEach.toFixed(0)} µs`,
  ];
  const defects = defectsOf(audit).map((defect) => `    ${defect}\n`);
  return `${defects.length > 0 ? '✗' : '✓'} ${id}@${version}: ${facts.join(', ')}\n${defects.join('')}`;
}

function show(id: string | undefined, locale: Locale): number {
  const opened = openQuestion(id);
  if (!opened.ok) throw new Error(`"${String(id)}" is not the id of a question of this version.`);
  process.stdout.write(printed(opened.variant, locale));
  return 0;
}

function printed(variant: Variant, locale: Locale): string {
  const { template, slots, params, id } = variant;
  const answer = variant.kind === 'number' ? shownAnswer(variant.template, variant.key) : variant.key;
  const wrong =
    variant.kind === 'number'
      ? variant.mistakes.map(
          ({ value, feedback }) =>
            `  ${shownAnswer(variant.template, value)}: ${worded(feedback, slots, locale)}`,
        )
      : variant.order.map(
          (option) => `  ${option}: ${worded(variant.options[option] ?? template.stem, slots, locale)}`,
        );
  return [
    id,
    worded(template.stem, slots, locale),
    ...wrong,
    ...template.hints.map((hint) => `? ${worded(hint, slots, locale)}`),
    ...template.steps(params).map((step) => `- ${wordedStep(step, locale)}`),
    `= ${answer}`,
    '',
  ].join('\n');
}
