/** What hosts were refused because they have had their share: `/v1/refusals`. */
import * as z from 'zod';
import { HostName } from './uploads.ts';

/** `uploads` of an hour, `logs` of a minute, new crash `groups` of a day. */
export const HostQuotaName = z.enum(['uploads', 'logs', 'groups']);
export type HostQuotaName = z.infer<typeof HostQuotaName>;

/** One host and one of its quotas. */
export const Refusal = z.object({
  host: HostName,
  quota: HostQuotaName,
  /** So many it may have in a span, as it was at the last refusal. */
  limit: z.number().int().positive(),
  spanSeconds: z.number().int().positive(),
  /** The first and the last refusal of this run of them: it ends when the host was refused nothing for a week. */
  since: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** How often it was refused in between. */
  count: z.number().int().positive(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Those that were refused something last come first. */
export const RefusalPage = z.object({ refusals: z.array(Refusal), next: z.string().optional() });
export type RefusalPage = z.infer<typeof RefusalPage>;
