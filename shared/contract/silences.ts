/** Hosts that are quiet for a while: their crashes are counted and shown as any other's, and nobody is alerted of them. */
import * as z from 'zod';
import { HostName } from './uploads.ts';

/** No silence lasts longer: whoever wants it longer says so again. */
export const MAX_SILENCE_DAYS = 30;
/** So many hosts may be silent at a time: triage reads all of them with every batch. A fleet is hushed by its alert routes. */
export const MAX_SILENCES = 200;

/** Why somebody did it: whoever looks at a crash that was not told of reads it. */
const Reason = z.string().trim().min(1).max(500);
const Actor = z.string().min(1).max(256);

/** What an operator asks for: `until` lies ahead, at most {@link MAX_SILENCE_DAYS} days. */
export const SilenceHost = z.object({ until: z.iso.datetime(), reason: Reason });
export type SilenceHost = z.infer<typeof SilenceHost>;

export const Silence = z.object({
  host: HostName,
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  by: Actor,
  reason: Reason,
});
export type Silence = z.infer<typeof Silence>;

/** Those in force, by host. */
export const SilenceList = z.object({ silences: z.array(Silence) });
export type SilenceList = z.infer<typeof SilenceList>;

/** `silenced` also where a silence was made longer or shorter. One that ended by itself has no entry: its `until` says when. */
export const SilenceChange = z.object({
  at: z.iso.datetime(),
  by: Actor,
  host: HostName,
  what: z.enum(['silenced', 'unsilenced']),
  until: z.iso.datetime().optional(),
  reason: Reason.optional(),
});
export type SilenceChange = z.infer<typeof SilenceChange>;

/** The newest first, those of the last year. */
export const SilenceHistory = z.object({ changes: z.array(SilenceChange) });
export type SilenceHistory = z.infer<typeof SilenceHistory>;
