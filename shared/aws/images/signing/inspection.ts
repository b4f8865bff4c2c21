/**
 * What `sign`, which decides and reads no image, asks of `inspect`, which reads images and decides nothing: JSON, both ways.
 */
import * as z from 'zod';
import { PcrBank, SignatureKind } from '../../../contract/images.ts';
import { Sha256 } from '../../../contract/uploads.ts';
import { Consumer, ImageInfo, ImageProblem } from '../../../contract/verify.ts';
import type { Ask } from '../../runtime/invoke.ts';
import { Revocations } from '../../../domain/image/revoked.ts';

const Base64 = z.base64();

/** An uploaded image: this version of it, whatever is put there later. */
export const UploadedImage = z.object({
  id: z.string(),
  versionId: z.string().optional(),
  sizeBytes: z.number().int().nonnegative(),
});
export type UploadedImage = z.infer<typeof UploadedImage>;

/** A signature, and whom consumers are told to trust. */
const Signed = z.object({
  signature: Base64,
  /** The signer's first. */
  certificates: z.array(Base64).min(1),
  root: Base64,
  revocations: Revocations,
});

export const InspectRequest = z.discriminatedUnion('ask', [
  /** What it is, and which rules it breaks. */
  z.object({ ask: z.literal('look'), image: UploadedImage, revocations: Revocations }),
  /** Who would refuse it even if it were signed by a key that they trust. */
  z.object({ ask: z.literal('refusing'), image: UploadedImage, consumers: z.array(Consumer) }),
  /** What a signature would be over. */
  z.object({ ask: z.literal('digest'), image: UploadedImage }),
  /** The same of consumers as `refusing`, with the signature that is to be handed out. */
  z.object({ ask: z.literal('check'), image: UploadedImage, consumers: z.array(Consumer), signed: Signed }),
  /** The kernel's configuration. */
  z.object({ ask: z.literal('config'), image: UploadedImage }),
  /** What a UKI measures into PCR 11. */
  z.object({ ask: z.literal('pcrs'), image: UploadedImage }),
]);
export type InspectRequest = z.infer<typeof InspectRequest>;

export const Look = z.object({
  kind: SignatureKind,
  digest: Sha256,
  info: ImageInfo,
  problems: z.array(ImageProblem),
  /** The kernel's configuration as text, where it carries one. */
  config: z.string().optional(),
});
export type Look = z.infer<typeof Look>;

/** It is no image at all, or a damaged one. */
export const Unreadable = z.object({ unreadable: z.string() });
export type Unreadable = z.infer<typeof Unreadable>;

export const Digest = z.object({ digest: Sha256 });
export const Refusing = z.object({ problems: z.array(ImageProblem) });
export const Checked = Refusing.extend({
  /** Of the file with its signature, where that is an appended one: what a kernel's blacklist knows it by. */
  signedSha256: Sha256.optional(),
});
export type Checked = z.infer<typeof Checked>;
export const Config = z.object({ config: z.string().optional() });

export const PcrMeasurements = z.object({
  /** What PCR 11 holds once the sections of a profile are measured, hex. */
  starts: z
    .array(
      z.object({
        profile: z.number().int().nonnegative().optional(),
        values: z.record(PcrBank, z.string().regex(/^[0-9a-f]{64,128}$/)),
      }),
    )
    .min(1),
  /** Fingerprints of the keys in `.pcrpkey`; `unreadable` where there is none in it. */
  keys: z.array(z.string()),
});
export type PcrMeasurements = z.infer<typeof PcrMeasurements>;

export interface SignatureToCheck {
  readonly signature: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly root: Uint8Array;
  readonly revocations: Revocations;
}

/** Looks at images for whoever decides on them. */
export interface Inspector {
  look(image: UploadedImage, revocations: Revocations): Promise<Look | Unreadable>;
  refusing(image: UploadedImage, consumers: readonly Consumer[]): Promise<readonly ImageProblem[]>;
  digest(image: UploadedImage): Promise<string | Unreadable>;
  check(image: UploadedImage, consumers: readonly Consumer[], signed: SignatureToCheck): Promise<Checked | Unreadable>;
  config(image: UploadedImage): Promise<string | undefined>;
  pcrs(image: UploadedImage): Promise<PcrMeasurements | Unreadable>;
}

export function inspector(ask: Ask): Inspector {
  const request = (asked: InspectRequest): Promise<unknown> => ask(asked);
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return {
    look: async (image, revocations) =>
      z.union([Unreadable, Look]).parse(await request({ ask: 'look', image, revocations })),
    async refusing(image, consumers) {
      return Refusing.parse(await request({ ask: 'refusing', image, consumers: [...consumers] })).problems;
    },
    async digest(image) {
      const answer = z.union([Unreadable, Digest]).parse(await request({ ask: 'digest', image }));
      return 'unreadable' in answer ? answer : answer.digest;
    },
    async check(image, consumers, { signature, certificates, root, revocations }) {
      const signed = {
        signature: text(signature),
        certificates: certificates.map(text),
        root: text(root),
        revocations,
      };
      return z
        .union([Unreadable, Checked])
        .parse(await request({ ask: 'check', image, consumers: [...consumers], signed }));
    },
    pcrs: async (image) => z.union([Unreadable, PcrMeasurements]).parse(await request({ ask: 'pcrs', image })),
    config: async (image) => Config.parse(await request({ ask: 'config', image })).config,
  };
}
