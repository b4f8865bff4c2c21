/**
 * The `ImageRegister` table. `pk` / `sk`:
 *
 *     IMAGE#<id>       / IMAGE              an image; gsi1 lists all by time, gsi2 those of one digest
 *     BUILD#<build-id> / <id>               which images have this build-id
 *     NAME#<line>      / <time>#<id>        signed images of a name, whatever its patch level
 *     PART#<release> / <id>                images that were asked for as parts of a release
 *     SIG#<digest>     / <certificate>      the signature of a digest by a key: made once (others than Authenticode: <certificate>#<kind>)
 *     KEY              / <purpose>#<sha256> certificates
 *     POLICY           / CURRENT            the signing policy
 *     CHANGES          / <id>               changes of policy, certificates and revocations, that two people make
 *     LOG              / HEAD               size, root and checkpoint of the log
 *     LOG              / E#<index>          its entries, in order
 *     REVOCATIONS      / HEAD | R#<target>  what is revoked
 *     SEEN#<build-id>  / <host>             hosts that ran this kernel
 */
import type { SignatureKind } from '../../contract/images.ts';
import { TableKeys } from '../runtime/layout.ts';

const key = (pk: string, sk: string) => ({ [TableKeys.partition]: pk, [TableKeys.sort]: sk });

/**
 * What the names of one line of releases have in common: `vmlinuz-6.12.118-1-amd64` and `vmlinuz-6.12.117-2-amd64` are of
 * `vmlinuz-6.12*-amd64`.
 */
export function nameLine(name: string): string {
  return name.replace(/(\d+\.\d+(?!\d))(?:[.+~-]\d+)+(?![0-9A-Za-z])/g, '$1*');
}

export const ImageKeys = {
  image: (id: string) => key(`IMAGE#${id}`, 'IMAGE'),
  build: (buildId: string, id: string) => key(`BUILD#${buildId}`, id),
  name: (name: string, at: string, id: string) => key(`NAME#${nameLine(name)}`, `${at}#${id}`),
  part: (partOf: string, id: string) => key(`PART#${partOf}`, id),
  signature: (digest: string, certificateSha256: string, kind: SignatureKind) =>
    key(`SIG#${digest}`, kind === 'authenticode' ? certificateSha256 : `${certificateSha256}#${kind}`),
  certificate: (purpose: string, sha256: string) => key('KEY', `${purpose}#${sha256}`),
  policy: key('POLICY', 'CURRENT'),
  change: (id: string) => key('CHANGES', id),
  logHead: key('LOG', 'HEAD'),
  logEntry: (index: number) => key('LOG', `E#${String(index).padStart(15, '0')}`),
  revocationHead: key('REVOCATIONS', 'HEAD'),
  revocation: (target: string) => key('REVOCATIONS', `R#${target}`),
  seen: (buildId: string, host: string) => key(`SEEN#${buildId}`, host),
} as const;

/** Objects of the `images` bucket. */
export const ImageObjectKeys = {
  upload: (id: string) => `images/${id}/image`,
  signature: (id: string) => `images/${id}/signature.p7s`,
  /** Tiles and checkpoint of the log. */
  log: (name: string) => `log/${name}`,
  revocations: (version: number, name: string) => `revocations/${String(version).padStart(8, '0')}/${name}`,
} as const;
