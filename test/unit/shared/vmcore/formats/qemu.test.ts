import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { PageIndex, Stored } from '../../../../../shared/vmcore/formats/qemu/page-index.ts';
import { testPage } from '../../../../support/dump-writer.ts';
import { RELEASE, UTS, machineInfo } from '../../../../support/memory-images.ts';
import { cpuState, libvirtSave, u32, u64, writeQemu, type TestPage } from '../../../../support/qemu-writer.ts';

const PAGE = 4096;
const GIB = 2 ** 30;
const RIPS = [0xffff_ffff_8100_0000n, 0x40_1000n];
const page = (pfn: number, content: Uint8Array | number = testPage(pfn), block = 'pc.ram'): TestPage => ({
  ...{ block, address: pfn * PAGE, content },
});
const machine = (
  pages: readonly (readonly TestPage[])[],
  more: Partial<Parameters<typeof writeQemu>[0]> = {},
): Buffer =>
  writeQemu({
    blocks: [
      { name: 'pc.bios', sizeBytes: 8 * PAGE },
      { name: 'pc.ram', sizeBytes: 1024 * PAGE },
    ],
    parts: pages,
    state: cpuState(RIPS),
    ...more,
  });
const RAM_BLOCK = { name: 'pc.ram', sizeBytes: 1024 * PAGE };
const blocksAndRam = (others: number) => [
  ...Array.from({ length: others }, (_, i) => ({ name: `rom${i}`, sizeBytes: PAGE })),
  RAM_BLOCK,
];

/** The same file with the first of `from` as something else. */
function replaced(file: Buffer, from: string | Buffer, to: string | readonly Buffer[]): Buffer {
  const at = file.indexOf(from);
  expect(at).toBeGreaterThan(0);
  const bytes = typeof to === 'string' ? Buffer.from(to, 'latin1') : Buffer.concat(to);
  return Buffer.concat([file.subarray(0, at), bytes, file.subarray(at + from.length)]);
}

/** With a part of its configuration that says how large a page is. */
function withPageBits(bits: number): Buffer {
  const name = 'configuration/target-page-bits';
  const type = Buffer.from('pc-q35-7.2');
  const subsection = [Buffer.from([5, name.length]), Buffer.from(name), u32(1), u32(bits)];
  return replaced(FILE, type, [type, ...subsection]);
}

/** A page comes twice, one is zeros, one filled, one of another block; the block goes on in the next part. */
const FILE = machine([
  [page(0, testPage(99), 'pc.bios'), page(1, testPage(50)), page(2, 0), page(3, 7)],
  [page(1), page(600), page(1023)],
]);
const open = (file: Uint8Array) => openDump([memorySource(file)], { scanBytes: 0 });

describe('a machine that qemu migrated into a file', () => {
  it('has each page as it came last, and none that never came', async () => {
    const dump = await open(FILE);
    expect(dump.info).toMatchObject({ format: 'qemu', incomplete: false });
    expect(dump.machine).toBe('x86_64');
    const [first, zeros, filled, ...others] = await dump.memory.readPages([1, 2, 3, 600, 1023, 0, 1024]);
    expect(Buffer.compare(first!.bytes!, testPage(1))).toBe(0);
    expect(zeros!.bytes).toEqual(new Uint8Array(PAGE));
    expect(filled!.bytes).toEqual(new Uint8Array(PAGE).fill(7));
    expect(Buffer.compare(others[0]!.bytes!, testPage(600))).toBe(0);
    expect(Buffer.compare(others[1]!.bytes!, testPage(1023))).toBe(0);
    expect(others.slice(2)).toEqual([{ absence: 'excluded' }, { absence: 'no-memory' }]);
    const present = [];
    for await (const batch of dump.presentPages()) present.push(...batch);
    expect(present).toEqual([1, 2, 3, 600, 1023]);
    expect(dump.problems).toEqual([]);
  });

  it('has the registers of each processor', async () => {
    const { notes } = await open(FILE);
    const word = (cpu: number, at: number): bigint => Buffer.from(notes[cpu]!.desc).readBigUInt64LE(112 + at * 8);
    // rip, cs, eflags, rsp, gs_base; rax and rbx are the first and the fourth of qemu's order.
    expect([16, 17, 18, 19, 22].map((at) => word(0, at))).toEqual([RIPS[0], 0x10n, 0x46n, 0x104n, 0x5000n]);
    expect([16, 10, 5].map((at) => word(1, at))).toEqual([RIPS[1], 0x200n, 0x203n]);
  });

  it.each([
    ['no description', Buffer.from([0])],
    ['a description that leads elsewhere', cpuState(RIPS, { size: 9 })],
    ['something else than a foot', cpuState(RIPS, { foot: 0x7d })],
    ['the foot of another section', cpuState(RIPS, { footer: 77 })],
  ])('says that registers are not known, and takes none: %s', async (_, state) => {
    const dump = await open(machine([[page(1)]], { state }));
    expect(dump.notes).toEqual([]);
    expect(dump.problems).toEqual([expect.stringContaining('the registers of the processors are not known')]);
  });

  it.each([
    ['pc-q35-7.2', 3, 2],
    ['pc-i440fx-rhel7.6.0', 3.5, 3],
  ])(
    'puts what is above the hole of %s above 4 GiB, and says that this was taken for granted',
    async (machineType, gib, low) => {
      const blocks = [{ name: 'pc.ram', sizeBytes: gib * GIB }];
      const high = (low * GIB) / PAGE;
      const dump = await open(writeQemu({ machineType, blocks, parts: [[page(high - 1), page(high)]] }));
      const [below, above, hole] = await dump.memory.readPages([high - 1, 2 ** 20, high]);
      expect(Buffer.compare(below!.bytes!, testPage(high - 1))).toBe(0);
      expect(Buffer.compare(above!.bytes!, testPage(high))).toBe(0);
      expect(hole).toEqual({ absence: 'no-memory' });
      expect(dump.problems[0]).toContain(`as in any ${machineType}, ${low} GiB are taken to be below 4 GiB`);
    },
  );

  it.each([
    ['mach-virt.ram', 'aarch64', 2 ** 18],
    ['riscv_virt_board.ram', 'riscv64', 2 ** 19],
  ])('has the memory %s of a board where it begins', async (name, own, first) => {
    const blocks = [{ name, sizeBytes: 16 * PAGE }];
    const dump = await open(writeQemu({ machineType: 'virt-7.2', blocks, parts: [[page(3, testPage(5), name)]] }));
    expect(dump.machine).toBe(own);
    const [found] = await dump.memory.readPages([first + 3]);
    expect(Buffer.compare(found!.bytes!, testPage(5))).toBe(0);
  });

  it('finds VMCOREINFO behind any number of zeros: only what has content counts as searched', async () => {
    const named = Buffer.alloc(PAGE);
    named.write(RELEASE, 130, 'latin1');
    const text = Buffer.alloc(PAGE);
    text.write(machineInfo(), 'latin1');
    const zeros = Array.from({ length: 500 }, (_, i) => page(i + 100, 0));
    const file = machine([[page(UTS / PAGE, named), ...zeros, page(900, text)]]);
    const dump = await openDump([memorySource(file)], { scanBytes: 2 * PAGE });
    expect(dump.vmcoreinfo).toEqual([machineInfo()]);
    const present = [];
    for await (const batch of dump.presentPages()) present.push(...batch);
    expect(present).toHaveLength(502);
  });

  it('says how large a page is, and is read where that is as large as any', async () => {
    const [found] = await (await open(withPageBits(12))).memory.readPages([600]);
    expect(Buffer.compare(found!.bytes!, testPage(600))).toBe(0);
  });

  it('has as many blocks as are read', async () => {
    const dump = await open(machine([[page(1)]], { blocks: blocksAndRam(4095) }));
    const [found] = await dump.memory.readPages([1]);
    expect(Buffer.compare(found!.bytes!, testPage(1))).toBe(0);
  });

  it('has its registers however often the state of a device looks like the end of all', async () => {
    const mark = Buffer.concat([Buffer.from([0, 6]), u32(1), Buffer.from('#')]);
    const state = Buffer.concat([...Array.from({ length: 40 }, () => mark), cpuState(RIPS)]);
    expect((await open(machine([[page(1)]], { state }))).notes).toHaveLength(2);
  });

  it('says that memory is left out which was plugged in', async () => {
    const plugged = { name: '/objects/memdimm0', sizeBytes: 8 * PAGE };
    const blocks = [{ name: 'pc.ram', sizeBytes: 8 * PAGE }, plugged];
    const dump = await open(writeQemu({ blocks, parts: [[page(1)]], state: cpuState(RIPS) }));
    expect(dump.problems).toEqual([
      expect.stringContaining('is left out, as where it is is not known: /objects/memdimm0'),
    ]);
  });

  it('keeps what came before a break', async () => {
    const dump = await open(FILE.subarray(0, FILE.indexOf(Buffer.from(testPage(1023))) + 100));
    expect(dump.info.incomplete).toBe(true);
    expect(dump.problems).toContain('the file ends within the memory of the machine');
    const [there, lost] = await dump.memory.readPages([600, 1023]);
    expect(Buffer.compare(there!.bytes!, testPage(600))).toBe(0);
    expect(lost).toEqual({ absence: 'lost' });
  });

  it.each([
    [
      'differences',
      machine([[page(1)]], { flags: 0x40 }),
      'differences (xbzrle), which is not read: let `virsh dump --memory-only`',
    ],
    ['compressed pages', machine([[page(1)]], { flags: 0x100 }), 'compressed pages, which is not read'],
    ['several channels', machine([[page(1)]], { flags: 0x200 }), 'several channels (multifd)'],
    ['a page beyond its block', machine([[page(1024)]]), 'a page at 4194304 of no block'],
    ['a page of no block', machine([[page(1, 0, 'vga.vram')]]), 'of no block'],
    [
      'a machine that is not known',
      writeQemu({ machineType: 'x', blocks: [{ name: 'pc.ram', sizeBytes: 3 * GIB }], parts: [[]] }),
      'where memory above 2 GiB is in a machine “x” is not known',
    ],
    [
      'memory in several blocks',
      writeQemu({ blocks: [{ name: '/objects/ram-node0', sizeBytes: PAGE }], parts: [[]] }),
      'where its memory is (/objects/ram-node0) is not known',
    ],
    ['another version', Buffer.concat([Buffer.from('QEVM'), u64(2n ** 33n)]), 'header.version'],
    ['another section before memory', replaced(FILE, '\x03ram', '\x03blk'), '“blk” stands before memory'],
    ['pages of another size', withPageBits(13), '13 is not read'],
    ['a block of no bytes', machine([[]], { blocks: [{ name: 'a', sizeBytes: 0 }, RAM_BLOCK] }), 'a has 0 bytes of'],
    [
      'a block that ends within a page',
      machine([[]], { blocks: [PAGE + 8, PAGE - 8].map((sizeBytes) => ({ name: 'pc.ram', sizeBytes })) }),
      'pc.ram has 4104 bytes of 8192',
    ],
    [
      'a block larger than all of them',
      replaced(FILE, Buffer.concat([Buffer.from('pc.ram'), u64(1024 * PAGE)]), [
        Buffer.from('pc.ram'),
        u64(1025 * PAGE),
      ]),
      `pc.ram has ${1025 * PAGE} bytes of ${1024 * PAGE}`,
    ],
    [
      'more memory than there is',
      machine([[]], { blocks: [{ name: 'pc.ram', sizeBytes: 2 ** 50 + PAGE }] }),
      `pc.ram has ${2 ** 50 + PAGE} bytes of`,
    ],
    ['too many blocks', machine([[]], { blocks: blocksAndRam(4096) }), 'more than 4096'],
  ])('says so where it holds %s', async (_, file, message) => {
    await expect(open(file)).rejects.toThrow(FormatError);
    await expect(open(file)).rejects.toThrow(message);
  });

  it('makes no index that is far larger than the file', () => {
    const index = new PageIndex();
    for (let i = 0; i < 16_384; i++) index.set(i * 512, 100, Stored.Zero);
    expect(() => {
      index.set(16_384 * 512, 100, Stored.Zero);
    }).toThrow('lie too far apart');
    index.set(16_384 * 512, 10_000, Stored.Zero);
    expect(index.get(16_384 * 512)).toEqual({ offset: 10_000, kind: Stored.Zero });
  });

  it('answers any damage with a typed error or a page that is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 2 }),
        fc.nat(FILE.length - 8),
        async (damage, head, cut) => {
          const broken = Buffer.from(FILE.subarray(0, cut % 3 === 0 ? FILE.length - cut : FILE.length));
          for (const [at, byte] of [...damage, ...head]) if (at > 3 && at < broken.length) broken[at] = byte;
          try {
            const dump = await open(broken);
            await dump.memory.readPages([0, 1, 2, 600, 1023, 1024, 2 ** 40]);
          } catch (error) {
            if (!(error instanceof FormatError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a machine that libvirt saved', () => {
  it.each([
    ['plain', libvirtSave(FILE), 'libvirt qemu'],
    ['by gzip', libvirtSave(gzipSync(FILE), { format: 1 }), 'libvirt gzip qemu'],
    ['by zstd', libvirtSave(zstdCompressSync(FILE), { format: 5 }), 'libvirt zstd qemu'],
  ])('is read through its header: %s', async (_, file, format) => {
    const dump = await open(file);
    expect(dump.info).toMatchObject({ format, incomplete: false });
    const [found] = await dump.memory.readPages([600]);
    expect(Buffer.compare(found!.bytes!, testPage(600))).toBe(0);
    expect(dump.notes).toHaveLength(2);
    await dump.close();
  });

  it.each([
    ['lzop', libvirtSave(FILE, { format: 4 }), 'a machine saved as lzop is not read: `tail -c +140 FILE`'],
    ['a layout of its own', libvirtSave(FILE, { format: 6 }), 'saved as sparse (mapped-ram) is not read'],
    ['another version', libvirtSave(FILE, { version: 3 }), '3 is not read, 2 is'],
    ['nothing behind the header', libvirtSave(Buffer.alloc(0)), 'the file ends before the machine'],
    ['no machine', libvirtSave(Buffer.from('PK\x03\x04')), 'a libvirt file that holds a zip archive'],
  ])('says so where it is %s', async (_, file, message) => {
    await expect(open(file)).rejects.toThrow(message);
  });
});
