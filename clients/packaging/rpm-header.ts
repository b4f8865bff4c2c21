/** The header structure of an RPM package, version 4: an index of typed tags over one store of values. Big-endian. */

export const RpmType = { Int16: 3, Int32: 4, String: 6, Bin: 7, StringArray: 8, I18nString: 9 } as const;
export type RpmType = (typeof RpmType)[keyof typeof RpmType];

export type RpmEntry = { readonly tag: number } & (
  | { readonly type: typeof RpmType.Int16 | typeof RpmType.Int32; readonly value: readonly number[] }
  | { readonly type: typeof RpmType.String | typeof RpmType.I18nString; readonly value: string }
  | { readonly type: typeof RpmType.StringArray; readonly value: readonly string[] }
  | { readonly type: typeof RpmType.Bin; readonly value: Uint8Array }
);

const MAGIC = Buffer.from([0x8e, 0xad, 0xe8, 0x01, 0, 0, 0, 0]);
const REGION_BYTES = 16;
const ALIGN: Readonly<Partial<Record<RpmType, number>>> = { [RpmType.Int16]: 2, [RpmType.Int32]: 4 };

function encode(entry: RpmEntry): { readonly bytes: Buffer; readonly count: number } {
  switch (entry.type) {
    case RpmType.Int16: {
      const bytes = Buffer.alloc(entry.value.length * 2);
      entry.value.forEach((number, index) => bytes.writeUInt16BE(number, index * 2));
      return { bytes, count: entry.value.length };
    }
    case RpmType.Int32: {
      const bytes = Buffer.alloc(entry.value.length * 4);
      entry.value.forEach((number, index) => bytes.writeUInt32BE(number >>> 0, index * 4));
      return { bytes, count: entry.value.length };
    }
    case RpmType.String:
    case RpmType.I18nString:
      return { bytes: Buffer.from(`${entry.value}\0`), count: 1 };
    case RpmType.StringArray:
      return { bytes: Buffer.from(entry.value.map((text) => `${text}\0`).join('')), count: entry.value.length };
    case RpmType.Bin:
      return { bytes: Buffer.from(entry.value), count: entry.value.length };
  }
}

/**
 * @param region the tag that spans all others and makes them immutable: 62 in the signature, 63 in the header proper. Its
 * value, at the end of the store, points back over the whole index.
 */
export function rpmHeader(entries: readonly RpmEntry[], region: 62 | 63): Buffer {
  const index: Buffer[] = [];
  const store: Buffer[] = [];
  let offset = 0;
  for (const entry of entries.toSorted((a, b) => a.tag - b.tag)) {
    const align = ALIGN[entry.type] ?? 1;
    const gap = (align - (offset % align)) % align;
    if (gap > 0) store.push(Buffer.alloc(gap));
    offset += gap;
    const { bytes, count } = encode(entry);
    index.push(indexEntry(entry.tag, entry.type, offset, count));
    store.push(bytes);
    offset += bytes.length;
  }
  const all = entries.length + 1;
  const regionEntry = indexEntry(region, RpmType.Bin, offset, REGION_BYTES);
  const trailer = indexEntry(region, RpmType.Bin, -all * 16, REGION_BYTES);
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(all, 0);
  lengths.writeUInt32BE(offset + REGION_BYTES, 4);
  return Buffer.concat([MAGIC, lengths, regionEntry, ...index, ...store, trailer]);
}

function indexEntry(tag: number, type: RpmType, offset: number, count: number): Buffer {
  const entry = Buffer.alloc(16);
  entry.writeUInt32BE(tag, 0);
  entry.writeUInt32BE(type, 4);
  entry.writeInt32BE(offset, 8);
  entry.writeUInt32BE(count, 12);
  return entry;
}
