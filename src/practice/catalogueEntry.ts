import type { SecondKey, Template } from './template.ts';

/** A template with the second way to its answer, which lies in a file of its own and shares nothing with it. */
export interface CatalogueEntry {
  template: Template;
  secondKey: SecondKey;
}
