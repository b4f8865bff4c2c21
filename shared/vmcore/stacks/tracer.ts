import { hex } from '../../bytes/cursor.ts';
import type { Frame } from '../../contract/report.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { Machine } from '../formats/dump.ts';
import type { LoadedModule } from '../symbols/module-map.ts';
import { detectOrcLayout, OrcTable, type OrcEntry, type OrcLayout } from '../symbols/orc.ts';
import { arm64TextOf } from './arm64-text.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { loadModuleTables } from '../kernel/module-tables.ts';
import type { StackImage, StackRange } from './stack-memory.ts';
import { stackAt, type RawFrame, type Stacks, type Unwound, type UnwindStart } from './unwind.ts';
import { unwindArm64, type Arm64Text } from './unwind-arm64.ts';
import { unwindX86, type X86Text } from './unwind-x86.ts';
import { callBefore } from './x86-calls.ts';

const MAX_ORC_BYTES = 64 * 2 ** 20;

/** Unwinds stacks of one kernel and names what is found on them. */
export class Tracer {
  readonly kernel: Kernel;
  readonly special: readonly StackRange[];
  readonly #orc: { table: OrcTable; layout: OrcLayout } | undefined;
  readonly #ranges: readonly { start: bigint; end: bigint }[];
  readonly #arm64: Arm64Text | undefined;
  readonly #x86: X86Text;

  private constructor(
    kernel: Kernel,
    special: readonly StackRange[],
    orc: { table: OrcTable; layout: OrcLayout } | undefined,
  ) {
    this.kernel = kernel;
    this.special = special;
    this.#orc = orc;
    this.#ranges = textRanges(kernel);
    this.#x86 = {
      orc: (ip) => this.#findOrc(ip),
      isText: (ip) => this.isText(ip),
      callBefore: (address, callee) => callBefore(kernel, address, callee),
    };
    this.#arm64 =
      kernel.machine === Machine.Aarch64 ? arm64TextOf(kernel, (address) => this.isText(address)) : undefined;
  }

  /** @throws {MemoryReadError} {FormatError} where the kernel has no unwind tables that can be read */
  static async open(kernel: Kernel, special: readonly StackRange[]): Promise<Tracer> {
    const orc = kernel.machine === Machine.X86_64 ? await readOrc(kernel) : undefined;
    return new Tracer(kernel, special, orc);
  }

  /** Loads symbols and unwind tables of every module that something on these stacks may point into. */
  async prepare(stacks: readonly StackImage[], extra: readonly bigint[] = []): Promise<void> {
    const wanted = new Set<LoadedModule>();
    const { modules } = this.kernel;
    const uppers = [...new Set(modules.list.flatMap((m) => m.regions.map((r) => Number(r.start >> 32n))))];
    const look = (word: bigint): void => {
      const module = modules.at(word);
      if (module !== undefined) wanted.add(module);
    };
    for (const stack of stacks) stack.scan(uppers, look);
    for (const address of extra) look(address);
    await loadModuleTables(this.kernel, wanted, this.#orc?.layout);
  }

  isText(address: bigint): boolean {
    return (
      this.#ranges.some((range) => address >= range.start && address < range.end) ||
      this.kernel.modules.at(address) !== undefined
    );
  }

  async unwind(start: UnwindStart, task: StackImage | undefined): Promise<Unwound> {
    const { memory } = this.kernel;
    const stacks: Stacks = {
      task,
      special: this.special,
      word: async (address) => {
        const own = task?.word(address);
        if (own !== undefined) return own;
        const [result] = await memory.read([{ address, length: 8 }]);
        const bytes = result?.bytes;
        return bytes && new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
      },
    };
    if (this.#arm64 !== undefined) return unwindArm64(this.#arm64, stacks, start);
    return unwindX86(this.#x86, stacks, start);
  }

  /** Names the frames, as the report holds them. */
  frames(unwound: Unwound, task: StackImage | undefined): Frame[] {
    const stacks: Stacks = { task, special: this.special, word: () => Promise.resolve(undefined) };
    return unwound.frames.map((frame) => this.#name(frame, stackAt(stacks, frame.sp)));
  }

  #name(frame: RawFrame, stack: StackRange | undefined): Frame {
    const place = frame.user
      ? undefined
      : this.kernel.symbolize(frame.exact ? frame.pc : frame.pc - 1n, frame.assembly);
    return {
      address: hex(BigInt.asUintN(64, frame.pc)),
      ...(place === undefined ? {} : { symbol: place.symbol, offset: place.offset + (frame.exact ? 0 : 1) }),
      ...(place?.sizeBytes === undefined || place.sizeBytes <= 0 ? {} : { sizeBytes: place.sizeBytes }),
      ...(place?.module === undefined ? {} : { module: place.module }),
      reliable: frame.reliable,
      ...(stack === undefined || stack.kind === 'task' ? {} : { stack: stack.kind }),
      ...(frame.user ? { user: true } : {}),
    };
  }

  #findOrc(ip: bigint): OrcEntry | undefined {
    if (this.#ranges.some((range) => ip >= range.start && ip < range.end)) return this.#orc?.table.find(ip);
    return this.kernel.modules.at(ip)?.orcTable?.find(ip);
  }
}

/** Where the kernel's own code is. */
function textRanges(kernel: Kernel): { start: bigint; end: bigint }[] {
  const ranges: { start: bigint; end: bigint }[] = [];
  for (const [from, to] of [
    ['_stext', '_etext'],
    ['_sinittext', '_einittext'],
  ] as const) {
    const start = kernel.symbol(from);
    const end = kernel.symbol(to);
    if (start !== undefined && end !== undefined && end > start) ranges.push({ start, end });
  }
  return ranges;
}

async function readOrc(kernel: Kernel): Promise<{ table: OrcTable; layout: OrcLayout }> {
  const place = { format: 'orc', field: '__start_orc_unwind' };
  const [ipStart, ipEnd, start, end] = [
    kernel.symbol('__start_orc_unwind_ip'),
    kernel.symbol('__stop_orc_unwind_ip'),
    kernel.symbol('__start_orc_unwind'),
    kernel.symbol('__stop_orc_unwind'),
  ];
  if (ipStart === undefined || ipEnd === undefined || start === undefined || end === undefined) {
    throw new FormatError(FormatErrorCode.Unsupported, place, 'the kernel has no unwind tables');
  }
  const ipBytes = Number(ipEnd - ipStart);
  const bytes = Number(end - start);
  if (ipBytes <= 0 || bytes <= 0 || ipBytes + bytes > MAX_ORC_BYTES) {
    throw new FormatError(FormatErrorCode.BadValue, place, `tables of ${ipBytes} and ${bytes} bytes`);
  }
  const [ips, entries] = await Promise.all([
    kernel.memory.bytes(ipStart, ipBytes, 'the addresses of the unwind tables'),
    kernel.memory.bytes(start, bytes, 'the unwind tables'),
  ]);
  const layout = detectOrcLayout(entries);
  return { table: new OrcTable(ipStart, ips, entries, layout), layout };
}
