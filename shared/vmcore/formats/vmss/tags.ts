/**
 * What VMware writes of a machine that is suspended (`.vmss`) or of which a snapshot is taken (`.vmsn`): groups of tags.
 *
 *     12 bytes   u32 magic, u32 version, u32 number of groups
 *     then       for each group 80 bytes: its name (64, padded with NULs), u64 where its tags begin, u64 how long they are
 *     a tag      u8 size of the value and number of indices (bits 6 and 7), u8 length of the name, the name, a u32 for each index,
 *                the value; of size 63 it is a block, of size 62 a compressed one: its size in the file, its size in memory,
 *                a u16 with how many bytes of padding follow, the padding, the bytes
 *     two zeros  end a group
 *
 * Little-endian. Sizes of blocks are 8 bytes, and 4 in the oldest version, whose magic is 0xbed0bed0.
 *
 * @see crash vmware_vmss.h `cptdumpheader`, `cptgroupdesc`; Volatility's layer for VMware
 */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Cursor } from '../../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import { cString } from '../../symbols/shape.ts';
import { Window } from '../window.ts';

export const FORMAT = 'vmss';
/** As they stand in the file: of the oldest version, of a whole state, of one in part, and of one that was resumed from. */
export const VMSS_MAGICS = [
  '\xd0\xbe\xd0\xbe',
  '\xd2\xbe\xd2\xbe',
  '\xd3\xbe\xd3\xbe',
  '\xd1\xba\xd1\xba',
  '\xd2\xba\xd2\xba',
] as const;
const OLDEST = 0xbed0_bed0;
const HEADER_BYTES = 12;
const GROUP_BYTES = 80;
const GROUP_NAME_BYTES = 64;
/** There are some 100, one for each device; so many fit what is read at once. */
const MAX_GROUPS = 512;
const MAX_TAGS = 262_144;
/** Both bytes, the longest name, three indices, and what a block has before its padding. */
const TAG_HEAD_BYTES = 2 + 255 + 12 + 18;
const BLOCK = 63;
const COMPRESSED_BLOCK = 62;

export interface Group {
  readonly name: string;
  readonly offset: number;
}

export interface Tag {
  readonly name: string;
  readonly indices: readonly number[];
  /** A number of up to 8 bytes; undefined for a longer value. */
  readonly value: bigint | undefined;
  readonly block: { readonly offset: number; readonly sizeBytes: number; readonly compressed: boolean } | undefined;
}

/** @throws {FormatError} limit | truncated | bad-value */
export async function readGroups(
  source: ByteSource,
): Promise<{ readonly groups: readonly Group[]; readonly oldest: boolean }> {
  const window = new Window(source);
  const head = new Cursor(await need(window, source, 0, HEADER_BYTES, 'header'), FORMAT);
  const oldest = head.u32('header.id') === OLDEST;
  head.skip(4, 'header.version');
  const count = head.u32('header.numgroups');
  if (count > MAX_GROUPS)
    head.fail(FormatErrorCode.Limit, 'header.numgroups', `${count}, there are ${MAX_GROUPS} at most`);
  const bytes = await need(window, source, HEADER_BYTES, count * GROUP_BYTES, 'groups');
  const cursor = new Cursor(bytes, FORMAT);
  const groups = Array.from({ length: count }, (_, i): Group => {
    const name = cString(cursor.take(GROUP_NAME_BYTES, `group[${i}].name`));
    const offset = cursor.size64(`group[${i}].position`);
    cursor.skip(8, `group[${i}].size`);
    return { name, offset };
  });
  return { groups, oldest };
}

/** The tags of one group, to its end. @throws {FormatError} limit | truncated | bad-value */
export async function* readTags(source: ByteSource, group: Group, oldest: boolean): AsyncGenerator<Tag> {
  const window = new Window(source);
  let at = group.offset;
  for (let count = 0; ; count++) {
    const field = `${group.name}.tag[${count}]`;
    if (count === MAX_TAGS) fail(FormatErrorCode.Limit, field, `more than ${MAX_TAGS} tags`);
    const length = Math.min(TAG_HEAD_BYTES, source.sizeBytes - at);
    const cursor = new Cursor(await need(window, source, at, Math.max(length, 2), field), FORMAT, { base: at });
    const flags = cursor.u8(`${field}.flags`);
    const nameBytes = cursor.u8(`${field}.namelen`);
    if (flags === 0 && nameBytes === 0) return;
    const name = cursor.text(nameBytes, `${field}.name`);
    const indices = Array.from({ length: flags >> 6 }, () => cursor.u32(`${field}.index`));
    const size = flags & 0x3f;
    if (size !== BLOCK && size !== COMPRESSED_BLOCK) {
      const value = cursor.take(size, `${field}.value`);
      at += cursor.offset;
      yield { name, indices, value: size <= 8 ? littleEndian(value) : undefined, block: undefined };
      continue;
    }
    const sizeBytes = oldest ? cursor.u32(`${field}.size`) : cursor.size64(`${field}.size`);
    cursor.skip(oldest ? 4 : 8, `${field}.memsize`);
    const padding = cursor.u16(`${field}.padding`);
    const offset = at + cursor.offset + padding;
    if (!Number.isSafeInteger(offset + sizeBytes))
      fail(FormatErrorCode.BadValue, field, `a block of ${sizeBytes} bytes`);
    at = offset + sizeBytes;
    yield { name, indices, value: undefined, block: { offset, sizeBytes, compressed: size === COMPRESSED_BLOCK } };
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

async function need(
  window: Window,
  source: ByteSource,
  at: number,
  length: number,
  field: string,
): Promise<Uint8Array> {
  const bytes = at + length > source.sizeBytes ? undefined : await window.at(at, length);
  return bytes ?? fail(FormatErrorCode.Truncated, field, `ends at byte ${source.sizeBytes}, ${at + length} are needed`);
}

function fail(code: FormatErrorCode, field: string, problem: string): never {
  throw new FormatError(code, { format: FORMAT, field }, problem);
}
