/** A small debug file of a kernel, with as many functions as a test needs: ELF64, DWARF 4, no more than is read of it. */
import { u16, u32 } from '../../shared/bytes/to-little-endian.ts';

export interface DebugFunction {
  readonly name: string;
  /** From `_text`. */
  readonly offset: number;
  readonly sizeBytes: number;
  /** Relative to the kernel's tree. */
  readonly file: string;
  /** Lines from these offsets of the function on, ascending; the first at 0. */
  readonly lines: readonly (readonly [offset: number, line: number])[];
  /** `unsigned long` each: a name, and the DWARF expression of where it is all through the function. */
  readonly parameters?: readonly (readonly [name: string, location: readonly number[]])[];
  readonly calls?: readonly DebugCall[];
}

export interface DebugCall {
  /** Where the call returns to, from the calling function's beginning. */
  readonly returnsTo: number;
  /** The name of what is called, or a DWARF expression of its address. */
  readonly of: string | readonly number[];
  /** A jump that leaves nothing of the calling function. */
  readonly tail?: boolean;
  /** What is passed in registers, by their numbers: DWARF expressions. */
  readonly passes: readonly (readonly [register: number, value: readonly number[]])[];
}

export interface DebugFileSpec {
  readonly buildId: string;
  /** Whether `.debug_frame` tells that each function has put nothing on the stack but where it returns to. */
  readonly callFrames?: boolean;
  readonly functions: readonly DebugFunction[];
  /** A section of the kernel's types. */
  readonly btf?: Uint8Array;
  /** Of `_text` as the kernel was linked. */
  readonly text?: bigint;
}

const [EHDR, SHDR, SYM] = [64, 64, 24];
const TREE = '/build/linux';

export function writeDebugFile({
  buildId,
  callFrames = false,
  btf,
  functions,
  text = 0xffffffff81000000n,
}: DebugFileSpec): Buffer {
  const sorted = [...functions].sort((a, b) => a.offset - b.offset);
  const end = Math.max(...sorted.map(({ offset, sizeBytes }) => offset + sizeBytes));
  const names = Buffer.from(`\0_text\0${sorted.map(({ name }) => name).join('\0')}\0`, 'latin1');
  const id = Buffer.from(buildId, 'hex');
  const note = Buffer.concat([u32(4), u32(id.length), u32(3), Buffer.from('GNU\0'), id]);
  const sections: { name: string; type: number; flags?: number; size?: number; bytes?: Buffer; link?: number }[] = [
    { name: '', type: 0 },
    { name: '.text', type: 8, flags: 6, size: end },
    { name: '.note.gnu.build-id', type: 7, bytes: note },
    { name: '.debug_abbrev', type: 1, bytes: ABBREVIATIONS },
    { name: '.debug_info', type: 1, bytes: info(sorted, text, end) },
    { name: '.debug_line', type: 1, bytes: lineProgram(sorted, text) },
    { name: '.symtab', type: 2, bytes: symbols(sorted, names, text), link: 7 },
    { name: '.strtab', type: 3, bytes: names },
    ...(btf === undefined ? [] : [{ name: '.BTF', type: 1, bytes: Buffer.from(btf) }]),
    ...(callFrames ? [{ name: '.debug_frame', type: 1, bytes: frames(sorted, text) }] : []),
  ];
  const sectionNames = Buffer.from([...sections.map(({ name }) => name), '.shstrtab', ''].join('\0'), 'latin1');
  sections.push({ name: '.shstrtab', type: 3, bytes: sectionNames });
  let at = EHDR;
  const headers = sections.map(({ name, type, flags = 0, size, bytes = Buffer.alloc(0), link = 0 }) => {
    const header = Buffer.alloc(SHDR);
    header.writeUInt32LE(name === '' ? 0 : sectionNames.indexOf(`${name}\0`), 0);
    header.writeUInt32LE(type, 4);
    header.writeBigUInt64LE(BigInt(flags), 8);
    header.writeBigUInt64LE(name === '.text' ? text : 0n, 16);
    header.writeBigUInt64LE(BigInt(at), 24);
    header.writeBigUInt64LE(BigInt(size ?? bytes.length), 32);
    header.writeUInt32LE(link, 40);
    at += bytes.length;
    return header;
  });
  const elf = Buffer.alloc(EHDR);
  elf.write('\x7fELF\x02\x01\x01', 'latin1');
  elf.writeUInt16LE(2, 16);
  elf.writeUInt16LE(62, 18);
  elf.writeUInt32LE(1, 20);
  elf.writeBigUInt64LE(BigInt(at), 40);
  elf.writeUInt16LE(EHDR, 52);
  elf.writeUInt16LE(SHDR, 58);
  elf.writeUInt16LE(sections.length, 60);
  elf.writeUInt16LE(sections.length - 1, 62);
  return Buffer.concat([elf, ...sections.map(({ bytes = Buffer.alloc(0) }) => bytes), ...headers]);
}

/** Tag, whether it has children, pairs of attribute and form, two zeros; a zero at the end. */
const ABBREVIATIONS = Buffer.from([
  // compile unit: name, comp_dir (strings), stmt_list (sec_offset), low_pc (addr), high_pc (data8)
  ...[1, 0x11, 1, 0x03, 0x08, 0x1b, 0x08, 0x10, 0x17, 0x11, 0x01, 0x12, 0x07, 0, 0],
  // subprogram: name, low_pc, high_pc
  ...[2, 0x2e, 0, 0x03, 0x08, 0x11, 0x01, 0x12, 0x07, 0, 0],
  // the same, with children
  ...[3, 0x2e, 1, 0x03, 0x08, 0x11, 0x01, 0x12, 0x07, 0, 0],
  // formal parameter: name, type (ref4), location (exprloc)
  ...[4, 0x05, 0, 0x03, 0x08, 0x49, 0x13, 0x02, 0x18, 0, 0],
  // base type: name, byte_size, encoding (data1)
  ...[5, 0x24, 0, 0x03, 0x08, 0x0b, 0x0b, 0x3e, 0x0b, 0, 0],
  // GNU call site: low_pc, abstract_origin (ref4), GNU_tail_call (flag)
  ...[6, ...uleb(0x4109), 1, 0x11, 0x01, 0x31, 0x13, ...uleb(0x2115), 0x0c, 0, 0],
  // the same of a computed address: low_pc, GNU_call_site_target (exprloc), GNU_tail_call (flag)
  ...[7, ...uleb(0x4109), 1, 0x11, 0x01, ...uleb(0x2113), 0x18, ...uleb(0x2115), 0x0c, 0, 0],
  // GNU call site parameter: location (exprloc), GNU_call_site_value (exprloc)
  ...[8, ...uleb(0x410a), 0, 0x02, 0x18, ...uleb(0x2111), 0x18, 0, 0],
  0,
]);

function info(functions: readonly DebugFunction[], text: bigint, end: number): Buffer {
  const head = Buffer.concat([
    ...[u16(4), u32(0), Buffer.from([8])],
    ...[uleb(1), string('kernel.c'), string(TREE), u32(0), u64(text), u64(BigInt(end))],
  ]);
  const base = Buffer.concat([uleb(5), string('long unsigned int'), Buffer.from([8, 7])]);
  const wordType = 4 + head.length;
  const places = new Map<string, number>();
  // References have one size, so that a first draft tells where each function comes to stand.
  let at = wordType + base.length;
  for (const one of functions) {
    places.set(one.name, at);
    at += functionEntry(one, text, wordType, places).length;
  }
  const entries = functions.map((one) => functionEntry(one, text, wordType, places));
  const body = Buffer.concat([head, base, ...entries, uleb(0)]);
  return Buffer.concat([u32(body.length), body]);
}

function functionEntry(
  { name, offset, sizeBytes, parameters = [], calls = [] }: DebugFunction,
  text: bigint,
  wordType: number,
  places: ReadonlyMap<string, number>,
): Buffer {
  const start = text + BigInt(offset);
  const hasChildren = parameters.length + calls.length > 0;
  return Buffer.concat([
    ...[uleb(hasChildren ? 3 : 2), string(name), u64(start), u64(BigInt(sizeBytes))],
    ...parameters.flatMap(([parameter, location]) => [uleb(4), string(parameter), u32(wordType), block(location)]),
    ...calls.flatMap(({ returnsTo, of, tail = false, passes }) => [
      ...[uleb(typeof of === 'string' ? 6 : 7), u64(start + BigInt(returnsTo))],
      ...[typeof of === 'string' ? u32(places.get(of) ?? 0) : block(of), Buffer.from([Number(tail)])],
      ...passes.flatMap(([register, value]) => [uleb(8), block([0x50 + register]), block(value)]),
      uleb(0),
    ]),
    ...(hasChildren ? [uleb(0)] : []),
  ]);
}

/** One CIE: the CFA is the stack pointer plus 8, and right below it stands where the function returns to. */
function frames(functions: readonly DebugFunction[], text: bigint): Buffer {
  const common = [1, 0, 1, 0x78, 16, 0x0c, 7, 8, 0x90, 1];
  return Buffer.concat([
    ...[u32(4 + common.length), u32(0xffff_ffff), Buffer.from(common)],
    ...functions.flatMap(({ offset, sizeBytes }) => [
      ...[u32(20), u32(0), u64(text + BigInt(offset)), u64(BigInt(sizeBytes))],
    ]),
  ]);
}

function lineProgram(functions: readonly DebugFunction[], text: bigint): Buffer {
  const files = [...new Set(functions.map(({ file }) => file))];
  const tables = Buffer.concat([
    Buffer.from([1, 1, 1, -5 & 0xff, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0]),
    ...files.flatMap((file) => [string(file), Buffer.from([0, 0, 0])]),
    Buffer.from([0]),
  ]);
  const program = functions.flatMap(({ offset, sizeBytes, file, lines }) => {
    let [at, current] = [0, 1];
    const rows = lines.flatMap(([from, line]) => {
      const row = [Buffer.from([2]), uleb(from - at), Buffer.from([3]), sleb(line - current), Buffer.from([1])];
      [at, current] = [from, line];
      return row;
    });
    return [
      ...[Buffer.from([0, 9, 2]), u64(text + BigInt(offset)), Buffer.from([4]), uleb(files.indexOf(file) + 1)],
      ...[...rows, Buffer.from([2]), uleb(sizeBytes - at), Buffer.from([0, 1, 1])],
    ];
  });
  const body = Buffer.concat([u16(4), u32(tables.length), tables, ...program]);
  return Buffer.concat([u32(body.length), body]);
}

function symbols(functions: readonly DebugFunction[], names: Buffer, text: bigint): Buffer {
  const all = [{ name: '_text', offset: 0, sizeBytes: 0, type: 0 }, ...functions.map((one) => ({ ...one, type: 2 }))];
  const entries = all.map(({ name, offset, sizeBytes, type }) => {
    const entry = Buffer.alloc(SYM);
    entry.writeUInt32LE(names.indexOf(`\0${name}\0`) + 1, 0);
    entry[4] = 0x10 | type;
    entry.writeUInt16LE(1, 6);
    entry.writeBigUInt64LE(text + BigInt(offset), 8);
    entry.writeBigUInt64LE(BigInt(sizeBytes), 16);
    return entry;
  });
  return Buffer.concat([Buffer.alloc(SYM), ...entries]);
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

const block = (bytes: readonly number[]): Buffer => Buffer.concat([uleb(bytes.length), Buffer.from(bytes)]);

const string = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');

function uleb(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

function sleb(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f;
    const isLast = (rest >> 7 === 0 && (low & 0x40) === 0) || (rest >> 7 === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return Buffer.from(bytes);
  }
}
