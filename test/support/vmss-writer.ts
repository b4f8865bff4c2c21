/** Writes the state of a VMware machine: groups of tags, as VMware does. */
export interface TestTag {
  readonly name: string;
  readonly indices?: readonly number[];
  /** A number with its bytes, or a block. */
  readonly value?: readonly [value: bigint, bytes: number];
  readonly block?: Uint8Array;
  readonly padding?: number;
  readonly compressed?: boolean;
}

const HEADER_BYTES = 12;
const GROUP_BYTES = 80;

export function writeVmss(
  groups: Readonly<Record<string, readonly TestTag[]>>,
  { magic = 0xbed2_bed2 }: { readonly magic?: number } = {},
): Buffer {
  const oldest = magic === 0xbed0_bed0;
  const names = Object.keys(groups);
  const header = Buffer.alloc(HEADER_BYTES + names.length * GROUP_BYTES);
  header.writeUInt32LE(magic, 0);
  header.writeUInt32LE(8, 4);
  header.writeUInt32LE(names.length, 8);
  const bodies = names.map((name) =>
    Buffer.concat([...(groups[name] ?? []).map((tag) => writeTag(tag, oldest)), Buffer.alloc(2)]),
  );
  let at = header.length;
  bodies.forEach((body, i) => {
    const entry = HEADER_BYTES + i * GROUP_BYTES;
    header.write(names[i] ?? '', entry, 'latin1');
    header.writeBigUInt64LE(BigInt(at), entry + 64);
    header.writeBigUInt64LE(BigInt(body.length), entry + 72);
    at += body.length;
  });
  return Buffer.concat([header, ...bodies]);
}

function writeTag(
  { name, indices = [], value, block, padding = 0, compressed = false }: TestTag,
  oldest: boolean,
): Buffer {
  const size = block !== undefined ? (compressed ? 62 : 63) : (value?.[1] ?? 0);
  const head = Buffer.concat([Buffer.from([(indices.length << 6) | size, name.length]), Buffer.from(name, 'latin1')]);
  const places = Buffer.alloc(indices.length * 4);
  indices.forEach((index, i) => places.writeUInt32LE(index, i * 4));
  if (block === undefined) {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(value?.[0] ?? 0n);
    return Buffer.concat([head, places, bytes.subarray(0, size)]);
  }
  const sizes = Buffer.alloc(oldest ? 8 : 16);
  for (const i of [0, 1]) {
    if (oldest) sizes.writeUInt32LE(block.length, i * 4);
    else sizes.writeBigUInt64LE(BigInt(block.length), i * 8);
  }
  const pad = Buffer.alloc(2 + padding);
  pad.writeUInt16LE(padding);
  return Buffer.concat([head, places, sizes, pad, block]);
}

/** Tags of the group `memory` for stretches of pages. */
export function regionTags(
  regions: readonly { readonly firstPage: number; readonly filePage: number; readonly pages: number }[],
): TestTag[] {
  const tag = (name: string, i: number, value: number): TestTag => ({ name, indices: [i], value: [BigInt(value), 4] });
  return [
    { name: 'regionsCount', value: [BigInt(regions.length), 4] },
    ...regions.flatMap(({ firstPage, filePage, pages }, i) => [
      tag('regionPPN', i, firstPage),
      tag('regionPageNum', i, filePage),
      tag('regionSize', i, pages),
    ]),
  ];
}
