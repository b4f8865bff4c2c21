import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';
import { openDumpFiles } from '../../../../../shared/vmcore/formats/files.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPage } from '../../../../support/dump-writer.ts';
import { regionTags, writeVmss, type TestTag } from '../../../../support/vmss-writer.ts';

/** Two stretches with a hole between them, in the file one behind the other. */
const LOW = { firstPage: 0, filePage: 0, pages: 256 };
const HIGH = { firstPage: 0x10_0000, filePage: 256, pages: 16 };
const VMEM = Buffer.concat([
  ...Array.from({ length: LOW.pages }, (_, i) => testPage(i)),
  ...Array.from({ length: HIGH.pages }, (_, i) => testPage(HIGH.firstPage + i)),
]);
const noise: readonly TestTag[] = [
  { name: 'something', indices: [0, 1, 2], value: [7n, 3] },
  { name: 'a block', indices: [1], block: Buffer.alloc(70_000, 0x5a), padding: 5 },
];
const registers = (cpu: number, rip: bigint): TestTag[] => [
  { name: 'rip', indices: [cpu], value: [rip, 8] },
  { name: 'rsp', indices: [cpu], value: [0xffff_8880_0000_1000n + BigInt(cpu), 8] },
  { name: 'EFLAGS', indices: [cpu], value: [0x46n, 4] },
  { name: 'CR64', indices: [cpu, 3], value: [0x1000n, 8] },
];
const KERNEL_RIP = 0xffff_ffff_8100_0000n;
const STATE = writeVmss({
  Snapshot: noise,
  cpu: [...registers(1, 0x40_1000n), ...registers(0, KERNEL_RIP)],
  memory: [...noise, ...regionTags([LOW, HIGH])],
});
/** The state with its memory in it. */
const WHOLE = writeVmss({
  memory: [...regionTags([LOW, HIGH]), { name: 'Memory', indices: [0, 0], block: VMEM, padding: 11 }],
  cpu: registers(0, KERNEL_RIP),
});
const open = (...files: readonly Uint8Array[]) =>
  openDump(
    files.map((file) => memorySource(file)),
    { scanBytes: 0 },
  );

describe('the state of a VMware machine', () => {
  it.each([
    ['beside its memory', [STATE, VMEM]],
    ['behind its memory', [VMEM, STATE]],
    ['with its memory in it', [WHOLE]],
    [
      'of the oldest version',
      [
        writeVmss(
          { memory: [...noise, ...regionTags([LOW, HIGH]), { name: 'Memory', indices: [0, 0], block: VMEM }] },
          { magic: 0xbed0_bed0 },
        ),
      ],
    ],
  ])('has each page where it was: %s', async (_, files) => {
    const dump = await open(...files);
    expect(dump.info).toMatchObject({ format: 'vmss', incomplete: false });
    const there = [0, 255, HIGH.firstPage, HIGH.firstPage + 15];
    const pages = await dump.memory.readPages([...there, 256, HIGH.firstPage - 1, HIGH.firstPage + 16]);
    there.forEach((pfn, i) => {
      expect(Buffer.compare(pages[i]!.bytes!, testPage(pfn))).toBe(0);
    });
    expect(pages.slice(there.length)).toEqual(Array.from({ length: 3 }, () => ({ absence: 'no-memory' })));
  });

  it('has the registers of each processor, and says where one was in user space', async () => {
    const { notes } = await open(STATE, VMEM);
    const word = (note: number, at: number): bigint => Buffer.from(notes[note]!.desc).readBigUInt64LE(112 + at * 8);
    expect(notes.map(({ name, type }) => [name, type])).toEqual([
      ['CORE', 1],
      ['CORE', 1],
    ]);
    expect([word(0, 16), word(0, 17), word(0, 18), word(0, 19)]).toEqual([
      KERNEL_RIP,
      0x10n,
      0x46n,
      0xffff_8880_0000_1000n,
    ]);
    expect([word(1, 16), word(1, 17)]).toEqual([0x40_1000n, 0x33n]);
  });

  it.each([[[1]], [[1, 2]], [[0, 2]], [[0, 2, 5]]])(
    'takes no registers where a processor is missing, as of %j: those behind it would be taken for it',
    async (cpus) => {
      const state = writeVmss({
        cpu: cpus.flatMap((cpu) => registers(cpu, KERNEL_RIP)),
        memory: regionTags([LOW, HIGH]),
      });
      expect((await open(state, VMEM)).notes).toEqual([]);
    },
  );

  it('takes memory without regions for one piece from 0', async () => {
    const dump = await open(writeVmss({ memory: [] }), VMEM);
    const [page] = await dump.memory.readPages([256]);
    expect(Buffer.compare(page!.bytes!, testPage(HIGH.firstPage))).toBe(0);
    expect(dump.problems).toEqual(['the state holds no registers of processors that are known']);
  });

  it('is incomplete where the memory ends before its regions do', async () => {
    const dump = await open(STATE, VMEM.subarray(0, VMEM.length - 4096));
    expect(dump.info.incomplete).toBe(true);
  });

  it.each([
    ['its memory is elsewhere', STATE, 'has its memory in the .vmem file of the same name: give that as well'],
    [
      'its memory is compressed',
      writeVmss({ memory: [{ name: 'Memory', block: VMEM, compressed: true }] }),
      'the memory in this state is compressed',
    ],
    [
      'a region is not told whole',
      writeVmss({ memory: [...regionTags([LOW]).slice(0, 3), { name: 'Memory', block: VMEM }] }),
      'memory.region[0]: the place of this region is not told',
    ],
    ...(['firstPage', 'filePage'] as const).map((where): [string, Buffer, string] => [
      `a region is beyond any machine by its ${where}`,
      writeVmss({
        memory: [
          ...regionTags([{ ...LOW, [where]: 0 }]).map((tag) =>
            tag.name === (where === 'firstPage' ? 'regionPPN' : 'regionPageNum')
              ? { ...tag, value: [2n ** 40n, 8] as const }
              : tag,
          ),
          { name: 'Memory', block: VMEM },
        ],
      }),
      'memory.region[0]: 256 pages from page',
    ]),
    [
      'there are too many regions',
      writeVmss({
        memory: [
          { name: 'regionsCount', value: [70_000n, 4] },
          { name: 'Memory', block: VMEM },
        ],
      }),
      '70000 regions, there are 1024 at most',
    ],
    ['its groups pass the end', WHOLE.subarray(0, 100), 'group'],
    ['its tags pass the end', STATE.subarray(0, STATE.length - 40), 'memory.tag[7].name'],
  ])('says so where %s', async (_, file, message) => {
    await expect(open(file)).rejects.toThrow(FormatError);
    await expect(open(file)).rejects.toThrow(message);
  });

  it('finds the file beside the one that was given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vmss-'));
    try {
      await writeFile(join(folder, 'vm.vmsn'), STATE);
      await writeFile(join(folder, 'vm.vmem'), VMEM);
      for (const name of ['vm.vmsn', 'vm.vmem']) {
        const dump = await openDumpFiles([join(folder, name)], { scanBytes: 0 });
        expect(dump.info).toMatchObject({ format: 'vmss', parts: 2 });
        await dump.close();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('answers any damage with a typed error or a page that is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(3000),
        async (damage, cut) => {
          const broken = Buffer.from(WHOLE.subarray(0, WHOLE.length - cut));
          for (const [at, byte] of damage) broken[at] = byte;
          try {
            const dump = await open(broken);
            await dump.memory.readPages([0, 1, 255, HIGH.firstPage, 2 ** 40]);
          } catch (error) {
            if (!(error instanceof FormatError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
