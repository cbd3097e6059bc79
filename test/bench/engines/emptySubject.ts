/** A check is about a file; the benchmark's is about none. */
export const nothing = undefined;
