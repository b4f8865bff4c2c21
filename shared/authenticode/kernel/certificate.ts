/**
 * X.509 certificates as the kernel parses them: linux v6.1/v6.12 crypto/asymmetric_keys/x509_cert_parser.c and
 * x509_public_key.c. Keys are found by the identifiers made here, not by comparing names.
 */
import { createHash } from 'node:crypto';
import { decodeOid, oidName, type OidName } from '../asn1/oids.ts';
import { BerMachine, type BerElement } from './ber-machine.ts';
import { KernelError } from './errno.ts';
import { hasHash, type HashName, type KernelProfile } from './profile.ts';
import { verifySignature, type KernelPublicKey, type KernelSignature } from './public-key.ts';
import { decodeTime } from './time.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const BOOLEAN = 0x01;
const IA5_STRING = 0x16;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
const context = (number: number, constructed = false): number => 0x80 | (constructed ? 0x20 : 0) | number;

/** `struct asymmetric_key_id`: compared byte by byte, so hex serves. */
export type KeyId = string;
export const keyId = (...parts: readonly Uint8Array[]): KeyId => Buffer.concat(parts).toString('hex');

/** `struct x509_certificate` */
export interface KernelCertificate {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly validFrom: number;
  readonly validTo: number;
  readonly key: KernelPublicKey;
  readonly signature: KernelSignature;
  /** Serial number and issuer. */
  readonly id: KeyId;
  readonly skid: KeyId | undefined;
  /** authorityCertIssuer with its serial number, where the authority key identifier has both. */
  readonly authorityId: KeyId | undefined;
  readonly authoritySkid: KeyId | undefined;
  readonly selfSigned: boolean;
  /** Its own signature is of an algorithm that is not there: not fatal. */
  readonly unsupportedSignature: boolean;
  /** The hash of its TBS is on the blacklist keyring as `tbs:…`. */
  readonly blacklisted: boolean;
}

/** What is on the blacklist keyring as hashes: hex of whole dbx records, as `mark_hash_blacklisted` keeps them. */
export interface Blacklist {
  readonly tbs: ReadonlySet<string>;
  readonly binary: ReadonlySet<string>;
}
export const EMPTY_BLACKLIST: Blacklist = { tbs: new Set(), binary: new Set() };

/** @throws {KernelError} as `x509_cert_parse` fails */
export function parseKernelCertificate(
  raw: Uint8Array,
  profile: KernelProfile,
  blacklist: Blacklist = EMPTY_BLACKLIST,
): KernelCertificate {
  const fields = new CertificateParser(raw, profile).parse();
  const { hash } = fields.signatureAlgorithm;

  // x509_get_sig_params
  const supported = hasHash(profile, hash);
  const digest = supported ? createHash(hash).update(fields.tbs).digest() : undefined;
  const signature: KernelSignature = {
    key: fields.signatureAlgorithm.key,
    hash,
    bytes: fields.signature,
    data: fields.tbs,
    digest,
  };
  const partial = {
    raw,
    ...fields,
    signature,
    id: keyId(fields.serial, fields.issuer),
    blacklisted: digest !== undefined && blacklist.tbs.has(digest.toString('hex')),
  };
  return { ...partial, ...checkSelfSigned(partial, profile, !supported) };
}

/** `x509_check_for_self_signed` */
function checkSelfSigned(
  certificate: Omit<KernelCertificate, 'selfSigned' | 'unsupportedSignature'>,
  profile: KernelProfile,
  unsupported: boolean,
): Pick<KernelCertificate, 'selfSigned' | 'unsupportedSignature'> {
  const no = { selfSigned: false, unsupportedSignature: unsupported };
  if (Buffer.compare(certificate.subject, certificate.issuer) !== 0) return no;
  const { authorityId, authoritySkid } = certificate;
  if (authorityId !== undefined || authoritySkid !== undefined) {
    const bySkid = certificate.skid !== undefined && certificate.skid === authoritySkid;
    const byId = certificate.id === authorityId;
    if (!bySkid && !byId) return no;
    if (bySkid !== byId && authorityId !== undefined && authoritySkid !== undefined) {
      throw new KernelError(
        'EKEYREJECTED',
        'x509_check_for_self_signed',
        'the parts of the authority key identifier of a self-issued certificate contradict each other',
      );
    }
  }
  if (unsupported) return no;
  try {
    verifySignature(certificate.key, certificate.signature, profile);
  } catch (error) {
    if (error instanceof KernelError && error.errno === 'ENOPKG') {
      return { selfSigned: false, unsupportedSignature: true };
    }
    throw error;
  }
  return { selfSigned: true, unsupportedSignature: false };
}

interface ParsedFields {
  readonly tbs: Uint8Array;
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly validFrom: number;
  readonly validTo: number;
  readonly key: KernelPublicKey;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: { readonly key: 'rsa' | 'ecdsa'; readonly hash: HashName };
  readonly skid: KeyId | undefined;
  readonly authorityId: KeyId | undefined;
  readonly authoritySkid: KeyId | undefined;
}

const EMPTY: Uint8Array = new Uint8Array(0);

class CertificateParser {
  readonly #profile: KernelProfile;
  readonly #machine: BerMachine;
  #lastOid: Uint8Array = EMPTY;
  #serial: Uint8Array = EMPTY;
  #issuer: Uint8Array = EMPTY;
  #subject: Uint8Array | undefined;
  #tbs: Uint8Array = EMPTY;
  #validFrom = 0;
  #validTo = 0;
  #parameters: Uint8Array | undefined;
  #key: KernelPublicKey | undefined;
  #signature: Uint8Array = EMPTY;
  #signatureOid: Uint8Array = EMPTY;
  #signatureAlgorithm: { readonly key: 'rsa' | 'ecdsa'; readonly hash: HashName } | undefined;
  #skid: KeyId | undefined;
  #akid: Uint8Array | undefined;

  constructor(raw: Uint8Array, profile: KernelProfile) {
    this.#profile = profile;
    this.#machine = new BerMachine(raw);
  }

  parse(): ParsedFields {
    const m = this.#machine;
    m.constructed({ tag: SEQUENCE }, () => {
      m.constructed(
        { tag: SEQUENCE },
        () => {
          this.#tbsBody();
        },
        (element) => {
          this.#tbs = withHeader(m.data, element);
        },
      );
      this.#algorithm();
      m.leaf({ tag: BIT_STRING }, ({ value }) => {
        this.#noteSignature(value);
      });
    });
    const authority = this.#akid === undefined ? {} : parseAuthorityKeyId(this.#akid);
    if (this.#key === undefined || this.#signatureAlgorithm === undefined || this.#subject === undefined) {
      throw new KernelError('EBADMSG', 'x509_cert_parse', 'certificate without a key');
    }
    return {
      tbs: this.#tbs,
      subject: this.#subject,
      issuer: this.#issuer,
      serial: this.#serial,
      validFrom: this.#validFrom,
      validTo: this.#validTo,
      key: this.#key,
      signature: this.#signature,
      signatureAlgorithm: this.#signatureAlgorithm,
      skid: this.#skid,
      authorityId: authority.id,
      authoritySkid: authority.skid,
    };
  }

  #tbsBody(): void {
    const m = this.#machine;
    m.outOfLine(
      m.constructed({ tag: context(0, true), skip: true }, () => {
        m.leaf({ tag: INTEGER });
      }),
    );
    m.leaf({ tag: INTEGER }, ({ value }) => {
      this.#serial = value;
    });
    this.#algorithm();
    this.#noteSignatureAlgorithm();
    this.#issuer = this.#name();
    m.constructed({ tag: SEQUENCE }, () => {
      this.#validFrom = this.#time();
      this.#validTo = this.#time();
    });
    this.#subject = this.#name();
    m.constructed({ tag: SEQUENCE }, () => {
      this.#algorithm();
      m.leaf({ tag: BIT_STRING }, ({ value }) => {
        this.#noteKey(value);
      });
    });
    m.leaf({ tag: context(1), skip: true });
    m.leaf({ tag: context(2), skip: true });
    m.outOfLine(
      m.constructed({ tag: context(3, true), skip: true }, () => {
        m.constructedOf({ tag: SEQUENCE }, () => {
          m.constructed({ tag: SEQUENCE }, () => {
            this.#oid();
            m.leaf({ tag: BOOLEAN, skip: true });
            m.leaf({ tag: OCTET_STRING }, ({ value }) => {
              this.#extension(value);
            });
          });
        });
      }),
    );
  }

  #oid(): void {
    this.#machine.leaf({ tag: OBJECT_IDENTIFIER }, ({ value }) => {
      this.#lastOid = value;
    });
  }

  #algorithm(): void {
    const m = this.#machine;
    m.outOfLine(
      m.constructed({ tag: SEQUENCE }, () => {
        this.#oid();
        m.leaf({ skip: true }, (element) => {
          // Of the three, the one after the subject and before the key: the key's parameters.
          if (this.#subject !== undefined && this.#key === undefined) this.#parameters = withHeader(m.data, element);
        });
      }),
    );
  }

  #name(): Uint8Array {
    let raw: Uint8Array = EMPTY;
    matchName(
      this.#machine,
      (value) => {
        this.#lastOid = value;
      },
      ({ value }) => {
        raw = value;
      },
    );
    return raw;
  }

  #time(): number {
    const m = this.#machine;
    let element: BerElement | undefined;
    const note = (found: BerElement): void => {
      element = found;
    };
    m.leaf({ tag: UTC_TIME, skip: true }, note);
    m.leaf({ tag: GENERALIZED_TIME, skip: true, conditional: true }, note);
    m.requireMatched();
    if (element === undefined) throw new KernelError('EBADMSG', 'x509_decode_time', 'no time where one must be');
    return decodeTime(element.tag, element.value);
  }

  #noteSignatureAlgorithm(): void {
    const name = oidName(this.#lastOid);
    const algorithm = name === undefined ? undefined : this.#profile.certificateSignatures.get(name);
    if (algorithm === undefined) {
      throw new KernelError(
        'ENOPKG',
        'x509_note_sig_algo',
        `certificate signed with ${decodeOid(this.#lastOid)}, which this kernel does not know`,
      );
    }
    this.#signatureAlgorithm = algorithm;
    this.#signatureOid = this.#lastOid;
  }

  #noteSignature(value: Uint8Array): void {
    if (Buffer.compare(this.#lastOid, this.#signatureOid) !== 0) {
      throw new KernelError('EINVAL', 'x509_note_signature', 'the two signature algorithms of a certificate differ');
    }
    this.#signature = bitString(value, 'x509_note_signature');
  }

  #noteKey(value: Uint8Array): void {
    const name = oidName(this.#lastOid);
    let algorithm: string | undefined;
    if (name === 'rsaEncryption') algorithm = 'rsa';
    else if (name === 'ecPublicKey') {
      algorithm = this.#curve(this.#parameters);
    }
    if (algorithm === undefined) {
      throw new KernelError(
        'ENOPKG',
        'x509_extract_key_data',
        `key of type ${decodeOid(this.#lastOid)}, which this kernel does not know`,
      );
    }
    this.#key = { algorithm, key: bitString(value, 'x509_extract_key_data') };
  }

  #curve(parameters: Uint8Array | undefined): string | undefined {
    if (parameters === undefined || parameters.length < 3 || parameters[0] !== OBJECT_IDENTIFIER) {
      throw new KernelError('EBADMSG', 'parse_OID', 'elliptic-curve key without a named curve');
    }
    if (parameters[1] !== parameters.length - 2) throw new KernelError('EBADMSG', 'parse_OID', 'badly encoded curve');
    const name = oidName(parameters.subarray(2));
    return name === undefined ? undefined : this.#profile.curves.get(name);
  }

  #extension(value: Uint8Array): void {
    const name: OidName | undefined = oidName(this.#lastOid);
    const at = 'x509_process_extension';
    if (name === 'subjectKeyIdentifier') {
      if (this.#skid !== undefined || value.length < 3)
        throw new KernelError('EBADMSG', at, 'bad subjectKeyIdentifier');
      if (value[0] !== OCTET_STRING || value[1] !== value.length - 2) {
        throw new KernelError('EBADMSG', at, 'bad subjectKeyIdentifier');
      }
      this.#skid = keyId(value.subarray(2));
    } else if (name === 'authorityKeyIdentifier') {
      this.#akid = value;
    } else if (this.#profile.parsesCertificateUsage && name === 'keyUsage') {
      if (value.length < 4 || value[0] !== BIT_STRING || (value[2] ?? 0) >= 8) {
        throw new KernelError('EBADMSG', at, 'bad keyUsage');
      }
    } else if (this.#profile.parsesCertificateUsage && name === 'basicConstraints') {
      checkBasicConstraints(value);
    }
  }
}

/** Since v6.4 a CA:FALSE that is spelt out, or a pathLen without CA, is refused: `x509_process_extension`. */
function checkBasicConstraints(value: Uint8Array): void {
  const wellFormed =
    value.length >= 2 &&
    value[0] === SEQUENCE &&
    value[1] === value.length - 2 &&
    (value[1] === 0 || (value.length >= 5 && value[2] === BOOLEAN && value[3] === 1 && value[4] === 0xff));
  if (!wellFormed) {
    throw new KernelError('EBADMSG', 'x509_process_extension', 'basicConstraints that is neither empty nor CA:TRUE');
  }
}

/** A Name; `note` gets it whole, without its own header. */
export function matchName(
  machine: BerMachine,
  noteOid: (value: Uint8Array) => void,
  note: (name: BerElement) => void,
): void {
  machine.outOfLine(
    machine.constructedOf(
      { tag: SEQUENCE },
      () => {
        machine.constructedOf({ tag: SET }, () => {
          machine.constructed({ tag: SEQUENCE }, () => {
            machine.leaf({ tag: OBJECT_IDENTIFIER }, ({ value }) => {
              noteOid(value);
            });
            machine.leaf({});
          });
        });
      },
      note,
    ),
  );
}

/** x509_akid.asn1. Only a directoryName can name the issuer. */
function parseAuthorityKeyId(raw: Uint8Array): { id?: KeyId; skid?: KeyId } {
  const m = new BerMachine(raw);
  const found: { id?: KeyId; skid?: KeyId } = {};
  let issuer: Uint8Array | undefined;
  /** Tag of the GeneralName, and what stands in it: anything, text, an OCTET STRING, an object identifier. */
  const choices: readonly (readonly [number, number | undefined])[] = [
    [0, undefined],
    [1, IA5_STRING],
    [2, IA5_STRING],
    [3, undefined],
    [4, SEQUENCE],
    [5, undefined],
    [6, IA5_STRING],
    [7, OCTET_STRING],
    [8, OBJECT_IDENTIFIER],
  ];
  m.constructed({ tag: SEQUENCE }, () => {
    m.leaf({ tag: context(0), skip: true }, ({ value }) => {
      found.skid ??= keyId(value);
    });
    m.outOfLine(
      m.constructedOf({ tag: context(1, true), skip: true }, () => {
        for (const [number, content] of choices) {
          m.outOfLine(
            m.constructed({ tag: context(number, true), skip: true, conditional: number > 0 }, () => {
              if (content === SEQUENCE) {
                matchName(
                  m,
                  () => undefined,
                  ({ value }) => {
                    issuer = value;
                  },
                );
              } else m.leaf(content === undefined ? {} : { tag: content });
            }),
          );
        }
        m.requireMatched();
      }),
    );
    m.leaf({ tag: context(2), skip: true }, ({ value }) => {
      if (issuer !== undefined) found.id ??= keyId(value, issuer);
    });
  });
  return found;
}

function bitString(value: Uint8Array, at: string): Uint8Array {
  if (value.length < 1 || value[0] !== 0) throw new KernelError('EBADMSG', at, 'BIT STRING with unused bits');
  return value.subarray(1);
}

function withHeader(data: Uint8Array, element: BerElement): Uint8Array {
  return data.subarray(element.offset - element.headerLength, element.offset + element.value.length);
}
