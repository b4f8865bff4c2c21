/** Writes a dump as /proc/vmcore would show it: ELF, every page as it is, and as much unrelated memory as is asked for. */
import { createCipheriv } from 'node:crypto';
import { open } from 'node:fs/promises';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { vmcoreinfoNote, writeNotes } from '../support/dump-writer.ts';

const EHDR_BYTES = 64;
const PHDR_BYTES = 56;
const PT_LOAD = 1;
const PT_NOTE = 4;
const BATCH_PAGES = 1024;
const NOISE_BYTES = 8 * 2 ** 20;

interface Run {
  startPfn: number;
  endPfn: number;
}

/** Grows to `sizeBytes` by memory above all of the dump's own, which nothing in it refers to. */
export async function writeAsElf(path: string, output: string, sizeBytes: number): Promise<void> {
  const dump = await openDumpFiles([path]);
  const { memory } = dump;
  const pageBytes = memory.pageSizeBytes;
  const runs: Run[] = [];
  for await (const batch of dump.presentPages()) {
    for (const pfn of batch) {
      const last = runs.at(-1);
      if (last?.endPfn === pfn) last.endPfn++;
      else runs.push({ startPfn: pfn, endPfn: pfn + 1 });
    }
  }
  const notes = writeNotes([
    ...dump.notes.filter(({ name }) => name === 'CORE'),
    ...dump.vmcoreinfo.slice(0, 1).map(vmcoreinfoNote),
  ]);
  const headerBytes = EHDR_BYTES + (runs.length + 2) * PHDR_BYTES;
  const roundUp = (bytes: number): number => Math.ceil(bytes / pageBytes) * pageBytes;
  const file = await open(output, 'w');
  try {
    const headers = Buffer.alloc(headerBytes);
    elfHeader(headers, runs.length + 2);
    let at = roundUp(headerBytes);
    await file.write(notes, 0, notes.length, at);
    programHeader(headers, 0, { type: PT_NOTE, offset: at, paddr: 0, bytes: notes.length });
    at = roundUp(at + notes.length);
    let index = 1;
    for (const { startPfn, endPfn } of runs) {
      programHeader(headers, index++, {
        type: PT_LOAD,
        offset: at,
        paddr: startPfn * pageBytes,
        bytes: (endPfn - startPfn) * pageBytes,
      });
      for (let pfn = startPfn; pfn < endPfn; pfn += BATCH_PAGES) {
        const pfns = Array.from({ length: Math.min(BATCH_PAGES, endPfn - pfn) }, (_, i) => pfn + i);
        const pages = await memory.readPages(pfns);
        const bytes = Buffer.concat(pages.map((page) => page.bytes ?? Buffer.alloc(pageBytes)));
        await file.write(bytes, 0, bytes.length, at);
        at += bytes.length;
      }
    }
    const unrelated = Math.max(Math.round(sizeBytes) - at, 0);
    programHeader(headers, index, {
      type: PT_LOAD,
      offset: at,
      paddr: roundUp(memory.maxPfn * pageBytes) + 2 ** 30,
      bytes: unrelated,
    });
    const key = Buffer.alloc(16, 7);
    const noise = createCipheriv('aes-128-ctr', key, key);
    for (let done = 0; done < unrelated; done += NOISE_BYTES) {
      const bytes = noise.update(Buffer.alloc(Math.min(NOISE_BYTES, unrelated - done)));
      await file.write(bytes, 0, bytes.length, at + done);
    }
    await file.write(headers, 0, headers.length, 0);
  } finally {
    await file.close();
    await dump.close();
  }
}

/** ELF64, little-endian, ET_CORE, x86-64. */
function elfHeader(into: Buffer, programHeaders: number): void {
  into.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 0);
  into.writeUInt16LE(4, 16);
  into.writeUInt16LE(62, 18);
  into.writeUInt32LE(1, 20);
  into.writeBigUInt64LE(BigInt(EHDR_BYTES), 32);
  into.writeUInt16LE(EHDR_BYTES, 52);
  into.writeUInt16LE(PHDR_BYTES, 54);
  into.writeUInt16LE(programHeaders, 56);
}

function programHeader(
  into: Buffer,
  index: number,
  {
    type,
    offset,
    paddr,
    bytes,
  }: { readonly type: number; readonly offset: number; readonly paddr: number; readonly bytes: number },
): void {
  const at = EHDR_BYTES + index * PHDR_BYTES;
  into.writeUInt32LE(type, at);
  into.writeBigUInt64LE(BigInt(offset), at + 8);
  into.writeBigUInt64LE(BigInt(paddr), at + 24);
  into.writeBigUInt64LE(BigInt(bytes), at + 32);
  into.writeBigUInt64LE(BigInt(bytes), at + 40);
}
