/**
 * A crashed host that is kept in its crash kernel: its old memory can still be asked for what was never sent.
 *
 * The host decides for how long, by a setting of its own (`HOLD`), and how much it gives; nobody else can make either more. Whoever may
 * can let it go before.
 */
import * as z from 'zod';
import { StatusQuery } from './uploads.ts';

/** A day: nobody looks at one crash for longer. */
const MAX_HOLD_SECONDS = 86_400;

/** What a host says while it is held, again and again: each time it is answered with what is wanted next. */
export const KeepHeld = z.object({
  /** For how much longer the host stays. */
  secondsLeft: z.number().int().nonnegative().max(MAX_HOLD_SECONDS),
  /** How much more of its dump the host gives. */
  bytesLeft: z.number().int().nonnegative(),
  /** The round of wants that the host has served last. */
  round: z.number().int().nonnegative(),
  wait: StatusQuery.shape.wait,
});
export type KeepHeld = z.infer<typeof KeepHeld>;

export const HeldState = z.enum([
  /** It can be asked. */
  'held',
  /** Somebody let it go: it reboots. */
  'released',
  /** The time that it had set itself is over. */
  'over',
  /** It has not been heard of for longer than it may be silent. */
  'silent',
]);
export type HeldState = z.infer<typeof HeldState>;

export const HeldHost = z.object({
  state: HeldState,
  since: z.iso.datetime(),
  /** When it goes by itself. */
  until: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  /** How much more of its dump it gives. */
  bytesLeft: z.number().int().nonnegative(),
  /** Who put the last question to its dump, and when. */
  askedBy: z.string().optional(),
  askedAt: z.iso.datetime().optional(),
  /** Who let it go, and when. */
  releasedBy: z.string().optional(),
  releasedAt: z.iso.datetime().optional(),
});
export type HeldHost = z.infer<typeof HeldHost>;
