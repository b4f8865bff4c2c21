/**
 * The files in packages, one after another: `.deb` and `.ddeb` (ar of tars, deb(5)), `.rpm` (headers and a cpio archive). Names in
 * them are told and never used as paths.
 */
import { FormatErrorCode } from '../../errors.ts';
import { ByteStream } from './byte-stream.ts';
import { unpacked } from './unpack.ts';

export interface Member {
  readonly name: string;
  readonly sizeBytes: number;
  /** What it holds; what is not taken is passed over. */
  content(): AsyncGenerator<Uint8Array>;
}

const MAX_MEMBERS = 1_000_000;
const MAX_NAME_BYTES = 64 * 1024;
const MAX_RPM_HEADER_BYTES = 256 * 1024 * 1024;

export const PackageKind = { Deb: 'deb', Rpm: 'rpm' } as const;
export type PackageKind = (typeof PackageKind)[keyof typeof PackageKind];

/** What a file is by its first 8 bytes; undefined for what is no package. */
export function packageKind(head: Uint8Array): PackageKind | undefined {
  if (Buffer.from(head.subarray(0, 8)).toString('latin1') === '!<arch>\n') return PackageKind.Deb;
  if (Buffer.from(head.subarray(0, 4)).toString('hex') === 'edabeedb') return PackageKind.Rpm;
  return undefined;
}

/** @throws {FormatError} for what is no package, or a damaged one */
export async function* packageMembers(kind: PackageKind, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const stream = new ByteStream(bytes, kind);
  try {
    yield* kind === PackageKind.Deb ? debMembers(stream) : rpmMembers(stream);
  } finally {
    await stream.close();
  }
}

async function* debMembers(stream: ByteStream): AsyncGenerator<Member> {
  await stream.skip(8, 'magic');
  while (!(await stream.isOver())) {
    const header = text(await stream.take(60, 'ar header'));
    const sizeBytes = decimal(header.slice(48, 58));
    if (sizeBytes === undefined || header.slice(58) !== '`\n') {
      stream.fail(FormatErrorCode.BadValue, 'ar header', 'no size where it should be');
    }
    if (header.startsWith('data.tar')) {
      const data = new ByteStream(stream.pieces(sizeBytes, 'data.tar'), 'deb');
      yield* tarMembers(await unpacked(data, 'tar'));
      return;
    }
    await stream.skip(sizeBytes + (sizeBytes % 2), 'ar member');
  }
  stream.fail(FormatErrorCode.BadValue, 'ar', 'holds no data.tar');
}

/** POSIX ustar, with GNU's and pax's long names. */
async function* tarMembers(stream: ByteStream): AsyncGenerator<Member> {
  let long: string | undefined;
  for (let members = 0; members < MAX_MEMBERS && !(await stream.isOver()); members += 1) {
    const header = await stream.take(512, 'tar header');
    if (header.every((byte) => byte === 0)) return;
    const sizeBytes = tarSize(header) ?? stream.fail(FormatErrorCode.BadValue, 'tar size', 'no number');
    const kind = String.fromCharCode(header[156] ?? 0);
    const padding = (512 - (sizeBytes % 512)) % 512;
    if (kind === 'L' || kind === 'x') {
      if (sizeBytes > MAX_NAME_BYTES) stream.fail(FormatErrorCode.Limit, 'tar name', `${sizeBytes} bytes`);
      const said = text(await stream.take(sizeBytes, 'tar name'));
      await stream.skip(padding, 'padding');
      long = kind === 'L' ? said.replace(/\0.*$/s, '') : (/^\d+ path=(.*)$/m.exec(said)?.[1] ?? long);
      continue;
    }
    const prefix = terminated(header.subarray(345, 500));
    const short = terminated(header.subarray(0, 100));
    const name = long ?? (prefix === '' || text(header.subarray(257, 262)) !== 'ustar' ? short : `${prefix}/${short}`);
    long = undefined;
    const member = memberOf(stream, name, sizeBytes);
    if (kind === '0' || kind === '\0') yield member;
    await member.passOver();
    await stream.skip(padding, 'padding');
  }
}

function memberOf(stream: ByteStream, name: string, sizeBytes: number): Member & { passOver(): Promise<void> } {
  let left = sizeBytes;
  return {
    name,
    sizeBytes,
    async *content() {
      while (left > 0) {
        const wanted = Math.min(left, 1024 * 1024);
        const piece = await stream.take(wanted, name);
        left -= wanted;
        yield piece;
      }
    },
    passOver: () => stream.skip(left, name),
  };
}

/** Octal, or base 256 above 8 GiB. */
function tarSize(header: Uint8Array): number | undefined {
  const field = header.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const size = Buffer.from(field.subarray(4)).readBigUInt64BE();
    return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : undefined;
  }
  const digits = terminated(field).trim();
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

const RPM_LEAD_BYTES = 96;
const RPM_HEADER_MAGIC = '8eade801';
const CPIO_HEADER_BYTES = 110;
const CPIO_STRIPPED = '07070X';

/** A lead, two headers of an index and a store each, then the payload. @see rpm's docs/manual/format.md (4.18) */
async function* rpmMembers(stream: ByteStream): AsyncGenerator<Member> {
  await stream.skip(RPM_LEAD_BYTES, 'lead');
  const signatureBytes = await skipRpmHeader(stream);
  await stream.skip((8 - (signatureBytes % 8)) % 8, 'padding');
  await skipRpmHeader(stream);
  yield* cpioMembers(await unpacked(stream, 'cpio'));
}

async function skipRpmHeader(stream: ByteStream): Promise<number> {
  const intro = Buffer.from(await stream.take(16, 'header'));
  if (intro.toString('hex', 0, 4) !== RPM_HEADER_MAGIC) stream.fail(FormatErrorCode.BadValue, 'header', 'no magic');
  const bytes = intro.readUInt32BE(8) * 16 + intro.readUInt32BE(12);
  if (bytes > MAX_RPM_HEADER_BYTES) stream.fail(FormatErrorCode.Limit, 'header', `${bytes} bytes`);
  await stream.skip(bytes, 'header');
  return bytes;
}

/** The new ASCII form (cpio(5)). */
async function* cpioMembers(stream: ByteStream): AsyncGenerator<Member> {
  for (let members = 0; members < MAX_MEMBERS; members += 1) {
    const header = text(await stream.take(CPIO_HEADER_BYTES, 'cpio header'));
    if (header.startsWith(CPIO_STRIPPED)) {
      stream.fail(FormatErrorCode.Unsupported, 'cpio', 'a package with files above 4 GiB: unpack it yourself');
    }
    if (!/^07070[12][0-9A-Fa-f]{104}$/.test(header)) stream.fail(FormatErrorCode.BadValue, 'cpio header', 'no magic');
    const field = (index: number): number => Number.parseInt(header.slice(6 + index * 8, 14 + index * 8), 16);
    const [mode, sizeBytes, nameBytes] = [field(1), field(6), field(11)];
    if (nameBytes > MAX_NAME_BYTES) stream.fail(FormatErrorCode.Limit, 'cpio name', `${nameBytes} bytes`);
    const name = terminated(await stream.take(nameBytes, 'cpio name'));
    await stream.skip((4 - ((CPIO_HEADER_BYTES + nameBytes) % 4)) % 4, 'padding');
    if (name === 'TRAILER!!!') return;
    const member = memberOf(stream, name, sizeBytes);
    if ((mode & 0o170000) === 0o100000) yield member;
    await member.passOver();
    await stream.skip((4 - (sizeBytes % 4)) % 4, 'padding');
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function terminated(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return text(end < 0 ? bytes : bytes.subarray(0, end));
}

function decimal(digits: string): number | undefined {
  return /^\d+ *$/.test(digits) ? Number(digits) : undefined;
}
