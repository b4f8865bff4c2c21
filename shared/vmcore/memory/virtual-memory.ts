import { Joined } from '../../bytes/joined.ts';
import { LittleEndian } from '../../bytes/little-endian.ts';
import { ownBytes } from '../../bytes/plain-bytes.ts';
import type { PhysicalMemory } from '../formats/dump.ts';
import { PageCache } from './page-cache.ts';
import type { PageTables } from './page-tables.ts';
import { PageWalk, WalkState } from './page-walk.ts';
import { MemoryReadError, ReadFailureReason, type ReadFailure } from './read-failure.ts';

/** `length` bytes of kernel memory from the virtual `address`. */
export interface VirtualRange {
  readonly address: bigint;
  readonly length: number;
}

export type VirtualRead =
  | { readonly bytes: Uint8Array; readonly failure?: undefined }
  | { readonly bytes?: undefined; readonly failure: ReadFailure };

/** Virtual addresses that follow physical ones one to one: the direct map, the kernel's image. Read without page tables. */
export interface LinearMap {
  readonly start: bigint;
  /** First address beyond it. */
  readonly end: bigint;
  readonly physicalStart: bigint;
}

/** How addresses are translated; replaced as more is learnt of the kernel. */
export interface AddressSpace {
  readonly pageTables: PageTables | undefined;
  readonly linear: readonly LinearMap[];
  /** The top byte of an address may hold a tag (arm64 with KASAN or MTE) and is no part of it. */
  readonly topByteIgnored?: boolean;
}

const MAX_READ_BYTES = 64 * 2 ** 20;
const MAX_ROUND_BYTES = 32 * 2 ** 20;
/**
 * A range longer than this passes by the page caches: it is a table that is decoded once. Shorter tables may lie in what is searched for
 * others that no symbol leads to, and would be read twice.
 */
const MAX_CACHED_RANGE_BYTES = 1024 * 1024;
const MAX_TRANSLATIONS = 2 ** 19;
const TOP_BYTE = 0xff00_0000_0000_0000n;
const UNMAPPED = -1;

/** What a page frame is among the jobs, whose virtual pages count from 0. */
const keyOfFrame = (pfn: number): number => -1 - pfn;

/** One call of `read`. */
interface Request {
  /** Page frames instead of virtual addresses: the ranges are physical ones, each of a whole page. */
  readonly isPhysical: boolean;
  readonly ranges: readonly VirtualRange[];
  readonly results: (VirtualRead | undefined)[];
  open: number;
  readonly resolve: (results: readonly VirtualRead[]) => void;
  readonly reject: (error: unknown) => void;
}

/** One range of a request, being put together from its pages. */
interface Piece {
  readonly request: Request;
  readonly index: number;
  readonly range: VirtualRange;
  readonly firstPage: number;
  bytes: Uint8Array | undefined;
  /** Its pages so far, while each lies behind the one before: those of a large table do, where they were decoded together. */
  inPlace: Joined | undefined;
  openPages: number;
  failure: ReadFailure | undefined;
}

/** One virtual page being looked for: down the page tables, then the page itself. */
interface Job {
  readonly walk: PageWalk | undefined;
  readonly page: number;
  /** Page frame of the page itself; -1 while the page tables are still being walked. */
  pfn: number;
  readonly pieces: Piece[];
  keep: boolean;
}

/**
 * Kernel memory by virtual address.
 *
 * All reads asked for at the same time are one batch: whatever the callers that run side by side wait for is gathered, and
 * every round of physical reads serves all of them, some still in their page tables, others at their pages. So callers are
 * written as plain asynchronous functions, side by side in `Promise.all`, and the number of rounds is that of the longest
 * chain of dependent reads, not the sum of all.
 */
export class VirtualMemory {
  readonly pageSizeBytes: number;
  readonly #shift: bigint;
  readonly #pageMask: bigint;
  /** Pages of the whole address space. */
  readonly #pages: number;
  readonly #cache: PageCache;
  #space: AddressSpace = { pageTables: undefined, linear: [] };
  #linear: { first: number; end: number; pfn: number }[] = [];
  #translations = new Map<number, number>();
  #queue: Request[] = [];
  readonly #jobs = new Map<number, Job>();
  #running = false;
  #rounds = 0;

  constructor(physical: PhysicalMemory, options: { readonly cacheBytes?: number } = {}) {
    this.pageSizeBytes = physical.pageSizeBytes;
    this.#shift = BigInt(Math.log2(physical.pageSizeBytes));
    this.#pageMask = BigInt(physical.pageSizeBytes - 1);
    this.#pages = Number(2n ** (64n - this.#shift));
    this.#cache = new PageCache(physical, options.cacheBytes);
  }

  /** Rounds of physical reads so far. */
  get rounds(): number {
    return this.#rounds;
  }

  get space(): AddressSpace {
    return this.#space;
  }

  /** Sets how addresses are translated from now on. */
  use(space: AddressSpace): void {
    this.#space = space;
    this.#translations = new Map();
    this.#linear = space.linear.map((map) => ({
      first: Number(map.start >> this.#shift),
      end: Number(map.end >> this.#shift),
      pfn: Number(map.physicalStart >> this.#shift),
    }));
  }

  /** Answers range i at index i. Never throws for what is wrong with one range. The bytes are not to be written to. */
  read(ranges: readonly VirtualRange[]): Promise<readonly VirtualRead[]> {
    const results = ranges.map((range) => this.#readNow(range));
    return this.#ask(ranges, results, false);
  }

  /** A page of physical memory, in the same rounds: of what has page tables of its own. */
  async readFrame(pfn: number): Promise<VirtualRead> {
    const length = this.pageSizeBytes;
    const page = this.#cache.peek(pfn);
    const range = { address: BigInt(pfn) << this.#shift, length };
    const known =
      page?.bytes === undefined
        ? page && { failure: this.#failure(range, 0, page.absence, page.detail) }
        : { bytes: page.bytes };
    const [read] = await this.#ask([range], [known], true);
    return read ?? { failure: { reason: ReadFailureReason.Unmapped, address: range.address } };
  }

  #ask(
    ranges: readonly VirtualRange[],
    results: (VirtualRead | undefined)[],
    isPhysical: boolean,
  ): Promise<readonly VirtualRead[]> {
    const open = results.filter((result) => result === undefined).length;
    if (open === 0) return Promise.resolve(results as VirtualRead[]);
    return new Promise((resolve, reject) => {
      this.#queue.push({ isPhysical, ranges, results, open, resolve, reject });
      if (!this.#running) {
        this.#running = true;
        void this.#pump();
      }
    });
  }

  /**
   * One range, whole.
   *
   * @throws {MemoryReadError} that says that `what` could not be read, and why
   */
  async bytes(address: bigint, length: number, what: string): Promise<Uint8Array> {
    const [result] = await this.read([{ address, length }]);
    if (result?.bytes === undefined) {
      throw new MemoryReadError(what, result?.failure ?? { reason: ReadFailureReason.Unmapped, address });
    }
    return result.bytes;
  }

  /** The 64-bit word at an address; undefined where it can't be read. */
  async word(address: bigint): Promise<bigint | undefined> {
    return (await this.words([address]))[0];
  }

  /** 64-bit words, one for each address, in one round; undefined where one can't be read, and for address 0. */
  async words(addresses: readonly bigint[]): Promise<(bigint | undefined)[]> {
    const results = await this.read(addresses.map((address) => ({ address, length: address === 0n ? 0 : 8 })));
    return results.map(({ bytes }) => (bytes?.length === 8 ? new LittleEndian(bytes).u64(0) : undefined));
  }

  /** @throws {MemoryReadError} */
  async u64(address: bigint, what: string): Promise<bigint> {
    const bytes = await this.bytes(address, 8, what);
    return new LittleEndian(bytes).u64(0);
  }

  /** @throws {MemoryReadError} */
  async u32(address: bigint, what: string): Promise<number> {
    const bytes = await this.bytes(address, 4, what);
    return new LittleEndian(bytes).u32(0);
  }

  /** The page frame behind an address that was read or needs no page tables; undefined for any other, and for one not mapped. */
  frameOf(address: bigint): number | undefined {
    const frame = this.#translate(this.#firstPage({ address, length: 1 }));
    return frame === UNMAPPED ? undefined : frame;
  }

  /** The page frame of a virtual page where that is known without reading; -1 where it is known to be unmapped. */
  #translate(page: number): number | undefined {
    for (const map of this.#linear) {
      if (page >= map.first && page < map.end) return map.pfn + (page - map.first);
    }
    if (this.#space.pageTables?.translates(page) !== true) return UNMAPPED;
    return this.#translations.get(page);
  }

  #remember(page: number, pfn: number): void {
    if (this.#translations.size >= MAX_TRANSLATIONS) this.#translations.clear();
    this.#translations.set(page, pfn);
  }

  #firstPage(range: VirtualRange): number {
    const address = BigInt.asUintN(64, range.address);
    const tagged = this.#space.topByteIgnored === true && ((address >> 55n) & 1n) === 1n;
    return Number((tagged ? address | TOP_BYTE : address) >> this.#shift);
  }

  #offsetInPage(range: VirtualRange): number {
    return Number(range.address & this.#pageMask);
  }

  #pageCount(range: VirtualRange): number {
    return Math.ceil((this.#offsetInPage(range) + range.length) / this.pageSizeBytes);
  }

  /** The answer where it needs no reading: what is wrong with the range itself, or pages that are all here. */
  #readNow(range: VirtualRange): VirtualRead | undefined {
    if (range.length === 0) return { bytes: new Uint8Array(0) };
    if (!Number.isSafeInteger(range.length) || range.length < 0 || range.length > MAX_READ_BYTES) {
      return { failure: { reason: ReadFailureReason.TooLong, address: range.address } };
    }
    const first = this.#firstPage(range);
    const offset = this.#offsetInPage(range);
    const count = Math.ceil((offset + range.length) / this.pageSizeBytes);
    if (first + count > this.#pages) {
      return { failure: { reason: ReadFailureReason.Unmapped, address: range.address } };
    }
    if (range.length > MAX_CACHED_RANGE_BYTES) return undefined;
    let whole: Uint8Array | undefined;
    for (let i = 0; i < count; i++) {
      const pfn = this.#translate(first + i);
      if (pfn === undefined) return undefined;
      if (pfn === UNMAPPED) return { failure: this.#failure(range, i, ReadFailureReason.Unmapped) };
      const page = this.#cache.peek(pfn);
      if (page === undefined) return undefined;
      if (page.bytes === undefined) return { failure: this.#failure(range, i, page.absence, page.detail) };
      if (count === 1) return { bytes: page.bytes.subarray(offset, offset + range.length) };
      whole ??= new Uint8Array(range.length);
      this.#copy(page.bytes, whole, range, i);
    }
    return whole && { bytes: whole };
  }

  #failure(range: VirtualRange, pageIndex: number, reason: ReadFailureReason, detail?: string): ReadFailure {
    const inPage = BigInt(pageIndex === 0 ? 0 : pageIndex * this.pageSizeBytes - this.#offsetInPage(range));
    return { reason, address: range.address + inPage, detail };
  }

  /** Copies what page `pageIndex` of `range` holds of it into `into`. */
  #copy(page: Uint8Array, into: Uint8Array, range: VirtualRange, pageIndex: number): void {
    const offset = this.#offsetInPage(range);
    const from = pageIndex === 0 ? offset : 0;
    const at = pageIndex * this.pageSizeBytes + from - offset;
    const length = Math.min(this.pageSizeBytes - from, range.length - at);
    into.set(page.subarray(from, from + length), at);
  }

  async #pump(): Promise<void> {
    const waiting = new Set<Request>();
    try {
      while (this.#queue.length > 0 || this.#jobs.size > 0) {
        // Everyone who was just answered goes on first, and joins this round with what they want next.
        await new Promise<void>((resolve) => setImmediate(resolve));
        for (const request of this.#queue.splice(0)) {
          waiting.add(request);
          this.#admit(request);
        }
        await this.#round();
        for (const request of waiting) if (request.open === 0) waiting.delete(request);
      }
      this.#running = false;
    } catch (error) {
      // The source itself failed: that is everyone's failure, and no page's.
      const everyone = [...waiting, ...this.#queue.splice(0)];
      this.#jobs.clear();
      this.#running = false;
      for (const request of everyone) request.reject(error);
    }
  }

  #admit(request: Request): void {
    request.ranges.forEach((range, index) => {
      if (request.results[index] !== undefined) return;
      const openPages = this.#pageCount(range);
      const pfn = Number(range.address >> this.#shift);
      const firstPage = request.isPhysical ? keyOfFrame(pfn) : this.#firstPage(range);
      const keep = range.length <= MAX_CACHED_RANGE_BYTES;
      const bytes = openPages === 1 || !keep ? undefined : new Uint8Array(range.length);
      const inPlace = keep ? undefined : new Joined();
      const piece: Piece = { request, index, range, firstPage, bytes, inPlace, openPages, failure: undefined };
      if (request.isPhysical) this.#addJob(firstPage, piece, keep, pfn);
      else for (let i = 0; i < openPages; i++) this.#addJob(firstPage + i, piece, keep);
    });
  }

  #addJob(page: number, piece: Piece, keep: boolean, pfn?: number): void {
    const running = this.#jobs.get(page);
    if (running !== undefined) {
      running.pieces.push(piece);
      running.keep ||= keep;
      return;
    }
    if (pfn !== undefined) {
      this.#jobs.set(page, { walk: undefined, page, pfn, pieces: [piece], keep });
      return;
    }
    const known = this.#translate(page);
    const tables = this.#space.pageTables;
    const walk = known === undefined && tables !== undefined ? new PageWalk(tables, page) : undefined;
    const job: Job = { walk, page, pfn: known ?? UNMAPPED, pieces: [piece], keep };
    this.#jobs.set(page, job);
    if (known === UNMAPPED) this.#fail(job, ReadFailureReason.Unmapped);
  }

  /** Takes every job as far as it goes with what is here, then reads one round of pages for all of them. */
  async #round(): Promise<void> {
    const limit = Math.max(16, Math.floor(MAX_ROUND_BYTES / this.pageSizeBytes));
    const wanted = new Map<number, Job[]>();
    for (const job of this.#jobs.values()) {
      const pfn = this.#advance(job);
      if (pfn === undefined) continue;
      const others = wanted.get(pfn);
      if (others !== undefined) others.push(job);
      else if (wanted.size < limit) wanted.set(pfn, [job]);
    }
    if (wanted.size === 0) return;
    this.#rounds++;
    const pfns = [...wanted.keys()];
    const isKept = (pfn: number): boolean => wanted.get(pfn)?.some((job) => job.keep || job.pfn === UNMAPPED) === true;
    const passing = new Set(pfns.filter((pfn) => !isKept(pfn)));
    const pages = await this.#cache.memory.readPages(pfns, { passing });
    pfns.forEach((pfn, i) => {
      const page = pages[i];
      const jobs = wanted.get(pfn) ?? [];
      if (page === undefined) throw new Error(`page frame ${pfn} was not answered`);
      if (!passing.has(pfn)) this.#cache.keep(pfn, page);
      for (const job of jobs) {
        if (page.bytes === undefined) this.#fail(job, page.absence, page.detail);
        else if (job.pfn !== UNMAPPED) this.#finish(job, page.bytes);
        else this.#step(job, page.bytes);
      }
    });
  }

  /** Follows cached tables and pages; answers the frame that must be read to go on, or nothing when the job is done. */
  #advance(job: Job): number | undefined {
    while (this.#jobs.has(job.page)) {
      const pfn =
        job.pfn === UNMAPPED && job.walk !== undefined ? Math.floor(job.walk.address / this.pageSizeBytes) : job.pfn;
      const page = this.#cache.peek(pfn);
      if (page === undefined) return pfn;
      if (page.bytes === undefined) this.#fail(job, page.absence, page.detail);
      else if (job.pfn !== UNMAPPED) this.#finish(job, page.bytes);
      else this.#step(job, page.bytes);
    }
    return undefined;
  }

  /** Hands a job the table that its walk asked for. */
  #step(job: Job, table: Uint8Array): void {
    const walk = job.walk;
    if (walk === undefined) return;
    const at = walk.address % this.pageSizeBytes;
    const view = new LittleEndian(table);
    if (at + 8 > view.length) this.#fail(job, ReadFailureReason.Corrupt, 'a short page table');
    else walk.step(view.u32(at), view.u32(at + 4));
    if (walk.state === WalkState.Found) {
      job.pfn = Math.floor(walk.address / this.pageSizeBytes);
      this.#remember(job.page, job.pfn);
    } else if (walk.state === WalkState.Unmapped) {
      this.#remember(job.page, UNMAPPED);
      this.#fail(job, ReadFailureReason.Unmapped);
    }
  }

  #fail(job: Job, reason: ReadFailureReason, detail?: string): void {
    const inTable = job.pfn === UNMAPPED && reason !== ReadFailureReason.Unmapped;
    this.#jobs.delete(job.page);
    for (const piece of job.pieces) {
      const index = job.page - piece.firstPage;
      const failure = this.#failure(piece.range, index, reason, inTable ? 'a page table on the way' : detail);
      if (piece.failure === undefined || failure.address < piece.failure.address) piece.failure = failure;
      this.#closePage(piece);
    }
  }

  #finish(job: Job, page: Uint8Array): void {
    this.#jobs.delete(job.page);
    for (const piece of job.pieces) {
      const index = job.page - piece.firstPage;
      const offset = this.#offsetInPage(piece.range);
      if (piece.inPlace !== undefined) this.#join(piece, piece.inPlace, page, index);
      else if (piece.bytes !== undefined) this.#copy(page, piece.bytes, piece.range, index);
      else piece.bytes = page.subarray(offset, offset + piece.range.length);
      this.#closePage(piece);
    }
  }

  /** Adds a page to a large table: without copying as long as its pages come in their order and lie one behind the other. */
  #join(piece: Piece, inPlace: Joined, page: Uint8Array, index: number): void {
    const { range } = piece;
    const offset = this.#offsetInPage(range);
    const isNext = inPlace.length === index * this.pageSizeBytes && inPlace.add(page);
    if (isNext && piece.openPages > 1) return;
    if (isNext) {
      piece.bytes = ownBytes(inPlace.bytes.subarray(offset, offset + range.length));
    } else {
      piece.bytes = new Uint8Array(range.length);
      piece.bytes.set(inPlace.bytes.subarray(offset));
      this.#copy(page, piece.bytes, range, index);
    }
    piece.inPlace = undefined;
  }

  #closePage(piece: Piece): void {
    piece.openPages--;
    if (piece.openPages > 0) return;
    const { request, bytes, failure } = piece;
    const short = bytes === undefined || bytes.length !== piece.range.length;
    request.results[piece.index] =
      failure !== undefined || short
        ? { failure: failure ?? { reason: ReadFailureReason.Corrupt, address: piece.range.address } }
        : { bytes };
    request.open--;
    if (request.open === 0) request.resolve(request.results as VirtualRead[]);
  }
}
