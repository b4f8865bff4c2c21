/**
 * The kernel as an image carries it, unpacked: an ELF file with the table of its relocations behind it (x86), or what is copied to
 * memory as it is (arm64 `Image`). Addresses are those the kernel was linked for; in a flat image they are offsets.
 */
import { Cursor } from '../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';

const FORMAT = 'vmlinux';
const EHDR_BYTES = 64;
const PHDR_BYTES = 56;
const SHDR_BYTES = 64;
const PT_LOAD = 1;
const SHT_NOBITS = 8;
const MAX_HEADERS = 4096;
const MAX_NAMES_BYTES = 1 << 20;

interface Segment {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

export interface KernelSection {
  readonly address: bigint;
  readonly sizeBytes: number;
}

export class KernelFile {
  readonly #segments: readonly Segment[];
  /** By name; empty for a flat image. */
  readonly sections: ReadonlyMap<string, KernelSection>;
  /** What stands behind the ELF file: on x86 the relocations that KASLR applies. */
  readonly trailer: Uint8Array;

  constructor(
    segments: readonly Segment[],
    sections: ReadonlyMap<string, KernelSection> = new Map(),
    trailer: Uint8Array = new Uint8Array(0),
  ) {
    this.#segments = segments;
    this.sections = sections;
    this.trailer = trailer;
  }

  /** True where addresses are offsets into the image: it can run anywhere. */
  get isFlat(): boolean {
    return this.sections.size === 0;
  }

  /** Of the largest piece: of a flat image all of it. */
  get sizeBytes(): number {
    return Math.max(0, ...this.#segments.map(({ bytes }) => bytes.length));
  }

  /** A view of the bytes at an address; undefined where the file does not hold all of them. */
  bytes(address: bigint, length: number): Uint8Array | undefined {
    const segment = this.#segments.find(
      (each) => address >= each.address && address + BigInt(length) <= each.address + BigInt(each.bytes.length),
    );
    if (segment === undefined || length < 0) return undefined;
    const start = Number(address - segment.address);
    return segment.bytes.subarray(start, start + length);
  }
}

/** @throws {FormatError} where an ELF file is no kernel that can be read; anything else is taken for a flat image */
export function openKernelFile(file: Uint8Array): KernelFile {
  const isElf = file.length > EHDR_BYTES && Buffer.from(file.subarray(0, 4)).toString('latin1') === '\x7fELF';
  if (!isElf) return new KernelFile([{ address: 0n, bytes: file }]);
  const c = new Cursor(file, FORMAT);
  if (file[4] !== 2 || file[5] !== 1) {
    c.fail(FormatErrorCode.Unsupported, 'e_ident', 'only 64-bit little-endian kernels can be compared');
  }
  c.seek(32, 'e_phoff');
  const programAt = c.size64('e_phoff');
  const sectionAt = c.size64('e_shoff');
  c.seek(54, 'e_phentsize');
  const programBytes = c.u16('e_phentsize');
  const programs = c.u16('e_phnum');
  const sectionBytes = c.u16('e_shentsize');
  const sectionCount = c.u16('e_shnum');
  const namesIndex = c.u16('e_shstrndx');
  if (programBytes !== PHDR_BYTES || programs > MAX_HEADERS) {
    c.fail(FormatErrorCode.BadValue, 'e_phentsize', `${programs} program headers of ${programBytes} bytes`);
  }
  const segments: Segment[] = [];
  for (let i = 0; i < programs; i++) {
    const p = new Cursor(part(file, programAt + i * PHDR_BYTES, PHDR_BYTES, 'program header'), FORMAT);
    if (p.u32('p_type') !== PT_LOAD) continue;
    p.seek(8, 'p_offset');
    const offset = p.size64('p_offset');
    const address = p.u64('p_vaddr');
    p.skip(8, 'p_paddr');
    segments.push({ address, bytes: part(file, offset, p.size64('p_filesz'), 'segment') });
  }
  const hasSections = sectionBytes === SHDR_BYTES && sectionCount > 0 && sectionCount <= MAX_HEADERS;
  if (!hasSections) c.fail(FormatErrorCode.Unsupported, 'e_shnum', 'the kernel has no section headers');
  const sections = readSections(file, sectionAt, sectionCount, namesIndex);
  return new KernelFile(segments, sections, file.subarray(sectionAt + sectionCount * SHDR_BYTES));
}

function readSections(file: Uint8Array, at: number, count: number, namesIndex: number): Map<string, KernelSection> {
  const rows = Array.from({ length: count }, (_, i) => {
    const s = new Cursor(part(file, at + i * SHDR_BYTES, SHDR_BYTES, 'section header'), FORMAT);
    const name = s.u32('sh_name');
    const type = s.u32('sh_type');
    s.skip(8, 'sh_flags');
    return { name, type, address: s.u64('sh_addr'), offset: s.size64('sh_offset'), sizeBytes: s.size64('sh_size') };
  });
  const strings = rows[namesIndex];
  if (strings === undefined || strings.sizeBytes > MAX_NAMES_BYTES) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: FORMAT, field: 'e_shstrndx' },
      'names no section of names',
    );
  }
  const names = Buffer.from(part(file, strings.offset, strings.sizeBytes, 'section names'));
  const sections = new Map<string, KernelSection>();
  for (const { name, type, address, sizeBytes } of rows) {
    if (address === 0n || type === SHT_NOBITS || name >= names.length) continue;
    const end = names.indexOf(0, name);
    sections.set(names.toString('latin1', name, end < 0 ? undefined : end), { address, sizeBytes });
  }
  return sections;
}

function part(file: Uint8Array, offset: number, length: number, field: string): Uint8Array {
  if (offset + length > file.length) {
    const problem = `${length} bytes at ${offset} are beyond the file's ${file.length}`;
    throw new FormatError(FormatErrorCode.Truncated, { format: FORMAT, field, offset }, problem);
  }
  return file.subarray(offset, offset + length);
}
