import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { Kernel } from '../../kernel/kernel.ts';

/** More than any function has before an instruction that faults; beyond, a frame is taken to be there. */
const MAX_CODE_BYTES = 32_768;

/**
 * Whether the processor stood where the function has no frame: before `addi s0, sp, n` has made it, behind `ld s0, n(sp)`, or in
 * a function that never makes one. There the caller is in `ra`, and `s0` is the caller's. gcc restores s0 long before a small
 * function ends, and the kernel's own traces lose the caller then.
 */
export async function isOutsideFrame(kernel: Kernel, pc: bigint): Promise<boolean> {
  const place = kernel.symbolize(pc);
  if (place === undefined || place.offset > MAX_CODE_BYTES) return false;
  if (place.offset === 0) return true;
  const [code] = await kernel.memory.read([{ address: pc - BigInt(place.offset), length: place.offset }]);
  return code?.bytes !== undefined && !hasFrame(code.bytes);
}

/** What a function's code has done to its frame when it comes to the end of `code`, which begins where the function does. */
export function hasFrame(code: Uint8Array): boolean {
  const view = new LittleEndian(code);
  let has = false;
  // What follows a jump is come to from elsewhere: mostly from the middle of the function.
  let hadAny = false;
  for (let at = 0; at + 2 <= code.length;) {
    const half = view.u16(at);
    const isShort = (half & 3) !== 3;
    if (!isShort && at + 4 > code.length) break;
    const does = isShort ? shortEffect(half) : longEffect(view.u32(at));
    if (does === 'makes') has = hadAny = true;
    else if (does === 'ends') has = false;
    else if (does === 'leaves') has = hadAny;
    at += isShort ? 2 : 4;
  }
  return has;
}

type Effect = 'makes' | 'ends' | 'leaves' | undefined;

/** Instructions of two bytes (RISC-V unprivileged ISA, the C extension, RV64). */
function shortEffect(half: number): Effect {
  if ((half & 0xe01f) === 0 && half !== 0) return 'makes'; // c.addi4spn s0, n
  if ((half & 0xef83) === 0x6402) return 'ends'; // c.ldsp s0, n
  if ((half & 0xf07f) === 0x8002 || (half & 0xe003) === 0xa001 || half === 0x9002) return 'leaves'; // c.jr, c.j, c.ebreak
  return undefined;
}

function longEffect(word: number): Effect {
  if ((word & 0xf_ffff) === 0x1_0413) return 'makes'; // addi s0, sp, n
  if ((word & 0xf_ffff) === 0x1_3403) return 'ends'; // ld s0, n(sp)
  if ((word & 0xfff) === 0x6f || (word & 0x7fff) === 0x67 || word === 0x10_0073) return 'leaves'; // j, jr, ebreak
  return undefined;
}
