import type { CatalogueEntry } from '../catalogueEntry.ts';

export const signal: readonly CatalogueEntry[] = [];
