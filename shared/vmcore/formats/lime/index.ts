import type { ByteSource } from '../../../bytes/byte-source.ts';
import { Codec, decompressPage, prepareCodec } from '../../../codecs/page-codec.ts';
import { FormatError } from '../../../errors.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import { PageAbsence, type PageResult } from '../dump.ts';
import { ElfPages } from '../elf/pages.ts';
import { segmentContainer } from '../segments.ts';
import { CHUNK_SPACE, FORMAT, indexLime, readChunks, type LimeIndex } from './records.ts';

/** Neither says how large a page is, nor of what machine: VMCOREINFO, once found, does. */
const PAGE_BYTES = 4096;
/** For what only asks which pages there are: chunks have no places in a file that could end before them. */
const NOWHERE: ByteSource = {
  name: FORMAT,
  sizeBytes: Number.MAX_SAFE_INTEGER,
  read: (ranges) => Promise.resolve(ranges.map(() => undefined)),
};
/** Chunks kept after they were decompressed: a page is a sixteenth of one. */
const MAX_KEPT_CHUNKS = 256;

/** Opens a memory image as LiME and AVML write it. */
export async function openLime({ index, pages }: SourceParts): Promise<OpenedContainer> {
  const records = await indexLime(index);
  const described = {
    format: records.version === 2 ? 'avml' : FORMAT,
    incomplete: records.cut,
    machineName: '',
    header: {},
    vmcoreinfo: [],
    notes: [],
    eraseinfo: undefined,
    problems: records.problems,
  };
  if (records.version === 1) return segmentContainer(pages, records, PAGE_BYTES, described);
  await prepareCodec(Codec.Snappy);
  return chunkContainer(new ChunkReader(pages, records), records, PAGE_BYTES, described);
}

function chunkContainer(
  reader: ChunkReader,
  records: LimeIndex,
  pageSizeBytes: number,
  described: Parameters<typeof segmentContainer>[3],
): OpenedContainer {
  const shape = new ElfPages(NOWHERE, { memory: records.memory, stored: records.chunks }, pageSizeBytes);
  return {
    ...described,
    compression: Codec.Snappy,
    dumpLevel: undefined,
    pageSizeBytes,
    maxPfn: Math.ceil(records.memory.end / pageSizeBytes),
    loadPages: (pfns) => reader.readPages(pfns, pageSizeBytes),
    presentPages: () => shape.presentPages(),
    knownMemory: () => shape.knownMemory(),
    withPageSize: (bytes) => chunkContainer(reader, records, bytes, described),
  };
}

/** Pages out of chunks of up to 64 KiB, some of them kept: pages that lie side by side are asked for one after the other. */
class ChunkReader {
  readonly #source: ByteSource;
  readonly #records: LimeIndex;
  readonly #kept = new Map<number, Uint8Array | FormatError>();

  constructor(source: ByteSource, records: LimeIndex) {
    this.#source = source;
    this.#records = records;
  }

  async readPages(pfns: readonly number[], pageSizeBytes: number): Promise<readonly PageResult[]> {
    const plans = pfns.map((pfn) => this.#records.chunks.find(pfn * pageSizeBytes, pageSizeBytes));
    const chunksOf = plans.map((pieces) => pieces.map(({ target }) => Math.floor(target / CHUNK_SPACE)));
    const missing = [...new Set(chunksOf.flat())].filter((chunk) => !this.#kept.has(chunk));
    const fetched = new Map<number, Uint8Array | FormatError>();
    const offsets = missing.map((chunk) => this.#records.chunkOffsets[chunk] ?? 0);
    const answers = offsets.length === 0 ? [] : await readChunks(this.#source, offsets);
    answers.forEach((chunk, i) => {
      if (chunk !== undefined) fetched.set(missing[i] ?? 0, decode(chunk));
    });
    const results = pfns.map((pfn, i): PageResult => {
      const pieces = plans[i] ?? [];
      if (pieces.length === 0) return this.#absent(pfn, pageSizeBytes);
      const page = new Uint8Array(pageSizeBytes);
      for (const { start, lengthBytes, target } of pieces) {
        const chunk = Math.floor(target / CHUNK_SPACE);
        const bytes = fetched.get(chunk) ?? this.#kept.get(chunk);
        if (bytes === undefined) return { absence: PageAbsence.Pending };
        if (bytes instanceof FormatError) return { absence: PageAbsence.Corrupt, detail: bytes.message };
        const from = target % CHUNK_SPACE;
        page.set(bytes.subarray(from, from + lengthBytes), start - pfn * pageSizeBytes);
      }
      return { bytes: page };
    });
    this.#keep(fetched);
    return results;
  }

  #keep(fetched: ReadonlyMap<number, Uint8Array | FormatError>): void {
    for (const [chunk, bytes] of fetched) this.#kept.set(chunk, bytes);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT_CHUNKS) break;
      this.#kept.delete(oldest);
    }
  }

  #absent(pfn: number, pageSizeBytes: number): PageResult {
    const known = this.#records.memory.find(pfn * pageSizeBytes, pageSizeBytes).length > 0;
    return { absence: known ? PageAbsence.Lost : PageAbsence.NoMemory };
  }
}

function decode(chunk: { compressed: boolean; bytes: Uint8Array; sizeBytes: number }): Uint8Array | FormatError {
  if (!chunk.compressed) return chunk.bytes;
  try {
    return decompressPage(Codec.Snappy, chunk.bytes, chunk.sizeBytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
