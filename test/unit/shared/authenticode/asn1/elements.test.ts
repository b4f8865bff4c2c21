/** Elements of ASN.1 at the bounds of their lengths, read and written; what is too deep, too long or cut is refused. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as der from '../../../../../shared/authenticode/asn1/der.ts';
import { decodeOid, encodeOid, OID, oidName } from '../../../../../shared/authenticode/asn1/oids.ts';
import { Asn1Element, TAG } from '../../../../../shared/authenticode/asn1/tlv.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const hex = (content: Uint8Array): string => Buffer.from(content).toString('hex');
const first = (text: string) => Asn1Element.first(bytes(text));

describe('an element', () => {
  it.each([
    [0, '00'],
    [0x7f, '7f'],
    [0x80, '8180'],
    [0xff, '81ff'],
    [0x100, '820100'],
    [0xffff, '82ffff'],
    [0x10000, '83010000'],
  ])('of %d bytes has its length in as few as can be, and is read as it was written', (length, written) => {
    const content = new Uint8Array(length).fill(5);
    const raw = der.element(TAG.octetString, content);
    expect(hex(raw.subarray(1, raw.length - length))).toBe(written);
    const read = Asn1Element.only(raw, 100);
    expect([read.tag, read.content.length, read.raw.length, read.offset]).toEqual([4, length, raw.length, 100]);
    expect([read.isDer, read.indefinite, read.constructed]).toEqual([true, false, false]);
  });

  it.each<[string, string, boolean]>([
    ['a length of one byte written in two', `04817f${'00'.repeat(0x7f)}`, false],
    ['the least length that takes two', `048180${'00'.repeat(0x80)}`, true],
    ['a length of two bytes written in three', `048200ff${'00'.repeat(0xff)}`, false],
    ['the least length that takes three', `04820100${'00'.repeat(0x100)}`, true],
    ['a length of three bytes written in four', `048300ffff${'00'.repeat(0xffff)}`, false],
    ['a length in five bytes, of which three are zero', '04840000000100', false],
    ['an indefinite length', '308005000000', false],
  ])('with %s', (_name, text, isDer) => {
    expect(first(text).isDer).toBe(isDer);
  });

  it('of indefinite length ends at its own end mark', () => {
    const outer = first('30 80 30 80 05 00 00 00 04 01 07 00 00 ff');
    expect([outer.raw.length, hex(outer.content), outer.indefinite]).toEqual([13, '308005000000040107', true]);
    expect(outer.children().map(({ tag, offset, raw }) => [tag, offset, raw.length])).toEqual([
      [0x30, 2, 6],
      [4, 8, 3],
    ]);
    // Long lengths within it are skipped as a whole.
    expect(first('30 80 04 81 02 00 00 00 00').raw).toHaveLength(9);
    expect(first('30 80 04 84 00 00 00 02 00 00 00 00').raw).toHaveLength(12);
  });

  it.each<[string, string, string, string]>([
    ['of nothing', '', 'truncated', 'tag'],
    ['of a tag alone', '04', 'truncated', 'length'],
    ['with a tag above 30', '1f 01 00', 'unsupported', 'tag'],
    ['of a length in five bytes', '04 85 00 00 00 00 01 00', 'limit', 'length'],
    ['of a length that is cut', '04 82 01', 'truncated', 'length'],
    ['that is cut', '04 02 00', 'truncated', 'content'],
    ['primitive, of indefinite length', '04 80 00 00', 'bad-value', 'length'],
    ['of indefinite length without an end', '30 80 05 00', 'truncated', 'tag'],
    ['of indefinite length that ends in half a mark', '30 80 05 00 00', 'truncated', 'length'],
    ['of indefinite length with a part that is cut', '30 80 04 05 00 00', 'truncated', 'content'],
    ['of indefinite length with a part of too long a length', '30 80 04 85', 'limit', 'length'],
    ['of indefinite lengths that nest 33 deep', '30 80'.repeat(33) + '00 00'.repeat(33), 'limit', 'length'],
  ])('%s is an error', (_name, text, code, field) => {
    expect(() => first(text)).toThrow(expect.objectContaining({ code, format: 'asn1', field }));
  });

  it('may nest 32 deep where its end is searched for', () => {
    expect(first('30 80'.repeat(32) + '00 00'.repeat(32)).raw).toHaveLength(128);
  });

  it('is the only one, or not', () => {
    expect(Asn1Element.first(bytes('05 00 05 00')).raw).toHaveLength(2);
    expect(() => Asn1Element.only(bytes('05 00 05 00'))).toThrow(/asn1: end.*2 bytes follow the element/);
  });

  it('has children where it is constructed, 4096 at most', () => {
    const many = (count: number) =>
      Asn1Element.only(der.sequence(...new Array<Uint8Array>(count).fill(der.nullValue())));
    expect(many(4096).children()).toHaveLength(4096);
    expect(() => many(4097).children()).toThrow(expect.objectContaining({ code: 'limit', field: 'children' }));
    expect(() => many(4097).children()).toThrow('more than 4096 parts');
    expect(many(0).children()).toEqual([]);
    expect(() => first('04 02 05 00').children()).toThrow('a constructed element is expected');
    const [, second] = Asn1Element.only(der.sequence(der.nullValue(), der.sequence(der.nullValue())), 10).children();
    expect([second?.offset, second?.children()[0]?.offset]).toEqual([14, 16]);
    expect(() => first('30 03 05 00 04').children()).toThrow(expect.objectContaining({ code: 'truncated' }));
  });

  it('is of the tag that is expected, or an error', () => {
    const element = first('06 01 2a');
    expect(element.expect(TAG.oid, 'x')).toBe(element);
    expect(element.oid('x')).toBe('1.2');
    expect(() => element.expect(TAG.set, 'thing')).toThrow(/asn1: thing.*tag 0x31 expected, found 0x6/);
  });
});

describe('what is written', () => {
  const text = (of: string): string => hex(Buffer.from(of));
  it.each<[string, Uint8Array, string]>([
    ['a number without a magnitude', der.unsignedInteger(new Uint8Array(0)), '020100'],
    ['zero', der.unsignedInteger(bytes('0000')), '020100'],
    ['a number with zeros before it', der.unsignedInteger(bytes('00007f')), '02017f'],
    ['a number that would be negative', der.unsignedInteger(bytes('80')), '02020080'],
    ['a small number', der.smallInteger(3), '020103'],
    ['true', der.boolean(true), '0101ff'],
    ['false', der.boolean(false), '010100'],
    ['nothing', der.nullValue(), '0500'],
    ['bits', der.bitString(bytes('a0'), 5), '030205a0'],
    ['whole bytes of bits', der.bitString(bytes('a0')), '030200a0'],
    ['text', der.utf8String('é'), '0c02c3a9'],
    ['a tag around', der.tagged(3, der.nullValue()), 'a3020500'],
    ['a tag in place', der.taggedPrimitive(3, bytes('01')), '830101'],
    ['a set, in order', der.setOf(bytes('0402'), bytes('0401'), bytes('02')), '31050204010402'],
    ['an algorithm', der.algorithm(OID.sha256), '300d06096086480165030402010500'],
    ['a time of 1950', der.time(new Date('1950-01-01T00:00:00Z')), `170d${text('500101000000Z')}`],
    ['a time before', der.time(new Date('1949-12-31T23:59:59Z')), `180f${text('19491231235959Z')}`],
    ['a time of 2049', der.time(new Date('2049-12-31T23:59:59.999Z')), `170d${text('491231235959Z')}`],
    ['a time behind', der.time(new Date('2050-01-01T00:00:00Z')), `180f${text('20500101000000Z')}`],
  ])('%s', (_name, written, expected) => {
    expect(hex(written)).toBe(expected);
  });
});

describe('object identifiers', () => {
  it('are read as they were written', () => {
    const arc = fc.nat(2 ** 31 - 1);
    fc.assert(
      fc.property(fc.nat(2), fc.nat(39), fc.array(arc, { maxLength: 8 }), (root, second, rest) => {
        const dotted = [root, second, ...rest].join('.');
        expect(decodeOid(encodeOid(dotted))).toBe(dotted);
      }),
    );
    expect(decodeOid(encodeOid('2.999.1'))).toBe('2.999.1');
  });

  it.each<[string, string, string]>([
    ['nothing', '', '<>'],
    ['one that does not end', '2a86', '<2a86>'],
    ['an arc that begins with zeros', '2a8001', '<2a8001>'],
    ['an arc larger than any', `2a${'ff'.repeat(7)}7f`, '<2affffffffffffff7f>'],
    ['the last of the second root', '4f', '1.39'],
    ['the first of the third', '50', '2.0'],
    ['zero', '00', '0.0'],
  ])('%s', (_name, octets, text) => {
    expect(decodeOid(bytes(octets))).toBe(text);
  });

  it('have 64 bytes at most, of which 32 are shown of what is none', () => {
    expect(decodeOid(Buffer.alloc(64, 1))).toBe(['0', ...new Array<string>(64).fill('1')].join('.'));
    expect(decodeOid(Buffer.alloc(65, 1))).toBe(`<${'01'.repeat(32)}>`);
  });

  it('have one name each', () => {
    for (const [name, dotted] of Object.entries(OID)) expect(oidName(encodeOid(dotted))).toBe(name);
    expect(new Set(Object.values(OID)).size).toBe(Object.keys(OID).length);
    expect(oidName(encodeOid('1.2.3'))).toBeUndefined();
    expect(oidName(Buffer.alloc(33))).toBeUndefined();
  });
});
