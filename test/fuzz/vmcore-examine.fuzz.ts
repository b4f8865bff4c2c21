/**
 * The whole report of a dump whose memory is corrupted. An input is a kind of dump, then a list of changes, eight bytes each: which page
 * of those that a report touches, where in it, and what goes there. Every walk must end, and say where it stopped. Most inputs are
 * for a small kernel made here, of which a report takes milliseconds; one in `WHOLE_EVERY` for a real dump, which takes a hundred
 */
import { join } from 'node:path';
import { Report } from '../../shared/contract/report.ts';
import { recordPages } from '../../shared/vmcore/extract/index.ts';
import type { Dump, PageResult } from '../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { openKernel } from '../../shared/vmcore/kernel/kernel.ts';
import { defineTasks, Tasks, THREAD_BYTES } from '../support/kernel-shapes.ts';
import { KernelWriter } from '../support/kernel-writer.ts';
import { Sections } from '../../shared/vmcore/report/sections.ts';

export const name = 'vmcore-examine';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const CHANGE_BYTES = 8;
const MAX_CHANGES = 64;

const WHOLE_EVERY = 8;

interface World {
  readonly dump: Dump;
  /** Pages that a report reads, and those of them that are neither symbols nor types. */
  readonly touched: readonly number[];
  readonly structures: readonly number[];
  readonly original: ReadonlyMap<number, Uint8Array>;
}

const small = await openWorld(smallKernel());
const whole = await openWorld(await openDumpFiles([SAMPLE], { pageCacheBytes: 256 * 1024 * 1024 }));

async function openWorld(dump: Dump): Promise<World> {
  // Symbols and types are half of what is read, and a change there ends most reports early: they are hit now and then.
  const opening = recordPages(dump);
  await openKernel(opening.dump, new Sections());
  const all = recordPages(dump);
  await examineKernel(all.dump);
  const touched = [...all.touched];
  const original = new Map<number, Uint8Array>();
  (await dump.memory.readPages(touched)).forEach((page, i) => {
    if (page.bytes !== undefined) original.set(touched[i] ?? 0, page.bytes);
  });
  return { dump, touched, structures: touched.filter((pfn) => !opening.touched.has(pfn)), original };
}

/** Two processors, tasks with stacks, and two of them that wait for each other's mutex. */
function smallKernel(): Dump {
  const kernel = new KernelWriter();
  defineTasks(kernel);
  kernel.btf
    .struct('atomic_long_t', { counter: 's64' })
    .struct('mutex_waiter', { list: 'struct list_head', task: 'ptr', ww_ctx: 'ptr' })
    .struct('mutex', { owner: 'struct atomic_long_t', wait_lock: 'u32', wait_list: 'struct list_head' });
  const names = ['__schedule', 'schedule', '__mutex_lock.constprop.0', 'worker'];
  const frames = names.map((name, i) => kernel.code(name, 0x100 + 0x100 * i, Buffer.alloc(64, 0x90)));
  const tasks = new Tasks(kernel);
  const own = Array.from({ length: 6 }, (_, i) => {
    const words = Object.fromEntries(frames.map((address, n) => [0x200 - 64 * n, address + 8n]));
    const { base, sp } = tasks.stack(words, 0x240);
    return { task: tasks.add(100 + i, `task${i}`, { __state: i % 3, stack: base, 'thread.sp': sp }), base };
  });
  own.slice(0, 2).forEach(({ task }, i) => {
    const lock = kernel.symbol(`lock_${i}`, kernel.btf.sizeOf('struct mutex'));
    kernel.set('mutex', lock, { 'owner.counter': task | 1n });
    const other = own[1 - i];
    const waiter = (other?.base ?? 0n) + BigInt(THREAD_BYTES - 0x200 + 144);
    kernel.set('mutex_waiter', waiter, { task: other?.task ?? 0n });
    kernel.list(kernel.member('mutex', 'wait_list', lock), [waiter]);
  });
  tasks.writeIds();
  return kernel.dump();
}

/** Changes of each kind, all over what is read. */
export const seeds: readonly Uint8Array[] = Array.from({ length: 8 }, (_, kind) =>
  Buffer.from(
    Array.from({ length: 1 + 16 * CHANGE_BYTES }, (_unused, i) => (i % 8 === 4 ? kind : (i * 37 + kind * 101) & 0xff)),
  ),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const world = (bytes[0] ?? 0) % WHOLE_EVERY === WHOLE_EVERY - 1 ? whole : small;
  const changed = new Map<number, Uint8Array>();
  const list = bytes.subarray(1);
  const changes = Math.min(Math.floor(list.length / CHANGE_BYTES), MAX_CHANGES);
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let i = 0; i < changes; i++) change(world, changed, view, i * CHANGE_BYTES);
  const report = await examineKernel(withMemory(world, changed));
  Report.parse(JSON.parse(JSON.stringify(report)));
}

function change(
  { touched, structures, original }: World,
  changed: Map<number, Uint8Array>,
  view: DataView,
  at: number,
) {
  const choice = view.getUint16(at, true);
  const pages = choice % 97 === 0 || structures.length === 0 ? touched : structures;
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

function withMemory({ dump, original }: World, changed: ReadonlyMap<number, Uint8Array>): Dump {
  const { memory } = dump;
  const known = (pfn: number): PageResult | undefined => {
    const bytes = changed.get(pfn) ?? original.get(pfn);
    return bytes === undefined ? undefined : { bytes };
  };
  return {
    ...recordPages(dump).dump,
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
