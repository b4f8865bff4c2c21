import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPage, vmcoreinfoNote, writeElf } from '../../../../support/dump-writer.ts';
import { RELEASE, avmlFrames, limeRange, machineInfo, machineMemory } from '../../../../support/memory-images.ts';

const PAGE = 4096;

function memoryOf(firstPfn: number, pages: number): Buffer {
  return Buffer.concat(Array.from({ length: pages }, (_, i) => testPage(firstPfn + i)));
}

const LOW = memoryOf(1, 40);
const HIGH = memoryOf(0x100, 3);
const lime = Buffer.concat([
  limeRange('EMiL', 1, PAGE, LOW.length),
  LOW,
  limeRange('EMiL', 1, 0x100 * PAGE, HIGH.length),
  HIGH,
]);
const avml = Buffer.concat([
  limeRange('AVML', 2, PAGE, LOW.length),
  avmlFrames(LOW),
  limeRange('AVML', 2, 0x100 * PAGE, HIGH.length),
  avmlFrames(HIGH),
]);

describe.each([
  ['lime', lime],
  ['avml', avml],
])('%s', (format, file) => {
  it('has each page where it was in memory, and none elsewhere', async () => {
    const dump = await openDump([memorySource(file)], { scanBytes: 0 });
    expect(dump.info).toMatchObject({ format, incomplete: false });
    const pfns = [1, 17, 40, 0x100, 0x102, 0, 41, 0xff, 0x103];
    const pages = await dump.memory.readPages(pfns);
    pfns.forEach((pfn, i) => {
      const isThere = (pfn >= 1 && pfn <= 40) || (pfn >= 0x100 && pfn <= 0x102);
      if (isThere) expect(Buffer.compare(pages[i]!.bytes!, testPage(pfn))).toBe(0);
      else expect(pages[i]).toMatchObject({ absence: 'no-memory' });
    });
    const present = [];
    for await (const batch of dump.presentPages()) present.push(...batch);
    expect(present).toEqual([...Array.from({ length: 40 }, (_, i) => i + 1), 0x100, 0x101, 0x102]);
  });

  it('keeps what came before a break', async () => {
    const dump = await openDump([memorySource(file.subarray(0, file.length - 9000))], { scanBytes: 0 });
    expect(dump.info.incomplete).toBe(true);
    const [page] = await dump.memory.readPages([1]);
    expect(Buffer.compare(page!.bytes!, testPage(1))).toBe(0);
    expect(await dump.memory.readPages([0x102])).not.toMatchObject([{ bytes: expect.anything() }]);
  });

  it('answers any damage with a typed error or a page that is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.nat(400),
        async (damage, cut) => {
          const broken = Buffer.from(file.subarray(0, file.length - cut));
          for (const [at, byte] of damage) if (at < broken.length) broken[at] = byte;
          try {
            const dump = await openDump([memorySource(broken)], { scanBytes: 0 });
            await dump.memory.readPages([1, 2, 20, 40, 0x100, 0x101, 0x102, 0x103]);
          } catch (error) {
            if (!(error instanceof FormatError)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('plain memory', () => {
  it('is known by the kernel in it', async () => {
    const dump = await openDump([memorySource(machineMemory())]);
    expect(dump.info).toMatchObject({ format: 'raw', incomplete: false });
    expect(dump.vmcoreinfo[0]).toContain(`OSRELEASE=${RELEASE}`);
    const [page] = await dump.memory.readPages([7]);
    expect(Buffer.compare(page!.bytes!, testPage(7))).toBe(0);
  });

  it('is not what nothing says that it is', async () => {
    const noise = machineMemory(2 * 2 ** 20, 'nothing of the kind');
    await expect(openDump([memorySource(noise)])).rejects.toThrow('no kernel that is read was found in it');
    // A text of another kernel does not describe this memory.
    const other = machineMemory(2 * 2 ** 20, machineInfo(0x10_0000));
    await expect(openDump([memorySource(other)])).rejects.toThrow('no kernel that is read was found in it');
  });
});

describe('VMCOREINFO that is not of this memory', () => {
  const dumpOf = (note: string, text: string): Buffer =>
    writeElf({
      segments: [{ physicalAddress: 0, bytes: machineMemory(2 * 2 ** 20, text), memoryBytes: 4 * 2 ** 20 }],
      notes: [vmcoreinfoNote(note)],
    });

  it.each([
    ['where something else stands', 0x10_0000],
    ['where the dump has left memory out', 0x20_0000],
    ['where no memory is', 0x4000_0000],
  ])('gives way to a text in memory that is: its place is %s', async (_, moved) => {
    const dump = await openDump([memorySource(dumpOf(machineInfo(moved), machineInfo()))]);
    expect(dump.vmcoreinfo.map((text) => text.includes('NUMBER(phys_base)=0\n'))).toEqual([true, false]);
  });

  it('stays where nothing better is found, and is not looked for where the note is right', async () => {
    const stale = await openDump([memorySource(dumpOf(machineInfo(0x10_0000), 'none'))]);
    expect(stale.vmcoreinfo).toHaveLength(1);
    const good = await openDump([memorySource(dumpOf(machineInfo(), machineInfo(0x20_0000)))]);
    expect(good.vmcoreinfo).toHaveLength(1);
  });

  it('says that memory is encrypted where the note does and nothing in it can be read', async () => {
    const encrypted = machineInfo(0x10_0000).replace('PAGESIZE', 'NUMBER(sme_mask)=2251799813685248\nPAGESIZE');
    const dump = await openDump([memorySource(dumpOf(encrypted, 'none'))]);
    expect(dump.problems).toEqual([
      expect.stringContaining('the memory of this machine is encrypted (AMD SEV or SME)'),
    ]);
    const plain = await openDump([memorySource(dumpOf(machineInfo(0x10_0000), 'none'))]);
    expect(plain.problems).toEqual([]);
    const readable = await openDump([memorySource(dumpOf(encrypted.replace('1048576', '0'), 'none'))]);
    expect(readable.problems).toEqual([]);
  });

  it('tells what makedumpfile has erased on purpose', async () => {
    const lines = Array.from({ length: 10 }, (_, i) => `erase key${i} 32`);
    const notes = [vmcoreinfoNote(machineInfo()), { name: 'ERASEINFO', type: 0, desc: Buffer.from(lines.join('\n')) }];
    const segments = [{ physicalAddress: 0, bytes: machineMemory(), memoryBytes: 2 * 2 ** 20 }];
    const dump = await openDump([memorySource(writeElf({ segments, notes }))]);
    expect(dump.problems).toEqual([
      `makedumpfile has erased data on purpose: ${lines.slice(0, 8).join(', ')} and 2 more`,
    ]);
  });
});
