/**
 * A kernel in memory for tests: symbols, types and structures, in pages of a dump. Each test builds the shape of the version it
 * is about; nothing of a real kernel is needed.
 */
import type { Dump, DumpNote, PageResult } from '../../shared/vmcore/formats/dump.ts';
import { Machine } from '../../shared/vmcore/formats/dump.ts';
import { openKernel, type Kernel } from '../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';
import { BtfWriter } from './btf-writer.ts';
import { writeNames, writeTokens, writeValues, type TestScheme, type TestSymbol } from './kallsyms-writer.ts';

const PAGE = 4096;
/** Where the image is, virtually and physically; and the direct map of all memory. */
export const IMAGE = 0xffff_ffff_8100_0000n;
const IMAGE_PHYSICAL = 0x100_0000;
const TEXT_BYTES = 0x1_0000n;
export const DIRECT_MAP = 0xffff_8880_0000_0000n;
const HEAP_PHYSICAL = 0x40_0000;
const PER_CPU_BYTES = 0x4000;

export type Value = number | bigint | string | Uint8Array;

export interface KernelOptions {
  readonly scheme?: TestScheme;
  readonly cpus?: number;
  readonly release?: string;
}

export class KernelWriter {
  readonly btf = new BtfWriter();
  readonly #pages = new Map<number, Uint8Array>();
  readonly #symbols: TestSymbol[] = [];
  readonly #perCpu = new Map<string, { type: string; offset: number }>();
  readonly #perCpuBases: bigint[] = [];
  readonly #options: Required<KernelOptions>;
  #image = IMAGE + TEXT_BYTES + 64n;
  #heap = DIRECT_MAP + BigInt(HEAP_PHYSICAL);
  #perCpuUsed = 64;
  notes: DumpNote[] = [];

  constructor(options: KernelOptions = {}) {
    this.#options = { scheme: 'absolute-percpu', cpus: 2, release: '6.1.0-test', ...options };
    this.#symbols.push({ name: '_stext', type: 'T', address: IMAGE });
    this.#symbols.push({ name: '_etext', type: 'T', address: IMAGE + TEXT_BYTES });
    for (let cpu = 0; cpu < this.#options.cpus; cpu++) this.#perCpuBases.push(this.alloc(PER_CPU_BYTES, PAGE));
  }

  /** Where each processor's per-CPU variables begin. */
  get perCpuBases(): readonly bigint[] {
    return this.#perCpuBases;
  }

  get cpus(): number {
    return this.#options.cpus;
  }

  /** Room in the direct map. */
  alloc(size: number, align = 64): bigint {
    this.#heap = roundUp(this.#heap, BigInt(align));
    const address = this.#heap;
    this.#heap += BigInt(size);
    this.bytes(address, new Uint8Array(size));
    return address;
  }

  /** Room for a struct, filled in. */
  make(type: string, values: Readonly<Record<string, Value>> = {}, align = 64): bigint {
    const address = this.alloc(this.btf.sizeOf(`struct ${type}`), align);
    this.set(type, address, values);
    return address;
  }

  /** A text with its NUL. */
  text(text: string): bigint {
    const address = this.alloc(text.length + 1, 1);
    this.bytes(address, Buffer.from(`${text}\0`, 'latin1'));
    return address;
  }

  /** A global variable in the image. */
  symbol(name: string, size: number | Uint8Array, type = 'D', align = 64): bigint {
    this.#image = roundUp(this.#image, BigInt(align));
    const address = this.#image;
    const bytes = typeof size === 'number' ? new Uint8Array(size) : size;
    this.#image += BigInt(Math.max(bytes.length, 1));
    this.bytes(address, bytes);
    this.#symbols.push({ name, type, address });
    return address;
  }

  /** A function in the text, `offset` bytes from its start. */
  code(name: string, offset: number, code: Uint8Array = new Uint8Array(0), type = 'T'): bigint {
    const address = IMAGE + BigInt(offset);
    this.bytes(address, code);
    this.#symbols.push({ name, type, address });
    return address;
  }

  /** A per-CPU variable; answers where each processor has it. */
  perCpu(name: string, type: string): bigint[] {
    const size = this.btf.sizeOf(type);
    const offset = this.#perCpuUsed;
    this.#perCpuUsed = Math.ceil((offset + size) / 64) * 64;
    this.#symbols.push({ name, type: 'A', address: BigInt(offset) });
    this.#perCpu.set(name, { type, offset });
    return this.#perCpuBases.map((base) => base + BigInt(offset));
  }

  /** What a per-CPU allocation looks like to the kernel, and where each processor has it. */
  allocPerCpu(size: number): { readonly pointer: bigint; readonly places: bigint[] } {
    const offset = this.#perCpuUsed;
    this.#perCpuUsed = Math.ceil((offset + size) / 64) * 64;
    return { pointer: BigInt(offset), places: this.#perCpuBases.map((base) => base + BigInt(offset)) };
  }

  set(type: string, address: bigint, values: Readonly<Record<string, Value>>): void {
    for (const [path, value] of Object.entries(values)) {
      const place = this.btf.place(type, path);
      const at = address + BigInt(place.offset);
      if (typeof value === 'string') this.bytes(at, Buffer.from(`${value}\0`, 'latin1').subarray(0, place.size));
      else if (typeof value === 'object') this.bytes(at, value);
      else this.word(at, value, Math.min(place.size, 8));
    }
  }

  /** Address of a member. */
  member(type: string, path: string, address: bigint): bigint {
    return address + BigInt(this.btf.place(type, path).offset);
  }

  word(address: bigint, value: number | bigint, size = 8): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value)));
    this.bytes(address, bytes.subarray(0, size));
  }

  bytes(address: bigint, bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length;) {
      const physical = this.#physical(address + BigInt(i));
      const at = physical % PAGE;
      const length = Math.min(bytes.length - i, PAGE - at);
      this.#page(Math.floor(physical / PAGE)).set(bytes.subarray(i, i + length), at);
      i += length;
    }
  }

  /** Links nodes to a `struct list_head` ring in their order. */
  list(head: bigint, nodes: readonly bigint[]): void {
    const ring = [head, ...nodes];
    ring.forEach((node, i) => {
      this.word(node, ring[(i + 1) % ring.length] ?? head);
      this.word(node + 8n, ring[(i - 1 + ring.length) % ring.length] ?? head);
    });
  }

  /** Takes a page out of the dump. */
  drop(address: bigint): void {
    this.#pages.delete(Math.floor(this.#physical(address) / PAGE));
  }

  /** The dump of this kernel. */
  dump(options: { readonly types?: boolean; readonly symbols?: boolean } = {}): Dump {
    this.#writeBasics();
    if (options.types !== false) this.#writeBtf();
    const info = options.symbols === false ? '' : this.#writeKallsyms();
    const text = [
      `OSRELEASE=${this.#options.release}`,
      'PAGESIZE=4096',
      `SYMBOL(_stext)=${IMAGE.toString(16)}`,
      `SYMBOL(swapper_pg_dir)=${(IMAGE - 0n).toString(16)}`,
      'NUMBER(phys_base)=0',
      'NUMBER(pgtable_l5_enabled)=0',
      'NUMBER(sme_mask)=0',
      `SYMBOL(init_uts_ns)=${this.#uts.toString(16)}`,
      'OFFSET(uts_namespace.name)=0',
      info,
    ].join('\n');
    return memoryDump(this.#pages, { vmcoreinfo: [text], notes: this.notes });
  }

  /** The kernel in the dump, opened; fails where opening it noted a problem. */
  async open(options: { readonly types?: boolean } = {}): Promise<Kernel> {
    const sections = new Sections();
    const kernel = await openKernel(this.dump(options), sections);
    const [problem] = sections.unavailable;
    if (problem !== undefined && options.types !== false) throw new Error(`${problem.section}: ${problem.reason}`);
    return kernel;
  }

  #uts = 0n;

  #writeBasics(): void {
    this.#uts = this.symbol('init_uts_ns', 65 * 6);
    const fields = ['Linux', 'testhost', this.#options.release, '#1 SMP test', 'x86_64'];
    fields.forEach((field, i) => {
      this.bytes(this.#uts + BigInt(65 * i), Buffer.from(`${field}\0`, 'latin1'));
    });
    this.word(this.symbol('page_offset_base', 8), DIRECT_MAP);
    this.word(this.symbol('nr_cpu_ids', 4), this.cpus, 4);
    const mask = Buffer.alloc(8);
    mask.writeBigUInt64LE((1n << BigInt(this.cpus)) - 1n);
    this.symbol('__cpu_present_mask', mask);
    this.symbol('__cpu_online_mask', mask);
    const offsets = this.symbol('__per_cpu_offset', this.cpus * 8);
    this.#perCpuBases.forEach((base, cpu) => {
      this.word(offsets + BigInt(cpu * 8), base);
    });
    if (!this.#symbols.some(({ name }) => name === 'init_task')) this.symbol('init_task', 64);
  }

  #writeBtf(): void {
    if (this.#perCpu.size > 0) this.btf.perCpu(Object.fromEntries(this.#perCpu));
    const bytes = this.btf.bytes();
    const start = this.symbol('__start_BTF', bytes, 'R', 8);
    this.#symbols.push({ name: '__stop_BTF', type: 'R', address: start + BigInt(bytes.length) });
    this.#image = roundUp(this.#image, 64n);
  }

  #writeKallsyms(): string {
    this.#symbols.push({ name: '_end', type: 'B', address: this.#image + 0x10_0000n });
    const sorted = [...this.#symbols].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
    const put = (bytes: Uint8Array): bigint => {
      this.#image = roundUp(this.#image, 8n);
      const address = this.#image;
      this.#image += BigInt(bytes.length);
      this.bytes(address, bytes);
      return address;
    };
    const word = Buffer.alloc(8);
    word.writeUInt32LE(sorted.length);
    const count = put(word);
    const names = put(writeNames(sorted).names);
    const tokens = writeTokens();
    const table = put(tokens.table);
    const index = put(tokens.index);
    const { scheme } = this.#options;
    const place = roundUp(this.#image, 8n);
    const values = put(writeValues(sorted, scheme, IMAGE, place));
    const base = Buffer.alloc(8);
    base.writeBigUInt64LE(IMAGE);
    const entries = {
      kallsyms_num_syms: count,
      kallsyms_names: names,
      kallsyms_token_table: table,
      kallsyms_token_index: index,
      [scheme === 'absolute' ? 'kallsyms_addresses' : 'kallsyms_offsets']: values,
      ...(scheme === 'base-relative' || scheme === 'absolute-percpu' ? { kallsyms_relative_base: put(base) } : {}),
    };
    const last = this.#image + 8n;
    return [...Object.entries(entries), ['end', last] as const]
      .map(([name, address]) => `SYMBOL(${name})=${address.toString(16)}`)
      .join('\n');
  }

  #physical(address: bigint): number {
    if (address >= IMAGE) return Number(address - IMAGE) + IMAGE_PHYSICAL;
    if (address >= DIRECT_MAP) return Number(address - DIRECT_MAP);
    throw new Error(`0x${address.toString(16)} is nowhere`);
  }

  #page(pfn: number): Uint8Array {
    const known = this.#pages.get(pfn);
    if (known !== undefined) return known;
    const page = new Uint8Array(PAGE);
    this.#pages.set(pfn, page);
    return page;
  }
}

function roundUp(address: bigint, align: bigint): bigint {
  return ((address + align - 1n) / align) * align;
}

/** A dump of nothing but pages. What is not among them was left out of it. */
export function memoryDump(
  pages: ReadonlyMap<number, Uint8Array>,
  parts: {
    readonly vmcoreinfo?: readonly string[];
    readonly notes?: readonly DumpNote[];
    readonly machine?: Machine;
    readonly pageSizeBytes?: number;
    readonly absence?: (pfn: number) => PageResult;
  } = {},
): Dump {
  const pageSizeBytes = parts.pageSizeBytes ?? PAGE;
  const absent = parts.absence ?? ((): PageResult => ({ absence: 'excluded' }));
  return {
    info: { format: 'test', compression: 'none', sizeBytes: 0, bytesRead: 0, incomplete: false },
    machine: parts.machine ?? Machine.X86_64,
    header: {},
    vmcoreinfo: parts.vmcoreinfo ?? [],
    notes: parts.notes ?? [],
    problems: [],
    memory: {
      pageSizeBytes,
      maxPfn: Math.max(0, ...pages.keys()) + 1,
      readPages: (pfns) =>
        Promise.resolve(
          pfns.map((pfn) => {
            const bytes = pages.get(pfn);
            return bytes === undefined ? absent(pfn) : { bytes };
          }),
        ),
    },
    readStats: { bytesRead: 0, rounds: 0, requests: 0, indexBytes: 0 },
    async *presentPages() {
      yield await Promise.resolve([...pages.keys()]);
    },
    async *knownMemory() {
      for (const pfn of await Promise.resolve([...pages.keys()].sort((a, b) => a - b)))
        yield { startPfn: pfn, endPfn: pfn + 1 };
    },
    close: () => Promise.resolve(),
  };
}
