import type { CatalogueEntry } from '../catalogueEntry.ts';

export const evaluation: readonly CatalogueEntry[] = [];
