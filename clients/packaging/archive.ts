/** The archives inside packages: ar, tar and cpio, as small as these packages need them, and always the same bytes. */

export interface ArchiveEntry {
  readonly name: string;
  readonly mode: number;
  /** Absent for a directory. */
  readonly content?: Uint8Array;
}

const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;

function padded(bytes: Uint8Array, multiple: number, fill = 0): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((multiple - (bytes.length % multiple)) % multiple, fill)]);
}

/** `!<arch>`, as dpkg reads it: deb(5). */
export function ar(
  entries: readonly { readonly name: string; readonly content: Uint8Array }[],
  timestamp: number,
): Buffer {
  const members = entries.map(({ name, content }) => {
    const header = [
      name.padEnd(16),
      String(timestamp).padEnd(12),
      '0     ',
      '0     ',
      '100644  ',
      String(content.length).padEnd(10),
      '`\n',
    ];
    return padded(Buffer.concat([Buffer.from(header.join('')), content]), 2, 0x0a);
  });
  return Buffer.concat([Buffer.from('!<arch>\n'), ...members]);
}

/** POSIX ustar; names up to 100 bytes. */
export function tar(entries: readonly ArchiveEntry[], timestamp: number): Buffer {
  const blocks = entries.flatMap(({ name, mode, content }) => {
    if (Buffer.byteLength(name) > 100) throw new RangeError(`${name}: longer than ustar's 100 bytes`);
    const header = Buffer.alloc(512);
    const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
    header.write(name, 0);
    header.write(octal(mode, 8), 100);
    header.write(octal(0, 8), 108);
    header.write(octal(0, 8), 116);
    header.write(octal(content?.length ?? 0, 12), 124);
    header.write(octal(timestamp, 12), 136);
    header.write('        ', 148);
    header.write(content === undefined ? '5' : '0', 156);
    header.write('ustar\x0000', 257);
    header.write('root', 265);
    header.write('root', 297);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, ...(content === undefined ? [] : [padded(content, 512)])];
  });
  return padded(Buffer.concat([...blocks, Buffer.alloc(1024)]), 10_240);
}

/** "New ASCII" cpio, as rpm's payload is. Inode numbers count from 1. */
export function cpio(entries: readonly ArchiveEntry[], timestamp: number): Buffer {
  const member = (name: string, mode: number, content: Uint8Array, inode: number, links: number): Buffer => {
    const named = Buffer.from(`${name}\0`);
    const fields = [inode, mode, 0, 0, links, inode === 0 ? 0 : timestamp, content.length, 0, 0, 0, 0, named.length, 0];
    const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
    return Buffer.concat([padded(Buffer.concat([header, named]), 4), padded(content, 4)]);
  };
  return Buffer.concat([
    ...entries.map(({ name, mode, content }, index) =>
      member(name, mode | (content === undefined ? S_IFDIR : S_IFREG), content ?? Buffer.alloc(0), index + 1, 1),
    ),
    member('TRAILER!!!', 0, Buffer.alloc(0), 0, 1),
  ]);
}
