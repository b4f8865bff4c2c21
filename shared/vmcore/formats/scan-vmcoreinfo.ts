import type { PageResult, PhysicalMemory } from './dump.ts';
import { noteText } from './elf-notes.ts';
import { describesMemory } from './choose-vmcoreinfo.ts';
import type { Machine } from './dump.ts';

const BATCH_PAGES = 512;
const FIRST_KEY = 'OSRELEASE=';
/** `vmcoreinfo_data` is a page of its own; `vmcoreinfo_note` has the header and the name of the note before the text. */
const TEXT_OFFSETS = [0, 24] as const;
/** A text that was never finished, or merely looks the part, lacks these. */
const FURTHER_KEYS = ['\nPAGESIZE=', '\nSYMBOL('];
const MAX_CANDIDATES = 16;

export interface ScanOptions {
  /** How much memory is looked through at most. */
  readonly limitBytes: number;
}

/**
 * Looks for VMCOREINFO in memory, where a dump came without the note of it (qemu without `vmcoreinfo` device, a hypervisor's
 * snapshot), or with one that is not its own: the kernel keeps the text in a page of its own. The one that describes this
 * memory ends the search; failing that, all that were found are answered.
 */
export async function scanForVmcoreinfo(
  memory: PhysicalMemory,
  presentPages: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
  machine: Machine | undefined,
  options: ScanOptions,
): Promise<{ readonly best: string | undefined; readonly others: readonly string[] }> {
  const others = new Set<string>();
  const read = (pfns: readonly number[]) => memory.readPages(pfns);
  for await (const text of findTexts(read, presentPages, memory.pageSizeBytes, options.limitBytes)) {
    if (others.has(text)) continue;
    if ((await describesMemory(text, machine, memory)) === 'yes') return { best: text, others: [...others] };
    others.add(text);
    if (others.size >= MAX_CANDIDATES) break;
  }
  return { best: undefined, others: [...others] };
}

/** Every text in those pages that looks like VMCOREINFO, up to a few. */
export async function textsInPages(
  readPages: ReadPages,
  presentPages: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
  pageSizeBytes: number,
  limitBytes: number,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for await (const text of findTexts(readPages, presentPages, pageSizeBytes, limitBytes)) {
    found.add(text);
    if (found.size >= MAX_CANDIDATES) break;
  }
  return [...found];
}

type ReadPages = (pfns: readonly number[]) => Promise<readonly PageResult[]>;

async function* findTexts(
  readPages: ReadPages,
  presentPages: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
  pageSizeBytes: number,
  limitBytes: number,
): AsyncGenerator<string> {
  const limitPages = Math.floor(limitBytes / pageSizeBytes);
  let seen = 0;
  for await (const pfns of presentPages) {
    for (let first = 0; first < pfns.length; first += BATCH_PAGES) {
      if (seen >= limitPages) return;
      const batch = pfns.slice(first, Math.min(first + BATCH_PAGES, first + limitPages - seen));
      seen += batch.length;
      for (const { bytes } of await readPages(batch)) {
        const text = bytes === undefined ? undefined : textIn(bytes);
        if (text !== undefined) yield text;
      }
    }
  }
}

function textIn(page: Uint8Array): string | undefined {
  for (const offset of TEXT_OFFSETS) {
    if (!startsWith(page, offset, FIRST_KEY)) continue;
    const text = noteText(page.subarray(offset));
    if (FURTHER_KEYS.every((key) => text.includes(key))) return text;
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (bytes[offset + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}
