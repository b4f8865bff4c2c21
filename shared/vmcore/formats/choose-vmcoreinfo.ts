import { architectureOf, machineByInfo } from '../arch/index.ts';
import { PageAbsence, type Machine, type PhysicalMemory } from './dump.ts';
import { parseVmcoreInfo } from './vmcoreinfo.ts';

/** `struct new_utsname` begins after the kref, if there is one, of `struct uts_namespace`. */
const UTS_SEARCH_BYTES = 6 * 65 + 64;

const LEFT_OUT: readonly PageAbsence[] = [PageAbsence.NoMemory, PageAbsence.Excluded];
const MAX_PHYSICAL = 2n ** 52n;

const latin1 = new TextDecoder('latin1');

/** Whether a text describes the memory it came with; unknown where the page that tells is not in the dump. */
export type Describes = 'yes' | 'no' | 'unknown';

/**
 * Puts first the text that describes the memory it came with: a vmcore can hold the note of the crashed kernel, that of the
 * capture kernel, and a stale one. The test is `init_uts_ns`: at its physical address stands the release that the text names.
 *
 * @returns whether every one of them is known to describe something else
 */
export async function orderVmcoreinfo(
  texts: readonly string[],
  machine: Machine | undefined,
  memory: PhysicalMemory,
): Promise<{ readonly texts: readonly string[]; readonly allWrong: boolean }> {
  const answers = await Promise.all(texts.map((text) => describesMemory(text, machine, memory)));
  const ordered = (['yes', 'unknown', 'no'] as const).flatMap((answer) =>
    texts.filter((_, i) => answers[i] === answer),
  );
  return { texts: ordered, allWrong: answers.every((answer) => answer === 'no') };
}

/** Whether `init_uts_ns` is where `text` says, and holds the release that it names. */
export async function describesMemory(
  text: string,
  machine: Machine | undefined,
  memory: Pick<PhysicalMemory, 'pageSizeBytes' | 'readPages'>,
): Promise<Describes> {
  const info = parseVmcoreInfo(text);
  const release = info.get('OSRELEASE')?.trim();
  const symbol = info.symbol('init_uts_ns');
  const own = machine ?? machineByInfo(info);
  if (release === undefined || release === '' || symbol === undefined || own === undefined) return 'unknown';
  const address = architectureOf(own).addresses.imagePhysical(info, symbol);
  if (address === undefined) return 'unknown';
  if (address < 0n || address >= MAX_PHYSICAL) return 'no';

  const pageSize = memory.pageSizeBytes;
  const pfn = Number(address / BigInt(pageSize));
  const start = Number(address % BigInt(pageSize));
  const pages = await memory.readPages([pfn, pfn + 1]);
  const [first] = pages;
  if (first === undefined) return 'unknown';
  // No filter leaves out the kernel's own data: where the page was left out, this is not its place.
  if (first.bytes === undefined) return LEFT_OUT.includes(first.absence) ? 'no' : 'unknown';
  const around = pages.map(({ bytes }) => (bytes === undefined ? '' : latin1.decode(bytes))).join('');
  return around.slice(start, start + UTS_SEARCH_BYTES).includes(release) ? 'yes' : 'no';
}
