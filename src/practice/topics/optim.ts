import type { CatalogueEntry } from '../catalogueEntry.ts';

export const optim: readonly CatalogueEntry[] = [];
