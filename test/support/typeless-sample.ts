/** The sample dump as a kernel without `CONFIG_DEBUG_INFO_BTF` would have left it, and the types that were taken out of it. */
import { join } from 'node:path';
import { fileSource } from '../../shared/bytes/file-source.ts';
import { MemorySink, writeKdump } from '../../shared/vmcore/extract/index.ts';
import { withMemory } from '../../shared/vmcore/extract/record-pages.ts';
import type { PageResult } from '../../shared/vmcore/formats/dump.ts';
import { openDump } from '../../shared/vmcore/formats/index.ts';
import { buildIdOf } from '../../shared/vmcore/kernel/build-id.ts';
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';

export const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const BTF_HEADER_BYTES = 24;
const MAX_BYTES = 64 * 2 ** 20;

export interface TypelessSample {
  readonly dump: Uint8Array;
  readonly btf: Uint8Array;
  readonly buildId: string;
}

export async function typelessSample(): Promise<TypelessSample> {
  const source = await fileSource(SAMPLE);
  const dump = await openDump([source]);
  try {
    const kernel = await openKernel(dump, new Sections());
    const [start, stop] = [kernel.needSymbol('__start_BTF'), kernel.needSymbol('__stop_BTF')];
    const btf = await kernel.memory.bytes(start, Number(stop - start), 'BTF');
    const { memory } = dump;
    const without = withMemory(dump, {
      ...memory,
      readPages: async (pfns) => (await memory.readPages(pfns)).map((page) => withoutHeader(page, btf)),
    });
    const pfns: number[] = [];
    for await (const batch of dump.presentPages()) pfns.push(...batch);
    const sink = new MemorySink(MAX_BYTES);
    await writeKdump(without, pfns, sink);
    return { dump: sink.bytes, btf, buildId: (await buildIdOf(kernel)) ?? '' };
  } finally {
    await dump.close();
    await source.close();
  }
}

/** Its header is what BTF is known by: its lengths are in no other of the same dump. */
function withoutHeader(page: PageResult, btf: Uint8Array): PageResult {
  const at = page.bytes === undefined ? -1 : Buffer.from(page.bytes).indexOf(btf.subarray(0, BTF_HEADER_BYTES));
  if (page.bytes === undefined || at < 0) return page;
  return { bytes: Buffer.from(page.bytes).fill(0, at, at + BTF_HEADER_BYTES) };
}
