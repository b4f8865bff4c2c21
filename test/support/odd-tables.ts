/** Other encodings of a signature, and certificate tables that hold it in odd ways. */

/** Other encodings of the same message. */
export function oddEncodings(der: Uint8Array): Readonly<Record<string, Uint8Array>> {
  const inner = der.subarray(4);
  const length = inner.length;
  return {
    indefinite: Buffer.concat([Uint8Array.of(0x30, 0x80), inner, Buffer.alloc(2)]),
    'long-length': Buffer.concat([Uint8Array.of(0x30, 0x83, 0, length >> 8, length & 0xff), inner]),
    'length-one-less': Buffer.concat([Uint8Array.of(0x30, 0x82, (length - 1) >> 8, (length - 1) & 0xff), inner]),
    'length-one-more': Buffer.concat([Uint8Array.of(0x30, 0x82, (length + 1) >> 8, (length + 1) & 0xff), inner]),
    'length-one-more-zero-after': Buffer.concat([
      Uint8Array.of(0x30, 0x82, (length + 1) >> 8, (length + 1) & 0xff),
      inner,
      Buffer.alloc(1),
    ]),
    cut: der.subarray(0, der.length - 8),
    'one-octet': der.subarray(0, 1),
    'three-octets': der.subarray(0, 3),
    'not-a-sequence': Buffer.concat([Uint8Array.of(0x31), der.subarray(1)]),
  };
}

/** The certificate table of a signed image, changed. */
export function oddTables(signed: Buffer, contentBytes: number): Readonly<Record<string, Buffer>> {
  const directory = 0x80 + 24 + 112 + 32;
  const tableBytes = signed.length - contentBytes;
  const length = signed.readUInt32LE(contentBytes);
  const change = (edit: (bytes: Buffer) => void, more = 0): Buffer => {
    const bytes = Buffer.concat([signed, Buffer.alloc(more)]);
    edit(bytes);
    return bytes;
  };
  const u32 = (offset: number, value: number, more = 0): Buffer =>
    change((bytes) => void bytes.writeUInt32LE(value, offset), more);
  const withMore = (edit: (bytes: Buffer) => void): Buffer =>
    change((bytes) => {
      bytes.writeUInt32LE(tableBytes + 16, directory + 4);
      edit(bytes);
    }, 16);
  const guid = Buffer.from('9dd2af4adf68ee498aa9347d375665a7', 'hex');
  const asGuid = (bytes: Buffer): Buffer => {
    const entry = Buffer.alloc(24);
    entry.writeUInt32LE(24 + length - 8, 0);
    entry.writeUInt16LE(0x200, 4);
    entry.writeUInt16LE(0x0ef1, 6);
    guid.copy(entry, 8);
    const whole = Buffer.concat([entry, bytes.subarray(contentBytes + 8, contentBytes + length)]);
    return Buffer.concat([whole, Buffer.alloc((8 - (whole.length % 8)) % 8)]);
  };
  const tableOf = (...entries: readonly Buffer[]): Buffer => {
    const table = Buffer.concat(entries);
    const bytes = Buffer.concat([signed.subarray(0, contentBytes), table]);
    bytes.writeUInt32LE(table.length, directory + 4);
    return bytes;
  };
  const entry = signed.subarray(contentBytes);
  const unknown = Buffer.alloc(16);
  unknown.writeUInt32LE(16, 0);
  unknown.writeUInt16LE(0x200, 4);
  unknown.writeUInt16LE(0x0001, 6);
  const guidEntry = asGuid(signed);
  return {
    'revision-1': change((bytes) => void bytes.writeUInt16LE(0x100, contentBytes + 4)),
    'revision-0': change((bytes) => void bytes.writeUInt16LE(0, contentBytes + 4)),
    'type-1': change((bytes) => void bytes.writeUInt16LE(1, contentBytes + 6)),
    'type-3': change((bytes) => void bytes.writeUInt16LE(3, contentBytes + 6)),
    'type-guid-unwrapped': change((bytes) => void bytes.writeUInt16LE(0x0ef1, contentBytes + 6)),
    'length-rounded': u32(contentBytes, tableBytes),
    'length-less': u32(contentBytes, length - 8),
    'length-100': u32(contentBytes, 100),
    'length-8': u32(contentBytes, 8),
    'length-9': u32(contentBytes, 9),
    'length-4': u32(contentBytes, 4),
    'length-0': u32(contentBytes, 0),
    'length-more': u32(contentBytes, tableBytes + 8),
    'length-huge': u32(contentBytes, 0xfffffff9),
    'padding-nonzero': change((bytes) => void bytes.fill(0xaa, contentBytes + length)),
    'zeros-in-table': withMore(() => undefined),
    'bytes-in-table': withMore((bytes) => void bytes.fill(0xaa, signed.length)),
    'zeros-in-entry': withMore((bytes) => void bytes.writeUInt32LE(tableBytes + 16, contentBytes)),
    'unknown-after': tableOf(entry, unknown),
    'unknown-first': tableOf(unknown, entry),
    guid: tableOf(guidEntry),
    'guid-first': tableOf(guidEntry, entry),
    'guid-after': tableOf(entry, guidEntry),
    'zeros-behind': Buffer.concat([signed, Buffer.alloc(8)]),
    'one-byte-behind': Buffer.concat([signed, Buffer.alloc(1)]),
    'directory-size-less': u32(directory + 4, tableBytes - 8),
    'directory-size-more': u32(directory + 4, tableBytes + 8),
    'directory-size-7': u32(directory + 4, 7),
    'directory-size-0': u32(directory + 4, 0),
    'directory-offset-0': u32(directory, 0),
    'directory-offset-off-by-4': u32(directory, contentBytes - 4),
    'directory-offset-outside': u32(directory, 0x7fffffff),
    'directory-in-headers': u32(directory, 0x200),
    'directory-overflow': change((bytes) => {
      bytes.writeUInt32LE(0xfffffff8, directory);
      bytes.writeUInt32LE(0x10, directory + 4);
    }),
    cut: Buffer.from(signed.subarray(0, signed.length - 8)),
    checksum: change((bytes) => void bytes.writeUInt32LE(0x12345678, 0x80 + 24 + 64)),
    'checksum-zero': change((bytes) => void bytes.writeUInt32LE(0, 0x80 + 24 + 64)),
    'header-byte': change((bytes) => (bytes[0x50] = 0x20)),
    'text-byte': change((bytes) => (bytes[0x1400] = 0x20)),
  };
}
