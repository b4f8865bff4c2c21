import { beforeAll, describe, expect, it } from '@jest/globals';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { fileSource } from '../../../../../shared/bytes/file-source.ts';
import type { Report } from '../../../../../shared/contract/report.ts';
import { TransientError } from '../../../../../shared/errors.ts';
import { examineDump } from '../../../../../shared/vmcore/index.ts';
import { withMemory } from '../../../../../shared/vmcore/extract/record-pages.ts';
import type { Dump, PageResult } from '../../../../../shared/vmcore/formats/dump.ts';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import type { FindTypes } from '../../../../../shared/vmcore/kernel/kernel-types.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { BtfWriter } from '../../../../support/btf-writer.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';
import { SAMPLE, typelessSample } from '../../../../support/typeless-sample.ts';
import type { TypelessSample } from '../../../../support/typeless-sample.ts';

const BUILD_ID = 'ab'.repeat(20);
const BTF = new BtfWriter().struct('page', { flags: 'u64', rest: 'u64[7]' }).bytes();

interface Opening {
  /** Whether the kernel's memory has types. */
  readonly own?: boolean;
  readonly info?: string;
  readonly find?: FindTypes;
}

const PENDING: PageResult = { absence: 'pending' };
const isTypes = ({ bytes }: PageResult): boolean => bytes !== undefined && Buffer.from(bytes).includes('filling_');
const withInfo = (dump: Dump, info = `BUILD-ID=${BUILD_ID}`): string[] => [`${dump.vmcoreinfo[0] ?? ''}\n${info}\n`];

async function openWith(dump: Dump, find: FindTypes = () => Promise.resolve(BTF)) {
  const asked: string[] = [];
  const sections = new Sections();
  const kernel = await openKernel(dump, sections, {
    findTypes: (buildId) => {
      asked.push(buildId);
      return find(buildId);
    },
  });
  const reasons = sections.unavailable.map(({ section, reason }) => `${section}: ${reason}`);
  return { kernel, asked, sections, reasons };
}

function open({ own = false, info, find }: Opening) {
  const dump = new KernelWriter().dump({ types: own });
  return openWith({ ...dump, vmcoreinfo: withInfo(dump, info) }, find);
}

describe('types that are kept for a build', () => {
  it('are taken by the build-id of a kernel that carries none, and nothing is missing then', async () => {
    const { kernel, asked, reasons } = await open({});
    expect([asked, reasons, kernel.typesOrigin]).toEqual([[BUILD_ID], [], 'store']);
    expect(kernel.types.struct('page').sizeBytes).toBe(64);
  });

  it('are not asked for where the kernel carries its own', async () => {
    const { kernel, asked, reasons } = await open({ own: true });
    expect([asked, reasons, kernel.typesOrigin]).toEqual([[], [], 'memory']);
  });

  it('are refused with the difference where VMCOREINFO says otherwise, and the kernel has none then', async () => {
    const { kernel, reasons } = await open({ info: `BUILD-ID=${BUILD_ID}\nSIZE(page)=56` });
    expect(reasons).toEqual([
      'types: btf: store: the BTF is of another kernel: page has 64 bytes, VMCOREINFO says 56',
      expect.stringContaining(
        'types: btf: __start_BTF: the kernel has none: it was built without CONFIG_DEBUG_INFO_BTF',
      ),
    ]);
    expect([kernel.hasTypes, kernel.typesOrigin]).toEqual([false, undefined]);
  });

  it('are none where nobody has them, or the dump does not say which build it is', async () => {
    const none = await open({ find: () => Promise.resolve(undefined) });
    expect(none.reasons).toEqual([expect.stringContaining('types: btf: __start_BTF: the kernel has none')]);
    const nameless = await open({ info: '' });
    expect([nameless.asked, nameless.kernel.hasTypes]).toEqual([[], false]);
  });

  it('are not asked for while the kernel’s own may still arrive', async () => {
    const writer = new KernelWriter();
    // So many types that they fill pages of their own.
    for (let i = 0; i < 400; i++) writer.btf.struct(`filling_${i}`, { a: 'u64', b: 'u32' });
    const dump = writer.dump();
    const arriving = withMemory(dump, {
      ...dump.memory,
      readPages: async (pfns) => (await dump.memory.readPages(pfns)).map((page) => (isTypes(page) ? PENDING : page)),
    });
    const { asked, kernel, sections } = await openWith({ ...arriving, vmcoreinfo: withInfo(dump) });
    expect([asked, kernel.hasTypes, sections.isPending]).toEqual([[], false, true]);
  });

  it('are worth another try where who keeps them does not answer', async () => {
    const find = () => Promise.reject(new TransientError('no answer'));
    await expect(open({ find })).rejects.toThrow('no answer');
  });
});

describe('a dump of a kernel without types', () => {
  let sample: TypelessSample;
  beforeAll(async () => {
    sample = await typelessSample();
  });
  const report = (find?: FindTypes): Promise<Report> =>
    examineDump([memorySource(sample.dump, 'typeless')], find === undefined ? {} : { findTypes: find });

  it('has the same report with kept types as with its own', async () => {
    const source = await fileSource(SAMPLE);
    const own = await examineDump([source]);
    await source.close();
    const kept = await report((buildId) => Promise.resolve(buildId === sample.buildId ? sample.btf : undefined));
    expect(own.kernel?.typesFrom).toBe('memory');
    expect(kept).toEqual({ ...own, dump: kept.dump, kernel: { ...own.kernel, typesFrom: 'store' } });
    expect(kept.tasks?.length).toBeGreaterThan(50);
  });

  it('has no tasks without', async () => {
    const bare = await report();
    expect([bare.tasks, bare.kernel?.typesFrom]).toEqual([undefined, undefined]);
    expect(bare.unavailable).toContainEqual(expect.objectContaining({ section: 'types' }));
  });
});
