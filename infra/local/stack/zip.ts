/** A ZIP archive of a folder, as Lambda takes it: deflated (quickly: it goes to this machine), no ZIP64 (Lambda's own limit is 250 MB), always the same bytes. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { u16, u32 } from '../../../shared/bytes/to-little-endian.ts';

// PKWARE APPNOTE 6.3.10, section 4.3.
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const VERSION = 20;
const UNIX = 3 << 8;
const UTF8_NAME = 1 << 11;
const DEFLATED = 8;
const MODE = 0o100755 * 0x1_0000;
/** 1980-01-01, the first day that the format knows. */
const DATE = 0x21;
const MAX_ENTRIES = 0xffff;
const MAX_BYTES = 0xffff_ffff;

export function zipFolder(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length > MAX_ENTRIES) throw new RangeError(`zip: ${files.length} files in ${folder}`);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const content = readFileSync(file);
    const packed = deflateRawSync(content, { level: 1 });
    const name = Buffer.from(relative(folder, file).split(sep).join('/'));
    const fields = entryFields(content, packed, name.length);
    const local = Buffer.concat([u32(LOCAL_HEADER), u16(VERSION), ...fields, u16(0), name, packed]);
    centrals.push(
      Buffer.concat([
        ...[u32(CENTRAL_HEADER), u16(UNIX | VERSION), u16(VERSION), ...fields],
        // No extra field, comment, disk number, internal attributes.
        ...[u16(0), u16(0), u16(0), u16(0), u32(MODE), u32(offset), name],
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  if (offset + directory.length > MAX_BYTES) throw new RangeError(`zip: ${folder} is over 4 GiB`);
  const count = u16(files.length);
  const end = [u32(END_OF_CENTRAL_DIRECTORY), u16(0), u16(0), count, count, u32(directory.length), u32(offset), u16(0)];
  return Buffer.concat([...locals, directory, ...end]);
}

function entryFields(content: Buffer, packed: Buffer, nameBytes: number): Buffer[] {
  return [
    ...[u16(UTF8_NAME), u16(DEFLATED), u16(0), u16(DATE)],
    ...[u32(crc32(content)), u32(packed.length), u32(content.length), u16(nameBytes)],
  ];
}
