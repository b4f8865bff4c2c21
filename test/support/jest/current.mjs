/** What belongs to the file of tests that runs now: a worker runs one after another. */
export const current = { globals: undefined };
