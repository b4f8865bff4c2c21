/** A compressed dump with pages of it changed: each is put behind the rest, as it is, and its descriptor leads there. */

/** `struct disk_dump_header`, of 64 bits. */
const BLOCK_SIZE_AT = 428;
const SUB_HEADER_BLOCKS_AT = 432;
const BITMAP_BLOCKS_AT = 436;
const DESCRIPTOR_BYTES = 24;

/** Bytes of physical memory by their address; where there is nothing to put, the page is as if it were corrupt. */
export interface MemoryEdit {
  readonly physical: bigint;
  readonly bytes?: Uint8Array;
}

/**
 * @param page the bytes of a page frame, as the dump has them
 */
export function editKdump(
  kdump: Uint8Array,
  edits: readonly MemoryEdit[],
  page: (pfn: number) => Uint8Array,
): Uint8Array {
  const header = new DataView(kdump.buffer, kdump.byteOffset, kdump.byteLength);
  const block = header.getInt32(BLOCK_SIZE_AT, true);
  const bitmapBlocks = header.getUint32(BITMAP_BLOCKS_AT, true);
  const bitmaps = (1 + header.getInt32(SUB_HEADER_BLOCKS_AT, true)) * block;
  const present = kdump.subarray(bitmaps + (bitmapBlocks / 2) * block, bitmaps + bitmapBlocks * block);
  const pages = new Map<number, Uint8Array | undefined>();
  for (const { physical, bytes } of edits) {
    const pfn = Number(physical / BigInt(block));
    const edited = bytes && (pages.get(pfn) ?? Uint8Array.from(page(pfn)));
    if (bytes !== undefined) edited?.set(bytes, Number(physical % BigInt(block)));
    pages.set(pfn, edited);
  }
  const whole = new Uint8Array(kdump.length + pages.size * block);
  whole.set(kdump);
  const view = new DataView(whole.buffer);
  let end = kdump.length;
  for (const [pfn, edited] of pages) {
    const descriptor = bitmaps + bitmapBlocks * block + rankOf(present, pfn) * DESCRIPTOR_BYTES;
    view.setBigInt64(descriptor, BigInt(end), true);
    view.setUint32(descriptor + 8, edited === undefined ? 0xffff_ffff : block, true);
    view.setUint32(descriptor + 12, 0, true);
    if (edited !== undefined) whole.set(edited, end);
    end += block;
  }
  return whole;
}

function rankOf(bitmap: Uint8Array, pfn: number): number {
  const has = (bit: number): number => ((bitmap[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  if (has(pfn) === 0) throw new Error(`the dump does not hold page ${pfn}`);
  let rank = 0;
  for (let bit = 0; bit < pfn; bit += 1) rank += has(bit);
  return rank;
}
