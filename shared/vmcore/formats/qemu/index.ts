/** A machine as qemu migrates it into a file: its memory, and the registers of its processors. */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { readOne } from '../../../bytes/pending.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import { PageAbsence, type DumpNote, type PageResult, type PageRun } from '../dump.ts';
import { inBatches } from '../page-batches.ts';
import { layoutOf, type Layout } from './layout.ts';
import { registerNotes } from './registers.ts';
import { FORMAT, Stored } from './page-index.ts';
import { PAGE_BYTES, readStream, type QemuStream } from './records.ts';

const REGISTERS =
  'the registers of the processors are not known: the state of devices in the file does not describe itself, or not in a known way';
/** Devices have some KiB; a machine of hundreds of processors some MiB. */
const MAX_STATE_BYTES = 64 * 2 ** 20;
const CUT = 'the file ends within the memory of the machine';

/** @throws {FormatError} unsupported | bad-value | limit */
export async function openQemu({ index, pages }: SourceParts): Promise<OpenedContainer> {
  const stream = await readStream(index);
  const layout = layoutOf(stream.machineType, stream.blocks);
  const notes = layout.machineName === 'x86_64' ? await notesOf(index, stream.stateOffset) : [];
  return container(pages, stream, { ...layout, notes }, PAGE_BYTES);
}

async function notesOf(source: ByteSource, stateOffset: number | undefined): Promise<readonly DumpNote[]> {
  const length = stateOffset === undefined ? 0 : source.sizeBytes - stateOffset;
  if (stateOffset === undefined || length <= 0 || length > MAX_STATE_BYTES) return [];
  const bytes = await readOne(source, { offset: stateOffset, length });
  return registerNotes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

type Placed = Layout & { readonly notes: readonly DumpNote[] };

function container(source: ByteSource, stream: QemuStream, layout: Placed, pageSizeBytes: number): OpenedContainer {
  const list = new ExtentList();
  for (const { start, lengthBytes, firstPage } of layout.stretches)
    list.add(start, lengthBytes, firstPage * PAGE_BYTES);
  const places = ExtentMap.build(list);
  const cut = stream.stateOffset === undefined;
  const absent: PageResult = { absence: cut ? PageAbsence.Lost : PageAbsence.Excluded };
  return {
    format: FORMAT,
    compression: 'none',
    incomplete: cut,
    dumpLevel: undefined,
    machineName: layout.machineName,
    header: {},
    vmcoreinfo: [],
    notes: layout.notes,
    eraseinfo: undefined,
    problems: [...layout.problems, ...(layout.notes.length === 0 ? [REGISTERS] : []), ...(cut ? [CUT] : [])],
    pageSizeBytes,
    maxPfn: Math.ceil(places.end / pageSizeBytes),
    loadPages: (pfns) => readPages(pfns),
    presentPages: () => inBatches(runsOf(stream.index.pages({ zeros: true }), layout, pageSizeBytes)),
    pagesWithContent: () => inBatches(runsOf(stream.index.pages({ zeros: false }), layout, pageSizeBytes)),
    *knownMemory() {
      for (const { start, lengthBytes } of layout.stretches) {
        yield { startPfn: Math.floor(start / pageSizeBytes), endPfn: Math.ceil((start + lengthBytes) / pageSizeBytes) };
      }
    },
    withPageSize: (bytes) => container(source, stream, layout, bytes),
  };

  async function readPages(pfns: readonly number[]): Promise<readonly PageResult[]> {
    const plans = pfns.map((pfn) => plan(pfn));
    const wanted = plans.flatMap(({ pieces }) => pieces.filter(({ length }) => length > 0));
    const answers = await source.read(wanted.map(({ offset, length }) => ({ offset, length })));
    let next = 0;
    return plans.map(({ pieces, absence }): PageResult => {
      if (absence !== undefined) return absence;
      const page = new Uint8Array(pageSizeBytes);
      let pending = false;
      for (const { at, length } of pieces) {
        if (length === 0) continue;
        const bytes = answers[next++];
        if (bytes === undefined) pending = true;
        else if (length === PAGE_BYTES) page.set(bytes, at);
        else page.fill(bytes[0] ?? 0, at, at + PAGE_BYTES);
      }
      return pending ? { absence: PageAbsence.Pending } : { bytes: page };
    });
  }

  /** A page is one of the stream's, or several where the kernel's are larger. */
  function plan(pfn: number): {
    readonly pieces: readonly { readonly at: number; readonly offset: number; readonly length: number }[];
    readonly absence?: PageResult;
  } {
    const start = pfn * pageSizeBytes;
    const extents = places.find(start, pageSizeBytes);
    if (extents.length === 0) return { pieces: [], absence: { absence: PageAbsence.NoMemory } };
    const pieces = [];
    for (const extent of extents) {
      for (let done = 0; done < extent.lengthBytes; done += PAGE_BYTES) {
        const stored = stream.index.get((extent.target + done) / PAGE_BYTES);
        if (stored === undefined) return { pieces: [], absence: absent };
        const length = stored.kind === Stored.Bytes ? PAGE_BYTES : stored.kind === Stored.Fill ? 1 : 0;
        // The file may end within the last page that was announced.
        if (stored.offset + length > source.sizeBytes) return { pieces: [], absence: { absence: PageAbsence.Lost } };
        pieces.push({ at: extent.start + done - start, offset: stored.offset, length });
      }
    }
    return { pieces };
  }
}

/** Page frames of the stream's pages, each once: one may be several of the stream's. */
function* runsOf(pages: Iterable<number>, layout: Layout, pageSizeBytes: number): Generator<PageRun> {
  let run: { readonly startPfn: number; endPfn: number } | undefined;
  for (const page of pages) {
    const of = layout.stretches.find(
      ({ firstPage, lengthBytes }) => page >= firstPage && page < firstPage + lengthBytes / PAGE_BYTES,
    );
    if (of === undefined) continue;
    const pfn = Math.floor((of.start + (page - of.firstPage) * PAGE_BYTES) / pageSizeBytes);
    if (run !== undefined && (pfn === run.endPfn - 1 || pfn === run.endPfn)) run.endPfn = pfn + 1;
    else {
      if (run !== undefined) yield run;
      run = { startPfn: pfn, endPfn: pfn + 1 };
    }
  }
  if (run !== undefined) yield run;
}
