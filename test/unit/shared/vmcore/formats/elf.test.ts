import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError, InputError } from '../../../../../shared/errors.ts';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPage, vmcoreinfoNote, writeElf } from '../../../../support/dump-writer.ts';
import type { ElfSpec } from '../../../../support/dump-writer.ts';

const PAGE = 4096;
const run = (first: number, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, i) => testPage(first + i)));
const segments = [
  { physicalAddress: 0x10 * PAGE, bytes: run(0x10, 4) },
  { physicalAddress: 0x100000 * PAGE, bytes: run(0x100000, 2) },
];

function open(spec: Partial<ElfSpec> = {}): Promise<Dump> {
  return openDump([memorySource(writeElf({ segments, ...spec }))], { scanBytes: 0 });
}

async function read(dump: Dump, pfns: readonly number[]): Promise<string[]> {
  const results = await dump.memory.readPages(pfns);
  return results.map((result, i) => {
    if (result.bytes === undefined) return result.absence;
    return Buffer.compare(result.bytes, testPage(pfns[i] ?? 0)) === 0 ? 'right' : 'other';
  });
}

describe('Xen', () => {
  it('says of a core that Xen makes of a guest what to do instead', async () => {
    const core = writeElf({ segments });
    core.writeUInt16LE(0, 54);
    core.writeUInt16LE(0, 56);
    await expect(openDump([memorySource(core)])).rejects.toThrow('`xl dump-core` makes it of a Xen guest, is not read');
  });

  it('is told of where the whole machine ran it', async () => {
    const xen = { name: 'Xen', type: 0x100_0001, desc: new Uint8Array(80) };
    expect((await open({ notes: [xen] })).problems).toEqual([expect.stringContaining('a machine that ran Xen')]);
    expect((await open()).problems).toEqual([]);
  });
});

describe('an ELF dump', () => {
  it.each([
    ['as the kernel writes it', {}],
    ['with the header that qemu 7.2 writes', { qemu: true }],
    ['with the number of program headers in the section header', { extendedCount: true }],
  ])('is read by physical address, %s', async (_, spec) => {
    const dump = await open(spec);
    expect(await read(dump, [0x10, 0x13, 0x14, 0xf, 0x100001])).toEqual([
      'right',
      'right',
      'no-memory',
      'no-memory',
      'right',
    ]);
    expect(dump.info).toMatchObject({ format: 'elf', compression: 'none', incomplete: false });
    expect(dump.machine).toBe('x86_64');
    expect(dump.memory.maxPfn).toBe(0x100002);
  });

  it('with more than 65,535 program headers is read', async () => {
    const many = Array.from({ length: 70_000 }, (_, i) => ({
      physicalAddress: i * 2 * PAGE,
      bytes: i % 1000 === 7 ? testPage(i * 2) : new Uint8Array(0),
      memoryBytes: PAGE,
    }));
    const dump = await open({ segments: many, extendedCount: true });
    expect(await read(dump, [14, 2014, 14 + 2000 * 68, 16, 15])).toEqual([
      'right',
      'right',
      'right',
      'excluded',
      'no-memory',
    ]);
  });

  it('has no bytes for memory beyond p_filesz: it was left out', async () => {
    const dump = await open({ segments: [{ physicalAddress: 0, bytes: run(0, 2), memoryBytes: 5 * PAGE }] });
    expect(await read(dump, [0, 1, 2, 4, 5])).toEqual(['right', 'right', 'excluded', 'excluded', 'no-memory']);
  });

  it('whose segments overlap gives the bytes of one that has any', async () => {
    const kernelText = { physicalAddress: 2 * PAGE, bytes: run(2, 2) };
    const ram = { physicalAddress: 0, bytes: run(0, 3), memoryBytes: 8 * PAGE };
    const dump = await open({ segments: [kernelText, ram] });
    expect(await read(dump, [0, 1, 2, 3, 4])).toEqual(['right', 'right', 'right', 'right', 'excluded']);
    const found: number[] = [];
    for await (const batch of dump.presentPages()) found.push(...batch);
    expect(found).toEqual([0, 1, 2, 3]);
  });

  it('puts together a page that segments begin and end in', async () => {
    const page = testPage(7);
    const start = 7 * PAGE;
    const dump = await open({
      segments: [
        { physicalAddress: start + 1000, bytes: page.subarray(1000, 3000) },
        { physicalAddress: start, bytes: page.subarray(0, 1000) },
      ],
    });
    const [result] = await dump.memory.readPages([7]);
    expect(Buffer.from(result!.bytes!.subarray(0, 3000))).toEqual(Buffer.from(page.subarray(0, 3000)));
    expect(result!.bytes!.subarray(3000).every((byte) => byte === 0)).toBe(true);
  });

  it('takes its page size and release from VMCOREINFO, its registers from the notes', async () => {
    const info = 'OSRELEASE=6.6.6\nPAGESIZE=65536\n';
    const prstatus = { name: 'CORE', type: 1, desc: Buffer.alloc(336, 7) };
    const dump = await open({ machine: 183, notes: [prstatus, vmcoreinfoNote(info)] });
    expect(dump.memory.pageSizeBytes).toBe(65_536);
    expect(dump.header).toEqual({ machine: 'aarch64', release: '6.6.6', cpus: 1 });
    expect(dump.vmcoreinfo).toEqual([info]);
    expect(dump.notes[0]).toEqual(prstatus);
  });

  it('that was cut, or says that it is incomplete, has lost pages', async () => {
    const bytes = writeElf({ segments });
    const cut = await openDump([memorySource(bytes.subarray(0, bytes.length - 100))], { scanBytes: 0 });
    expect(cut.info.incomplete).toBe(true);
    expect(await read(cut, [0x10, 0x100000, 0x100001])).toEqual(['right', 'right', 'lost']);
    expect((await open({ flags: 1 })).info.incomplete).toBe(true);
  });

  it('leaves out segments at addresses that no machine has', async () => {
    const bytes = writeElf({ segments: [...segments, { physicalAddress: 0, bytes: run(0, 1) }] });
    bytes.writeBigUInt64LE(2n ** 64n - 1n, 64 + 3 * 56 + 24);
    const dump = await openDump([memorySource(bytes)], { scanBytes: 0 });
    expect(await read(dump, [0x10, 0])).toEqual(['right', 'no-memory']);
  });

  it.each([
    ['an executable', { type: 2 }, 'an executable (a vmlinux?), not a memory dump'],
    ['a module', { type: 1 }, 'an object file (a kernel module?)'],
    ['a 32-bit machine', { elfClass: 1, machine: 40 }, 'a 32-bit machine (arm)'],
    ['a big-endian machine', { data: 2, machine: 22 }, 'a big-endian machine (s390x)'],
    ['another machine', { machine: 258 }, 'the dump of a loongarch64 machine is not read'],
    ['a process', { notes: [{ name: 'CORE', type: 6, desc: Buffer.alloc(16) }] }, 'a process in user space'],
  ])('of %s is refused and named', async (_, spec, message) => {
    const opening = open(spec);
    await expect(opening).rejects.toThrow(FormatError);
    await expect(opening).rejects.toThrow(message);
  });

  it('keeps the notes before a broken one, and goes on without them', async () => {
    const bytes = writeElf({ segments, notes: [vmcoreinfoNote('OSRELEASE=1\n'), vmcoreinfoNote('OSRELEASE=2\n')] });
    const second = bytes.indexOf('OSRELEASE=2');
    bytes.writeUInt32LE(0x7fffffff, second - 20);
    const dump = await openDump([memorySource(bytes)], { scanBytes: 0 });
    expect(dump.vmcoreinfo).toEqual(['OSRELEASE=1\n']);
    expect(dump.problems[0]).toContain('passes their end');
  });

  it('with notes without end is opened with as many as any machine has', async () => {
    const tiny = { name: '', type: 0, desc: Buffer.alloc(1) };
    const many = writeElf({ segments, notes: Array.from({ length: 140_000 }, () => tiny) });
    const dump = await openDump([memorySource(many)], { scanBytes: 0 });
    expect(dump.notes).toHaveLength(131_072);
    expect(dump.problems[0]).toContain('more than 131072 notes');
    const infos = Array.from({ length: 100 }, (_, i) => vmcoreinfoNote(`OSRELEASE=${i}\n`));
    expect((await open({ notes: infos })).vmcoreinfo).toHaveLength(8);
  });

  it('gives only FormatErrors and InputErrors, whatever its bytes', async () => {
    const seed = writeElf({ segments, notes: [vmcoreinfoNote('OSRELEASE=1\n')], extendedCount: true });
    const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, fc.option(fc.nat(seed.length)), async (changes, cut) => {
        const bytes = Buffer.from(seed.subarray(0, cut ?? seed.length));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        try {
          const dump = await openDump([memorySource(bytes)], { scanBytes: 2 ** 20 });
          await dump.memory.readPages([0, 0x10, 0x11, 0x100000, 10 ** 11]);
        } catch (error) {
          expect([FormatError, InputError].some((type) => error instanceof type)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the VMCOREINFO of an ELF dump', () => {
  const textAt = (physBase: number, release: string): string =>
    `OSRELEASE=${release}\nPAGESIZE=4096\nSYMBOL(init_uts_ns)=ffffffff80001040\nNUMBER(phys_base)=${physBase}\n`;
  const uts = (release: string): Buffer => {
    const page = Buffer.alloc(PAGE);
    page.write('Linux', 0x44, 'latin1');
    page.write(release, 0x44 + 130, 'latin1');
    return page;
  };
  const crashed = textAt(5 * PAGE - 0x1000, '6.1.0-crashed');
  const capture = textAt(9 * PAGE - 0x1000, '6.1.0-capture');
  const withUts = { physicalAddress: 5 * PAGE, bytes: uts('6.1.0-crashed') };

  it.each([[[crashed, capture]], [[capture, crashed]]])(
    'that describes this memory stands first of two',
    async (texts) => {
      const dump = await open({ segments: [withUts], notes: texts.map(vmcoreinfoNote) });
      expect(dump.vmcoreinfo).toEqual([crashed, capture]);
    },
  );

  it('is found in memory where there is no note', async () => {
    const data = Buffer.alloc(PAGE);
    data.write(crashed, 0, 'latin1');
    const other = Buffer.alloc(PAGE);
    other.write(`OSRELEASE=${'x'.repeat(30)}`, 0, 'latin1');
    const spec = {
      segments: [{ physicalAddress: 2 * PAGE, bytes: other }, withUts, { physicalAddress: 30 * PAGE, bytes: data }],
    };
    const source = memorySource(writeElf(spec));
    expect((await openDump([source])).vmcoreinfo).toEqual([crashed]);
    expect((await openDump([source], { scanBytes: PAGE })).vmcoreinfo).toEqual([]);
  });

  it('of arm64 is tested by its own offsets', async () => {
    const arm = (offset: string): string =>
      `OSRELEASE=6.1.0-crashed\nPAGESIZE=4096\nSYMBOL(init_uts_ns)=ffff800008005040\nNUMBER(kimage_voffset)=0x${offset}\n`;
    const right = arm('ffff800008000000');
    const wrong = arm('ffff800007000000');
    const dump = await open({ machine: 183, segments: [withUts], notes: [wrong, right].map(vmcoreinfoNote) });
    expect(dump.vmcoreinfo).toEqual([right, wrong]);
  });
});
