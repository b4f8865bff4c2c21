/**
 * The kernel's export table, for a kernel whose kallsyms has functions only (CONFIG_KALLSYMS_ALL off): exported variables are
 * in it. `struct kernel_symbol` (include/linux/export.h) with place-relative offsets, since 4.19:
 *
 *     s32 value_offset | s32 name_offset | s32 namespace_offset (since 5.4)
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { findBytes, type ImageBytes } from './image-scan.ts';

const STRIDES = [12, 8] as const;
const NAME = /^[A-Za-z_][A-Za-z0-9_.]{0,254}$/;
const MAX_EXPORTS = 2 ** 17;
/** Variables that every kernel exports: one of them leads to the table. */
const ANCHORS = ['init_task', 'init_pid_ns', 'jiffies', 'nr_cpu_ids', 'system_wq', '_totalram_pages'] as const;

/** Addresses by name; empty where no table is found. */
export function findExports(image: ImageBytes): ReadonlyMap<string, bigint> {
  const view = new LittleEndian(image.bytes);
  for (const anchor of ANCHORS) {
    for (const text of findBytes(image, Buffer.from(`\0${anchor}\0`, 'latin1'))) {
      const reference = findReference(view, text + 1);
      const table = reference === undefined ? undefined : readAround(image, view, reference - 4);
      if (table !== undefined && table.size > 16) return table;
    }
  }
  return new Map();
}

/** Where a 32-bit word stands that points, from its own place, to `target`. */
function findReference(view: LittleEndian, target: number): number | undefined {
  for (let at = 4; at + 4 <= view.length; at += 4) {
    if (at + view.i32(at) === target) return at;
  }
  return undefined;
}

function readAround(image: ImageBytes, view: LittleEndian, entry: number): Map<string, bigint> | undefined {
  for (const stride of STRIDES) {
    const table = new Map<string, bigint>();
    for (const step of [stride, -stride]) {
      let at = step > 0 ? entry : entry - stride;
      while (at >= 0 && at + 8 <= view.length && table.size < MAX_EXPORTS) {
        const name = textAt(image.bytes, at + 4 + view.i32(at + 4));
        if (name === undefined) break;
        table.set(name, BigInt.asUintN(64, image.start + BigInt(at + view.i32(at))));
        at += step;
      }
    }
    if (table.size > 16) return table;
  }
  return undefined;
}

function textAt(bytes: Uint8Array, at: number): string | undefined {
  if (at < 0 || at >= bytes.length) return undefined;
  const end = bytes.indexOf(0, at);
  if (end < 0 || end === at || end - at > 255) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1');
  return NAME.test(text) ? text : undefined;
}
