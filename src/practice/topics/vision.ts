import type { CatalogueEntry } from '../catalogueEntry.ts';

export const vision: readonly CatalogueEntry[] = [];
