/** RFC 9457 problem document: what every API answers with a 4xx or 5xx. */
import * as z from 'zod';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

export const Problem = z.object({
  /** `about:blank` or a page of the documentation. */
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  /** Stable, for programs: the `code` of the error. */
  code: z.string(),
  /** The fields of the request that are wrong. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
