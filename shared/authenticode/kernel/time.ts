/** Times in certificates and signatures, as linux v6.1 `x509_decode_time` reads them. */
import { KernelError } from './errno.ts';

const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Seconds since 1970. @throws {KernelError} EBADMSG for what is not a time */
export function decodeTime(tag: number, value: Uint8Array): number {
  const text = Buffer.from(value).toString('latin1');
  const digits = /^\d*Z$/;
  let year: number;
  let rest: string;
  if (tag === UTC_TIME && text.length === 13 && digits.test(text)) {
    year = Number(text.slice(0, 2));
    year += year >= 50 ? 1900 : 2000;
    rest = text.slice(2);
  } else if (tag === GENERALIZED_TIME && text.length === 15 && digits.test(text)) {
    year = Number(text.slice(0, 4));
    // RFC 5280 wants UTCTime for these.
    if (year >= 1950 && year <= 2049) return invalid(text);
    rest = text.slice(4);
  } else return invalid(text);

  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 2, 4, 6, 8].map((at) =>
    Number(rest.slice(at, at + 2)),
  );
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const monthDays = month === 2 && leap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  if (year < 1970 || day < 1 || day > monthDays || hour > 24 || minute > 59 || second > 60) return invalid(text);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

function invalid(text: string): never {
  throw new KernelError('EBADMSG', 'x509_decode_time', `not a time: ${JSON.stringify(text.slice(0, 20))}`);
}
