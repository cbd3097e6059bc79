import type { CatalogueEntry } from '../catalogueEntry.ts';

export const sequence: readonly CatalogueEntry[] = [];
