import type { CatalogueEntry } from '../catalogueEntry.ts';

export const loss: readonly CatalogueEntry[] = [];
