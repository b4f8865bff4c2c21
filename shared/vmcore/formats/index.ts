import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError, FormatErrorCode, InputError } from '../../errors.ts';
import { machineByName } from '../arch/index.ts';
import type { OpenedContainer } from './container.ts';
import { Machine } from './dump.ts';
import type { Dump, DumpReadStats } from './dump.ts';
import { openFile } from './open-file.ts';
import type { OpenFile, OpenFileOptions } from './open-file.ts';
import { Container } from './identify.ts';
import { CachedPages } from './page-cache.ts';
import { FORMATS } from './registry.ts';
import { scanForVmcoreinfo } from './scan-vmcoreinfo.ts';
import { orderVmcoreinfo } from './choose-vmcoreinfo.ts';
import { claimedPageSize, parseVmcoreInfo } from './vmcoreinfo.ts';

export interface OpenDumpOptions extends OpenFileOptions {
  /** Decoded pages kept in memory, in bytes; default 32 MiB. */
  readonly pageCacheBytes?: number;
  /** How much memory is searched for VMCOREINFO where no note holds it, in bytes; default 1 GiB, 0 for not at all. */
  readonly scanBytes?: number;
  /** Called when the dump is closed: for what the caller opened for it. */
  readonly onClose?: () => Promise<void>;
}

const DEFAULT_PAGE_CACHE_BYTES = 32 * 1024 * 1024;
const DEFAULT_SCAN_BYTES = 1024 ** 3;
/** Lines of what was erased that are told. */
const MAX_ERASED = 8;

/**
 * Opens a dump, whatever container it is in: told by its content, not by its name. Several sources are the parts of a
 * split set, in any order.
 *
 * @throws {FormatError} that says what the file is instead, or what is wrong in its headers and where
 * @throws {InputError} for parts that do not make a set
 * @throws {PendingBytesError} when the headers of an upload under way have not arrived yet
 * @example
 *     const dump = await openDump([await fileSource('/var/crash/202611231617/dump.202611231617')]);
 *     const [page] = await dump.memory.readPages([0x1000]);
 */
export async function openDump(sources: readonly ByteSource[], options: OpenDumpOptions = {}): Promise<Dump> {
  const files = await openFiles(sources, options);
  try {
    return await openOn(files, options);
  } catch (error) {
    await closeAll(files);
    throw error;
  }
}

async function openOn(files: readonly OpenFile[], options: OpenDumpOptions): Promise<Dump> {
  const [first] = files;
  if (first === undefined) throw new InputError('no dump given', { field: 'sources' });
  const scanBytes = options.scanBytes ?? DEFAULT_SCAN_BYTES;
  const opened = await openContainer([first, ...files.slice(1)], scanBytes);
  const machine = requireMachine(opened.machineName, first.name);
  const { container, memory, vmcoreinfo, problems } = await describeMemory(opened, machine, { ...options, scanBytes });
  return {
    get info() {
      const stats = sumStats(files);
      return {
        format: [...first.layers, container.format].join(' '),
        compression: container.compression,
        sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
        bytesRead: stats.bytesRead,
        rounds: stats.rounds,
        ...(container.dumpLevel === undefined ? {} : { dumpLevel: container.dumpLevel }),
        incomplete: container.incomplete || files.some((file) => file.incomplete),
        ...(files.length > 1 ? { parts: files.length } : {}),
      };
    },
    get readStats() {
      return sumStats(files);
    },
    machine,
    header: container.header,
    vmcoreinfo,
    notes: container.notes,
    eraseinfo: container.eraseinfo,
    problems: [
      ...files.flatMap((file) => file.problems),
      ...container.problems,
      ...problems,
      ...(container.eraseinfo === undefined ? [] : [erasedText(container.eraseinfo)]),
    ],
    memory,
    async *presentPages() {
      yield* container.presentPages();
    },
    async *knownMemory() {
      yield* container.knownMemory();
    },
    async close() {
      await closeAll(files);
      await options.onClose?.();
    },
  };
}

/** Opens all files at the same time; when one fails, those that did open are closed again. */
async function openFiles(sources: readonly ByteSource[], options: OpenFileOptions): Promise<readonly OpenFile[]> {
  const results = await Promise.allSettled(sources.map((source) => openFile(source, options)));
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return opened;
  await closeAll(opened);
  throw failed.reason;
}

async function closeAll(files: readonly OpenFile[]): Promise<void> {
  await Promise.all(files.map((file) => file.close()));
}

function openContainer(files: readonly [OpenFile, ...OpenFile[]], scanBytes: number): Promise<OpenedContainer> {
  // The state of a machine and its memory are two files of different kinds.
  const state = files.length === 2 ? files.find(({ kind }) => kind === Container.Vmss) : undefined;
  const memory = files.find((file) => file !== state && file.kind === Container.Raw);
  if (state !== undefined && memory !== undefined) return FORMATS[state.kind].open([state, memory], { scanBytes });
  const whole = files.find(({ kind }) => !FORMATS[kind].splits);
  if (files.length > 1 && whole !== undefined) {
    const what = FORMATS[whole.kind].description;
    throw new InputError(`${whole.name} is ${what}, not a part of a split one: give it alone`, { field: 'parts' });
  }
  return FORMATS[files[0].kind].open(files, { scanBytes });
}

interface Described {
  readonly container: OpenedContainer;
  readonly memory: CachedPages;
  readonly vmcoreinfo: readonly string[];
  readonly problems: readonly string[];
}

/**
 * The texts of VMCOREINFO, the best first: those that came with the dump; and where there are none, or every one of them is
 * seen to describe another memory, those that are found in it.
 */
async function describeMemory(
  opened: OpenedContainer,
  machine: Machine | undefined,
  options: OpenDumpOptions & { readonly scanBytes: number },
): Promise<Described> {
  const cached = (container: OpenedContainer): CachedPages =>
    new CachedPages(container.loadPages, {
      pageSizeBytes: container.pageSizeBytes,
      maxPfn: container.maxPfn,
      cacheBytes: options.pageCacheBytes ?? DEFAULT_PAGE_CACHE_BYTES,
    });
  const memory = cached(opened);
  const noted = await orderVmcoreinfo(opened.vmcoreinfo, machine, memory);
  if (!noted.allWrong) return { container: opened, memory, vmcoreinfo: noted.texts, problems: [] };
  const searched = opened.pagesWithContent?.() ?? opened.presentPages();
  const found = await scanForVmcoreinfo(memory, searched, machine, { limitBytes: options.scanBytes });
  const vmcoreinfo = [...(found.best === undefined ? [] : [found.best]), ...noted.texts, ...found.others];
  const isEncrypted = found.best === undefined && noted.texts.some(saysEncrypted);
  const problems = isEncrypted ? [ENCRYPTED] : [];
  const pageSizeBytes = vmcoreinfo[0] === undefined ? undefined : claimedPageSize(vmcoreinfo[0]);
  if (pageSizeBytes === undefined || pageSizeBytes === opened.pageSizeBytes || opened.withPageSize === undefined) {
    return { container: opened, memory, vmcoreinfo, problems };
  }
  const container = opened.withPageSize(pageSizeBytes);
  return { container, memory: cached(container), vmcoreinfo, problems };
}

const ENCRYPTED =
  'the memory of this machine is encrypted (AMD SEV or SME), and what was saved from outside can’t be read: let kdump within the machine save it';

/** `sme_me_mask` is the mark of an encrypted page; 0 where nothing is encrypted. */
function saysEncrypted(text: string): boolean {
  return (parseVmcoreInfo(text).number('sme_mask') ?? 0n) !== 0n;
}

/** `erase` lines of makedumpfile's configuration, or of its eppic scripts: what stands there now is not what the kernel had. */
function erasedText(eraseinfo: string): string {
  const lines = eraseinfo.split('\n').filter((line) => line.trim() !== '');
  const more = lines.length > MAX_ERASED ? ` and ${lines.length - MAX_ERASED} more` : '';
  return `makedumpfile has erased data on purpose: ${lines.slice(0, MAX_ERASED).join(', ')}${more}`;
}

/** The machine whose memory this is; undefined where the container leaves the name out. */
function requireMachine(name: string, source: string): Machine | undefined {
  const machine = machineByName(name);
  if (machine === undefined && name !== '') {
    throw new FormatError(
      FormatErrorCode.Unsupported,
      { format: 'vmcore', field: source },
      `the dump of a ${name} machine is not read; ${Object.values(Machine).join(', ')} are`,
    );
  }
  return machine;
}

function sumStats(files: readonly OpenFile[]): DumpReadStats {
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
