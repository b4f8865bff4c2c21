import { describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { DebugFile } from '../../../../shared/symbols/locals/debug-file.ts';
import { frameVariables } from '../../../../shared/symbols/locals/source.ts';
import type { FrameAnswer, NamedFrame } from '../../../../shared/symbols/locals/source.ts';
import type { LocalValue } from '../../../../shared/symbols/locals/values.ts';
import { writeDebugFile } from '../../../support/debug-file-writer.ts';
import type { DebugCall, DebugFunction } from '../../../support/debug-file-writer.ts';
import { symbolFixture } from '../../../support/symbol-fixtures.ts';

/** Where the program is in memory: moved from where it was linked. */
const MOVED = 0xffff_ffff_9000_0000n;
const STACK = 0xffff_c900_0000_1000n;
const ARM64 = 'module-arm64';
/** Each register holds its own number, from 0x1000. */
const REGISTERS = new Map<string, bigint>([
  ...['rax', 'rdx', 'rcx', 'rbx', 'rsi', 'rdi', 'rbp'].map((name, i) => [name, BigInt(0x1000 + i)] as const),
  ...[8, 9, 10, 11, 12, 13, 14, 15].map((i) => [`r${i}`, BigInt(0x1000 + i)] as const),
  ...Array.from({ length: 31 }, (_, i) => [`x${i}`, BigInt(0x1000 + i)] as const),
  ...[['rsp', STACK] as const, ['sp', STACK] as const],
]);

interface Asked {
  readonly symbol: string;
  readonly offset: number;
  readonly exact?: boolean;
  readonly reliable?: boolean;
  readonly sp?: bigint;
}

/** What is said of a stack of the functions of a fixture, or of a kernel's debug file, innermost first. */
async function answers(
  fixture: string | Buffer,
  stack: readonly Asked[],
  words: ReadonlyMap<bigint, bigint> = new Map(),
): Promise<readonly FrameAnswer[]> {
  const [name, bytes] = typeof fixture === 'string' ? [fixture, symbolFixture(fixture)] : ['vmlinux', fixture];
  const file = await DebugFile.open(memorySource(bytes, name));
  const isModule = name.startsWith('module');
  const frames = stack.map(({ symbol, offset, exact = true, reliable = true, sp = STACK }, i): NamedFrame => {
    const [found] = file.symbols(symbol);
    const pc = MOVED + BigInt((found?.address ?? 0) % 2 ** 32) + BigInt(offset);
    const named = { symbol, offset, sizeBytes: found?.sizeBytes, module: isModule ? 'lines' : undefined };
    return { pc, sp, exact: exact && i === 0, reliable, user: false, ...named };
  });
  return frameVariables((build) => Promise.resolve(build.kind === (isModule ? 'module' : 'kernel') ? file : undefined))(
    {
      frames,
      registers: REGISTERS,
      kernel: { kind: 'kernel', name: 'vmlinux' },
      text: isModule ? undefined : MOVED,
      module: (name) => ({ kind: 'module', name }),
      memory: {
        word: (address) => Promise.resolve(words.get(address)),
        bytes: (address, length) => {
          const word = words.get(address);
          if (word === undefined) return Promise.resolve(undefined);
          const bytes = Buffer.alloc(8);
          bytes.writeBigUInt64LE(word);
          return Promise.resolve(new Uint8Array(bytes.subarray(0, length)));
        },
      },
    },
  );
}

function valueText(value: LocalValue): string {
  switch (value.is) {
    case 'bytes':
      return `0x${Buffer.from(value.bytes)
        .reverse()
        .toString('hex')
        .replace(/^0+(?=.)/, '')}`;
    case 'memory':
      return `at 0x${value.address.toString(16)}`;
    case 'unknown':
      return `unknown: ${value.why}`;
    default:
      return value.is;
  }
}

/** `outer(int value = 0x1005) int sum = …`, a function a line; or the note. */
function told({ functions, note }: FrameAnswer): string[] {
  if (functions.length === 0) return [note ?? ''];
  return functions.map(({ function: name, inlined, locals }) => {
    const say = (isParameter: boolean): string[] =>
      locals
        .filter((local) => local.isParameter === isParameter)
        .map((local) => `${local.type.name} ${local.name} = ${valueText(local.value)}`);
    return `${name}${inlined ? '*' : ''}(${say(true).join(', ')}) ${say(false).join('; ')}`.trim();
  });
}

const first = async (...asked: Parameters<typeof answers>) => told((await answers(...asked))[0] ?? { functions: [] });

const X86 = [
  'gcc-dwarf5',
  'gcc-dwarf4',
  'gcc-lto',
  'clang-dwarf5',
  'clang-dwarf4',
  'clang-lto',
  'gcc-zstd',
  'gcc-zlib-gnu',
];
const MODULES = ['module-x86-64', 'module-dwarf4', ARM64];

describe('parameters and variables of a frame', () => {
  // The first argument of a function that has just been entered is in rdi, or x0.
  it.each([...X86, ...MODULES])('are told at the entry of a function of %s', async (fixture) => {
    const argument = fixture === ARM64 ? '0x1000' : '0x1005';
    expect(await first(fixture, [{ symbol: 'plain', offset: 0 }])).toEqual([`plain(int value = ${argument})`]);
    const [outer = ''] = await first(fixture, [{ symbol: 'outer', offset: 0 }]);
    expect(outer).toBe(`outer(int value = ${argument}) int sum = optimised out`);
  });

  // By `readelf --debug-dump=loc` and `--debug-dump=info` of each.
  it.each<[string, number, string[]]>([
    ['gcc-dwarf5', 60, ['outer(int value = 0x1009) int sum = 0x1008; int i = 0x1002']],
    ['gcc-dwarf4', 60, ['outer(int value = 0x1009) int sum = 0x1008; int i = 0x1002']],
    ['clang-dwarf4', 64, ['middle*(int value = 0x1003)', 'outer(int value = 0x100e) int sum = 0x1006; int i = 0x1003']],
    [
      ARM64,
      92,
      [
        'innermost*(int value = 0x1004)',
        'middle*(int value = 0x1003)',
        'outer(int value = 0x1006) int sum = 0x1005; int i = 0x1003',
      ],
    ],
  ])('are told in the middle of a loop, and of what is inlined there, by %s', async (fixture, offset, expected) => {
    expect(await first(fixture, [{ symbol: 'outer', offset }])).toEqual(expected);
  });

  it('are worked out of what memory holds, as the file counts and as it was moved', async () => {
    // `DW_OP_addr sink; DW_OP_deref_size 4; DW_OP_plus_uconst 1; DW_OP_stack_value`
    const stack = [{ symbol: 'starts', offset: 0x103 - 0xe3 }];
    const sink = MOVED + 0x1000n;
    const [known] = await first('gcc-dwarf5', stack, new Map([[sink, 0x41n]]));
    expect(known).toContain('int value = 0x42');
    const [unknown] = await first('gcc-dwarf5', stack);
    expect(unknown).toContain(`int value = unknown: 0x${sink.toString(16)} is not in the dump`);
  });

  it('of a frame that made a call: what the call left nobody knows, which is not optimised out', async () => {
    // gcc knows that `plain` leaves r9 alone; nobody has written it down.
    const returnsTo = MOVED + 0x60n + 0x39n;
    const stack = [
      { symbol: 'plain', offset: 0 },
      { symbol: 'outer', offset: 0x39, sp: STACK + 8n },
    ];
    const [, outer] = await answers('gcc-dwarf5', stack, new Map([[STACK, returnsTo]]));
    expect(told(outer ?? { functions: [] })).toEqual([
      'outer(int value = unknown: r9 was not kept) int sum = unknown: r8 was not kept; int i = unknown: rcx was not kept',
    ]);
  });

  it('as they were at the entry, where the caller says what it passed', async () => {
    // clang: `outer` has overwritten its argument, and `start_kernel` passes 3.
    const offset = 132;
    const file = await DebugFile.open(memorySource(symbolFixture('clang-dwarf5'), 'clang-dwarf5'));
    const start = MOVED + BigInt(file.symbols('start_kernel')[0]?.address ?? 0);
    const calls = [...Array(64).keys()];
    const values = new Set<string>();
    for (const back of calls) {
      const stack = [
        { symbol: 'outer', offset },
        { symbol: 'start_kernel', offset: back + 1, sp: STACK + 8n },
      ];
      const [outer] = await answers('clang-dwarf5', stack, new Map([[STACK, start + BigInt(back + 1)]]));
      values.add(told(outer ?? { functions: [] })[0] ?? '');
    }
    // One of these addresses is where the call returns to; of the others it is no call of `outer`.
    expect([...values].sort()).toEqual([
      'outer(int value = 0x3) int sum = 0x1000',
      "outer(int value = unknown: rdi at the function's entry was not kept) int sum = 0x1000",
    ]);
  });

  it('of a frame that was guessed, or a function of another size, are not told at all', async () => {
    expect(await first('gcc-dwarf5', [{ symbol: 'plain', offset: 0, reliable: false }])).toEqual([
      'the frame was guessed',
    ]);
    expect(await first('gcc-dwarf5', [{ symbol: 'entry_in_assembler', offset: 1 }])).toEqual(['entry_in_assembler()']);
    expect(await first('module-x86-64', [{ symbol: 'missing', offset: 0 }])).toEqual([
      'module-x86-64 is of another build, or does not tell where the function is',
    ]);
  });

  it('of split files and of what dwz has moved away are said to be somewhere else', async () => {
    for (const [fixture, dwo] of [
      ['gcc-split5', 'split5-lines.dwo'],
      ['gcc-split4', 'split4-lines.dwo'],
    ] as const) {
      expect(await first(fixture, [{ symbol: 'plain', offset: 0 }])).toEqual([
        `its variables are described in ${dwo}, and of split files only lines are read`,
      ]);
    }
    const [moved] = await first('gcc-dwz', [{ symbol: 'plain', offset: 0 }]);
    expect(moved).toContain('unknown: its type stands in a file that dwz has made, which is not read');
  });

  it('need debug information, and say so', async () => {
    const open = DebugFile.open(memorySource(Buffer.from('no ELF file at all'), 'text'));
    await expect(open).rejects.toMatchObject({ name: 'FormatError' });
  });
});

describe('a frame that returns behind a call', () => {
  const [CALLER_SIZE, RDI, RAX] = [0x20, 5, 0];
  const ENTRY_VALUE = [0xf3, 1, 0x50 + RDI, 0x9f];
  const ADDRESS = 0xffffffff81000000n;
  const made = (name: string, offset: number, more: Partial<DebugFunction> = {}): DebugFunction => {
    return { name, offset, sizeBytes: CALLER_SIZE, file: 'kernel.c', lines: [[0, 1]], ...more };
  };
  const addressOf = (offset: number): number[] => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(ADDRESS + BigInt(offset));
    return [0x03, ...bytes];
  };
  /** `callee` stands innermost, called from the very end of `caller`, behind which `next` begins. */
  const toldOf = async (call: Omit<DebugCall, 'returnsTo' | 'passes'>): Promise<readonly string[]> => {
    const file = writeDebugFile({
      ...{ buildId: '01'.repeat(20), callFrames: true, text: ADDRESS },
      functions: [
        made('callee', 0, { parameters: [['value', ENTRY_VALUE]] }),
        made('caller', 0x20, {
          parameters: [['own', [0x31, 0x9f]]],
          calls: [{ ...call, returnsTo: CALLER_SIZE, passes: [[RDI, [0x33]]] }],
        }),
        made('next', 0x40, { parameters: [['other', [0x32, 0x9f]]] }),
      ],
    });
    const stack = [
      { symbol: 'callee', offset: 4 },
      { symbol: 'caller', offset: CALLER_SIZE, sp: STACK + 8n },
    ];
    return (await answers(file, stack)).flatMap(told);
  };
  const type = 'long unsigned int';
  const caller = `caller(${type} own = 0x1)`;
  const lost = [`callee(${type} value = unknown: rdi at the function's entry was not kept)`, caller];

  it('is one of the function that made the call, not of the one that begins where the call returns to', async () => {
    expect(await toldOf({ of: 'callee' })).toEqual([`callee(${type} value = 0x3)`, caller]);
  });

  it.each<[string, Omit<DebugCall, 'returnsTo' | 'passes'>]>([
    ['called another function, which jumped here', { of: 'next' }],
    ['left nothing of itself', { of: 'callee', tail: true }],
    ['called another address', { of: addressOf(0x40) }],
    ['called an address that nobody knows any more', { of: [0x70 + RAX, 0] }],
  ])('says nothing of what a function was called with where it %s', async (_, call) => {
    expect(await toldOf(call)).toEqual(lost);
  });

  it('says what was passed where the address that it called is the function', async () => {
    expect(await toldOf({ of: addressOf(0) })).toEqual([`callee(${type} value = 0x3)`, caller]);
  });
});
