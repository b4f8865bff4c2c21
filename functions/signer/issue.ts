/** Certificates of the keys: of a new deployment by its own CA, or requested from an outside one. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import {
  makeCertificateRequest,
  makeLeafCertificate,
  makeRootCertificate,
} from '../../shared/authenticode/sign/certificate.ts';
import { provenEntry } from '../../shared/domain/image/evidence.ts';
import type {
  IssuedCertificates,
  IssuedRequest,
  NotSigned,
  SignerRequest,
} from '../../shared/aws/images/signing/order.ts';
import { certificateRequestEntry } from '../../shared/domain/image/request-entry.ts';
import type { InitKeys } from '../../shared/contract/images.ts';
import type { SignerDeps } from './ports.ts';

const YEAR_MS = 365.25 * 86_400_000;
/** Clocks of builders and hosts differ: certificates begin a day before they are made. */
const BACKDATE_MS = 86_400_000;

type Asked<Name extends SignerRequest['ask']> = Extract<SignerRequest, { readonly ask: Name }>;

/**
 * The root, the signer's and the KEK's certificates, made once: asked again, by whomever, the same ones. The CA certifies one key besides
 * this function's own, the first KEK that it is told of.
 */
export async function issue(
  { names, kek }: Asked<'certificates'>,
  deps: SignerDeps,
): Promise<z.infer<typeof IssuedCertificates> | NotSigned> {
  const { keys } = deps;
  const [ca, image] = await Promise.all([keys.ca.publicKey(), keys.image.publicKey()]);
  const root = await made(`root#${idOf(ca)}`, ca, () => makeRoot(names, ca, deps), deps);
  const leaf = (name: string, commonName: string, publicKey: Uint8Array): Promise<Kept> =>
    made(
      name,
      publicKey,
      () => makeLeaf(names, commonName, publicKey, Buffer.from(root.certificate, 'base64'), deps),
      deps,
    );
  const { organization } = names;
  const signer = await leaf(`signer#${idOf(image)}`, names.signerName ?? `${organization} kernel signer`, image);
  const keyExchange = await leaf('kek', `${organization} revocation`, Buffer.from(kek, 'base64'));
  if (keyExchange.publicKey !== kek) {
    return { outcome: 'refused', reason: 'the CA has certified another key for revocations already' };
  }
  return { root: root.certificate, signer: signer.certificate, kek: keyExchange.certificate };
}

/** A request for the signing key. That it signs one is in the log, which is believed, before it does. */
export async function requestCertificate(
  { subject, log, intent }: Asked<'certificate-request'>,
  deps: SignerDeps,
): Promise<z.infer<typeof IssuedRequest> | NotSigned> {
  const entry = provenEntry(intent, log);
  if (entry?.type !== 'key' || entry.name !== certificateRequestEntry(subject)) {
    return { outcome: 'refused', reason: 'the log does not announce this certificate request' };
  }
  const publicKey = await deps.keys.image.publicKey();
  const request = await makeCertificateRequest({ subject, publicKey }, (digest) => deps.keys.image.sign(digest));
  return { request: Buffer.from(request).toString('base64') };
}

type Kept = NonNullable<Awaited<ReturnType<SignerDeps['ledger']['certificate']>>>;

async function made(
  name: string,
  publicKey: Uint8Array,
  make: () => Promise<Uint8Array>,
  { ledger }: SignerDeps,
): Promise<Kept> {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return (
    (await ledger.certificate(name)) ??
    (await ledger.keepCertificate(name, { certificate: text(await make()), publicKey: text(publicKey) }))
  );
}

function makeRoot(names: InitKeys, publicKey: Uint8Array, { keys, now }: SignerDeps): Promise<Uint8Array> {
  const { organization } = names;
  const subject = { commonName: names.rootName ?? `${organization} kernel signing CA`, organization };
  return makeRootCertificate({ subject, publicKey, ...valid(now(), names.rootYears ?? 20) }, (digest) =>
    keys.ca.sign(digest),
  );
}

function makeLeaf(
  names: InitKeys,
  commonName: string,
  publicKey: Uint8Array,
  issuer: Uint8Array,
  { keys, now }: SignerDeps,
): Promise<Uint8Array> {
  const subject = { commonName, organization: names.organization };
  const fields = { subject, publicKey, ...valid(now(), names.signerYears ?? 5) };
  return makeLeafCertificate(fields, issuer, (digest) => keys.ca.sign(digest));
}

function valid(now: Date, years: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const notBefore = new Date(Math.floor((now.getTime() - BACKDATE_MS) / 1000) * 1000);
  return { notBefore, notAfter: new Date(notBefore.getTime() + years * YEAR_MS) };
}

function idOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex');
}
