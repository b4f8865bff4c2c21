/** `verify`: everything that can be said of an image's signatures, offline and from its bytes alone. */
import { createHash } from 'node:crypto';
import type { ByteSource } from '../bytes/byte-source.ts';
import { readOne } from '../bytes/pending.ts';
import type {
  Consumer,
  Countersignature,
  ImageProblem,
  SignatureReport,
  SignerInfoReport,
  VerifyReport,
} from '../contract/verify.ts';
import { FormatError } from '../errors.ts';
import { trustedCertificates } from './firmware/edk2.ts';
import { readImageFacts } from './facts/read-facts.ts';
import type { KernelBuild } from './kernel/builds.ts';
import { readModuleSignature } from './image/module-signature.ts';
import { openImage, type ImageView } from './image-view.ts';
import { readCertificateTable, WIN_CERT_TYPE_PKCS_SIGNED_DATA } from './pe/certificate-table.ts';
import { authenticodeRanges, DIGEST_ALGORITHMS, type DigestAlgorithm } from './pe/digest.ts';
import { checkPeRules } from './pe/rules.ts';
import { describeSignature } from './signatures.ts';
import { judge, type TrustPolicy } from './verdicts.ts';

export interface VerifyOptions {
  readonly policy: TrustPolicy;
  /** Whose verdicts are wanted; all where absent. */
  readonly consumers?: readonly Consumer[] | undefined;
  /** The kernel that is asked; one of each line where absent. */
  readonly build?: KernelBuild | undefined;
  /** To say which certificates have expired; nothing else is judged by it. */
  readonly now?: Date | undefined;
}

/**
 * Never throws for what is wrong with an image: the report says it.
 *
 * @throws {TransientError} when bytes have not arrived yet
 */
export async function verifyImage(source: ByteSource, options: VerifyOptions): Promise<VerifyReport> {
  const image = await openImage(source);
  const { info, problems: contradictions } = await readImageFacts(source, 'headers', image);
  const { signatures, problems } = await collectSignatures(image, options);
  const digests = await authenticodeDigests(image);
  return {
    image: info,
    ...(digests === undefined ? {} : { digests }),
    signatures: [...signatures],
    problems: [...problems, ...contradictions],
    verdicts: [...(await judge(image, options.policy, options.consumers, options.build))],
  };
}

async function collectSignatures(
  image: ImageView,
  { policy, now }: VerifyOptions,
): Promise<{ signatures: readonly SignatureReport[]; problems: readonly ImageProblem[] }> {
  const trusted = trustedCertificates(policy.db);
  const { headers } = image;
  if (headers === undefined) return appendedSignatures(image, trusted);
  const problems: ImageProblem[] = [...checkPeRules(headers)];
  const directory = headers.certificateDirectory;
  if (image.certificateTable === undefined || directory === undefined) return { signatures: [], problems };
  const table = readCertificateTable(image.certificateTable, directory.offset);
  problems.push(...table.violations);
  const signatures: SignatureReport[] = [];
  for (const certificate of table.certificates) {
    const place = { index: certificate.index, offset: certificate.offset, sizeBytes: certificate.lengthBytes };
    if (certificate.type !== WIN_CERT_TYPE_PKCS_SIGNED_DATA) {
      const problem = `wCertificateType 0x${certificate.type.toString(16)} is not PKCS#7`;
      signatures.push({ ...place, kind: 'other', signers: [], certificates: [], problem });
      continue;
    }
    const report = describeSignature(certificate.content, { ...place, kind: 'authenticode' }, { trusted, now });
    const signers: SignerInfoReport[] = [];
    for (const signer of report.signers) signers.push(await withNestedCompared(image, signer));
    signatures.push({ ...report, signers, ...(await compareDigest(image, report)) });
  }
  return { signatures, problems };
}

/** A nested signature of another image is none of this one, however good it is. */
async function withNestedCompared(image: ImageView, signer: SignerInfoReport): Promise<SignerInfoReport> {
  const { countersignatures } = signer;
  if (countersignatures === undefined) return signer;
  const compared: Countersignature[] = [];
  for (const each of countersignatures) {
    const found = each.kind === 'nested' ? await compareDigest(image, each) : {};
    compared.push({ ...each, ...found, ...(found.digestMatches === false ? { state: 'invalid' as const } : {}) });
  }
  return { ...signer, countersignatures: compared };
}

async function compareDigest(
  image: ImageView,
  report: Pick<SignatureReport, 'digest' | 'digestAlgorithm'>,
): Promise<{ digestMatches?: boolean }> {
  const { headers } = image;
  if (headers === undefined || report.digest === undefined || !isDigestAlgorithm(report.digestAlgorithm)) return {};
  try {
    const digest = await image.digest(report.digestAlgorithm, authenticodeRanges(headers));
    return { digestMatches: Buffer.from(digest).toString('hex') === report.digest };
  } catch (error) {
    if (error instanceof FormatError) return { digestMatches: false };
    throw error;
  }
}

async function appendedSignatures(
  image: ImageView,
  trusted: Parameters<typeof describeSignature>[2]['trusted'],
): Promise<{ signatures: readonly SignatureReport[]; problems: readonly ImageProblem[] }> {
  try {
    const appended = await readModuleSignature(image.source);
    if (appended === undefined) return { signatures: [], problems: [] };
    const content = await readOne(image.source, { offset: 0, length: appended.contentBytes });
    const place = {
      index: 0,
      offset: appended.contentBytes,
      sizeBytes: appended.pkcs7.length,
      kind: 'appended',
    } as const;
    const report = describeSignature(appended.pkcs7, place, { trusted, content });
    const digest = createHash('sha256').update(content).digest('hex');
    return { signatures: [{ ...report, digestAlgorithm: 'sha256', digest }], problems: [] };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { signatures: [], problems: [{ rule: 'appended-signature', where: error.field, problem: error.message }] };
  }
}

/** Of a PE image whose layout allows one. */
async function authenticodeDigests(image: ImageView): Promise<{ sha256: string } | undefined> {
  if (image.headers === undefined) return undefined;
  try {
    const digest = await image.digest('sha256', authenticodeRanges(image.headers));
    return { sha256: Buffer.from(digest).toString('hex') };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function isDigestAlgorithm(name: string | undefined): name is DigestAlgorithm {
  return (DIGEST_ALGORITHMS as readonly (string | undefined)[]).includes(name);
}
