/** What `verify` says of an image: its signatures, and whether each of those who load kernels would take it. Names stay. */
import * as z from 'zod';

export const Consumer = z.enum(['uefi', 'shim', 'kexec-6.1', 'kexec-6.12', 'kexec-7', 'module']);
export type Consumer = z.infer<typeof Consumer>;

const HexDigest = z.string().regex(/^[0-9a-f]{40,128}$/);

/** One consumer's answer. `errno` is what the kernel's system call returns; null where it accepts, and for firmware. */
export const Judgement = z.object({
  accepts: z.boolean(),
  errno: z
    .string()
    .regex(/^E[A-Z0-9]+$/)
    .nullable(),
  /** One sentence: who vouches, or why not and where it is decided. */
  reason: z.string(),
});
export type Judgement = z.infer<typeof Judgement>;

export const Verdict = Judgement.extend({
  consumer: Consumer,
  /** The same kernel built with CONFIG_SYSTEM_REVOCATION_LIST, as Debian's are not. */
  withRevocationList: Judgement.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

export const CertificateInfo = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Hex. */
  serial: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** Of the whole certificate, and of its signed part (what EFI_CERT_X509_SHA256 revokes). */
  sha256: HexDigest,
  tbsSha256: HexDigest,
  keyBits: z.number().int().optional(),
});
export type CertificateInfo = z.infer<typeof CertificateInfo>;

export const SignerInfoReport = z.object({
  /** Absent where its certificate is not in the signature. */
  subject: z.string().optional(),
  issuer: z.string().optional(),
  serial: z.string().optional(),
  digestAlgorithm: z.string(),
  signatureAlgorithm: z.string(),
  signingTime: z.iso.datetime().optional(),
  /** From the signer upwards, as far as the signature and the trusted certificates go. */
  chain: z.array(z.string()),
  /** The signature's value is good for the signer's key and the signed content. */
  valid: z.boolean(),
  /** The chain ends in a trusted certificate. */
  trusted: z.boolean(),
});

export const SignatureReport = z.object({
  index: z.number().int().nonnegative(),
  /** Of its WIN_CERTIFICATE, or of an appended signature. */
  offset: z.number().int().nonnegative(),
  sizeBytes: z.number().int().nonnegative(),
  kind: z.enum(['authenticode', 'appended', 'other']),
  digestAlgorithm: z.string().optional(),
  /** What the signature says the image's digest is, and whether it is. */
  digest: HexDigest.optional(),
  digestMatches: z.boolean().optional(),
  signers: z.array(SignerInfoReport),
  certificates: z.array(CertificateInfo),
  problem: z.string().optional(),
});
export type SignatureReport = z.infer<typeof SignatureReport>;

export const ImageProblem = z.object({ rule: z.string(), where: z.string(), problem: z.string() });
export type ImageProblem = z.infer<typeof ImageProblem>;

export const ImageKind = z.enum(['bzimage', 'uki', 'zboot', 'arm64-image', 'efi', 'module', 'compressed', 'unknown']);
export type ImageKind = z.infer<typeof ImageKind>;

export const SbatRow = z.object({
  component: z.string(),
  generation: z.number().int(),
  vendor: z.string(),
  package: z.string(),
  version: z.string(),
  url: z.string(),
});

export const ImageInfo = z.object({
  kind: ImageKind,
  sizeBytes: z.number().int().nonnegative(),
  /** The file as it was given is compressed so; all else is said of what is in it. */
  compression: z.enum(['gzip', 'zstd', 'xz']).optional(),
  machine: z.string().optional(),
  format: z.enum(['PE32', 'PE32+']).optional(),
  /** `uname -r` of the kernel in it. */
  release: z.string().optional(),
  /** The line that `uname -v` and the boot log show. */
  version: z.string().optional(),
  buildId: z
    .string()
    .regex(/^[0-9a-f]{16,64}$/)
    .optional(),
  sbat: z.array(SbatRow).optional(),
  sections: z
    .array(z.object({ name: z.string(), sizeBytes: z.number().int(), address: z.string(), offset: z.number().int() }))
    .optional(),
  /** Of a UKI: the kernel within, which has a signature of its own, or none. */
  inner: z.object({ section: z.string(), signed: z.boolean(), sizeBytes: z.number().int() }).optional(),
});
export type ImageInfo = z.infer<typeof ImageInfo>;

export const VerifyReport = z.object({
  file: z.string().optional(),
  image: ImageInfo,
  /** Authenticode digests; absent for what is no PE image. */
  digests: z.object({ sha256: HexDigest, sha1: HexDigest.optional() }).optional(),
  signatures: z.array(SignatureReport),
  /** Rules of layout that the image breaks: it would not be signed. */
  problems: z.array(ImageProblem),
  verdicts: z.array(Verdict),
});
export type VerifyReport = z.infer<typeof VerifyReport>;
