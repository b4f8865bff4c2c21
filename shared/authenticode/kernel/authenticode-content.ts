/** SpcIndirectDataContent as the kernel reads it: linux v6.1/v6.12 crypto/asymmetric_keys/mscode_parser.c and mscode.asn1. */
import { decodeOid, oidName } from '../asn1/oids.ts';
import { BerMachine } from './ber-machine.ts';
import { KernelError } from './errno.ts';
import { isRegisteredOid } from './oid-registry.ts';
import { hashOfOid, type HashName, type KernelProfile } from './profile.ts';

export interface AuthenticodeContent {
  readonly hash: HashName;
  readonly digest: Uint8Array;
}

/** @throws {KernelError} as `mscode_parse` fails */
export function parseAuthenticodeContent(element: Uint8Array, profile: KernelProfile): AuthenticodeContent {
  const m = new BerMachine(element);
  let hash: HashName | undefined;
  let digest: Uint8Array | undefined;
  m.constructed({ tag: 0x30 }, () => {
    m.constructed({ tag: 0x30 }, () => {
      m.leaf({ tag: 0x06 }, ({ value }) => {
        const name = oidName(value);
        // pesign wrote individualCodeSigning for years: both are taken.
        if (name !== 'spcPeImageData' && name !== 'individualCodeSigning') {
          throw new KernelError(
            'EBADMSG',
            'mscode_note_content_type',
            `content of type ${decodeOid(value)} instead of SpcPeImageData (1.3.6.1.4.1.311.2.1.15)`,
          );
        }
      });
      m.leaf({});
    });
    m.constructed({ tag: 0x30 }, () => {
      m.constructed({ tag: 0x30 }, () => {
        m.leaf({ tag: 0x06 }, ({ value }) => {
          hash = digestAlgorithm(value, profile);
        });
        m.leaf({ skip: true });
      });
      m.leaf({ tag: 0x04 }, ({ value }) => {
        digest = value;
      });
    });
  });
  if (hash === undefined || digest === undefined) {
    throw new KernelError('EBADMSG', 'mscode_parse', 'no image digest in the signed content');
  }
  return { hash, digest };
}

function digestAlgorithm(value: Uint8Array, profile: KernelProfile): HashName {
  const name = oidName(value);
  const hash = name !== undefined && profile.authenticodeDigests.has(name) ? hashOfOid(name) : undefined;
  if (hash !== undefined) return hash;
  throw new KernelError(
    isRegisteredOid(profile.line, value) ? 'ENOPKG' : 'EBADMSG',
    'mscode_note_digest_algo',
    `image digest algorithm ${decodeOid(value)}, which this kernel does not take`,
  );
}
