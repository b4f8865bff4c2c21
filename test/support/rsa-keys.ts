/**
 * RSA keys of tests, from primes that were found before: finding them is most of what such tests would take. They are public, so
 * they protect nothing. `node test/fixtures/keys/make.ts` finds others.
 */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PRIMES_FILE = join(import.meta.dirname, '../fixtures/keys/primes.json');
const EXPONENT = 65_537n;

/** Pairs of primes in hexadecimal, by the bits of the key. */
export type Primes = Readonly<Record<string, readonly (readonly [p: string, q: string])[]>>;

let primes: Primes | undefined;
const taken = new Map<number, number>();

/** A private key that this process was not given before. Where all of its size are given away, it is made. */
export function takeRsaKey(bits = 2048): KeyObject {
  primes ??= JSON.parse(readFileSync(PRIMES_FILE, 'utf8')) as Primes;
  const index = taken.get(bits) ?? 0;
  taken.set(bits, index + 1);
  const pair = primes[bits]?.[index];
  if (pair === undefined) return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
  return createPrivateKey({ format: 'jwk', key: keyOf(BigInt(`0x${pair[0]}`), BigInt(`0x${pair[1]}`)) });
}

/** RFC 8017, 3.2. */
function keyOf(p: bigint, q: bigint): JsonWebKey {
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const numbers = { n: p * q, e: EXPONENT, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  return { kty: 'RSA', ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64(value)])) };
}

/** The x below `modulus` for which a·x leaves 1. */
function inverse(a: bigint, modulus: bigint): bigint {
  let [r, nextR, x, nextX] = [modulus, a, 0n, 1n];
  while (nextR !== 0n) {
    const times = r / nextR;
    [r, nextR, x, nextX] = [nextR, r - times * nextR, nextX, x - times * nextX];
  }
  return x < 0n ? x + modulus : x;
}

function base64(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
