/**
 * The whole report of a real dump whose memory is corrupted. An input is a list of changes, eight bytes each: which page of
 * those that a report touches, where in it, and what goes there. Every walk must end, and say where it stopped.
 */
import { join } from 'node:path';
import { Report } from '../../shared/contract/report.ts';
import { recordPages } from '../../shared/vmcore/extract/index.ts';
import type { Dump, PageResult } from '../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';

export const name = 'vmcore-examine';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const CHANGE_BYTES = 8;
const MAX_CHANGES = 64;

const dump = await openDumpFiles([SAMPLE], { pageCacheBytes: 256 * 1024 * 1024 });
// Symbols and types are half of what is read, and a change there ends most reports early: they are hit now and then.
const opening = recordPages(dump);
await openKernel(opening.dump, new Sections());
const whole = recordPages(dump);
await examineKernel(whole.dump);
const touched = [...whole.touched];
const structures = touched.filter((pfn) => !opening.touched.has(pfn));
const original = new Map<number, Uint8Array>();
(await dump.memory.readPages(touched)).forEach((page, i) => {
  if (page.bytes !== undefined) original.set(touched[i] ?? 0, page.bytes);
});

/** Changes of each kind, all over what is read. */
export const seeds: readonly Uint8Array[] = Array.from({ length: 8 }, (_, kind) =>
  Buffer.from(
    Array.from({ length: 16 * CHANGE_BYTES }, (_unused, i) => (i % 8 === 4 ? kind : (i * 37 + kind * 101) & 0xff)),
  ),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const changed = new Map<number, Uint8Array>();
  const changes = Math.min(Math.floor(bytes.length / CHANGE_BYTES), MAX_CHANGES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < changes; i++) change(changed, view, i * CHANGE_BYTES);
  const report = await examineKernel(withMemory(dump, changed));
  Report.parse(JSON.parse(JSON.stringify(report)));
}

function change(changed: Map<number, Uint8Array>, view: DataView, at: number): void {
  const choice = view.getUint16(at, true);
  const pages = choice % 97 === 0 ? touched : structures;
  const pfn = pages[choice % pages.length] ?? 0;
  const page = changed.get(pfn) ?? original.get(pfn)?.slice();
  if (page === undefined) return;
  changed.set(pfn, page);
  const word = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const where = (view.getUint16(at + 2, true) % (page.length / 8)) * 8;
  const value = view.getUint16(at + 6, true);
  const other = (value % (page.length / 8)) * 8;
  switch (view.getUint8(at + 4) % 8) {
    case 0: {
      word.setUint8(where + (value & 7), view.getUint8(at + 5));
      return;
    }
    case 1: {
      word.setBigUint64(where, 0n, true);
      return;
    }
    case 2: {
      word.setBigUint64(where, 2n ** 64n - 1n, true);
      return;
    }
    case 3: {
      word.setBigUint64(where, BigInt(value), true);
      return;
    }
    case 4: {
      // A pointer of this page elsewhere in it: lists become rings.
      word.setBigUint64(where, word.getBigUint64(other, true), true);
      return;
    }
    case 5: {
      word.setUint8(where, word.getUint8(where) ^ (1 << (value & 7)));
      return;
    }
    case 6: // The same page of another structure.
      page.copyWithin(where, other, Math.min(other + 256, page.length));
      return undefined;
    default:
      page.fill(view.getUint8(at + 5));
      return undefined;
  }
}

function withMemory(of: Dump, changed: ReadonlyMap<number, Uint8Array>): Dump {
  const { memory } = of;
  const known = (pfn: number): PageResult | undefined => {
    const bytes = changed.get(pfn) ?? original.get(pfn);
    return bytes === undefined ? undefined : { bytes };
  };
  return {
    ...recordPages(of).dump,
    memory: {
      pageSizeBytes: memory.pageSizeBytes,
      maxPfn: memory.maxPfn,
      peekPage: known,
      async readPages(pfns) {
        const others = await memory.readPages(pfns.filter((pfn) => known(pfn) === undefined));
        let next = 0;
        return pfns.map((pfn) => known(pfn) ?? others[next++] ?? { absence: 'no-memory' });
      },
    },
  };
}
