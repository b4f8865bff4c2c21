import { describe, expect, it } from '@jest/globals';
import { openKernelFile } from '../../../../../shared/vmcore/integrity/kernel-file.ts';
import { PatchMap } from '../../../../../shared/vmcore/integrity/patch-sites.ts';
import { markRiscvSites } from '../../../../../shared/vmcore/integrity/riscv64.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';

/** A flat image has its code two pages after its head. */
const BIAS = IMAGE - 0x2000n;
const TEXT_BYTES = 0x1_0000;
const [C_NOP, NOP] = [Buffer.from('0100', 'hex'), Buffer.from('13000000', 'hex')];

type Without = 'alternatives' | 'jumps' | 'entries' | 'entry-values';

/** A kernel with one of everything that is rewritten; answers with ranges of its code that were marked, and what was missing. */
async function marked(without?: Without) {
  const writer = new KernelWriter();
  const image = Buffer.alloc(0x3_0000, 0xee);
  writer.btf.struct('alt_entry', {
    old_offset: 's32',
    alt_offset: 's32',
    vendor_id: 'u16',
    alt_len: 'u16',
    patch_id: 'u32',
  });
  const table = (start: string, stop: string, size: number, fill: (at: number) => void): void => {
    const address = writer.symbol(start, size);
    writer.symbol(stop, 0, 'D', 1);
    image.fill(0, Number(address - BIAS), Number(address - BIAS) + size);
    fill(Number(address - BIAS));
  };
  /** A place of the code, by its distance from the field. */
  const relative = (field: number, site: number): void => {
    image.writeInt32LE(0x2000 + site - field, field);
  };
  if (without !== 'alternatives') {
    table('__alt_start', '__alt_end', 32, (at) => {
      relative(at, 0x100);
      image.writeUInt16LE(12, at + 10);
      relative(at + 16, 0x140);
      image.writeUInt16LE(4, at + 26);
    });
  }
  if (without !== 'jumps') {
    table('__start___jump_table', '__stop___jump_table', 16, (at) => {
      relative(at, 0x200);
    });
  }
  const entries = [0x300, 0x340, 0x380];
  image.set(Buffer.concat([C_NOP, C_NOP, C_NOP, C_NOP]), 0x2000 + 0x300);
  image.set(Buffer.concat([NOP, NOP]), 0x2000 + 0x340);
  image.set(Buffer.concat(Array.from({ length: 12 }, () => C_NOP)), 0x2000 + 0x380);
  if (without !== 'entries') {
    table('__start_mcount_loc', '__stop_mcount_loc', 24, (at) => {
      if (without === 'entry-values') return;
      for (const [i, entry] of entries.entries()) image.writeBigUInt64LE(IMAGE + BigInt(entry), at + i * 8);
    });
  }
  table('__start_runtime_ptr_dentry_hashtable', '__stop_runtime_ptr_dentry_hashtable', 8, (at) => {
    relative(at, 0x500);
    relative(at + 4, 0x540);
  });
  table('__start_runtime_shift_d_hash_shift', '__stop_runtime_shift_d_hash_shift', 4, (at) => {
    relative(at, 0x600);
  });
  writer.code('ftrace_call', 0x700);
  const map = new PatchMap(0x2000n, TEXT_BYTES);
  const missing = markRiscvSites({ kernel: await writer.open(), file: openKernelFile(image), bias: BIAS, map });
  const ranges: string[] = [];
  for (let at = 0, from = -1; at <= TEXT_BYTES; at++) {
    const is = at < TEXT_BYTES && map.isMarked(at);
    if (is && from < 0) from = at;
    if (is || from < 0) continue;
    ranges.push(`${from.toString(16)}+${at - from}`);
    from = -1;
  }
  return { ranges, missing };
}

describe('markRiscvSites', () => {
  it('marks alternatives, static keys, no-ops at entries of functions, runtime constants and calls of the tracer', async () => {
    expect(await marked()).toEqual({
      ranges: ['100+12', '140+4', '200+4', '300+8', '340+8', '380+16', '500+16', '540+16', '600+4', '700+8'],
      missing: [],
    });
  });

  it.each<[Without, string]>([
    ['alternatives', 'alternatives'],
    ['jumps', 'static keys'],
    ['entries', 'function entries'],
    // A kernel that can be moved: they are filled in at boot.
    ['entry-values', 'function entries'],
  ])('says what is missing without %s', async (without, expected) => {
    expect((await marked(without)).missing).toEqual([expected]);
  });
});
