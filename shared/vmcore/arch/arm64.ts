import { isAddress, isRewritten, markArm64Sites } from '../integrity/arm64.ts';
import { arm64AddressSpace } from './arm64/address-space.ts';
import { arm64References } from './arm64/references.ts';
import { arm64Registers } from './arm64/registers.ts';
import { arm64Stacks } from './arm64/stacks.ts';
import { arm64TextOf } from './arm64/text.ts';
import { unwindArm64 } from './arm64/unwind.ts';
import { mentionedIn, type AddressRange, type Architecture, type Rewrites } from './architecture.ts';

/** Words of `struct cpu_context`: x19 to x28, then these. */
const CONTEXT = { fp: 10, sp: 11, pc: 12 } as const;
/** Where qemu's `virt` machine has its memory. */
const QEMU_MEMORY = 0x4000_0000n;
/** As far as a branch reaches through a PLT. */
const BRANCH_BYTES = 2n ** 31n;

export const arm64: Architecture = {
  machine: 'aarch64',
  addresses: {
    describes: (info) => info.number('kimage_voffset') !== undefined,
    imagePhysical(info, address) {
      const offset = info.number('kimage_voffset');
      return offset === undefined ? undefined : BigInt.asUintN(64, address - offset);
    },
    memoryStarts(info) {
      const start = info.number('PHYS_OFFSET');
      return start !== undefined && start > 0n ? [start, QEMU_MEMORY] : [QEMU_MEMORY];
    },
    space: (info, _header, memory) => arm64AddressSpace(info, memory),
    directMap: () => Promise.resolve(undefined),
    /**
     * Where a branch from the image reaches them, on either side of it where the image was moved (arch/arm64/mm/init.c,
     * linux v6.12); without that, in a region of their own.
     */
    moduleRegions({ info, memory }) {
      const [image] = memory.space.linear;
      const [start, end] = [info.number('MODULES_VADDR'), info.number('MODULES_END')];
      const around: AddressRange[] =
        image === undefined
          ? []
          : [
              [image.start - BRANCH_BYTES, image.start],
              [image.end, image.end + BRANCH_BYTES],
            ];
      if (start === undefined || end === undefined) return around;
      return [...around, [BigInt.asUintN(64, start), BigInt.asUintN(64, end)]];
    },
    vmallocStart({ info }) {
      const start = info.number('VMALLOC_START');
      return Promise.resolve(start === undefined ? undefined : BigInt.asUintN(64, start));
    },
  },
  registers: arm64Registers,
  stacks: {
    special: arm64Stacks,
    switchedOut({ row }) {
      if (!row.has('context')) return undefined;
      const word = (index: number): bigint => row.word('context', index);
      // `struct cpu_context` begins with x19 to x28, what a function leaves as it was.
      const kept = Array.from({ length: CONTEXT.fp }, (_, i) => [`x${i + 19}`, word(i)] as const);
      const [sp, fp] = [word(CONTEXT.sp), word(CONTEXT.fp)];
      return { sp, fp, pc: word(CONTEXT.pc), saved: new Map([...kept, ['x29', fp], ['sp', sp]]) };
    },
    asleep: (_kernel, { pc, sp, fp, saved }) => ({ pc, sp, fp, exact: false, saved }),
    openUnwinder(kernel) {
      const text = arm64TextOf(kernel);
      return Promise.resolve({
        moduleTables: undefined,
        unwind: (stacks, start) => unwindArm64(text, stacks, start),
      });
    },
  },
  code: {
    dataReferences: arm64References,
    mentions: mentionedIn(arm64References),
    rewrites: rewritesOf,
    markSites: markArm64Sites,
  },
};

function rewritesOf(offset: bigint): Rewrites {
  return (expected, at, found, i) => {
    // The last page may end within a word.
    if ((i | 7) >= found.length) return 0;
    const [from, to] = [Buffer.from(expected.buffer), Buffer.from(found.buffer, found.byteOffset, found.length)];
    if (isRewritten(from.readUInt32LE(at & ~3), to.readUInt32LE(i & ~3))) return 4;
    return isAddress(from.readBigUInt64LE(at & ~7), to.readBigUInt64LE(i & ~7), offset) ? 8 : 0;
  };
}
