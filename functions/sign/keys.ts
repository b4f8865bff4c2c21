/** Certificates of the keys in KMS: issued by the deployment's own CA, or requested from an outside one and imported. */
import { createHash } from 'node:crypto';
import { toPem } from '../../shared/authenticode/sign/certificate.ts';
import { readTrustFile } from '../../shared/authenticode/trust-files.ts';
import { isSignedBy, parseCertificate, type Certificate } from '../../shared/authenticode/x509/certificate.ts';
import type {
  CertificateRequest,
  CertificateRequestAnswer,
  ImportCertificate,
  InitKeys,
  KeyList,
  KeyRecord,
} from '../../shared/contract/images.ts';
import { ConflictError, InputError } from '../../shared/errors.ts';
import { decode } from '../../shared/domain/image/chain.ts';
import { certificateRequestEntry } from '../../shared/domain/image/request-entry.ts';
import { objectionsToChain } from '../../shared/domain/image/may-sign.ts';
import { logIdentity } from './log-identity.ts';
import type { SignDeps } from './ports.ts';

type Deps = Pick<SignDeps, 'settings' | 'signer' | 'kek' | 'log' | 'now'>;

export async function listKeys(deps: Deps): Promise<KeyList> {
  const keys = await deps.settings.certificates();
  return { keys: keys.toSorted(byPurpose), log: await logIdentity(deps.log) };
}

/** The root, the signer's and the KEK's certificates. What is there already stays. */
export async function initKeys(by: string, names: InitKeys, deps: Deps): Promise<KeyList> {
  const existing = await deps.settings.certificates();
  const missing = (['root', 'signer', 'kek'] as const).filter(
    (purpose) => !existing.some((key) => key.purpose === purpose && key.active),
  );
  if (missing.length === 0) return listKeys(deps);
  const issued = await deps.signer.certificates(names, await deps.kek.publicKey(), await logIdentity(deps.log));
  if ('refused' in issued) throw new ConflictError(issued.refused);
  for (const purpose of missing) await keep(purpose, issued[purpose], by, deps);
  return listKeys(deps);
}

/** A request for the signing key, for an outside CA. That the key signs it is in the log before it does. */
export async function requestCertificate(
  by: string,
  wish: CertificateRequest,
  deps: Deps,
): Promise<CertificateRequestAnswer> {
  const name = certificateRequestEntry(wish);
  const index = await deps.log.append({ version: 1, type: 'key', at: deps.now().toISOString(), by, name });
  const proof = await deps.log.prove(index);
  const request = await deps.signer.certificateRequest(wish, await logIdentity(deps.log), proof);
  if ('refused' in request) throw new ConflictError(request.refused);
  return { request: toPem(request, 'CERTIFICATE REQUEST') };
}

/** A chain that consumers can follow from the signing key up to a root, and that is valid now. */
export interface ImportedChain {
  readonly leaf: Certificate;
  readonly above: readonly Certificate[];
  readonly root: Uint8Array;
}

/** @throws {InputError} for a chain that consumers could not follow, or that is not valid now */
export async function readImport(wish: ImportCertificate, deps: Deps): Promise<ImportedChain> {
  const chain = readTrustFile(Buffer.from(wish.chain), 'chain').map(({ data }) => parseCertificate(data));
  const [leaf, ...above] = chain;
  const publicKey = await deps.signer.publicKey();
  if (leaf === undefined || Buffer.compare(leaf.publicKeyInfo, publicKey) !== 0) {
    throw new InputError('the first certificate is not of the signing key', { field: 'chain' });
  }
  const existing = await deps.settings.certificates();
  const root =
    wish.root === undefined ? rootAbove(chain, existing) : readTrustFile(Buffer.from(wish.root), 'root')[0]?.data;
  if (root === undefined) {
    const top = chain.at(-1)?.issuerText ?? '';
    throw new InputError(`the root ${top}, which signed the last certificate, is not known: give it as root`, {
      field: 'root',
    });
  }
  const imported = { leaf, above, root };
  checkImported(imported, deps.now());
  return imported;
}

/**
 * From now on the signing key signs with this certificate; the one before is kept for what it signed.
 *
 * The new certificates are there before the old ones are retired: a fault in between leaves two, of which the new one counts, and
 * importing again completes it.
 */
export async function importCertificate(by: string, wish: ImportCertificate, deps: Deps): Promise<void> {
  const { leaf, above, root } = await readImport(wish, deps);
  const existing = await deps.settings.certificates();
  for (const certificate of above) await keep('signer', certificate.raw, by, deps, false);
  const kept = [await keep('signer', leaf.raw, by, deps), await keep('root', root, by, deps)];
  for (const record of existing) {
    const replaced = kept.some(({ purpose }) => purpose === record.purpose);
    const isKept = kept.some(({ sha256 }) => sha256 === record.sha256);
    if (record.active && replaced && !isKept) await deps.settings.putCertificate({ ...record, active: false });
  }
}

/** The root in use, where it signed the last certificate of the chain. */
function rootAbove(chain: readonly Certificate[], records: readonly KeyRecord[]): Uint8Array | undefined {
  const top = chain.at(-1);
  const found = records
    .filter(({ purpose, active }) => purpose === 'root' && active)
    .map((record) => decode(record))
    .find((root) => top !== undefined && isSignedBy(top, parseCertificate(root)));
  return found;
}

/** @throws {InputError} */
function checkImported({ leaf, above, root: rootDer }: ImportedChain, now: Date): void {
  const refuse = (problem: string): InputError => new InputError(problem, { field: 'chain' });
  const root = parseCertificate(rootDer);
  if (!isSignedBy(root, root) || root.isAuthority !== true) {
    throw new InputError(`${root.subjectText} is no root: it is not signed by itself, or no authority`, {
      field: 'root',
    });
  }
  const certificates = [leaf.raw, ...above.map(({ raw }) => raw)] as const;
  const [objection] = objectionsToChain({ certificates: [...certificates], root: rootDer }, now);
  if (objection !== undefined) throw refuse(objection);
  if (leaf.isAuthority === true) throw refuse(`${leaf.subjectText} is a certificate authority, not a signer`);
  [leaf, ...above].forEach((certificate, index) => {
    const issuer = above[index] ?? root;
    const { authorityKeyId } = certificate;
    if (authorityKeyId === undefined) {
      throw refuse(
        `${certificate.subjectText} has no authority key identifier: the kernel finds no way from it up to ${issuer.subjectText}`,
      );
    }
    if (issuer.subjectKeyId !== undefined && Buffer.compare(issuer.subjectKeyId, authorityKeyId) !== 0) {
      throw refuse(`the authority key identifier of ${certificate.subjectText} is not that of ${issuer.subjectText}`);
    }
  });
}

async function keep(
  purpose: KeyRecord['purpose'],
  der: Uint8Array,
  by: string,
  deps: Deps,
  active = true,
): Promise<KeyRecord> {
  const certificate = parseCertificate(der);
  const record: KeyRecord = {
    purpose,
    subject: certificate.subjectText,
    issuer: certificate.issuerText,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    sha256: createHash('sha256').update(der).digest('hex'),
    certificate: Buffer.from(der).toString('base64'),
    active,
    ...(active ? { activatedAt: deps.now().toISOString() } : {}),
  };
  await deps.log.append({
    version: 1,
    type: 'key',
    at: deps.now().toISOString(),
    by,
    name: certificate.subjectText,
    content: record.sha256,
  });
  await deps.settings.putCertificate(record);
  return record;
}

function byPurpose(a: KeyRecord, b: KeyRecord): number {
  const order = ['root', 'signer', 'kek'];
  return order.indexOf(a.purpose) - order.indexOf(b.purpose) || Number(b.active) - Number(a.active);
}
