/** Headers of the API's own. */

/** How long the whole is that an answer is a piece of. */
export const TOTAL_BYTES_HEADER = 'x-purgatory-total-bytes';
