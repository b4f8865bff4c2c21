/**
 * PKCS#7 SignedData as the kernel parses it: linux v6.1/v6.12 crypto/asymmetric_keys/pkcs7_parser.c with pkcs7.asn1. Checks
 * run while parsing, so their order among each other is part of the model.
 */
import { decodeOid, oidName, type OidName } from '../asn1/oids.ts';
import { BerMachine, type BerElement } from './ber-machine.ts';
import {
  EMPTY_BLACKLIST,
  GENERALIZED_TIME,
  keyId,
  matchName,
  parseKernelCertificate,
  UTC_TIME,
  type Blacklist,
  type KernelCertificate,
  type KeyId,
} from './certificate.ts';
import { KernelError } from './errno.ts';
import { hashOfOid, type KernelProfile } from './profile.ts';
import { decodeTime } from './time.ts';

/** `struct pkcs7_signed_info` */
export interface KernelSignedInfo {
  readonly index: number;
  readonly hash: string;
  readonly key: 'rsa' | 'ecdsa';
  readonly signature: Uint8Array;
  /** Serial number and issuer, or the subject key identifier: of the signer's certificate. */
  readonly signerId: KeyId;
  readonly signingTime: number | undefined;
  readonly messageDigest: Uint8Array | undefined;
  /** The authenticated attributes as they are digested: as a SET. */
  readonly attributes: Uint8Array | undefined;
}

/** `struct pkcs7_message` */
export interface KernelPkcs7Message {
  readonly dataType: 'data' | 'spcIndirectData';
  /** Content octets, without `dataHeaderLength` bytes of tag and length before them. */
  readonly data: Uint8Array | undefined;
  /** The content with its header. */
  readonly dataElement: Uint8Array | undefined;
  readonly certificates: readonly KernelCertificate[];
  readonly signedInfos: readonly KernelSignedInfo[];
  readonly hasAttributes: boolean;
}

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const CONTEXT = 0x80;
const CONTEXT_CONSTRUCTED = 0xa0;
const EMPTY = new Uint8Array(0);

/** Attributes that may stand once, and only in Authenticode messages where so marked. */
const SINGLE_ATTRIBUTES: ReadonlyMap<OidName, { readonly authenticodeOnly: boolean }> = new Map<
  OidName,
  { readonly authenticodeOnly: boolean }
>([
  ['contentType', { authenticodeOnly: false }],
  ['signingTime', { authenticodeOnly: false }],
  ['messageDigest', { authenticodeOnly: false }],
  ['smimeCapabilities', { authenticodeOnly: true }],
  ['spcSpOpusInfo', { authenticodeOnly: true }],
  ['spcStatementType', { authenticodeOnly: true }],
]);

/** @throws {KernelError} as `pkcs7_parse_message` fails */
export function parsePkcs7Message(
  raw: Uint8Array,
  profile: KernelProfile,
  blacklist: Blacklist = EMPTY_BLACKLIST,
): KernelPkcs7Message {
  return new MessageParser(raw, profile, blacklist).parse();
}

interface SignedInfoDraft {
  hash: string | undefined;
  key: 'rsa' | 'ecdsa' | undefined;
  signature: Uint8Array;
  signingTime: number | undefined;
  messageDigest: Uint8Array | undefined;
  attributes: Uint8Array | undefined;
  readonly seen: Set<OidName>;
}

const newDraft = (): SignedInfoDraft => ({
  hash: undefined,
  key: undefined,
  signature: EMPTY,
  signingTime: undefined,
  messageDigest: undefined,
  attributes: undefined,
  seen: new Set(),
});

class MessageParser {
  readonly #profile: KernelProfile;
  readonly #blacklist: Blacklist;
  readonly #m: BerMachine;
  #lastOid: Uint8Array = EMPTY;
  #version = 0;
  #dataType: 'data' | 'spcIndirectData' | undefined;
  #data: Uint8Array | undefined;
  #dataElement: Uint8Array | undefined;
  /** Parsed, not yet noted as the message's: the CRLs' certificates land here and are dropped. */
  #pending: KernelCertificate[] = [];
  #certificates: KernelCertificate[] = [];
  #expectSkid = false;
  #serial: Uint8Array = EMPTY;
  #issuer: Uint8Array = EMPTY;
  #skid: Uint8Array = EMPTY;
  #draft = newDraft();
  readonly #signedInfos: KernelSignedInfo[] = [];

  constructor(raw: Uint8Array, profile: KernelProfile, blacklist: Blacklist) {
    this.#m = new BerMachine(raw);
    this.#profile = profile;
    this.#blacklist = blacklist;
  }

  parse(): KernelPkcs7Message {
    const m = this.#m;
    m.constructed({ tag: SEQUENCE }, () => {
      this.#oid();
      if (oidName(this.#lastOid) !== 'signedData') {
        throw new KernelError('EINVAL', 'pkcs7_check_content_type', 'not PKCS#7 signedData');
      }
      m.outOfLine(
        m.constructed({ tag: CONTEXT_CONSTRUCTED, skip: true }, () => {
          m.constructed({ tag: SEQUENCE }, () => {
            this.#signedData();
          });
        }),
      );
    });
    const hasAttributes = this.#checkAttributesConsistent();
    return {
      // A message without a content type has no signer either: refused just above.
      dataType: this.#dataType ?? 'data',
      data: this.#data,
      dataElement: this.#dataElement,
      certificates: this.#certificates,
      signedInfos: this.#signedInfos,
      hasAttributes,
    };
  }

  #signedData(): void {
    const m = this.#m;
    m.leaf({ tag: INTEGER }, ({ value }) => {
      if (value.length !== 1 || (value[0] !== 1 && value[0] !== 3)) {
        throw new KernelError('EINVAL', 'pkcs7_note_signeddata_version', 'SignedData of a version other than 1 and 3');
      }
      this.#version = value[0];
    });
    for (const conditional of [false, true]) {
      m.outOfLine(
        m.constructedOf({ tag: conditional ? SEQUENCE : SET, skip: true, conditional }, () => {
          this.#algorithm();
        }),
      );
    }
    m.requireMatched();
    this.#contentInfo();
    this.#certificateSets();
    for (const conditional of [false, true]) {
      m.outOfLine(
        m.constructedOf({ tag: conditional ? SEQUENCE : SET, skip: true, conditional }, () => {
          m.outOfLine(
            m.constructed(
              { tag: SEQUENCE },
              () => {
                this.#signerInfo();
              },
              () => {
                this.#noteSignedInfo();
              },
            ),
          );
        }),
      );
    }
    m.requireMatched();
  }

  #contentInfo(): void {
    const m = this.#m;
    m.constructed({ tag: SEQUENCE }, () => {
      this.#oid();
      m.outOfLine(
        m.constructed({ tag: CONTEXT_CONSTRUCTED, skip: true }, () => {
          m.leaf({}, ({ value, offset, headerLength }) => {
            this.#data = value;
            this.#dataElement = m.data.subarray(offset - headerLength, offset + value.length);
          });
        }),
      );
    });
    const type = oidName(this.#lastOid);
    if (type !== 'data' && type !== 'spcIndirectData') {
      throw new KernelError('EINVAL', 'pkcs7_note_content', `content of type ${decodeOid(this.#lastOid)}`);
    }
    this.#dataType = type;
  }

  #certificateSets(): void {
    const m = this.#m;
    m.outOfLine(
      m.constructedOf({ tag: CONTEXT_CONSTRUCTED | 0, skip: true }, () => {
        m.leaf({ skip: true }, (element) => {
          this.#certificate(element);
        });
        m.leaf({ skip: true, conditional: true }, (element) => {
          this.#certificate(element);
        });
        m.requireMatched();
      }),
    );
    m.outOfLine(
      m.constructedOf({ tag: CONTEXT_CONSTRUCTED | 2, skip: true, conditional: true }, () => {
        m.leaf({}, (element) => {
          this.#certificate(element);
        });
      }),
    );
    this.#certificates = [...this.#pending, ...this.#certificates];
    this.#pending = [];
    for (const tag of [1, 3]) {
      m.outOfLine(
        m.constructedOf({ tag: CONTEXT_CONSTRUCTED | tag, skip: true, conditional: tag === 3 }, () => {
          m.outOfLine(
            m.constructedOf({ tag: SEQUENCE }, () => {
              m.leaf({}, (element) => {
                this.#certificate(element);
              });
            }),
          );
        }),
      );
    }
  }

  #certificate(element: BerElement): void {
    if (element.tag !== SEQUENCE) {
      throw new KernelError('EBADMSG', 'pkcs7_extract_cert', 'certificate that is no SEQUENCE');
    }
    const start = element.offset - element.headerLength;
    const raw = this.#m.data.subarray(start, element.offset + element.value.length);
    this.#pending.push(parseKernelCertificate(raw, this.#profile, this.#blacklist));
  }

  #signerInfo(): void {
    const m = this.#m;
    m.leaf({ tag: INTEGER }, ({ value }) => {
      this.#noteSignerVersion(value);
    });
    m.outOfLine(
      m.constructed({ tag: SEQUENCE, skip: true }, () => {
        matchName(
          m,
          (value) => {
            this.#lastOid = value;
          },
          ({ value }) => {
            this.#issuer = value;
          },
        );
        m.leaf({ tag: INTEGER }, ({ value }) => {
          this.#serial = value;
        });
      }),
    );
    m.leaf({ tag: CONTEXT, skip: true, conditional: true }, ({ value }) => {
      this.#skid = value;
    });
    m.requireMatched();
    this.#algorithm();
    this.#draft.hash = this.#digestAlgorithm();

    let attributes: BerElement | undefined;
    const asSet = m.outOfLine(
      m.constructedOf(
        { tag: CONTEXT_CONSTRUCTED, skip: true },
        () => {
          this.#attribute();
        },
        (element) => {
          attributes = element;
        },
      ),
    );
    if (asSet && attributes !== undefined) this.#noteAttributes(attributes);
    m.outOfLine(
      m.constructed({ tag: CONTEXT_CONSTRUCTED | 2, skip: true, conditional: true }, () => {
        m.constructedOf({ tag: SEQUENCE }, () => {
          this.#attribute();
        });
      }),
    );
    m.constructed({ tag: SEQUENCE }, () => {
      this.#oid();
      m.leaf({ skip: true });
    });
    this.#draft.key = this.#signatureAlgorithm();
    m.leaf({ tag: OCTET_STRING }, ({ value }) => {
      this.#draft.signature = value;
    });
    for (const tag of [1, 3]) {
      m.outOfLine(
        m.constructedOf({ tag: CONTEXT_CONSTRUCTED | tag, skip: true, conditional: tag === 3 }, () => {
          m.outOfLine(
            m.constructed({ tag: SEQUENCE }, () => {
              m.leaf({ tag: OBJECT_IDENTIFIER });
              m.constructedOf({ tag: SET }, () => {
                m.leaf({});
              });
            }),
          );
        }),
      );
    }
  }

  #noteSignerVersion(value: Uint8Array): void {
    const at = 'pkcs7_note_signerinfo_version';
    if (value.length !== 1 || (value[0] !== 1 && value[0] !== 3)) {
      throw new KernelError('EINVAL', at, 'SignerInfo of a version other than 1 and 3');
    }
    this.#expectSkid = value[0] === 3;
    if (this.#expectSkid === (this.#version === 1)) {
      throw new KernelError(
        'EBADMSG',
        at,
        `SignedData of version ${this.#version} with a SignerInfo of version ${value[0]}`,
      );
    }
  }

  #oid(): void {
    this.#m.leaf({ tag: OBJECT_IDENTIFIER }, ({ value }) => {
      this.#lastOid = value;
    });
  }

  #algorithm(): void {
    const m = this.#m;
    m.outOfLine(
      m.constructed({ tag: SEQUENCE }, () => {
        this.#oid();
        m.leaf({ skip: true });
      }),
    );
  }

  #digestAlgorithm(): string {
    const name = oidName(this.#lastOid);
    const hash = name !== undefined && this.#profile.pkcs7Digests.has(name) ? hashOfOid(name) : undefined;
    if (hash === undefined) {
      throw new KernelError(
        'ENOPKG',
        'pkcs7_sig_note_digest_algo',
        `digest algorithm ${decodeOid(this.#lastOid)}, which this kernel does not know`,
      );
    }
    return hash;
  }

  #signatureAlgorithm(): 'rsa' | 'ecdsa' {
    switch (oidName(this.#lastOid)) {
      case 'rsaEncryption':
        return 'rsa';
      case 'ecdsaWithSha1':
      case 'ecdsaWithSha224':
      case 'ecdsaWithSha256':
      case 'ecdsaWithSha384':
      case 'ecdsaWithSha512':
        return 'ecdsa';
      default:
        throw new KernelError(
          'ENOPKG',
          'pkcs7_sig_note_pkey_algo',
          `signature algorithm ${decodeOid(this.#lastOid)}: for RSA it must be rsaEncryption (1.2.840.113549.1.1.1)`,
        );
    }
  }

  #attribute(): void {
    const m = this.#m;
    m.outOfLine(
      m.constructed({ tag: SEQUENCE }, () => {
        this.#oid();
        m.constructedOf({ tag: SET }, () => {
          m.leaf({}, (element) => {
            this.#noteAttribute(element);
          });
        });
      }),
    );
  }

  #noteAttribute({ tag, value }: BerElement): void {
    const at = 'pkcs7_sig_note_authenticated_attr';
    const name = oidName(this.#lastOid);
    const single = name === undefined ? undefined : SINGLE_ATTRIBUTES.get(name);
    if (name === undefined || single === undefined) return;
    if (this.#draft.seen.has(name)) {
      throw new KernelError('EKEYREJECTED', at, `attribute ${name} stands twice or has several values`);
    }
    this.#draft.seen.add(name);
    if (name === 'contentType' && oidName(value) !== this.#dataType) {
      throw new KernelError('EBADMSG', at, 'the contentType attribute is not the type of the content');
    }
    if (name === 'signingTime') {
      if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) throw new KernelError('EBADMSG', at, 'signingTime is no time');
      this.#draft.signingTime = decodeTime(tag, value);
    }
    if (name === 'messageDigest') {
      if (tag !== OCTET_STRING) throw new KernelError('EBADMSG', at, 'messageDigest is no OCTET STRING');
      this.#draft.messageDigest = value;
    }
    if (single.authenticodeOnly && this.#dataType !== 'spcIndirectData') {
      throw new KernelError('EKEYREJECTED', at, `attribute ${name} is for Authenticode alone`);
    }
  }

  #noteAttributes(element: BerElement): void {
    const at = 'pkcs7_sig_note_set_of_authattrs';
    const { seen } = this.#draft;
    for (const name of ['contentType', 'messageDigest'] as const) {
      if (!seen.has(name)) throw new KernelError('EBADMSG', at, `the required attribute ${name} is missing`);
    }
    const start = element.offset - element.headerLength;
    const raw = this.#m.data.subarray(start, element.offset + element.value.length);
    this.#draft.attributes = Uint8Array.from([SET, ...raw.subarray(1)]);
  }

  /** `pkcs7_note_signed_info` */
  #noteSignedInfo(): void {
    const draft = this.#draft;
    this.#draft = newDraft();
    if (this.#dataType === 'spcIndirectData' && draft.attributes === undefined) {
      throw new KernelError('EBADMSG', 'pkcs7_note_signed_info', 'Authenticode without authenticated attributes');
    }
    if (draft.hash === undefined || draft.key === undefined) {
      throw new KernelError('EBADMSG', 'pkcs7_note_signed_info', 'SignerInfo without algorithms');
    }
    this.#signedInfos.push({
      index: this.#signedInfos.length + 1,
      hash: draft.hash,
      key: draft.key,
      signature: draft.signature,
      signerId: this.#expectSkid ? keyId(this.#skid) : keyId(this.#serial, this.#issuer),
      signingTime: draft.signingTime,
      messageDigest: draft.messageDigest,
      attributes: draft.attributes,
    });
  }

  /** `pkcs7_check_authattrs` */
  #checkAttributesConsistent(): boolean {
    const [first] = this.#signedInfos;
    const wanted = first?.attributes !== undefined;
    if (first === undefined || this.#signedInfos.some(({ attributes }) => (attributes !== undefined) !== wanted)) {
      throw new KernelError(
        'EINVAL',
        'pkcs7_check_authattrs',
        first === undefined ? 'no signer' : 'some signers have authenticated attributes and some have not',
      );
    }
    return wanted;
  }
}
