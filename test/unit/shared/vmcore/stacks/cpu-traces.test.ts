/** Processors are traced by their registers alone where nothing else is known of them. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Report } from '../../../../../shared/contract/report.ts';
import { PageAbsence } from '../../../../../shared/vmcore/formats/dump.ts';
import type { Dump } from '../../../../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../../../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../../../../shared/vmcore/report/examine.ts';

const SAMPLE = join(import.meta.dirname, '../../../../fixtures/vmcore/sample.kdump');
/** `struct btf_header`: magic, version, flags, hdr_len. */
const BTF_HEADER = Buffer.from([0x9f, 0xeb, 1, 0, 24, 0, 0, 0]);

/** The sample without the pages that hold some bytes, as if makedumpfile had left them out. */
async function reportWithout(bytes: Buffer): Promise<Report> {
  const dump = await openDumpFiles([SAMPLE]);
  try {
    const memory: Dump['memory'] = {
      pageSizeBytes: dump.memory.pageSizeBytes,
      maxPfn: dump.memory.maxPfn,
      readPages: async (pfns) =>
        (await dump.memory.readPages(pfns)).map((page) =>
          page.bytes !== undefined && Buffer.from(page.bytes).includes(bytes)
            ? { absence: PageAbsence.Excluded }
            : page,
        ),
    };
    return await examineKernel({
      ...dump,
      info: dump.info,
      memory,
      readStats: dump.readStats,
      presentPages: () => dump.presentPages(),
      knownMemory: () => dump.knownMemory(),
    });
  } finally {
    await dump.close();
  }
}

const symbolsOf = (frames: readonly { readonly symbol?: string | undefined }[] = []): (string | undefined)[] =>
  frames.map(({ symbol }) => symbol);

let whole: Report;
beforeAll(async () => {
  whole = await reportWithout(Buffer.from('nothing has these bytes in it'));
});

describe('the stacks of processors', () => {
  it('are those of the whole dump where the kernel has no types', async () => {
    const report = await reportWithout(BTF_HEADER);
    expect(report.unavailable.map(({ section }) => section)).toContain('types');
    expect(report.tasks).toBeUndefined();
    expect(report.cpus?.map(({ frames }) => symbolsOf(frames))).toEqual(
      whole.cpus?.map(({ frames }) => symbolsOf(frames)),
    );
    expect(report.panic).toMatchObject({ cpu: whole.panic?.cpu, ip: whole.panic?.ip });
    expect(symbolsOf(report.panic?.frames)).toEqual(symbolsOf(whole.panic?.frames));
  });

  it('are there where the task that runs is not', async () => {
    const task = whole.tasks?.find(({ pid }) => pid === whole.panic?.pid);
    const stack = Buffer.alloc(8);
    stack.writeBigUInt64LE(BigInt(task?.stack?.address ?? 0));
    const report = await reportWithout(stack);
    expect(report.tasks?.some(({ pid }) => pid === task?.pid)).toBe(false);
    expect(symbolsOf(report.panic?.frames)).toEqual(symbolsOf(whole.panic?.frames));
  });
});
