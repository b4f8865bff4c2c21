/** Times as `x509_decode_time` of linux v6.1 crypto/asymmetric_keys/x509_cert_parser.c takes them. */
import { describe, expect, it } from '@jest/globals';
import { KernelError } from '../../../../../shared/authenticode/kernel/errno.ts';
import { decodeTime } from '../../../../../shared/authenticode/kernel/time.ts';

const UTC = 0x17;
const GENERALIZED = 0x18;

describe('a time', () => {
  it.each([
    [UTC, '700101000000Z', '1970-01-01T00:00:00Z'],
    [UTC, '491231235959Z', '2049-12-31T23:59:59Z'],
    [UTC, '991231235959Z', '1999-12-31T23:59:59Z'],
    [UTC, '240229000000Z', '2024-02-29T00:00:00Z'],
    [UTC, '260101240000Z', '2026-01-02T00:00:00Z'],
    [UTC, '161231235960Z', '2017-01-01T00:00:00Z'],
    [GENERALIZED, '20500101000000Z', '2050-01-01T00:00:00Z'],
    [GENERALIZED, '24000229120000Z', '2400-02-29T12:00:00Z'],
    [GENERALIZED, '99991231235959Z', '9999-12-31T23:59:59Z'],
  ])('of tag %d is read: %s', (tag, text, expected) => {
    expect(decodeTime(tag, Buffer.from(text))).toBe(Date.parse(expected) / 1000);
  });

  it.each([
    [UTC, '691231235959Z'],
    [UTC, '500101000000Z'],
    [UTC, '20500101000000Z'],
    [UTC, '2601010000Z'],
    [UTC, '260101000000+'],
    [UTC, '2601010000 0Z'],
    [UTC, '260001000000Z'],
    [UTC, '261301000000Z'],
    [UTC, '260100000000Z'],
    [UTC, '260229000000Z'],
    [UTC, '260431000000Z'],
    [UTC, '260101250000Z'],
    [UTC, '260101006000Z'],
    [UTC, '260101000061Z'],
    [GENERALIZED, '260101000000Z'],
    [GENERALIZED, '205001010000Z'],
    [GENERALIZED, '205001010000000Z'],
    [GENERALIZED, '20491231235959Z'],
    [GENERALIZED, '19500101000000Z'],
    [GENERALIZED, '19490101000000Z'],
    [GENERALIZED, '21000229000000Z'],
    [GENERALIZED, '20500101000000'],
    [0x0c, '260101000000Z'],
    [0x0c, '20500101000000Z'],
    [UTC, ''],
  ])('of tag %d is none: %j', (tag, text) => {
    expect(() => decodeTime(tag, Buffer.from(text))).toThrow(KernelError);
    expect(() => decodeTime(tag, Buffer.from(text))).toThrow(expect.objectContaining({ errno: 'EBADMSG' }));
  });
});
