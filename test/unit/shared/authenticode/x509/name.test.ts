/** Distinguished names as text, and which are one name. */
import { describe, expect, it } from '@jest/globals';
import { element, objectId, sequence, setOf, utf8String } from '../../../../../shared/authenticode/asn1/der.ts';
import { Asn1Element } from '../../../../../shared/authenticode/asn1/tlv.ts';
import { nameText, sameName } from '../../../../../shared/authenticode/x509/name.ts';

const PRINTABLE = 0x13;
const BMP = 0x1e;
const attribute = (oid: string, value: Uint8Array): Uint8Array => sequence(objectId(oid), value);
const nameOf = (...parts: readonly (readonly [oid: string, value: Uint8Array])[]): Uint8Array =>
  sequence(...parts.map(([oid, value]) => setOf(attribute(oid, value))));
const textOf = (name: Uint8Array): string => nameText(Asn1Element.only(name));
const CN = '2.5.4.3';
const printable = (text: string): Uint8Array => element(PRINTABLE, Buffer.from(text, 'latin1'));

describe('a name', () => {
  it('is told by the short names of what it has, in its own order', () => {
    const parts = [
      ['2.5.4.6', 'DE'],
      ['2.5.4.8', 'Berlin'],
      ['2.5.4.7', 'Mitte'],
      ['2.5.4.10', 'Acme'],
      ['2.5.4.11', 'Kernels'],
      [CN, 'Signer'],
      ['1.2.840.113549.1.9.1', 'a@acme.example'],
      ['2.5.4.5', '77'],
    ] as const;
    expect(textOf(nameOf(...parts.map(([oid, text]) => [oid, utf8String(text)] as const)))).toBe(
      'C=DE, ST=Berlin, L=Mitte, O=Acme, OU=Kernels, CN=Signer, emailAddress=a@acme.example, 2.5.4.5=77',
    );
  });

  it('of two bytes a letter is text, and bytes where it is cut', () => {
    expect(textOf(nameOf([CN, element(BMP, Buffer.from('0041006300e9', 'hex'))]))).toBe('CN=Acé');
    expect(textOf(nameOf([CN, element(BMP, Buffer.from('A'))]))).toBe('CN=A');
  });

  it.each([
    ['letters’ case', printable('ACME signer')],
    ['the kind of string', utf8String('Acme Signer')],
    ['blanks around and between', printable('  Acme   Signer ')],
    ['two bytes a letter', element(BMP, Buffer.from('Acme Signer', 'utf16le').swap16())],
  ])('is the same whatever its %s', (_, value) => {
    expect(sameName(nameOf([CN, printable('Acme Signer')]), nameOf([CN, value]))).toBe(true);
  });

  it.each([
    ['other letters', nameOf([CN, printable('AcmeSigner')])],
    ['another attribute', nameOf(['2.5.4.10', printable('Acme Signer')])],
    ['one more', nameOf([CN, printable('Acme Signer')], [CN, printable('x')])],
    ['none', nameOf()],
  ])('is another one of %s', (_, other) => {
    expect(sameName(nameOf([CN, printable('Acme Signer')]), other)).toBe(false);
  });

  it('of two attributes in one set is another than of two sets', () => {
    const both = [attribute(CN, printable('a')), attribute('2.5.4.10', printable('b'))];
    expect(sameName(sequence(setOf(...both)), sequence(...both.map((each) => setOf(each))))).toBe(false);
  });
});
