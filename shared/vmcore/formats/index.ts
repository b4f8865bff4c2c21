import { countingSource } from '../../bytes/counting-source.ts';
import type { CountingSource, MergeOptions } from '../../bytes/counting-source.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { headSource } from '../../bytes/head-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode, InputError } from '../../errors.ts';
import type { OpenedContainer, SourceParts } from './container.ts';
import { Machine } from './dump.ts';
import type { Dump } from './dump.ts';
import { openElf } from './elf/index.ts';
import { Container, IDENTIFY_BYTES, describe, identify } from './identify.ts';
import { openKdump } from './kdump/index.ts';
import { CachedPages } from './page-cache.ts';
import { orderVmcoreinfo } from './vmcoreinfo.ts';

export interface OpenDumpOptions {
  /** Decoded pages kept in memory, in bytes; default 32 MiB. */
  readonly pageCacheBytes?: number;
  /** How near ranges are fetched as one: little for a file, much for an object store. */
  readonly merge?: MergeOptions;
}

const DEFAULT_PAGE_CACHE_BYTES = 32 * 1024 * 1024;
/** Header, notes and the bitmaps of some GiB of memory: one round instead of five. */
const HEAD_BYTES = 64 * 1024;

const MACHINES: ReadonlyMap<string, Machine> = new Map([
  ['x86_64', Machine.X86_64],
  ['aarch64', Machine.Aarch64],
]);

/**
 * Opens a dump, whatever container it is in: told by its content, not by its name. Several sources are the parts of a
 * split set, in any order.
 *
 * @throws {FormatError} that says what the file is instead, or what is wrong in its headers and where
 * @throws {InputError} for parts that do not make a set
 * @throws {PendingBytesError} when the headers of an upload under way have not arrived yet
 */
export async function openDump(sources: readonly ByteSource[], options: OpenDumpOptions = {}): Promise<Dump> {
  const files = await Promise.all(sources.map((source) => openFile(source, options)));
  const [first] = files;
  if (first === undefined) throw new InputError('no dump given', { field: 'sources' });
  const container = await openContainer(files);
  const machine = requireMachine(container.machineName, first.name);
  const memory = new CachedPages(container.loadPages, {
    pageSizeBytes: container.pageSizeBytes,
    maxPfn: container.maxPfn,
    cacheBytes: options.pageCacheBytes ?? DEFAULT_PAGE_CACHE_BYTES,
  });
  return {
    get info() {
      const stats = sumStats(files);
      return {
        format: container.format,
        compression: container.compression,
        sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        bytesRead: stats.bytesRead,
        rounds: stats.rounds,
        ...(container.dumpLevel === undefined ? {} : { dumpLevel: container.dumpLevel }),
        incomplete: container.incomplete,
        ...(files.length > 1 ? { parts: files.length } : {}),
      };
    },
    get readStats() {
      return sumStats(files);
    },
    machine,
    header: container.header,
    vmcoreinfo: await orderVmcoreinfo(container.vmcoreinfo, machine, memory),
    notes: container.notes,
    eraseinfo: container.eraseinfo,
    problems: container.problems,
    memory,
    async *presentPages() {
      yield* container.presentPages();
    },
    close: () => Promise.resolve(),
  };
}

/** A file of the dump with its counters. */
interface OpenFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly kind: Container;
  readonly parts: SourceParts;
  readonly counters: { readonly index: CountingSource; readonly pages: CountingSource };
}

async function openFile(source: ByteSource, options: OpenDumpOptions): Promise<OpenFile> {
  const counters = {
    index: countingSource(source, options.merge),
    pages: countingSource(source, options.merge),
  };
  const index = await headSource(counters.index, HEAD_BYTES);
  const head = await readOne(index, { offset: 0, length: Math.min(IDENTIFY_BYTES, source.sizeBytes) });
  const kind = identify(head);
  if (kind === undefined) {
    throw new FormatError(
      FormatErrorCode.BadMagic,
      { format: 'vmcore', field: source.name },
      `not a memory dump of a kernel: this is ${describe(head, source.sizeBytes)}`,
    );
  }
  return { name: source.name, sizeBytes: source.sizeBytes, kind, parts: { index, pages: counters.pages }, counters };
}

async function openContainer(files: readonly OpenFile[]): Promise<OpenedContainer> {
  const [first] = files;
  const odd = files.find(({ kind }) => kind !== first?.kind);
  if (odd !== undefined || (files.length > 1 && first?.kind !== Container.Kdump)) {
    const what = odd ?? first;
    throw new InputError(`${what?.name ?? ''} is ${what?.kind ?? ''}, not a part of a split dump: give it alone`, {
      field: 'parts',
    });
  }
  if (first === undefined) throw new InputError('no dump given', { field: 'sources' });
  switch (first.kind) {
    case Container.Kdump:
      return openKdump(files.map(({ parts }) => parts));
    case Container.Elf:
      return openElf(first.parts);
    case Container.Flattened:
    case Container.Gzip:
    case Container.Zstd:
    case Container.Xz:
      throw new FormatError(
        FormatErrorCode.Unsupported,
        { format: 'vmcore', field: first.name },
        `${first.kind} files are not read yet`,
      );
  }
}

/** The machine whose memory this is; undefined where the container leaves the name out. */
function requireMachine(name: string, source: string): Machine | undefined {
  const machine = MACHINES.get(name);
  if (machine === undefined && name !== '') {
    throw new FormatError(
      FormatErrorCode.Unsupported,
      { format: 'vmcore', field: source },
      `the dump of a ${name} machine is not read; x86_64 and aarch64 are`,
    );
  }
  return machine;
}

function sumStats(files: readonly OpenFile[]): Dump['readStats'] {
  const stats = { bytesRead: 0, rounds: 0, requests: 0, indexBytes: 0 };
  for (const { counters } of files) {
    stats.bytesRead += counters.index.stats.bytesRead + counters.pages.stats.bytesRead;
    stats.requests += counters.index.stats.requests + counters.pages.stats.requests;
    stats.indexBytes += counters.index.stats.bytesRead;
  }
  // The parts of a set are read at the same time: the slowest sets the number of rounds.
  stats.rounds = Math.max(...files.map(({ counters }) => counters.index.stats.rounds + counters.pages.stats.rounds));
  return stats;
}
