/** `/v1/revocations`: what is revoked, what that would do, and the files that tell those who must know. */
import * as z from 'zod';
import { ImageId } from './images.ts';
import { Sha256 } from './uploads.ts';
import { Consumer } from './verify.ts';

export const RevocationTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('image'), digest: Sha256 }),
  z.object({ kind: z.literal('build-id'), buildId: z.string().regex(/^[0-9a-f]{16,64}$/) }),
  /** PEM. */
  z.object({
    kind: z.literal('certificate'),
    certificate: z
      .string()
      .min(1)
      .max(16 * 1024),
  }),
  /** Hash of a certificate's signed part. */
  z.object({ kind: z.literal('tbs'), tbsSha256: Sha256 }),
  z.object({
    kind: z.literal('sbat'),
    component: z.string().regex(/^[\x21-\x2b\x2d-\x7e]{1,100}$/),
    generation: z.number().int().min(1).max(65535),
  }),
  /** A release is withdrawn: nothing of it is signed or handed out any more. No consumer knows of it. */
  z.object({ kind: z.literal('release'), release: z.string().min(1).max(120) }),
]);
export type RevocationTarget = z.infer<typeof RevocationTarget>;

export const RevokeRequest = z.object({ target: RevocationTarget, reason: z.string().min(3).max(500) });
export type RevokeRequest = z.infer<typeof RevokeRequest>;

/** One registered image that the revocation hits, and what each consumer would then do with it. */
export const RevocationEffect = z.object({
  id: ImageId,
  name: z.string(),
  release: z.string().optional(),
  buildId: z.string().optional(),
  digest: Sha256,
  /** Consumers that would still load it: on Debian's kernels a dbx entry does not stop kexec. */
  stillLoads: z.array(Consumer),
  stops: z.array(Consumer),
});
export type RevocationEffect = z.infer<typeof RevocationEffect>;

export const RevocationPreview = z.object({
  effects: z.array(RevocationEffect),
  /** Hosts that were seen running one of these kernels, at most 1000. */
  hosts: z.array(z.object({ host: z.string(), buildId: z.string(), lastSeen: z.iso.datetime() })),
  /** What an operator must know before publishing. */
  warnings: z.array(z.string()),
});
export type RevocationPreview = z.infer<typeof RevocationPreview>;

export const RevocationRecord = z.object({
  target: RevocationTarget,
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** The list that it is in since. */
  version: z.number().int().positive(),
  /** Of the log's entry; absent while that is not written. */
  logIndex: z.number().int().nonnegative().optional(),
  /** Published in every form, and marked on the images it hits. Absent: revoking it again completes that. */
  complete: z.boolean().optional(),
});
export type RevocationRecord = z.infer<typeof RevocationRecord>;

export const RevocationFileName = z.enum([
  'dbx.esl',
  'dbx.auth',
  'MokListX.esl',
  'revocation-keys.pem',
  'SbatLevel.csv',
]);
export type RevocationFileName = z.infer<typeof RevocationFileName>;

export const RevocationList = z.object({
  version: z.number().int().nonnegative(),
  updatedAt: z.iso.datetime().optional(),
  revocations: z.array(RevocationRecord),
  /** Base64. */
  files: z.partialRecord(RevocationFileName, z.string()),
});
export type RevocationList = z.infer<typeof RevocationList>;
