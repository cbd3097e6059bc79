import type { CatalogueEntry } from '../catalogueEntry.ts';
import { auditTemplate, type TemplateAudit } from './auditTemplate.ts';

export interface AuditSummary {
  templates: number;
  variants: number;
  distinct: number;
  medianDistinct: number;
  wrongKeys: number;
  secondCorrect: number;
  mutants: number;
  mutantsKilled: number;
  /** Templates with anything that should not be. */
  defective: number;
  seconds: number;
}

export interface Audit {
  summary: AuditSummary;
  templates: TemplateAudit[];
}

export interface AuditOptions {
  seeds: number;
  firstSeed?: number;
  onTemplate?: (audit: TemplateAudit) => void;
}

export function auditCatalogue(entries: readonly CatalogueEntry[], options: AuditOptions): Audit {
  const startedAt = performance.now();
  const templates = entries.map((entry) => {
    const audit = auditTemplate(entry, options.seeds, options.firstSeed);
    options.onTemplate?.(audit);
    return audit;
  });
  const sum = (of: (audit: TemplateAudit) => number): number =>
    templates.reduce((total, audit) => total + of(audit), 0);
  const sorted = templates.map(({ distinct }) => distinct).sort((a, b) => a - b);
  return {
    summary: {
      templates: templates.length,
      variants: sum(({ variants }) => variants),
      distinct: sum(({ distinct }) => distinct),
      medianDistinct: sorted[sorted.length >> 1] ?? 0,
      wrongKeys: sum(({ wrongKeys }) => wrongKeys),
      secondCorrect: sum(({ secondCorrect }) => secondCorrect),
      mutants: sum(({ mutants }) => mutants),
      mutantsKilled: sum(({ mutantsKilled }) => mutantsKilled),
      defective: templates.filter((audit) => defectsOf(audit).length > 0).length,
      seconds: Math.round(performance.now() - startedAt) / 1000,
    },
    templates,
  };
}

/** In words, why a template may not be shown to anyone. */
export function defectsOf(audit: TemplateAudit): string[] {
  return [
    ...(audit.wrongKeys > 0 ? [`${audit.wrongKeys} draws on which the two keys disagree`] : []),
    ...(audit.secondCorrect > 0 ? [`${audit.secondCorrect} variants with a second right option`] : []),
    ...(audit.mutantsKilled < audit.mutants
      ? [`${audit.mutants - audit.mutantsKilled} planted wrong keys were not noticed`]
      : []),
    ...audit.problems,
  ];
}
