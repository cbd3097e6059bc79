import type { CatalogueEntry } from '../catalogueEntry.ts';

export const rl: readonly CatalogueEntry[] = [];
