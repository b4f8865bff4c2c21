/**
 * Memory without a dump around it, LiME's, AVML's, qemu's and plain, and a riscv64 kernel's own way through memory. The first byte of an input
 * picks which.
 */
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { decodeRegisters } from '../../shared/vmcore/arch/register-set.ts';
import { riscvAddressSpace } from '../../shared/vmcore/arch/riscv64/address-space.ts';
import { riscvReferences } from '../../shared/vmcore/arch/riscv64/references.ts';
import { riscvRegisters } from '../../shared/vmcore/arch/riscv64/registers.ts';
import { unwindRiscv } from '../../shared/vmcore/arch/riscv64/unwind.ts';
import type { PageResult, PhysicalMemory } from '../../shared/vmcore/formats/dump.ts';
import { openDump } from '../../shared/vmcore/formats/index.ts';
import { parseVmcoreInfo } from '../../shared/vmcore/formats/vmcoreinfo.ts';
import { VirtualMemory } from '../../shared/vmcore/memory/virtual-memory.ts';
import { StackImage } from '../../shared/vmcore/stacks/stack-memory.ts';
import { testPage } from '../support/dump-writer.ts';
import { UTS, avmlFrames, limeRange, machineInfo, machineMemory } from '../support/memory-images.ts';
import { cpuState, libvirtSave, writeQemu } from '../support/qemu-writer.ts';
import { compact, expand } from './dump-file.ts';
import type { Part } from './dump-file.ts';

export const name = 'vmcore-images';

const PAGE = 4096;
const RAW_BYTES = 2 ** 20;
/** The kernel's name and its VMCOREINFO; all else is padding. */
const RAW: readonly Part[] = [
  { at: UTS, length: 256 },
  { at: 0x9000, length: 256 },
  { at: RAW_BYTES, length: 0 },
];

const memory = Buffer.concat([testPage(1), testPage(2), new Uint8Array(PAGE)]);
const lime = Buffer.concat([1, 0x100].flatMap((pfn) => [limeRange('EMiL', 1, pfn * PAGE, memory.length), memory]));
const avml = Buffer.concat(
  [1, 0x100].flatMap((pfn) => [limeRange('AVML', 2, pfn * PAGE, memory.length), avmlFrames(memory)]),
);

const qemu = writeQemu({
  blocks: [
    { name: 'pc.bios', sizeBytes: PAGE },
    { name: 'pc.ram', sizeBytes: 0x200 * PAGE },
  ],
  parts: [
    [
      { block: 'pc.bios', address: 0, content: 0 },
      { block: 'pc.ram', address: PAGE, content: 7 },
    ],
    [{ block: 'pc.ram', address: PAGE, content: testPage(1) }],
  ],
  state: cpuState([0xffff_ffff_8100_0000n]),
});

/** Where the riscv64 machine has its memory, its kernel, its direct map, and a page that only its tables lead to. */
const RAM = 0x8000_0000;
const LINK = 0xffff_ffff_8000_0000n;
const DIRECT = 0xffff_ffd8_0000_0000n;
const MAPPED = 0xffff_ffc8_0000_0000n;
const STACK_PAGES = 2;
const MAX_FRAMES = 100_000;

const kind = (picked: number, bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from([picked]), bytes]);

export const seeds: readonly Uint8Array[] = [
  kind(0, lime),
  kind(0, avml),
  kind(0, qemu),
  kind(0, libvirtSave(qemu)),
  kind(1, compact(machineMemory(RAW_BYTES, machineInfo()), RAW)),
  kind(2, Buffer.concat([Buffer.from(`${riscvInfo()}\0`), riscvMemory()])),
];

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const body = bytes.subarray(1);
  switch ((bytes[0] ?? 0) % 3) {
    case 0:
      return fuzzImage(body);
    case 1:
      return fuzzImage(expand(body, RAW).subarray(0, RAW_BYTES));
    default:
      return fuzzRiscv(body);
  }
}

async function fuzzImage(file: Uint8Array): Promise<void> {
  const dump = await openDump([memorySource(file)], { scanBytes: 2 ** 20 });
  let listed = 0;
  for await (const batch of dump.presentPages()) {
    listed += batch.length;
    if (listed > MAX_FRAMES) break;
  }
  const asked = [0, 1, 2, 3, 9, 0x100, 0x102, dump.memory.maxPfn, 2 ** 40];
  const pages = await dump.memory.readPages(asked);
  if (pages.length !== asked.length) throw new Error('another number of answers than questions');
  for (const { bytes } of pages) {
    if (bytes !== undefined && bytes.length !== dump.memory.pageSizeBytes) throw new Error('a page of a wrong size');
  }
  await dump.close();
}

/** Its memory by its tables, then a stack in it by the registers that begin it. */
async function fuzzRiscv(bytes: Uint8Array): Promise<void> {
  const end = Math.max(bytes.indexOf(0), 0);
  const info = parseVmcoreInfo(Buffer.from(bytes.subarray(0, end)).toString('latin1'));
  const own = bytes.slice(end + 1);
  const physical = machine(own);
  const space = riscvAddressSpace(info, physical);
  if (space === undefined) return;
  const virtual = new VirtualMemory(physical);
  virtual.use(space);
  const places = [LINK, DIRECT, MAPPED, 0n, 2n ** 64n - 8n].map((address) => ({ address, length: 5000 }));
  if ((await virtual.read(places)).length !== places.length)
    throw new Error('another number of answers than questions');
  const registers = decodeRegisters(riscvRegisters, own.subarray(0, 288));
  const stack = Array.from({ length: STACK_PAGES }, (_, i) => own.slice(i * PAGE, (i + 1) * PAGE));
  const whole = stack.map((page) => (page.length === PAGE ? page : undefined));
  const task = new StackImage(DIRECT, STACK_PAGES * PAGE, PAGE, whole);
  const isText = (pc: bigint): boolean => pc >= LINK && pc < LINK + 0x10_0000n;
  const { frames } = await unwindRiscv(
    {
      isText,
      isExceptionEntry: (pc) => isText(pc) && (pc & 0xf00n) === 0n,
      isOutsideFrame: (pc) => Promise.resolve((pc & 0x800n) === 0n),
      isTaskStart: (pc) => isText(pc) && (pc & 0xf00n) === 0x100n,
    },
    {
      task,
      special: [{ start: LINK, end: LINK + 0x1000n, kind: 'overflow' }],
      recover: (pc) => Promise.resolve(pc),
      word: (address) => virtual.word(address),
    },
    { pc: registers?.pc ?? LINK, sp: registers?.sp ?? DIRECT, fp: registers?.fp ?? DIRECT, exact: true, registers },
  );
  if (frames.length > MAX_FRAMES) throw new Error(`${frames.length} frames`);
  riscvReferences(LINK, own.subarray(0, PAGE));
}

function machine(bytes: Uint8Array): PhysicalMemory {
  const first = RAM / PAGE;
  const count = Math.ceil(bytes.length / PAGE);
  const page = (pfn: number): PageResult => {
    if (pfn < first || pfn >= first + count) return { absence: 'no-memory' };
    const whole = new Uint8Array(PAGE);
    whole.set(bytes.subarray((pfn - first) * PAGE, (pfn - first + 1) * PAGE));
    return { bytes: whole };
  };
  return { pageSizeBytes: PAGE, maxPfn: first + count, readPages: (pfns) => Promise.resolve(pfns.map(page)) };
}

function riscvInfo(): string {
  return [
    'OSRELEASE=6.12.0-riscv64',
    `SYMBOL(swapper_pg_dir)=${(LINK + BigInt(2 * PAGE)).toString(16)}`,
    `SYMBOL(_stext)=${LINK.toString(16)}`,
    `NUMBER(phys_ram_base)=${RAM}`,
    `NUMBER(PAGE_OFFSET)=0x${DIRECT.toString(16)}`,
    'NUMBER(VA_BITS)=39',
    `NUMBER(KERNEL_LINK_ADDR)=0x${LINK.toString(16)}`,
    `NUMBER(va_kernel_pa_offset)=0x${(LINK - BigInt(RAM)).toString(16)}`,
  ].join('\n');
}

/** Registers and a chain of frames in the first two pages, then three levels of tables down to the last page. */
function riscvMemory(): Buffer {
  const bytes = Buffer.alloc(6 * PAGE);
  const set = (name: string, value: bigint): void => {
    bytes.writeBigUInt64LE(value, riscvRegisters.names.indexOf(name) * 8);
  };
  set('pc', LINK + 0x110n);
  set('sp', DIRECT + 0x400n);
  set('s0', DIRECT + 0x500n);
  for (let at = 0x500; at < 0x1e00; at += 0x100) {
    bytes.writeBigUInt64LE(DIRECT + BigInt(at + 0x100), at - 16);
    bytes.writeBigUInt64LE(LINK + 0x124n + BigInt(at), at - 8);
  }
  const tables = [30n, 21n, 12n];
  tables.forEach((shift, level) => {
    const index = Number((MAPPED >> shift) & 511n);
    const next = BigInt(RAM / PAGE + 3 + level);
    const flags = level === tables.length - 1 ? 0xcfn : 1n;
    bytes.writeBigUInt64LE((next << 10n) | flags, (2 + level) * PAGE + index * 8);
  });
  return bytes;
}
