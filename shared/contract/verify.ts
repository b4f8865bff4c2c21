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
  /** The same kernel built with CONFIG_KEXEC_FILE, where the one that is asked is not. */
  withKexecFile: Judgement.optional(),
  /** Of a kernel's verdict: the build whose configuration it is, and as of when. */
  build: z.string().optional(),
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

/** What follows the signature of a signer without being signed by it: when somebody else saw it, or a second signature. */
export const Countersignature = z.object({
  kind: z.enum(['rfc3161', 'authenticode', 'nested']),
  /** That the countersigner states; of a nested signature none. */
  time: z.iso.datetime().optional(),
  signer: z.string().optional(),
  digestAlgorithm: z.string().optional(),
  /** Of a nested signature: what it says the image's digest is, and whether it is. */
  digest: HexDigest.optional(),
  digestMatches: z.boolean().optional(),
  /** `valid`: of this signature, or of this image, and by the key of the certificate that it holds. */
  state: z.enum(['valid', 'invalid', 'not-checkable']),
});
export type Countersignature = z.infer<typeof Countersignature>;

export const SignerInfoReport = z.object({
  /** Absent where its certificate is not in the signature. */
  subject: z.string().optional(),
  /** As the signature names the certificate: there also where that is not included. */
  issuer: z.string().optional(),
  serial: z.string().optional(),
  /** Of a signer that is named so and not by issuer and serial number; hex. */
  keyId: z.string().optional(),
  digestAlgorithm: z.string(),
  signatureAlgorithm: z.string(),
  signingTime: z.iso.datetime().optional(),
  /** From the signer upwards, as far as the signature and the trusted certificates go. */
  chain: z.array(z.string()),
  /** Whether the value is good for the signer's key and the signed content; without the certificate it can't be said. */
  state: z.enum(['valid', 'invalid', 'not-checkable']).optional(),
  /** Why it is not valid. */
  stateReason: z.string().optional(),
  /** The certificate's own validity has ended, or not begun; no consumer that is modelled asks. */
  expired: z.boolean().optional(),
  countersignatures: z.array(Countersignature).optional(),
  /** `state` is `valid`. */
  valid: z.boolean(),
  /** The chain ends in a trusted certificate. */
  trusted: z.boolean(),
});

export type SignerInfoReport = z.infer<typeof SignerInfoReport>;

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

export const ImageKind = z.enum([
  'bzimage',
  'uki',
  'zboot',
  'arm64-image',
  'riscv-image',
  /** Loaded by s390's own loaders; signed by an appended signature. */
  's390-image',
  /** A kernel as an ELF file: of ppc64, or a vmlinux. */
  'elf-kernel',
  'shim',
  /** GRUB, systemd-boot. */
  'boot-loader',
  /** A driver that firmware loads (EFI subsystem 11 to 13). */
  'efi-driver',
  'efi',
  'module',
  /** A capsule for the firmware itself. */
  'firmware',
  'compressed',
  'unknown',
]);
export type ImageKind = z.infer<typeof ImageKind>;

export const SbatRow = z.object({
  component: z.string(),
  generation: z.number().int(),
  vendor: z.string(),
  package: z.string(),
  version: z.string(),
  url: z.string(),
});

/** Whether the release of the kernel in an image could be read: several that differ are no release at all. */
export const ReleaseState = z.enum(['known', 'unknown', 'contradictory']);
export type ReleaseState = z.infer<typeof ReleaseState>;

/** One place of an image that names a release. */
export const ReleaseClaim = z.object({ from: z.string(), release: z.string() });
export type ReleaseClaim = z.infer<typeof ReleaseClaim>;

export const SectionInfo = z.object({
  name: z.string(),
  /** SizeOfRawData. */
  sizeBytes: z.number().int(),
  address: z.string(),
  offset: z.number().int(),
  /** SHA-256 of its content: as much of the raw data as VirtualSize says. Absent where that is outside the file. */
  sha256: HexDigest.optional(),
});
export type SectionInfo = z.infer<typeof SectionInfo>;

/** One set of sections that a UKI can be started with: what stands before the first `.profile`, then what follows each. */
export const UkiProfile = z.object({
  index: z.number().int().nonnegative(),
  title: z.string().optional(),
  sections: z.array(z.string()),
  commandLine: z.string().optional(),
  /** Of the profile's own `.linux`. */
  release: z.string().optional(),
});
export type UkiProfile = z.infer<typeof UkiProfile>;

/** One signature of `.pcrsig`: on what PCR values secrets are unlocked. */
export const PcrSignature = z.object({
  bank: z.string(),
  pcrs: z.array(z.number().int()),
  /** Fingerprint of the key, and the policy digest that is signed; hex. */
  key: z.string(),
  policy: z.string(),
  /** Whether the policy is that of the sections as they are now, at one of systemd's phases; absent where that is not known. */
  matches: z.boolean().optional(),
});
export type PcrSignature = z.infer<typeof PcrSignature>;

export const ModuleInfo = z.object({
  name: z.string().optional(),
  vermagic: z.string().optional(),
  srcversion: z.string().optional(),
  license: z.string().optional(),
});
export type ModuleInfo = z.infer<typeof ModuleInfo>;

export const ImageInfo = z.object({
  kind: ImageKind,
  sizeBytes: z.number().int().nonnegative(),
  /** The file as it was given is compressed so; all else is said of what is in it. */
  compression: z.enum(['gzip', 'zstd', 'xz']).optional(),
  machine: z.string().optional(),
  format: z.enum(['PE32', 'PE32+']).optional(),
  /** `uname -r` of the kernel in it. Where places differ: what the kernel itself says, and `releaseState` says that they do. */
  release: z.string().optional(),
  /** Absent in what was recorded before it was told apart. */
  releaseState: ReleaseState.optional(),
  releases: z.array(ReleaseClaim).optional(),
  /** The line that `uname -v` and the boot log show. */
  version: z.string().optional(),
  buildId: z
    .string()
    .regex(/^[0-9a-f]{16,64}$/)
    .optional(),
  sbat: z.array(SbatRow).optional(),
  sections: z.array(SectionInfo).optional(),
  /** What made it, of boot loaders and stubs: GRUB, systemd-boot, systemd-stub, shim, fwupd. */
  product: z.object({ name: z.string(), version: z.string().optional() }).optional(),
  /** Of a UKI, as text. */
  commandLine: z.string().optional(),
  osRelease: z.string().optional(),
  profiles: z.array(UkiProfile).optional(),
  pcrSignatures: z.array(PcrSignature).optional(),
  module: ModuleInfo.optional(),
  /** SHA-256 of the kernel's own configuration, where it carries it (CONFIG_IKCONFIG). */
  configSha256: HexDigest.optional(),
  /** What could not be read, and why: nothing is said of it. */
  unread: z.array(z.string()).optional(),
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
