import { Cursor } from '../../bytes/cursor.ts';
import type { DumpNote } from './dump.ts';

/** Notes of a dump of 8,192 CPUs take some 3 MiB; what claims more than this is not read. */
export const MAX_NOTE_BYTES = 64 * 1024 * 1024;

/** Several notes for each of 8,192 CPUs. */
const MAX_NOTES = 131_072;
/** There are two at most where a capture kernel left its own. */
const MAX_VMCOREINFO_NOTES = 8;
const VMCOREINFO_NOTE = 'VMCOREINFO';
const latin1 = new TextDecoder('latin1');

export interface NotesRead {
  readonly notes: readonly DumpNote[];
  /** What broke the list off, if something did. */
  readonly problem?: string;
}

/**
 * The notes of a PT_NOTE segment: `struct elf64_note` (two sizes and a type), name and description each padded to four
 * bytes. What comes before a broken note is kept: a crashed kernel wrote these.
 */
export function readNotes(bytes: Uint8Array): NotesRead {
  const cursor = new Cursor(bytes, 'elf-notes');
  const notes: DumpNote[] = [];
  while (cursor.remaining >= 12) {
    const start = cursor.offset;
    if (notes.length === MAX_NOTES) return { notes, problem: `more than ${MAX_NOTES} notes: the others are not read` };
    const nameSize = cursor.u32('n_namesz');
    const descSize = cursor.u32('n_descsz');
    const type = cursor.u32('n_type');
    // The kernel ends each CPU's notes with an empty one, and /proc/vmcore may leave the rest of the page zero.
    if (nameSize === 0 && descSize === 0) continue;
    const padded = align4(nameSize) + descSize;
    if (padded > cursor.remaining) {
      return { notes, problem: `note ${notes.length} at byte ${start} of the notes passes their end` };
    }
    const name = cursor.text(nameSize, 'name');
    cursor.skip(align4(nameSize) - nameSize, 'name.padding');
    const desc = cursor.take(descSize, 'desc');
    cursor.skip(Math.min(align4(descSize) - descSize, cursor.remaining), 'desc.padding');
    notes.push({ name, type, desc });
  }
  return { notes };
}

/** The texts of the VMCOREINFO notes, in file order, each once. */
export function vmcoreinfoTexts(notes: readonly DumpNote[]): string[] {
  const own = notes.filter(({ name }) => name === VMCOREINFO_NOTE).slice(0, MAX_VMCOREINFO_NOTES);
  return [...new Set(own.map(({ desc }) => noteText(desc)))];
}

/** A description that is text, without the NULs that pad it. */
export function noteText(desc: Uint8Array): string {
  const end = desc.indexOf(0);
  return latin1.decode(end < 0 ? desc : desc.subarray(0, end));
}

function align4(size: number): number {
  return Math.ceil(size / 4) * 4;
}
