/** Object identifiers of Authenticode, PKCS#7 and X.509, and how they are encoded. */

/** DER content octets of a dotted object identifier (X.690 8.19). */
export function encodeOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const out: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const septets = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) septets.unshift(128 + (left % 128));
    out.push(...septets);
  }
  return Uint8Array.from(out);
}

/** Dotted form of an object identifier's content octets; hex in angle brackets where they are not well formed. */
export function decodeOid(octets: Uint8Array): string {
  const malformed = `<${Buffer.from(octets.subarray(0, 32)).toString('hex')}>`;
  if (octets.length === 0 || octets.length > 64 || ((octets.at(-1) ?? 0) & 0x80) !== 0) return malformed;
  const arcs: number[] = [];
  let arc = 0;
  let start = true;
  for (const octet of octets) {
    if (start && octet === 0x80) return malformed;
    arc = arc * 128 + (octet & 0x7f);
    // No arc of a registered identifier is anywhere near.
    if (arc > Number.MAX_SAFE_INTEGER / 128) return malformed;
    start = (octet & 0x80) === 0;
    if (!start) continue;
    if (arcs.length === 0) {
      const first = Math.min(Math.floor(arc / 40), 2);
      arcs.push(first, arc - first * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** The ones this project names. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  spcIndirectData: '1.3.6.1.4.1.311.2.1.4',
  spcStatementType: '1.3.6.1.4.1.311.2.1.11',
  spcSpOpusInfo: '1.3.6.1.4.1.311.2.1.12',
  spcPeImageData: '1.3.6.1.4.1.311.2.1.15',
  individualCodeSigning: '1.3.6.1.4.1.311.2.1.21',
  nestedSignature: '1.3.6.1.4.1.311.2.4.1',
  /** RFC 3161 token in an Authenticode signature; and PKCS#9 countersignature, Microsoft's older form. */
  msTimestampToken: '1.3.6.1.4.1.311.3.3.1',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  counterSignature: '1.2.840.113549.1.9.6',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  shake256: '2.16.840.1.101.3.4.2.12',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  smimeCapabilities: '1.2.840.113549.1.9.15',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha3_256: '2.16.840.1.101.3.4.2.8',
  sha3_384: '2.16.840.1.101.3.4.2.9',
  sha3_512: '2.16.840.1.101.3.4.2.10',
  md4: '1.2.840.113549.2.4',
  md5: '1.2.840.113549.2.5',
  rsaEncryption: '1.2.840.113549.1.1.1',
  md5WithRsa: '1.2.840.113549.1.1.4',
  sha1WithRsa: '1.2.840.113549.1.1.5',
  rsaPss: '1.2.840.113549.1.1.10',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  sha384WithRsa: '1.2.840.113549.1.1.12',
  sha512WithRsa: '1.2.840.113549.1.1.13',
  sha224WithRsa: '1.2.840.113549.1.1.14',
  ecPublicKey: '1.2.840.10045.2.1',
  ecdsaWithSha1: '1.2.840.10045.4.1',
  ecdsaWithSha224: '1.2.840.10045.4.3.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  ecdsaWithSha384: '1.2.840.10045.4.3.3',
  ecdsaWithSha512: '1.2.840.10045.4.3.4',
  prime192v1: '1.2.840.10045.3.1.1',
  prime256v1: '1.2.840.10045.3.1.7',
  secp384r1: '1.3.132.0.34',
  secp521r1: '1.3.132.0.35',
  mlDsa44: '2.16.840.1.101.3.4.3.17',
  mlDsa65: '2.16.840.1.101.3.4.3.18',
  mlDsa87: '2.16.840.1.101.3.4.3.19',
  commonName: '2.5.4.3',
  countryName: '2.5.4.6',
  localityName: '2.5.4.7',
  stateName: '2.5.4.8',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  emailAddress: '1.2.840.113549.1.9.1',
  extensionRequest: '1.2.840.113549.1.9.14',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  /** Red Hat's "kernel module signing only" key usage, which shim refuses for images. */
  moduleSigningOnly: '1.3.6.1.4.1.2312.16.1.2',
} as const;
export type OidName = keyof typeof OID;

const HEX_TO_NAME: ReadonlyMap<string, OidName> = new Map(
  (Object.keys(OID) as OidName[]).map((name) => [Buffer.from(encodeOid(OID[name])).toString('hex'), name]),
);

/** The name of a known object identifier, from its content octets. */
export function oidName(octets: Uint8Array): OidName | undefined {
  return octets.length > 32 ? undefined : HEX_TO_NAME.get(Buffer.from(octets).toString('hex'));
}
