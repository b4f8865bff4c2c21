/**
 * Regrouping: the rules that name a panic have changed, and occurrences find the groups that the new rules give them.
 *
 * It goes through all uploads, newest first, page by page. A dry run answers what the rules say now and changes nothing;
 * {@link RegroupPlan} then plays what would happen.
 */
import * as z from 'zod';
import { CrashId } from './crashes.ts';
import { UploadId } from './uploads.ts';

export const RegroupRequest = z.object({
  /** Change nothing. */
  dryRun: z.boolean(),
  /** `next` of the page before. */
  cursor: UploadId.optional(),
});
export type RegroupRequest = z.infer<typeof RegroupRequest>;

/** One occurrence, under the rules as they are now. */
export const Reread = z.object({
  uploadId: UploadId,
  crashId: CrashId.optional(),
  /** What it was called, and what it is called now; null where there is no crash in it. */
  title: z.string(),
  newTitle: z.string().nullable(),
  /** By the rules of now, its own first; empty where there is no crash. */
  fingerprints: z.array(z.string()),
  /** Those of the fingerprints that stand for a group already. */
  known: z.record(z.string(), CrashId),
  /** Of the group that it is in. */
  groupFingerprints: z.array(z.string()),
});
export type Reread = z.infer<typeof Reread>;

export const Move = z.object({
  uploadId: UploadId,
  from: CrashId.optional(),
  fromTitle: z.string(),
  /** A group there is, or the id of the one that is opened. */
  to: z.string(),
  toTitle: z.string(),
  opens: z.boolean(),
});
export type Move = z.infer<typeof Move>;

export const RegroupPage = z.object({
  /** Occurrences looked at, and those whose log is not there any more. */
  read: z.number().int().nonnegative(),
  withoutLog: z.number().int().nonnegative(),
  /** Occurrences whose log takes too long to read: they stay where they are. */
  unread: z.array(UploadId).default([]),
  /** What was read anew: in a dry run only. */
  reread: z.array(Reread),
  /** What was moved: never in a dry run. */
  moves: z.array(Move),
  next: UploadId.optional(),
});
export type RegroupPage = z.infer<typeof RegroupPage>;

export type Decision =
  /** It stays. */
  | { readonly kind: 'stay' }
  /** It stays, and its new fingerprint stands for its group from now on. */
  | { readonly kind: 'claim' }
  | { readonly kind: 'move'; readonly to: string }
  /** Its own fingerprint opens a group. */
  | { readonly kind: 'open' };

const rulesOf = (fingerprint: string): string => fingerprint.slice(0, fingerprint.indexOf(':'));

/**
 * Where an occurrence belongs. A group keeps its id: the first of its occurrences that is read anew takes the group along to
 * its new fingerprint; those that the new rules tell apart from it leave.
 */
export function decide(reread: Pick<Reread, 'crashId' | 'fingerprints' | 'known' | 'groupFingerprints'>): Decision {
  const { crashId, fingerprints, known, groupFingerprints } = reread;
  const [own] = fingerprints;
  // Rules that see no crash any more take nothing away: somebody was told of it.
  if (own === undefined) return { kind: 'stay' };
  const target = fingerprints.map((fingerprint) => known[fingerprint]).find((id) => id !== undefined);
  if (target !== undefined) return target === crashId ? { kind: 'stay' } : { kind: 'move', to: target };
  const renewed = groupFingerprints.some((fingerprint) => rulesOf(fingerprint) === rulesOf(own));
  return crashId === undefined || renewed ? { kind: 'open' } : { kind: 'claim' };
}

/** Plays a regrouping without the store: remembers what earlier occurrences would have changed. */
export class RegroupPlan {
  readonly #aliases = new Map<string, string>();
  readonly #claimed = new Map<string, string[]>();
  readonly #titles = new Map<string, string>();

  /** The move that `reread` would make, if any. Occurrences are to come in the order of the pages. */
  next(reread: Reread): Move | undefined {
    const { crashId, fingerprints, uploadId, title, newTitle } = reread;
    const planned = fingerprints.flatMap((fingerprint) => {
      const id = this.#aliases.get(fingerprint);
      return id === undefined ? [] : [[fingerprint, id] as const];
    });
    const decision = decide({
      ...reread,
      known: { ...Object.fromEntries(planned), ...reread.known },
      groupFingerprints: [...reread.groupFingerprints, ...(this.#claimed.get(crashId ?? '') ?? [])],
    });
    if (crashId !== undefined && !this.#titles.has(crashId)) this.#titles.set(crashId, title);
    const move = { uploadId, ...(crashId === undefined ? {} : { from: crashId }), fromTitle: title };
    switch (decision.kind) {
      case 'stay':
        return undefined;
      case 'claim':
        this.#claimed.set(crashId ?? '', [...(this.#claimed.get(crashId ?? '') ?? []), ...fingerprints]);
        this.#learn(fingerprints, crashId ?? '');
        return undefined;
      case 'move':
        return {
          ...move,
          to: decision.to,
          toTitle: this.#titles.get(decision.to) ?? newTitle ?? title,
          opens: decision.to.startsWith('new'),
        };
      case 'open': {
        const to = `new: ${newTitle ?? title}`;
        this.#learn(fingerprints, to);
        this.#titles.set(to, newTitle ?? title);
        return { ...move, to, toTitle: newTitle ?? title, opens: true };
      }
    }
  }

  #learn(fingerprints: readonly string[], id: string): void {
    for (const fingerprint of fingerprints) if (!this.#aliases.has(fingerprint)) this.#aliases.set(fingerprint, id);
  }
}
