/**
 * What libvirt puts before a saved machine (`virsh save`): 16 bytes of magic, u32 version 2, u32 length of the domain's XML, u32 whether it
 * ran, u32 how what follows is compressed, u32 and 14 more that are not needed; the XML; the machine as qemu writes it.
 *
 * @see libvirt src/qemu/qemu_saveimage.h `virQEMUSaveHeader`
 */
import { checkRange, type ByteSource } from '../../bytes/byte-source.ts';
import { Cursor } from '../../bytes/cursor.ts';
import { FormatErrorCode } from '../../errors.ts';

export const LIBVIRT_MAGIC = 'LibvirtQemudSave';
const HEADER_BYTES = 92;
/** Written in the order of the machine that wrote it: all that are read are little-endian. */
const VERSION = 2;
/** By number: 0 is none, 2 bzip2, 4 lzop, 6 a layout of its own. */
const READ = [0, 1, 3, 5];
const NAMES: Readonly<Record<number, string>> = { 2: 'bzip2', 4: 'lzop', 6: 'sparse (mapped-ram)' };

/** Where the machine begins. @throws {FormatError} unsupported | truncated | bad-value */
export function libvirtContentOffset(head: Uint8Array, sizeBytes: number): number {
  const cursor = new Cursor(head.subarray(0, HEADER_BYTES), 'libvirt');
  cursor.skip(LIBVIRT_MAGIC.length, 'magic');
  const version = cursor.u32('version');
  if (version !== VERSION) cursor.fail(FormatErrorCode.Unsupported, 'version', `${version} is not read, 2 is`);
  const offset = HEADER_BYTES + cursor.u32('data_len');
  cursor.skip(4, 'was_running');
  const format = cursor.u32('format');
  if (!READ.includes(format)) {
    const how = `\`tail -c +${offset + 1} FILE\` gives it by itself, to be decompressed; else \`virsh restore --paused FILE\`, then \`virsh dump --memory-only\``;
    cursor.fail(
      FormatErrorCode.Unsupported,
      'format',
      `a machine saved as ${NAMES[format] ?? format} is not read: ${how}`,
    );
  }
  if (offset >= sizeBytes)
    cursor.fail(FormatErrorCode.Truncated, 'data_len', `the file ends before the machine, at ${sizeBytes}`);
  return offset;
}

/** What a file holds from `offset` on. */
export function contentSource(source: ByteSource, offset: number): ByteSource {
  const self: ByteSource = {
    name: source.name,
    sizeBytes: source.sizeBytes - offset,
    read(ranges) {
      for (const range of ranges) checkRange(self, range);
      return source.read(ranges.map((range) => ({ offset: range.offset + offset, length: range.length })));
    },
  };
  return self;
}
