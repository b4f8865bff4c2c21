/** Causes that a bad address tells: what it is, or what it lacks, says where it came from. */
import { hex } from '../../bytes/cursor.ts';
import type { PanicKind } from '../../contract/triage.ts';
import { poisonNear, type Poison } from '../poison.ts';
import { errnoName } from './errno.ts';
import type { Evidence } from './evidence.ts';
import { readMachine, type FaultAddress, type Machine } from './machine.ts';

const PAGE = 4096n;
const MAX_ERRNO = 4095n;
/** Where KASAN has the shadow of address 0, no address itself: x86-64, and arm64 with 48 bits of addresses. */
const KASAN_SHADOWS = [0xdfff_fc00_0000_0000n, 0xdfff_a000_0000_0000n, 0xdfff_8000_0000_0000n];
const POISON_FREE = 0x6b6b_6b6b_6b6b_6b6bn;

const WORDS: Record<Poison['code'], string> = {
  'use-after-free': 'use after free',
  'uninitialized-memory': 'use of memory that was never set up',
  'list-poison': 'use of an entry that had been taken off its list',
  'corrupted-object': 'a read past a slab object',
};

const TOLD_BY_MACHINE: readonly PanicKind[] = [
  'null-pointer',
  'page-fault',
  'general-protection',
  'kasan',
  'bug',
  'refcount',
  'list-corruption',
];

/** Poison, a null pointer, an error code: at the address, or where none was printed in the registers. */
export function fromAddress({ judgement, lines }: Evidence): string | undefined {
  if (!TOLD_BY_MACHINE.includes(judgement.kind)) return undefined;
  const { fault, jumped, registers } = readMachine(lines);
  if (jumped && fault !== undefined && fault.value < PAGE) {
    return fault.value === 0n ? 'a null function pointer was called' : undefined;
  }
  const told = fault && fromFault(fault, registers);
  switch (judgement.kind) {
    case 'kasan':
      // Of an address that is none; of memory that there is KASAN says more itself.
      return told;
    case 'general-protection': {
      const other = fault === undefined ? linkIn(registers) : flippedBit(fault, registers, lines);
      return fromKasanRange(lines) ?? told ?? other ?? freedIn(registers);
    }
    default:
      return fromKasanRange(lines) ?? told ?? freedIn(registers);
  }
}

function fromFault(fault: FaultAddress, registers: Machine['registers']): string | undefined {
  const { value, bits, page } = fault;
  const poison = poisonNear(bits === 64 ? value : widened(value));
  if (poison !== undefined) return poisoned(hex(value), poison);
  const shadowed = KASAN_SHADOWS.map((shadow) => (value - shadow) * 8n).find((start) => start >= 0n && start < PAGE);
  if (shadowed !== undefined) return nullRange(shadowed);
  if (value < PAGE) return page ? 'a null pointer' : nullPointer(value, bits, registers);
  return page ? undefined : belowZero(value, bits, registers);
}

/** As 64 bits of the same fill. */
function widened(value: bigint): bigint {
  return (((value >> 24n) * 0x0101_0101n) << 32n) | value;
}

function poisoned(what: string, { code, meaning }: Poison): string {
  return `${WORDS[code]} (${what}: ${meaning})`;
}

function nullPointer(offset: bigint, bits: FaultAddress['bits'], registers: Machine['registers']): string {
  // Hardly a member stands at such an offset; one of an error code taken for a pointer does.
  const errors = offset % 4n === 0n ? [] : errorsIn(registers, bits).filter((errno) => (offset + errno) % 8n === 0n);
  const [errno] = errors;
  if (errno !== undefined && errors.length === 1) return errorPointer(errno, offset + errno);
  if (offset === 0n) return 'a null pointer';
  // 32-bit machines poison the links of a list with 0x100 and 0x122.
  const isLink = bits === 32 && [0x100n, 0x104n, 0x122n, 0x126n].includes(offset);
  return `a null pointer (member at offset ${hex(offset)})${isLink ? ', or an entry that had been taken off its list' : ''}`;
}

/** Eight bytes of memory are one of KASAN's shadow. */
function nullRange(start: bigint): string {
  return `a null pointer (member at offset ${hex(start)} to ${hex(start + 7n)})`;
}

/** The last page of the address space: error codes as pointers, and what stands before null. */
function belowZero(value: bigint, bits: FaultAddress['bits'], registers: Machine['registers']): string | undefined {
  const below = (1n << BigInt(bits)) - value;
  if (below > MAX_ERRNO) return undefined;
  const errors = errorsIn(registers, bits).filter((errno) => errno >= below && (errno - below) % 4n === 0n);
  const errno = errors.includes(below) ? below : errors.length === 1 ? errors[0] : undefined;
  // container_of() of a null pointer comes out at a multiple of a pointer's size too.
  if (errno === undefined || errno % 8n === 0n || errnoName(Number(errno)) === undefined) {
    return `an error code used as a pointer, or a null pointer less an offset (address -${hex(below)})`;
  }
  return errorPointer(errno, errno - below);
}

/** Distinct error numbers in the registers. */
function errorsIn(registers: Machine['registers'], bits: FaultAddress['bits']): bigint[] {
  const found = [...registers.values()].map((value) => (1n << BigInt(bits)) - value);
  return [...new Set(found)].filter((errno) => errno > 0n && errno <= MAX_ERRNO);
}

function errorPointer(errno: bigint, offset: bigint): string {
  const member = offset === 0n ? '' : `, member at offset ${hex(offset)}`;
  return `an error code used as a pointer (-${errnoName(Number(errno)) ?? errno.toString()}${member})`;
}

/** Slab's fill of freed objects is no number that code works with; those of pages and red zones (0xaa, 0xcc) are. */
function freedIn(registers: Machine['registers']): string | undefined {
  for (const [name, value] of registers) {
    const poison = poisonNear(value);
    if (poison?.value === POISON_FREE) return poisoned(`${name} is ${hex(value)}`, poison);
  }
  return undefined;
}

const CANONICAL_SHIFT = 47n;
const KERNEL_TOP = 0x1ffffn;

function isCanonical(value: bigint): boolean {
  const top = value >> CANONICAL_SHIFT;
  return top === 0n || top === KERNEL_TOP;
}

/**
 * The processor refused an address that was not printed (before v5.5): a poisoned link where nothing else in the registers is refused.
 * list_del() has the poison in its registers too, to write it.
 */
function linkIn(registers: Machine['registers']): string | undefined {
  const refused = [...registers].filter(([, value]) => !isCanonical(value));
  const [first] = refused;
  const poison = first && poisonNear(first[1]);
  if (first === undefined || poison?.code !== 'list-poison') return undefined;
  const all = refused.every(([, value]) => poisonNear(value)?.code === 'list-poison');
  return all ? poisoned(`${first[0]} is ${hex(first[1])}`, poison) : undefined;
}

/** So close to another pointer of the kernel's that it hardly is chance. */
const NEIGHBOURHOOD = 1n << 30n;

/** An address of the kernel with one bit of its upper part turned over, told where a register points close to the one that was meant. */
function flippedBit(
  fault: FaultAddress,
  registers: Machine['registers'],
  lines: Evidence['lines'],
): string | undefined {
  // KASAN's shadow has such addresses, and nothing was flipped.
  if (lines[0]?.text.includes('KASAN') !== false) return undefined;
  const wrong = (fault.value >> CANONICAL_SHIFT) ^ KERNEL_TOP;
  if (wrong === 0n || (wrong & (wrong - 1n)) !== 0n) return undefined;
  const meant = fault.value | (KERNEL_TOP << CANONICAL_SHIFT);
  const isNear = [...registers.values()].some((value) => {
    return value !== meant && value - meant < NEIGHBOURHOOD && meant - value < NEIGHBOURHOOD;
  });
  return isNear
    ? `one flipped bit, so perhaps the hardware (${hex(fault.value)} is ${hex(meant)} but for it)`
    : undefined;
}

const IN_RANGE = ' in range [0x';
const RANGE_LINES = 8;
const MAX_RANGE_LINE = 160;

/**
 * KASAN's word on a fault whose address is that of its shadow: what the code wanted (v6.12 mm/kasan/report.c
 * `kasan_non_canonical_hook()`).
 */
function fromKasanRange(lines: Evidence['lines']): string | undefined {
  const line = lines.slice(0, RANGE_LINES).find(({ text }) => text.startsWith('KASAN: ') && text.includes(IN_RANGE));
  if (line === undefined) return undefined;
  const text = line.text.slice(0, MAX_RANGE_LINE).trim();
  const from = text.indexOf(IN_RANGE) + IN_RANGE.length;
  const digits = text.slice(from, from + 16);
  if (!/^[0-9a-f]{16}$/.test(digits)) return undefined;
  const start = BigInt(`0x${digits}`);
  const poison = poisonNear(start);
  if (poison !== undefined) return poisoned(hex(start), poison);
  if (start < PAGE) return nullRange(start);
  return belowZero(start, 64, new Map()) ?? text;
}
