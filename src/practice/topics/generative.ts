import type { CatalogueEntry } from '../catalogueEntry.ts';

export const generative: readonly CatalogueEntry[] = [];
