/** Writing DER (X.690): what is made here is signed, so every byte is decided in this file. */
import { encodeOid } from './oids.ts';
import { TAG } from './tlv.ts';

/** One element: identifier, definite length in its shortest form, content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.from([tag, ...lengthOctets(length)]), ...content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(TAG.sequence, ...parts);

/** SET OF: its parts in ascending order of their encoding. */
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array =>
  element(TAG.set, ...[...parts].sort((a, b) => Buffer.compare(a, b)));

/** `[number]`, constructed. */
export const tagged = (number: number, ...content: readonly Uint8Array[]): Uint8Array =>
  element(0xa0 | number, ...content);

/** `[number] IMPLICIT` of a primitive type. */
export const taggedPrimitive = (number: number, content: Uint8Array): Uint8Array => element(0x80 | number, content);

export const objectId = (dotted: string): Uint8Array => element(TAG.oid, encodeOid(dotted));
export const octetString = (bytes: Uint8Array): Uint8Array => element(TAG.octetString, bytes);
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  element(TAG.bitString, Uint8Array.of(unusedBits), bytes);
export const boolean = (value: boolean): Uint8Array => element(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
export const nullValue = (): Uint8Array => element(TAG.null);
export const utf8String = (text: string): Uint8Array => element(TAG.utf8String, Buffer.from(text, 'utf8'));

/** A non-negative INTEGER from its magnitude, big-endian. */
export function unsignedInteger(magnitude: Uint8Array): Uint8Array {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const trimmed = magnitude.length === 0 ? Uint8Array.of(0) : magnitude.subarray(start);
  const needsZero = ((trimmed[0] ?? 0) & 0x80) !== 0;
  return element(TAG.integer, needsZero ? Uint8Array.of(0) : new Uint8Array(0), trimmed);
}

export const smallInteger = (value: number): Uint8Array => element(TAG.integer, Uint8Array.of(value));

/** `AlgorithmIdentifier` with NULL parameters, as RSA and SHA-2 have them everywhere. */
export const algorithm = (oid: string): Uint8Array => sequence(objectId(oid), nullValue());

/** UTCTime until 2049, GeneralizedTime from then on (RFC 5280 4.1.2.5). Seconds; no fractions. */
export function time(date: Date): Uint8Array {
  const digits = date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  const year = date.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? element(TAG.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : element(TAG.generalizedTime, Buffer.from(digits, 'latin1'));
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return [0x80 | octets.length, ...octets];
}
