/** Distinguished names (RFC 5280 4.1.2.4): as text, and compared. */
import { OID } from '../asn1/oids.ts';
import { Asn1Element, TAG } from '../asn1/tlv.ts';

const SHORT_NAMES: Readonly<Record<string, string>> = {
  [OID.commonName]: 'CN',
  [OID.organizationName]: 'O',
  [OID.organizationalUnitName]: 'OU',
  [OID.countryName]: 'C',
  [OID.stateName]: 'ST',
  [OID.localityName]: 'L',
  [OID.emailAddress]: 'emailAddress',
};

/** `CN=…, O=…` in the order of the certificate. @throws {FormatError} */
export function nameText(name: Asn1Element): string {
  return attributes(name)
    .map(({ oid, value }) => `${SHORT_NAMES[oid] ?? oid}=${text(value)}`)
    .join(', ');
}

/** Equal as OpenSSL compares names: letters' case, kind of string and runs of blanks do not matter. */
export function sameName(a: Uint8Array, b: Uint8Array): boolean {
  if (Buffer.compare(a, b) === 0) return true;
  const canonical = (raw: Uint8Array): string =>
    attributes(Asn1Element.only(raw))
      .map(({ oid, value, set }) => `${set}/${oid}=${text(value).trim().replace(/\s+/g, ' ').toLowerCase()}`)
      .join('\n');
  return canonical(a) === canonical(b);
}

function attributes(name: Asn1Element): readonly { oid: string; value: Asn1Element; set: number }[] {
  return name.children().flatMap((relative, set) =>
    relative
      .expect(TAG.set, 'RelativeDistinguishedName')
      .children()
      .flatMap((attribute) => {
        const [oid, value] = attribute.expect(TAG.sequence, 'AttributeTypeAndValue').children();
        return oid === undefined || value === undefined ? [] : [{ oid: oid.oid('type'), value, set }];
      }),
  );
}

function text(value: Asn1Element): string {
  const bytes = Buffer.from(value.content);
  if (value.tag === TAG.bmpString && bytes.length % 2 === 0) return Buffer.from(bytes).swap16().toString('utf16le');
  return bytes.toString('utf8');
}
