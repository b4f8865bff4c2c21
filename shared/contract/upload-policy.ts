/**
 * How much of a dump is wanted by what is known of its problem: a document that an admin keeps by the API. It only ever asks a
 * host for less than that host is set to send, and people's own uploads it leaves alone.
 */
import * as z from 'zod';
import { UploadPolicy } from './uploads.ts';

export const MAX_KNOWN_AFTER_REPORTS = 10;

export const WantedPolicy = z
  .object({
    /** Of the crash that opens a group, or brings a resolved one back. */
    new: UploadPolicy.default('all'),
    /** Of one whose group is there. */
    recurring: UploadPolicy.default('all'),
    /** Of one whose group has `knownAfterReports` reports from other crashes. */
    known: UploadPolicy.default('all'),
    knownAfterReports: z.number().int().min(1).max(MAX_KNOWN_AFTER_REPORTS).default(3),
  })
  .strict();
export type WantedPolicy = z.infer<typeof WantedPolicy>;

/** Where nobody has set any: every host sends what it is set to send. */
export const DEFAULT_WANTED_POLICY: WantedPolicy = WantedPolicy.parse({});

/** What is known of a problem when a log that shows it has arrived. */
export type Acquaintance = 'new' | 'recurring' | 'known';

const AMOUNT: Readonly<Record<UploadPolicy, number>> = { log: 0, hot: 1, kernel: 2, all: 3 };

/** Whether `policy` asks for less of a dump than `than` does. */
export function asksForLess(policy: UploadPolicy, than: UploadPolicy): boolean {
  return AMOUNT[policy] < AMOUNT[than];
}

/** Whether some crash would be asked for less than `policy`. */
export function mayLimit({ new: first, recurring, known }: WantedPolicy, policy: UploadPolicy): boolean {
  return [first, recurring, known].some((wanted) => asksForLess(wanted, policy));
}
