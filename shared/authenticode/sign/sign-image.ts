/** Signing an image: what is checked before, the digest, and where among other signatures the new one stands. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { concatSource } from '../../bytes/concat-source.ts';
import { FormatError, InputError } from '../../errors.ts';
import { Asn1Element } from '../asn1/tlv.ts';
import { openImage, type ImageView } from '../image-view.ts';
import { readModuleSignature, writeModuleSignature } from '../image/module-signature.ts';
import { readCertificateTable, WIN_CERT_TYPE_PKCS_SIGNED_DATA } from '../pe/certificate-table.ts';
import { digestRanges } from '../pe/digest.ts';
import { digestToSign, signingRules, withSignatures } from '../pe/edit.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { checkPeRules, type RuleViolation } from '../pe/rules.ts';

/** Where a new signature goes. Linux' kexec looks at the first alone: an order is a decision. */
export type Placement = 'replace' | 'first' | 'last' | number;

/** An image that may not be signed: which rules it breaks, and where. */
export class RefusedImageError extends InputError {
  readonly violations: readonly RuleViolation[];

  constructor(name: string, violations: readonly RuleViolation[]) {
    const first = violations.map(({ rule, where, problem }) => `${rule} (${where}: ${problem})`).join('; ');
    super(`${name}: not signed: ${first}`, { field: 'image' });
    this.violations = violations;
  }
}

export interface SigningPlan {
  readonly kind: 'authenticode' | 'appended';
  readonly image: ImageView;
  /** SHA-256 that the signature is over. */
  readonly digest: Uint8Array;
  /** The signatures that are there, PKCS#7. */
  readonly existing: readonly Uint8Array[];
  /** Rules broken, none unless they were waived. */
  readonly violations: readonly RuleViolation[];
}

/**
 * Looks at an image, refuses what must not be signed, and digests it.
 *
 * @throws {RefusedImageError} naming the rules that are broken, unless `waive` is set
 * @throws {FormatError} where the file is no image at all
 */
export async function planSigning(
  source: ByteSource,
  options: { readonly waive?: boolean } = {},
): Promise<SigningPlan> {
  const image = await openImage(source);
  const { headers } = image;
  if (headers === undefined) return planAppended(source, image);
  const { certificates, violations: tableViolations } = existingSignatures(image, headers);
  const violations = [...checkPeRules(headers), ...signingRules(headers), ...tableViolations];
  if (violations.length > 0 && options.waive !== true) throw new RefusedImageError(source.name, violations);
  return {
    kind: 'authenticode',
    image,
    digest: await digestToSign(source, headers),
    existing: certificates,
    violations,
  };
}

/**
 * The image with `signature` added to it. Nothing of it is in memory but headers and signatures.
 *
 * @throws {InputError} for a placement that is not there
 */
export async function applySignature(
  plan: SigningPlan,
  signature: Uint8Array,
  placement: Placement,
): Promise<ByteSource> {
  const { source, headers } = plan.image;
  if (plan.kind === 'appended' || headers === undefined) {
    const appended = await readModuleSignature(source);
    const length = appended?.contentBytes ?? source.sizeBytes;
    return concatSource(source.name, [{ source, offset: 0, length }, writeModuleSignature(signature)]);
  }
  return withSignatures(source, headers, place(plan.existing, signature, placement));
}

/** The PKCS#7 of every signature of a PE image, in order. */
export function existingSignatures(
  image: ImageView,
  headers: PeHeaders,
): { certificates: readonly Uint8Array[]; violations: readonly RuleViolation[] } {
  const directory = headers.certificateDirectory;
  if (image.certificateTable === undefined || directory === undefined) return { certificates: [], violations: [] };
  const table = readCertificateTable(image.certificateTable, directory.offset);
  return {
    certificates: table.certificates
      .filter(({ type }) => type === WIN_CERT_TYPE_PKCS_SIGNED_DATA)
      .map(({ content }) => trimToDer(content)),
    violations: table.violations,
  };
}

async function planAppended(source: ByteSource, image: ImageView): Promise<SigningPlan> {
  const isElf = Buffer.from(image.head.subarray(0, 4)).toString('latin1') === '\x7fELF';
  if (!isElf && image.problem !== undefined) throw image.problem;
  const appended = await readModuleSignature(source);
  const digests = await digestRanges(
    source,
    [{ offset: 0, length: appended?.contentBytes ?? source.sizeBytes }],
    ['sha256'],
  );
  return {
    kind: 'appended',
    image,
    digest: digests.get('sha256') ?? new Uint8Array(0),
    existing: appended === undefined ? [] : [appended.pkcs7],
    violations: [],
  };
}

function place(existing: readonly Uint8Array[], signature: Uint8Array, placement: Placement): readonly Uint8Array[] {
  if (placement === 'replace') return [signature];
  if (placement === 'first') return [signature, ...existing];
  if (placement === 'last') return [...existing, signature];
  if (!Number.isInteger(placement) || placement < 0 || placement > existing.length) {
    throw new InputError(`there is no place ${placement + 1} among ${existing.length} signatures`, {
      field: 'position',
    });
  }
  return existing.toSpliced(placement, 0, signature);
}

/** A signature as DER says it ends: dwLength may cover padding. */
function trimToDer(content: Uint8Array): Uint8Array {
  try {
    return Asn1Element.first(content).raw;
  } catch (error) {
    if (error instanceof FormatError) return content;
    throw error;
  }
}
