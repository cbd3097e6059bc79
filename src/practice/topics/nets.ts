import type { CatalogueEntry } from '../catalogueEntry.ts';

export const nets: readonly CatalogueEntry[] = [];
