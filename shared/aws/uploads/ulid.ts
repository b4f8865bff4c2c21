/** ULIDs: 48 bits of milliseconds and 80 random bits in Crockford's base 32. Sorted as text they are sorted by time. */
import { randomBytes } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;

/** A new id. Within one millisecond the order is random. */
export function ulid(now: Date): string {
  let time = now.getTime();
  let text = '';
  for (let i = 0; i < TIME_DIGITS; i++) {
    text = DIGITS.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }

  for (const byte of randomBytes(16)) text += DIGITS.charAt(byte & 31);
  return text;
}

/** When an id was made, in milliseconds since 1970. */
export function timeOfUlid(id: string): number {
  let time = 0;
  for (const digit of id.slice(0, TIME_DIGITS)) time = time * 32 + DIGITS.indexOf(digit);
  return time;
}
