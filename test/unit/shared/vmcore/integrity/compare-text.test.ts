import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { FormatError } from '../../../../../shared/errors.ts';
import { compareText } from '../../../../../shared/vmcore/integrity/compare-text.ts';
import { openKernelFile } from '../../../../../shared/vmcore/integrity/kernel-file.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';
import { writeVmlinux } from '../../../../support/vmlinux-writer.ts';

const TEXT_BYTES = 0x1_0000;
/** KASLR moved the kernel this far. */
const MOVED = 0x80_0000n;
const LINKED = IMAGE - MOVED;
/** Where the kernel rewrites its text, in the order of {@link SITES}; and where it was relocated. */
const SITES = { alternative: 0x100, shortJump: 0x200, longJump: 0x220, entry: 0x300, retpoline: 0x400, lock: 0x500 };
const [ADDED, SUBTRACTED, WIDE] = [0x1000, 0x1100, 0x1200];

interface Layout {
  readonly entryBytes?: 12 | 14;
  readonly subtracts?: boolean;
  readonly probe?: number;
}

/** A kernel whose memory holds what its image says, after everything that a kernel does to its own code. */
async function kernelAndImage(
  damage: (memory: Buffer) => void,
  { entryBytes = 12, subtracts = true, probe }: Layout = {},
): Promise<{ kernel: Awaited<ReturnType<KernelWriter['open']>>; image: Buffer }> {
  const writer = new KernelWriter();
  const text = Buffer.alloc(TEXT_BYTES);
  for (let i = 0; i < TEXT_BYTES; i++) text[i] = (i * 31 + (i >> 8)) & 0xff;
  text[SITES.shortJump] = 0xeb;
  text[SITES.longJump] = 0xe9;
  text.set([0x2e, 0xe8], SITES.retpoline);
  text.writeInt32LE(0x1234, ADDED);
  text.writeInt32LE(0x5678, SUBTRACTED);
  text.writeBigUInt64LE(LINKED + 0x42n, WIDE);

  // Packed, as the kernel's is: nothing that would be aligned.
  writer.btf.struct('alt_instr', {
    instr_offset: 'u8[4]',
    repl_offset: 'u8[4]',
    ...(entryBytes === 12 ? { cpuid: 'u8[2]' } : { ft_flags: 'u8[4]' }),
    instrlen: 'u8',
    replacementlen: 'u8',
  });
  const tables = new Map<string, { address: bigint; bytes: Buffer }>();
  /** A table of the image in memory, between two symbols. */
  const table = (start: string, stop: string, size: number, fill: (bytes: Buffer, at: bigint) => void): void => {
    const address = writer.symbol(start, size);
    writer.symbol(stop, 0, 'D', 1);
    const bytes = Buffer.alloc(size);
    fill(bytes, address);
    tables.set(start, { address: address - MOVED, bytes });
  };
  const relative = (bytes: Buffer, at: bigint, field: number, site: number): void => {
    bytes.writeInt32LE(Number(IMAGE + BigInt(site) - (at + BigInt(field))), field);
  };
  table('__alt_instructions', '__alt_instructions_end', entryBytes, (bytes, at) => {
    relative(bytes, at, 0, SITES.alternative);
    bytes[entryBytes - 2] = 6;
  });
  table('__start___jump_table', '__stop___jump_table', 32, (bytes, at) => {
    relative(bytes, at, 0, SITES.shortJump);
    relative(bytes, at, 16, SITES.longJump);
  });
  table('__start_mcount_loc', '__stop_mcount_loc', 8, (bytes) => {
    bytes.writeBigUInt64LE(LINKED + BigInt(SITES.entry));
  });
  table('__retpoline_sites', '__retpoline_sites_end', 4, (bytes, at) => {
    relative(bytes, at, 0, SITES.retpoline);
  });
  table('__smp_locks', '__smp_locks_end', 4, (bytes, at) => {
    relative(bytes, at, 0, SITES.lock);
  });
  writer.code('victim', 0x2000);
  if (probe !== undefined) {
    writer.btf.struct('kprobe', { nmissed: 'u64', hlist: 'ptr[2]', addr: 'ptr' });
    const node = writer.make('kprobe', { addr: IMAGE + BigInt(probe) });
    writer.word(writer.symbol('kprobe_table', 64 * 8) + 24n, node + 8n);
  }

  const memory = Buffer.from(text);
  memory.fill(0x90, SITES.alternative, SITES.alternative + 6);
  memory.set([0x66, 0x90], SITES.shortJump);
  memory.set([0x0f, 0x1f, 0x44, 0, 0], SITES.longJump);
  memory.set([0x0f, 0x1f, 0x44, 0, 0], SITES.entry);
  memory.set([0xff, 0xd0, 0x90, 0x90, 0x90, 0x90], SITES.retpoline);
  memory[SITES.lock] = 0x3e;
  memory.writeInt32LE(0x1234 + Number(MOVED), ADDED);
  if (subtracts) memory.writeInt32LE(0x5678 - Number(MOVED), SUBTRACTED);
  memory.writeBigUInt64LE(LINKED + 0x42n + MOVED, WIDE);
  damage(memory);
  writer.bytes(IMAGE, memory);
  const at = (offset: number): bigint => LINKED + BigInt(offset);
  const image = writeVmlinux({
    sections: [
      { name: '.text', address: LINKED, bytes: text },
      ...[...tables].map(([name, place]) => ({ name: `.${name}`, ...place })),
    ],
    relocations: [[at(WIDE)], ...(subtracts ? [[at(SUBTRACTED)]] : []), [at(ADDED)]],
  });
  return { kernel: await writer.open(), image };
}

async function compared(damage: (memory: Buffer) => void, layout: Layout = {}) {
  const { kernel, image } = await kernelAndImage(damage, layout);
  return (await compareText(kernel, image)).info;
}

const nothing = (): void => undefined;

describe('compareText', () => {
  it.each<[string, Layout]>([
    ['of today', { entryBytes: 14 }],
    ['before v6.3, with shorter alternatives', { entryBytes: 12 }],
    ['whose per-CPU section has addresses of its own', { subtracts: false }],
  ])('finds the text of a kernel %s intact, whatever it rewrote and wherever it was moved', async (_, layout) => {
    const { checkedBytes, differences, note } = await compared(nothing, layout);
    expect(differences).toEqual([]);
    expect(checkedBytes).toBe(TEXT_BYTES - (6 + 2 + 5 + 5 + 6 + 1));
    expect(note).toBe('25 bytes that the kernel rewrites itself are left out.');
  });

  it('finds one flipped bit, and names the place', async () => {
    const { differences } = await compared((memory) => {
      memory[0x2025] = (memory[0x2025] ?? 0) ^ 8;
    });
    const found = ((0x2025 * 31 + 0x20) & 0xff) ^ 8;
    expect(differences).toEqual([
      {
        address: `0x${(IMAGE + 0x2025n).toString(16)}`,
        symbol: 'victim',
        offset: 0x25,
        expected: (found ^ 8).toString(16).padStart(2, '0'),
        found: found.toString(16).padStart(2, '0'),
        flippedBits: 1,
      },
    ]);
  });

  it('tells a relocation that is damaged', async () => {
    const { differences } = await compared((memory) => {
      memory.writeInt32LE(0x1235 + Number(MOVED), ADDED);
    });
    expect(differences.map(({ address }) => address)).toEqual([`0x${(IMAGE + BigInt(ADDED)).toString(16)}`]);
  });

  it('takes bytes close together for one place, and shows no more of it than fits', async () => {
    const { differences } = await compared((memory) => {
      memory.fill(0, 0x3000, 0x3100);
    });
    expect(differences).toHaveLength(1);
    expect(differences[0]?.found).toMatch(/^0{64}$/);
  });

  it('does not take a tracing breakpoint for damage', async () => {
    const breakpoint = (memory: Buffer): void => {
      memory[0x2100] = 0xcc;
    };
    expect((await compared(breakpoint)).differences).toHaveLength(1);
    expect((await compared(breakpoint, { probe: 0x2100 })).differences).toEqual([]);
  });

  it('says which pages were not there to be compared', async () => {
    const { kernel, image } = await kernelAndImage(nothing);
    const read = kernel.memory.read.bind(kernel.memory);
    kernel.memory.read = async (ranges) =>
      (await read(ranges)).map((result, i) =>
        ranges[i]?.address === IMAGE + 0x4000n
          ? { failure: { reason: 'excluded', address: IMAGE + 0x4000n } as const }
          : result,
      );
    const { differences, note } = (await compareText(kernel, image)).info;
    expect(differences).toEqual([]);
    expect(note).toContain('1 pages are not in the dump');
  });

  it('tells the state of every byte, and what the image has where it differs', async () => {
    const { kernel, image } = await kernelAndImage((memory) => {
      memory[0x2025] = (memory[0x2025] ?? 0) ^ 8;
    });
    const read = kernel.memory.read.bind(kernel.memory);
    kernel.memory.read = async (ranges) =>
      (await read(ranges)).map((result, i) =>
        ranges[i]?.address === IMAGE + 0x4000n
          ? { failure: { reason: 'excluded', address: IMAGE + 0x4000n } as const }
          : result,
      );
    const text = await compareText(kernel, image);
    const statesAt = async (address: bigint, length: number) => {
      const [result] = await read([{ address, length }]);
      return text.compare(address, result?.bytes ?? new Uint8Array(length));
    };
    const changed = await statesAt(IMAGE + 0x2024n, 3);
    expect(changed.states).toEqual(['same', 'changed', 'same']);
    const found = ((0x2025 * 31 + 0x20) & 0xff) ^ 8;
    expect(changed.image[1]).toBe(found ^ 8);
    expect((await statesAt(IMAGE + BigInt(SITES.alternative) - 1n, 8)).states).toEqual([
      'same',
      ...Array.from({ length: 6 }, () => 'rewritten'),
      'same',
    ]);
    // A page that the dump did not have, and what is no code of the kernel.
    expect((await statesAt(IMAGE + 0x3fffn, 2)).states).toEqual(['same', 'unknown']);
    expect((await statesAt(IMAGE + BigInt(TEXT_BYTES) - 1n, 2)).states).toEqual(['same', 'unknown']);
    expect(text.compare(0n, new Uint8Array(1)).states).toEqual(['unknown']);
  });

  it('says of what the kernel may have rewritten that, also where it is as the image has it', async () => {
    const probe = 0x700;
    const { kernel, image } = await kernelAndImage(() => undefined, { probe });
    const text = await compareText(kernel, image);
    const address = IMAGE + BigInt(probe);
    const [result] = await kernel.memory.read([{ address, length: 2 }]);
    expect(text.compare(address, result?.bytes ?? new Uint8Array()).states).toEqual(['rewritten', 'rewritten']);
  });

  it('says how much of a long difference it does not show, and how many it does not list', async () => {
    const { info } = await (async () => {
      const { kernel, image } = await kernelAndImage((memory) => {
        memory.fill(0, 0x3000, 0x3100);
        for (let at = 0x6000; at < 0x6000 + 70 * 32; at += 32) memory[at] = (memory[at] ?? 0) ^ 1;
      });
      return compareText(kernel, image);
    })();
    const [long] = info.differences;
    expect(long?.lengthBytes).toBeGreaterThan(0xf0);
    expect([info.differences.length, info.more]).toEqual([64, 7]);
    expect(info.differences[1]).not.toHaveProperty('lengthBytes');
  });

  it('does not call it damage when all is different', async () => {
    const all = compared((memory) => {
      for (let at = 0x2000; at < TEXT_BYTES; at += 10) memory[at] = (memory[at] ?? 0) ^ 0xff;
    });
    await expect(all).rejects.toThrow(/more than 4096 places differ/);
  });

  it('does not judge a kernel that does not say where it rewrites its code', async () => {
    const { kernel } = await kernelAndImage(nothing);
    const image = writeVmlinux({
      sections: [{ name: '.text', address: IMAGE, bytes: new Uint8Array(TEXT_BYTES) }],
    });
    await expect(compareText(kernel, image)).rejects.toThrow(/does not say where it rewrites/);
  });
});

describe('openKernelFile', () => {
  const image = writeVmlinux({
    sections: [{ name: '.text', address: LINKED, bytes: Buffer.from('code') }],
    relocations: [[LINKED]],
  });

  it('reads sections, bytes by address, and what stands behind the file', () => {
    const file = openKernelFile(image);
    expect([...file.sections]).toEqual([['.text', { address: LINKED, sizeBytes: 4 }]]);
    expect(Buffer.from(file.bytes(LINKED + 1n, 2) ?? []).toString()).toBe('od');
    expect(file.bytes(LINKED + 3n, 2)).toBeUndefined();
    expect(file.trailer).toHaveLength(8);
  });

  it('takes anything else for a flat image', () => {
    expect(openKernelFile(Buffer.from('MZ and more')).isFlat).toBe(true);
  });

  it('throws nothing but FormatError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(image.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = Buffer.from(image);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          openKernelFile(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
