/** Characters of a note about a run. */
export const noteLength = 500;
