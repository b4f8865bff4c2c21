/**
 * The signing API: `/v1/images` (requests, approvals, signatures, the register), `/v1/keys`, `/v1/signing-policy`, `/v1/log`.
 * An image goes straight to S3; what passes through here is its digest and its signature.
 */
import * as z from 'zod';
import { PresignedPut, Sha256 } from './uploads.ts';
import { Consumer, ImageInfo, ImageKind, ImageProblem } from './verify.ts';

/** Time-sortable (ULID). */
export const ImageId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be the id of an image: 26 characters');

/** What the image is called by those who make it: `vmlinuz-6.12.117-1-amd64`. Policies speak of it. */
export const ImageName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+~:/-]*$/, 'letters, digits and ._+~:/-');

export const MAX_IMAGE_BYTES = 2 * 1024 ** 3;

export const RequestState = z.enum([
  /** The image has not arrived yet. */
  'uploading',
  /** Waits for approvals. */
  'pending',
  'signed',
  /** By an approver, by policy, or because some consumer would refuse the image. */
  'refused',
  /** Nobody decided in time. */
  'expired',
]);
export type RequestState = z.infer<typeof RequestState>;

export const SignatureKind = z.enum([
  'authenticode',
  'appended',
  /** Of the PCR policies of a UKI: what goes into its `.pcrsig`. */
  'pcr-policies',
  /** Of the root hash of a file system that dm-verity guards. */
  'root-hash',
]);
export type SignatureKind = z.infer<typeof SignatureKind>;

/** A PCR bank that policies are signed for, each with its own hash as systemd-measure does; KMS signs no SHA-1. */
export const PcrBank = z.enum(['sha256', 'sha384', 'sha512']);
export type PcrBank = z.infer<typeof PcrBank>;

/** A way through a machine's start: the words that systemd extends PCR 11 with, in their order: `enter-initrd:leave-initrd`. */
export const PcrPhase = z
  .string()
  .max(200)
  .regex(/^[a-z0-9-]+(:[a-z0-9-]+)*$/, 'must be words joined by colons: enter-initrd:leave-initrd');

/** Which policies of a UKI are signed. */
export const PcrScope = z.object({
  banks: z.array(PcrBank).min(1).max(3),
  phases: z.array(PcrPhase).min(1).max(8),
});
export type PcrScope = z.infer<typeof PcrScope>;

/** A TPM's PolicyPCR digest over PCR 11 as it is at this phase, once the stub has measured the sections of this profile. */
export const PcrPolicy = z.object({
  bank: PcrBank,
  phase: PcrPhase,
  /** Absent where the UKI has no profiles. */
  profile: z.number().int().nonnegative().optional(),
  policy: Sha256,
});
export type PcrPolicy = z.infer<typeof PcrPolicy>;

export const MAX_PCR_POLICIES = 64;

export const CreateImage = z.object({
  name: ImageName,
  /** By upload: the file. */
  upload: z.object({ sizeBytes: z.number().int().positive().max(MAX_IMAGE_BYTES), sha256: Sha256 }).optional(),
  /** By digest, where policy allows it: the Authenticode digest (of a module: of the file); of the kind `root-hash` that hash. */
  digest: Sha256.optional(),
  kind: SignatureKind.optional(),
  /** Who is meant to load it; the policy's where absent. Nothing is signed that one of them would refuse. */
  consumers: z.array(Consumer).min(1).max(6).optional(),
  /** What it is asked for together with: a release of a kernel with its modules. Approvers look at all of it at once. */
  partOf: ImageName.optional(),
  /** Sign although a rule is broken or a consumer would refuse: the reason is logged for good. */
  force: z.object({ reason: z.string().min(10).max(500) }).optional(),
  comment: z.string().max(1000).optional(),
});
export type CreateImage = z.infer<typeof CreateImage>;

export const Approval = z.object({
  by: z.string(),
  subject: z.string(),
  at: z.iso.datetime(),
  decision: z.enum(['approve', 'refuse']),
  comment: z.string().max(1000).optional(),
});
export type Approval = z.infer<typeof Approval>;

/** What differs from the image of this name, or of its line of releases, that was signed last. */
export const Change = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type Change = z.infer<typeof Change>;

export const ImageRecord = z.object({
  id: ImageId,
  name: ImageName,
  state: RequestState,
  /** Why it was refused, or has expired. */
  reason: z.string().optional(),
  kind: SignatureKind,
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** The release that it was asked for as a part of. */
  partOf: ImageName.optional(),
  comment: z.string().optional(),
  force: z.string().optional(),
  consumers: z.array(Consumer),
  approvalsNeeded: z.number().int().nonnegative(),
  approvals: z.array(Approval),
  /** SHA-256 that is signed. */
  digest: Sha256.optional(),
  /** Signed by digest alone: the service has not seen the image. */
  provisional: z.boolean(),
  image: ImageInfo.optional(),
  /** Of the kind `pcr-policies`: those that are signed; `digest` is that of the list. */
  pcrs: PcrScope.extend({ policies: z.array(PcrPolicy).max(MAX_PCR_POLICIES) }).optional(),
  fileSha256: Sha256.optional(),
  problems: z.array(ImageProblem),
  changes: z.array(Change),
  /** The image that `changes` compares with. Absent: none of this name or its line of releases was signed before. */
  previousId: ImageId.optional(),
  previousName: ImageName.optional(),
  signedAt: z.iso.datetime().optional(),
  /** Subject and SHA-256 of the certificate of the key that signed; of PCR policies the key's own fingerprint. */
  signer: z.object({ subject: z.string(), certificateSha256: Sha256 }).optional(),
  /** Of the entry that says so. */
  logIndex: z.number().int().nonnegative().optional(),
  revoked: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string() }).optional(),
  /** The request whose approvals these are: of the same digest, that was signed before. */
  approvedAs: ImageId.optional(),
  /** Of a request that waits: whether the caller may decide on it, and why not. */
  yourDecision: z.object({ allowed: z.boolean(), reason: z.string().optional() }).optional(),
});
export type ImageRecord = z.infer<typeof ImageRecord>;

export const CreatedImage = z.object({ image: ImageRecord, put: PresignedPut.optional() });
export type CreatedImage = z.infer<typeof CreatedImage>;

export const ImagePage = z.object({ images: z.array(ImageRecord), next: z.string().optional() });
export type ImagePage = z.infer<typeof ImagePage>;

/** `digest` must be that of the request: nobody approves what they did not see. */
export const Decision = z.object({
  decision: z.enum(['approve', 'refuse']),
  digest: Sha256,
  comment: z.string().max(1000).optional(),
});
export type Decision = z.infer<typeof Decision>;

const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

export const SignatureAnswer = z.object({
  id: ImageId,
  kind: SignatureKind,
  digest: Sha256,
  /** PKCS#7, DER, base64; of PCR policies the JSON that `.pcrsig` holds, base64. */
  signature: Base64,
  /** The signer's first; DER, base64. */
  certificates: z.array(Base64),
});
export type SignatureAnswer = z.infer<typeof SignatureAnswer>;

/** Shell patterns: `*` stands for anything. */
const Pattern = z.string().min(1).max(200);

const CommandLinePattern = z.string().max(2048);
const IdentityPattern = z.string().min(1).max(500);

export const PolicyRule = z.object({
  names: z.array(Pattern).min(1).max(50),
  /** Of the kernel in the image. Where that is not known, or places in the image differ, no pattern fits. */
  releases: z.array(Pattern).max(50).optional(),
  kinds: z.array(ImageKind).max(20).optional(),
  /** Names of sections: every one of the image fits one of the patterns. */
  sections: z.array(Pattern).max(100).optional(),
  /** Command lines of a UKI: each, those of its profiles too, fits one of the patterns. */
  commandLines: z.array(CommandLinePattern).max(50).optional(),
  /**
   * Who may ask; anyone with the role where absent. A pattern is held against `sub`, `ISSUER#SUB`, a mail address that the issuer has
   * verified, and `CLAIM=VALUE`; several joined by `&` must all fit.
   */
  requesters: z.array(IdentityPattern).max(50).optional(),
  approvers: z.array(IdentityPattern).max(50).optional(),
  approvals: z.number().int().min(0).max(5),
  byDigest: z.boolean(),
  consumers: z.array(Consumer).min(1).max(6),
  mayForce: z.boolean(),
  /** Which PCR policies of these UKIs are signed; none where absent: they unlock what is bound to a TPM. */
  pcrSignatures: PcrScope.optional(),
  /** Whether root hashes of dm-verity are signed, which nothing can be known of but the hash; not where absent. */
  rootHashes: z.boolean().optional(),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

/** No request waits longer. */
export const MAX_REQUEST_HOURS = 24 * 30;

/** The first rule that fits in all it names decides; where none fits, nothing is signed. What is not known of an image fits nothing, and leads past no rule that is stricter. */
export const SigningPolicy = z.object({
  version: z.number().int().nonnegative(),
  rules: z.array(PolicyRule).max(100),
  requestHours: z.number().int().min(1).max(MAX_REQUEST_HOURS),
  /** Who approves changes of the policy, of certificates, and revocations; where absent one person with the role, never who asks. */
  changes: z
    .object({
      approvals: z.number().int().min(1).max(5),
      /** As `approvers` of a rule. */
      approvers: z.array(IdentityPattern).min(1).max(50).optional(),
    })
    .optional(),
});
export type SigningPolicy = z.infer<typeof SigningPolicy>;

export const KeyPurpose = z.enum(['root', 'signer', 'kek']);
export const KeyRecord = z.object({
  purpose: KeyPurpose,
  subject: z.string(),
  issuer: z.string(),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  sha256: Sha256,
  /** DER, base64. */
  certificate: Base64,
  /** Signs what is signed now; others are kept for those that were. */
  active: z.boolean(),
  /** Since when. Of several active ones, as a fault may leave them, the latest counts. */
  activatedAt: z.iso.datetime().optional(),
});
export type KeyRecord = z.infer<typeof KeyRecord>;
export const KeyList = z.object({
  keys: z.array(KeyRecord),
  /** Of the log: name and SubjectPublicKeyInfo, base64, that its checkpoints are verified with. */
  log: z.object({ origin: z.string(), publicKey: Base64 }),
});
export type KeyList = z.infer<typeof KeyList>;

/** The key that signs PCR policies. */
export const PcrKey = z.object({
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: Base64,
  /** SHA-256 of its RSAPublicKey: `pkfp` in `.pcrsig`. */
  fingerprint: Sha256,
});
export type PcrKey = z.infer<typeof PcrKey>;

/** The newest, and the one before where that still signs as well. */
export const PcrKeys = PcrKey.extend({ before: PcrKey.optional() });
export type PcrKeys = z.infer<typeof PcrKeys>;

export const InitKeys = z.object({
  organization: z.string().min(1).max(64),
  rootName: z.string().min(1).max(64).optional(),
  signerName: z.string().min(1).max(64).optional(),
  rootYears: z.number().int().min(1).max(30).optional(),
  signerYears: z.number().int().min(1).max(10).optional(),
});
export type InitKeys = z.infer<typeof InitKeys>;
export const CertificateRequest = z.object({
  commonName: z.string().min(1).max(64),
  organization: z.string().min(1).max(64).optional(),
});
export type CertificateRequest = z.infer<typeof CertificateRequest>;
export const CertificateRequestAnswer = z.object({ request: z.string() });
export type CertificateRequestAnswer = z.infer<typeof CertificateRequestAnswer>;
/** A certificate that an outside CA issued for the signing key, with those above it but the root; PEM. */
export const ImportCertificate = z.object({
  chain: z
    .string()
    .min(1)
    .max(64 * 1024),
  root: z
    .string()
    .max(16 * 1024)
    .optional(),
});

export type ImportCertificate = z.infer<typeof ImportCertificate>;

/** One entry of the log, as JSON with its fields in this order. */
export const LogEntry = z.object({
  version: z.literal(1),
  /** `signing`: approved and about to be signed; the key is asked once this stands here. */
  type: z.enum([
    'requested',
    'approved',
    'refused',
    'expired',
    'signing',
    'signed',
    'seen',
    'revoked',
    'policy',
    'key',
    /** Of the policy, a certificate, a revocation: asked for, approved, refused; what is approved takes effect after its entry. */
    'change-requested',
    'change-approved',
    'change-refused',
    /** A change that takes effect on one person's word. */
    'break-glass',
  ]),
  at: z.iso.datetime(),
  by: z.string(),
  imageId: ImageId.optional(),
  name: z.string().optional(),
  digest: Sha256.optional(),
  buildId: z.string().optional(),
  signer: Sha256.optional(),
  reason: z.string().optional(),
  changeId: z.string().optional(),
  /** SHA-256 of what the entry is about, where it is larger: a signature, a policy, a list. */
  content: Sha256.optional(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export const InclusionProof = z.object({
  index: z.number().int().nonnegative(),
  /** The entry's bytes, base64. */
  entry: Base64,
  /** Hashes, hex, from the leaf's sibling upwards. */
  proof: z.array(Sha256),
  /** Signed note. */
  checkpoint: z.string(),
});
export type InclusionProof = z.infer<typeof InclusionProof>;

export const ConsistencyAnswer = z.object({ proof: z.array(Sha256), checkpoint: z.string() });
export type ConsistencyAnswer = z.infer<typeof ConsistencyAnswer>;
