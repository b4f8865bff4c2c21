/** A VMware machine's state: the memory in it, or in the `.vmem` file beside it, and the registers of its processors. */
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import type { DumpNote } from '../dump.ts';
import { segmentContainer } from '../segments.ts';
import { prstatusNote } from './prstatus.ts';
import { FORMAT, readGroups, readTags, type Tag } from './tags.ts';

const PAGE_BYTES = 4096;
/** Memory is in one piece below the hole for devices, and one above; and where more is plugged in later. */
const MAX_REGIONS = 1024;
const MAX_PHYSICAL_PAGES = 2 ** 40;
const MAX_CPUS = 8192;

/** Pages that lie together, in memory and in the file. */
interface Region {
  firstPage?: number;
  /** From where memory begins in the file. */
  filePage?: number;
  pages?: number;
}

interface State {
  readonly regions: readonly Required<Region>[];
  readonly embedded: { readonly offset: number; readonly sizeBytes: number } | undefined;
  readonly registers: ReadonlyMap<number, ReadonlyMap<string, bigint>>;
}

/**
 * @param beside the `.vmem` file, where memory is not in the state itself
 * @throws {FormatError} unsupported, where memory is nowhere or compressed
 */
export async function openVmss(state: SourceParts, beside: SourceParts | undefined): Promise<OpenedContainer> {
  const { regions, embedded, registers } = await readState(state.index);
  if (embedded === undefined && beside === undefined) {
    fail(
      'memory',
      'this state of a VMware machine has its memory in the .vmem file of the same name: give that as well',
    );
  }
  const source = embedded === undefined ? (beside ?? state).pages : state.pages;
  const base = embedded?.offset ?? 0;
  const list = new ExtentList();
  const whole = {
    firstPage: 0,
    filePage: 0,
    pages: Math.floor((embedded?.sizeBytes ?? source.sizeBytes) / PAGE_BYTES),
  };
  let cut = false;
  for (const { firstPage, filePage, pages } of regions.length === 0 ? [whole] : regions) {
    const offset = base + filePage * PAGE_BYTES;
    cut ||= offset + pages * PAGE_BYTES > source.sizeBytes;
    list.add(firstPage * PAGE_BYTES, pages * PAGE_BYTES, offset);
  }
  const stored = ExtentMap.build(list);
  return segmentContainer(source, { memory: stored, stored, cut }, PAGE_BYTES, {
    format: FORMAT,
    incomplete: false,
    machineName: '',
    header: {},
    vmcoreinfo: [],
    notes: notesOf(registers),
    eraseinfo: undefined,
    problems: registers.size === 0 ? ['the state holds no registers of processors that are known'] : [],
  });
}

async function readState(source: ByteSource): Promise<State> {
  const { groups, oldest } = await readGroups(source);
  const regions = new Map<number, Region>();
  const registers = new Map<number, Map<string, bigint>>();
  let count: number | undefined;
  let embedded: State['embedded'];
  for (const group of groups) {
    if (group.name === 'memory') {
      for await (const tag of readTags(source, group, oldest)) {
        if (tag.name === 'regionsCount') count = Number(tag.value ?? 0n);
        else if (tag.name === 'Memory' && tag.block !== undefined) embedded = requirePlain(tag.block);
        else addRegion(regions, tag);
      }
    } else if (group.name === 'cpu') {
      for await (const tag of readTags(source, group, oldest)) addRegister(registers, tag);
    }
  }
  return { regions: requireRegions(regions, count ?? 0), embedded, registers };
}

function requirePlain(block: NonNullable<Tag['block']>): NonNullable<Tag['block']> {
  if (block.compressed)
    fail('memory.Memory', 'the memory in this state is compressed, which is not read: take a snapshot anew');
  return block;
}

const REGION_TAGS: Readonly<Record<string, keyof Region>> = {
  regionPPN: 'firstPage',
  regionPageNum: 'filePage',
  regionSize: 'pages',
};

function addRegion(regions: Map<number, Region>, { name, indices, value }: Tag): void {
  const member = Object.hasOwn(REGION_TAGS, name) ? REGION_TAGS[name] : undefined;
  const [index] = indices;
  if (member === undefined || index === undefined || value === undefined || index >= MAX_REGIONS) return;
  const region = regions.get(index) ?? {};
  region[member] = Number(value);
  regions.set(index, region);
}

function requireRegions(regions: ReadonlyMap<number, Region>, count: number): Required<Region>[] {
  if (count > MAX_REGIONS) fail('memory.regionsCount', `${count} regions, there are ${MAX_REGIONS} at most`);
  return Array.from({ length: count }, (_, i) => {
    const { firstPage, filePage, pages } = regions.get(i) ?? {};
    if (firstPage === undefined || filePage === undefined || pages === undefined) {
      return fail(`memory.region[${i}]`, 'the place of this region is not told');
    }
    if (firstPage + pages > MAX_PHYSICAL_PAGES || filePage + pages > MAX_PHYSICAL_PAGES) {
      return fail(`memory.region[${i}]`, `${pages} pages from page ${firstPage} are more than a machine has`);
    }
    return { firstPage, filePage, pages };
  });
}

function addRegister(registers: Map<number, Map<string, bigint>>, { name, indices, value }: Tag): void {
  const [cpu] = indices;
  if (cpu === undefined || value === undefined || cpu >= MAX_CPUS || indices.length !== 1) return;
  const own = registers.get(cpu) ?? new Map<string, bigint>();
  own.set(name.toLowerCase(), value);
  registers.set(cpu, own);
}

/** In the order of the processors; none at all where one is missing between others, as order is all that tells them apart. */
function notesOf(registers: ReadonlyMap<number, ReadonlyMap<string, bigint>>): DumpNote[] {
  const notes = [...registers].toSorted(([a], [b]) => a - b).map(([, own]) => prstatusNote(own));
  const known = notes.filter((note) => note !== undefined);
  const isWhole = known.length === notes.length && notes.every((_, cpu) => registers.has(cpu));
  return isWhole ? known : [];
}

function fail(field: string, problem: string): never {
  throw new FormatError(FormatErrorCode.Unsupported, { format: FORMAT, field }, problem);
}
