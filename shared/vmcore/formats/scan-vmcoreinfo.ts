import type { PhysicalMemory } from './dump.ts';
import { noteText } from './elf-notes.ts';
import { describesMemory } from './choose-vmcoreinfo.ts';
import type { Machine } from './dump.ts';

const BATCH_PAGES = 512;
const FIRST_KEY = 'OSRELEASE=';
/** `vmcoreinfo_data` is a page of its own; `vmcoreinfo_note` has the header and the name of the note before the text. */
const TEXT_OFFSETS = [0, 24] as const;
/** A text that was never finished, or merely looks the part, lacks these. */
const FURTHER_KEYS = ['\nPAGESIZE=', '\nSYMBOL('];
const MAX_CANDIDATES = 4;

export interface ScanOptions {
  /** How much memory is looked through at most. */
  readonly limitBytes: number;
}

/**
 * Looks for VMCOREINFO in memory, where a dump came without the note of it (qemu without `vmcoreinfo` device, a hypervisor's
 * snapshot): the kernel keeps the text in a page of its own. The one that describes this memory ends the search.
 */
export async function scanForVmcoreinfo(
  memory: PhysicalMemory,
  presentPages: AsyncIterable<readonly number[]> | Iterable<readonly number[]>,
  machine: Machine | undefined,
  options: ScanOptions,
): Promise<readonly string[]> {
  const limitPages = Math.floor(options.limitBytes / memory.pageSizeBytes);
  const found = new Set<string>();
  let seen = 0;
  for await (const pfns of presentPages) {
    for (let first = 0; first < pfns.length; first += BATCH_PAGES) {
      if (seen >= limitPages || found.size >= MAX_CANDIDATES) return [...found];
      const batch = pfns.slice(first, Math.min(first + BATCH_PAGES, first + limitPages - seen));
      seen += batch.length;
      for (const { bytes } of await memory.readPages(batch)) {
        const text = bytes === undefined ? undefined : textIn(bytes);
        if (text === undefined || found.has(text)) continue;
        if (await describesMemory(text, machine, memory)) return [text, ...found];
        found.add(text);
      }
    }
  }
  return [...found];
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
