import { fileSink, recordPages, writeKdump } from '../../shared/vmcore/extract/index.ts';
import type { Dump, PageResult } from '../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';

/**
 * Writes a dump with the pages of the one at `path` and `times` - 1 times as many that have nothing to do with the crash:
 * page frames that its report does not ask for, between the others and above them.
 */
export async function writeEnlarged(path: string, output: string, times: number): Promise<void> {
  const dump = await openDumpFiles([path]);
  const asked = new Set<number>();
  const { memory } = dump;
  await examineKernel({
    ...recordPages(dump).dump,
    memory: {
      pageSizeBytes: memory.pageSizeBytes,
      maxPfn: memory.maxPfn,
      readPages(pfns) {
        for (const pfn of pfns) asked.add(pfn);
        return memory.readPages(pfns);
      },
    },
  });
  const present = new Set<number>();
  for await (const batch of dump.presentPages()) for (const pfn of batch) present.add(pfn);

  const wanted = present.size * (times - 1);
  const unrelated = new Set<number>();
  for (let pfn = 0; unrelated.size < wanted; pfn++) if (!present.has(pfn) && !asked.has(pfn)) unrelated.add(pfn);
  const maxPfn = Math.max(memory.maxPfn, ([...unrelated].at(-1) ?? 0) + 1);
  const sink = await fileSink(output, { overwrite: true });
  await writeKdump(enlarged(dump, unrelated, maxPfn), [...present, ...unrelated], sink);
  await sink.close();
  await dump.close();
}

function enlarged(dump: Dump, unrelated: ReadonlySet<number>, maxPfn: number): Dump {
  const { memory } = dump;
  return {
    ...recordPages(dump).dump,
    memory: {
      pageSizeBytes: memory.pageSizeBytes,
      maxPfn,
      async readPages(pfns) {
        const own = await memory.readPages(pfns.filter((pfn) => !unrelated.has(pfn)));
        let next = 0;
        return pfns.map((pfn): PageResult => {
          if (unrelated.has(pfn)) return { bytes: noise(pfn, memory.pageSizeBytes) };
          return own[next++] ?? { absence: 'no-memory' };
        });
      },
    },
    async *knownMemory() {
      yield await Promise.resolve({ startPfn: 0, endPfn: maxPfn });
    },
  };
}

/** A page that compresses to about a third, as kernel memory does. */
function noise(pfn: number, sizeBytes: number): Uint8Array {
  const page = new Uint8Array(sizeBytes);
  let state = (pfn + 1) | 0;
  for (let i = 0; i < sizeBytes / 3; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 1;
    page[i] = state >>> 24;
  }
  return page;
}
