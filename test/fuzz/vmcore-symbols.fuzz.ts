/** BTF, kallsyms and ORC tables. The first byte of an input picks the reader. */
import { Btf } from '../../shared/vmcore/symbols/btf.ts';
import { Kallsyms } from '../../shared/vmcore/symbols/kallsyms.ts';
import { OrcTable, detectOrcLayout } from '../../shared/vmcore/symbols/orc.ts';
import { Types } from '../../shared/vmcore/symbols/types.ts';

export const name = 'vmcore-symbols';

const TEXT = 0xffffffff81000000n;

export const seeds: readonly Uint8Array[] = [
  Buffer.concat([Buffer.from([0]), btf()]),
  Buffer.concat([Buffer.from([1]), kallsyms()]),
  Buffer.concat([Buffer.from([2, 4]), orc()]),
];

export function fuzz(bytes: Uint8Array): void {
  const body = bytes.slice(1);
  switch ((bytes[0] ?? 0) % 3) {
    case 0: {
      fuzzBtf(body);
      return;
    }
    case 1: {
      fuzzKallsyms(body);
      return;
    }
    default: {
      fuzzOrc(body);
      return;
    }
  }
}

function fuzzBtf(bytes: Uint8Array): void {
  const types = new Types(Btf.parse(bytes));
  for (const struct of ['task', 'loop', 'other']) {
    const found = types.find(struct);
    for (const path of ['pid', 'next', 'inner.x', 'list[3]', 'list[3].x', 'flag', 'a.b.c.d']) {
      const field = found?.field(path);
      if (field !== undefined) types.structOf(field);
    }
  }
  types.enum('state');
}

/** The tables one behind the other, each with its length before it. */
function fuzzKallsyms(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 12;
  const table = (): Uint8Array => {
    const length = at + 2 <= bytes.length ? view.getUint16(at, true) : 0;
    const part = bytes.subarray(at + 2, at + 2 + length);
    at += 2 + length;
    return part;
  };
  if (bytes.length < 12) return;
  const [names, tokenTable, tokenIndex, values] = [table(), table(), table(), table()];
  const count = view.getUint32(0, true) % 5000;
  const relativeBase = view.getBigUint64(4, true);
  const symbols = new Kallsyms(
    { count, names, tokenTable, tokenIndex, values, valuesAddress: TEXT + 0x1000n, relativeBase },
    TEXT,
  );
  for (let i = 0; i < Math.min(symbols.count, 100); i++) {
    symbols.name(i);
    symbols.type(i);
    const found = symbols.at(symbols.address(i));
    if (found !== undefined && (found < 0 || found >= symbols.count)) throw new Error('a symbol that is none');
    symbols.sizeOf(i);
  }
  symbols.find('_stext');
  symbols.at(0n);
  symbols.at(2n ** 64n - 1n);
}

function fuzzOrc(bytes: Uint8Array): void {
  const count = bytes[0] ?? 0;
  const ips = bytes.subarray(1, 1 + 4 * count);
  const entries = bytes.subarray(1 + 4 * count);
  const table = new OrcTable(TEXT, ips, entries, detectOrcLayout(entries));
  for (const ip of [TEXT, TEXT + 5n, TEXT + 0x1000n, 0n, 2n ** 64n - 1n]) table.find(ip);
}

/** `struct task { int pid; struct task *next; struct { int x; }; int list[4]; unsigned flag:1; }`, an enum, typedefs in a ring. */
function btf(): Buffer {
  const names = ['', 'task', 'pid', 'next', 'inner', 'x', 'list', 'flag', 'int', 'state', 'RUNNING', 'loop', 'other'];
  const offsets = new Map<string, number>();
  let strings = '';
  for (const text of names) {
    offsets.set(text, strings.length);
    strings += `${text}\0`;
  }
  const words: number[] = [];
  const type = (of: string, kind: number, vlen: number, sizeOrType: number, ...extra: readonly number[]): void => {
    words.push(offsets.get(of) ?? 0, (kind << 24) | vlen, sizeOrType, ...extra);
  };
  const member = (of: string, id: number, bits: number): number[] => [offsets.get(of) ?? 0, id, bits];
  type('int', 1, 0, 4, 32); // 1
  type('', 2, 0, 3); // 2: pointer to 3
  const members = [
    member('pid', 1, 0),
    member('next', 2, 64),
    member('inner', 4, 128),
    member('list', 5, 160),
    member('flag', 1, 288),
  ];
  type('task', 4, members.length, 40, ...members.flat()); // 3
  type('', 4, 1, 4, ...member('x', 1, 0)); // 4
  type('', 3, 0, 0, 1, 1, 4); // 5: int[4]
  type('state', 6, 1, 4, offsets.get('RUNNING') ?? 0, 0); // 6
  type('loop', 8, 0, 8); // 7 -> 8
  type('other', 8, 0, 7); // 8 -> 7
  const types = Buffer.alloc(words.length * 4);
  words.forEach((word, i) => types.writeUInt32LE(word >>> 0, i * 4));
  const header = Buffer.alloc(24);
  header.writeUInt16LE(0xeb9f, 0);
  header[2] = 1;
  header.writeUInt32LE(24, 4);
  header.writeUInt32LE(types.length, 12);
  header.writeUInt32LE(types.length, 16);
  header.writeUInt32LE(strings.length, 20);
  return Buffer.concat([header, types, Buffer.from(strings, 'latin1')]);
}

function kallsyms(): Buffer {
  const tokens = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i >= 33 && i < 127 ? i : 97 + (i % 26)));
  const tokenTable = Buffer.from(tokens.map((token) => `${token}\0`).join(''), 'latin1');
  const tokenIndex = Buffer.alloc(512);
  tokens.forEach((_, i) => tokenIndex.writeUInt16LE(i * 2, i * 2));
  const symbols = ['T_stext', 'Tmain', 'ddata', 'A0'].map((text) => Buffer.from(text, 'latin1'));
  const names = Buffer.concat(symbols.flatMap((text) => [Buffer.from([text.length]), text]));
  const values = Buffer.alloc(symbols.length * 4);
  symbols.forEach((_, i) => values.writeUInt32LE(i * 0x100, i * 4));
  const head = Buffer.alloc(12);
  head.writeUInt32LE(symbols.length, 0);
  head.writeBigUInt64LE(TEXT, 4);
  const sized = [names, tokenTable, tokenIndex, values].flatMap((table) => {
    const length = Buffer.alloc(2);
    length.writeUInt16LE(table.length);
    return [length, table];
  });
  return Buffer.concat([head, ...sized]);
}

function orc(): Buffer {
  const ips = Buffer.alloc(16);
  [0, 16, 64, 4096].forEach((ip, i) => ips.writeInt32LE(ip - 4 * i, 4 * i));
  const entries = Buffer.from([8, 0, 0, 0, 5, 2, 16, 0, 0xf0, 0xff, 0x15, 2, 24, 0, 0, 0, 4, 3, 0, 0, 0, 0, 0, 1]);
  return Buffer.concat([ips, entries]);
}
