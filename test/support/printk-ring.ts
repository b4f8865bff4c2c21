/** A printk ring as 5.10 and later have it, in a memory of two pages at {@link PRINTK_RING_BASE}. */

export const PRINTK_RING_BASE = 0xffff888000000000n;
const PAGE = 4096;
const RING_AT = 0x100;
const DESCS_AT = 0x200;
const INFOS_AT = 0x400;
const TEXT_AT = 0x800;

export const PRINTK_RING_INFO = ringInfo();

function at(offset: number): string {
  return (PRINTK_RING_BASE + BigInt(offset)).toString(16);
}

function ringInfo(): string {
  const sizes = { printk_ringbuffer: 80, prb_desc: 24, printk_info: 88 };
  const offsets = {
    'printk_ringbuffer.desc_ring': 0,
    'printk_ringbuffer.text_data_ring': 40,
    'prb_desc_ring.count_bits': 0,
    'prb_desc_ring.descs': 8,
    'prb_desc_ring.infos': 16,
    'prb_desc_ring.head_id': 24,
    'prb_desc_ring.tail_id': 32,
    'prb_desc.state_var': 0,
    'prb_desc.text_blk_lpos': 8,
    'prb_data_blk_lpos.begin': 0,
    'prb_data_blk_lpos.next': 8,
    'printk_info.seq': 0,
    'printk_info.ts_nsec': 8,
    'printk_info.text_len': 16,
    'printk_info.caller_id': 20,
    'prb_data_ring.size_bits': 0,
    'prb_data_ring.data': 8,
    'atomic_long_t.counter': 0,
  };
  return [
    'OSRELEASE=6.1.0',
    `SYMBOL(prb)=${at(0)}`,
    ...Object.entries(sizes).map(([type, size]) => `SIZE(${type})=${size}`),
    ...Object.entries(offsets).map(([member, offset]) => `OFFSET(${member})=${offset}`),
  ].join('\n');
}

/** Four descriptors, three records, a ring of 256 bytes of text. */
export function printkRingMemory(): Buffer {
  const memory = Buffer.alloc(2 * PAGE);
  const u64 = (value: bigint, offset: number): unknown => memory.writeBigUInt64LE(BigInt.asUintN(64, value), offset);
  u64(PRINTK_RING_BASE + BigInt(RING_AT), 0);
  memory.writeUInt32LE(2, RING_AT);
  u64(PRINTK_RING_BASE + BigInt(DESCS_AT), RING_AT + 8);
  u64(PRINTK_RING_BASE + BigInt(INFOS_AT), RING_AT + 16);
  u64(6n, RING_AT + 24);
  u64(4n, RING_AT + 32);
  memory.writeUInt32LE(8, RING_AT + 40);
  u64(PRINTK_RING_BASE + BigInt(TEXT_AT), RING_AT + 48);
  let position = 0;
  for (const [i, text] of ['first', 'second line', 'third'].entries()) {
    const id = 4 + i;
    const index = id % 4;
    const next = position + 8 + Math.ceil(text.length / 8) * 8;
    u64((2n << 62n) | BigInt(id), DESCS_AT + 24 * index);
    u64(BigInt(position), DESCS_AT + 24 * index + 8);
    u64(BigInt(next), DESCS_AT + 24 * index + 16);
    u64(BigInt(i) * 1_000_000_000n, INFOS_AT + 88 * index + 8);
    memory.writeUInt16LE(text.length, INFOS_AT + 88 * index + 16);
    u64(BigInt(id), TEXT_AT + position);
    memory.write(text, TEXT_AT + position + 8, 'latin1');
    position = next;
  }
  return memory;
}
