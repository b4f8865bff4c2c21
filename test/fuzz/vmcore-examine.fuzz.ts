/**
 * The whole report of a dump whose memory is corrupted. An input is a kind of dump, then a list of changes, eight bytes each: which page
 * of those that a report touches, where in it, and what goes there. Every walk must end, and say where it stopped. Most inputs are
 * for a small kernel made here, of which a report takes milliseconds; one in `WHOLE_EVERY` for a real dump, which takes a hundred
 */
import { join } from 'node:path';
import { Report } from '../../shared/contract/report.ts';
import type { Dump } from '../../shared/vmcore/formats/dump.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { defineTasks, Tasks, THREAD_BYTES } from '../support/kernel-shapes.ts';
import { KernelWriter } from '../support/kernel-writer.ts';
import { CHANGE_BYTES, corrupted, openWorld } from './corrupted-dump.ts';

export const name = 'vmcore-examine';

const SAMPLE = join(import.meta.dirname, '../fixtures/vmcore/sample.kdump');
const MAX_CHANGES = 64;

const WHOLE_EVERY = 8;

const small = await openWorld(smallKernel(), examineKernel);
const whole = await openWorld(await openDumpFiles([SAMPLE], { pageCacheBytes: 256 * 1024 * 1024 }), examineKernel);

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
  const report = await examineKernel(corrupted(world, bytes.subarray(1), MAX_CHANGES));
  Report.parse(JSON.parse(JSON.stringify(report)));
}
