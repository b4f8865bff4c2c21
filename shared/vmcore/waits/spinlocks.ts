/**
 * Waits for a spinlock. The kernel notes no owner (but with CONFIG_DEBUG_SPINLOCK); yet whoever has one runs, as nothing may
 * sleep with it. So the owner is looked for among the processors: by what lies in their registers and on their stacks, and by what the
 * code names that they have run through.
 */
import { architectureOf } from '../arch/index.ts';
import { loadModulesAt } from '../kernel/module-tables.ts';
import type { TaskTrace } from '../stacks/task-stacks.ts';
import type { Task } from '../tasks/tasks.ts';
import type { Facts } from './facts.ts';
import { nameOf } from './names.ts';
import type { Spin } from './spinning-cpus.ts';
import type { WaitTarget } from './target.ts';

const NO_OWNER = 'the kernel notes no owner of a spinlock';
/** A lock lies within a structure of which code mostly keeps the beginning. */
const NEAR_BYTES = 2048n;
const MAX_FRAMES = 24;
const MAX_CODE_BYTES = 65_536;
/** In which a processor idles, is stopped or gives the kernel up: there nobody has a lock. */
const AT_REST =
  /^(do_idle|cpu_startup_entry|cpuidle_\w+|default_idle\w*|native_(safe_)?halt|pv_native_safe_halt|acpi_\w+|intel_idle\w*|mwait_\w+|arch_cpu_idle|cpu_do_idle|stop_this_cpu|crash_nmi_callback|ipi_cpu\w*|local_cpu_stop|v?panic|nmi_panic|__?crash_kexec|machine_kexec)$/;

export async function spinWait(facts: Facts, trace: TaskTrace): Promise<WaitTarget | undefined> {
  const spins = await facts.spins();
  const spin = spins.find(({ task }) => task === trace.task);
  if (spin === undefined) return undefined;
  const { kind, mode, lock } = spin;
  if (lock === undefined) {
    return {
      kind,
      what: `a ${kind}`,
      mode,
      holders: [],
      unknown: 'no register holds the address of a lock that is held',
    };
  }
  await loadModulesAt(facts.kernel, [lock]);
  const what = `${kind} ${nameOf(facts, lock)}`;
  const owner = await ownerOf(facts, trace, spin, lock, spins);
  const line = queueText(spins.filter((one) => one.lock === lock));
  const unknown = [owner.unknown, line].filter((part) => part !== undefined).join('; ');
  return { kind, what, address: lock, mode, ...owner, ...(unknown === '' ? {} : { unknown }) };
}

type Owner = Pick<WaitTarget, 'holders' | 'guessed' | 'unknown'>;

async function ownerOf(
  facts: Facts,
  trace: TaskTrace,
  spin: Spin,
  lock: bigint,
  spins: readonly Spin[],
): Promise<Owner> {
  const noted = await notedOwner(facts, spin, lock);
  if (noted !== undefined) return { holders: [noted] };
  const waiting = new Set(spins.filter((one) => one.lock === lock).map(({ task }) => task));
  const others = runningTraces(facts).filter(({ task }) => !waiting.has(task));
  const leads = await Promise.all(others.map((other) => leadsTo(facts, other, lock)));
  for (const how of ['to it', 'to the structure around it'] as const) {
    const found = others.filter((_, i) => leads[i] === how);
    const [one] = found;
    if (one === undefined) continue;
    if (found.length === 1)
      return { holders: [one.task], unknown: `${NO_OWNER}: it is the only processor that leads ${how}` };
    const names = found.map(nameCpu).join(', ');
    return { holders: [], unknown: `${NO_OWNER}: ${names} lead ${how}` };
  }
  return without(facts, trace, spin.depth, lock, others);
}

/** Nobody else leads to the lock: it may be the processor's own, or there is one left that can have it. */
async function without(
  facts: Facts,
  own: TaskTrace,
  depth: number,
  lock: bigint,
  others: readonly TaskTrace[],
): Promise<Owner> {
  const border = own.unwound.frames.findIndex((frame, i) => i >= depth && frame.interrupted?.user === false);
  if (border >= 0 && (await codeLeadsTo(facts, own, lock, border + 1))) {
    return {
      holders: [own.task],
      unknown: `${NO_OWNER}: the code that its interrupt came upon has it, and no other leads to it`,
    };
  }
  const busy = others.filter(isBusy);
  const [one] = busy;
  if (one === undefined) {
    // Past what spins, the function that it does that for, and who called that.
    const callers = depth + (/lock/.test(own.frames[depth + 1]?.symbol ?? '') ? 3 : 2);
    const again = (await codeLeadsTo(facts, own, lock, callers)) ? 'its own callers lead to it, and ' : '';
    return {
      holders: [],
      unknown: `${NO_OWNER}: ${again}no other processor runs the kernel, so it was taken there before or never let go`,
    };
  }
  if (busy.length === 1) {
    return {
      holders: [one.task],
      guessed: true,
      unknown: `${NO_OWNER}: no other processor but ${nameCpu(one)} runs the kernel; else it was taken on its own, or never let go`,
    };
  }
  return {
    holders: [],
    unknown: `${NO_OWNER}: any of ${busy.slice(0, 4).map(nameCpu).join(', ')}${busy.length > 4 ? ' and others' : ''} may have it`,
  };
}

/** `raw_spinlock.owner`, a task, of a kernel with CONFIG_DEBUG_SPINLOCK (v6.12 include/linux/spinlock_types_raw.h). */
async function notedOwner({ kernel, list }: Facts, spin: Spin, lock: bigint): Promise<Task | undefined> {
  const type =
    kernel.types.find(spin.kind === 'spinlock' ? 'raw_spinlock' : 'rwlock_t') ?? kernel.types.find('raw_spinlock');
  const field = type?.field('owner');
  if (field === undefined) return undefined;
  return list.byAddress.get((await kernel.memory.word(lock + BigInt(field.offsetBytes))) ?? 0n);
}

function runningTraces({ list, traces }: Facts): TaskTrace[] {
  return [...list.runQueues.values()].flatMap(({ current }) => traces.byAddress.get(current) ?? []);
}

function nameCpu({ task, runningOn }: TaskTrace): string {
  return `CPU ${runningOn ?? '?'} (${task.comm}, pid ${task.pid})`;
}

/** Whether some stretch of what a processor does, between one interrupt and the next, is work. */
function isBusy({ frames, unwound, start }: TaskTrace): boolean {
  if (start?.registers?.user === true) return false;
  let from = 0;
  for (let i = 0; i <= frames.length; i++) {
    const isBorder = i === frames.length || unwound.frames[i]?.interrupted !== undefined;
    if (!isBorder) continue;
    const stretch = frames.slice(from, i + 1).filter(({ user }) => user !== true);
    if (stretch.length > 0 && !stretch.some(({ symbol }) => AT_REST.test(symbol ?? ''))) return true;
    from = i + 1;
  }
  return false;
}

/** How a processor leads to a lock: by its very address, or by one within the structure that the lock lies in. */
async function leadsTo(
  facts: Facts,
  trace: TaskTrace,
  lock: bigint,
): Promise<'to it' | 'to the structure around it' | undefined> {
  const words = await liveWords(facts, trace);
  if (words.has(lock) || (await codeLeadsTo(facts, trace, lock, 0))) return 'to it';
  const { kernel } = facts;
  if (kernel.inImage(lock) || kernel.modules.at(lock) !== undefined) return undefined;
  const near = [...words].some((word) => word < lock && lock - word < NEAR_BYTES && word % 8n === 0n);
  return near ? 'to the structure around it' : undefined;
}

/** What lies in a processor's registers, in those that its interrupts have saved, and on its stack. */
async function liveWords({ kernel }: Facts, { image, start, unwound }: TaskTrace): Promise<ReadonlySet<bigint>> {
  const words = new Set<bigint>();
  const sets = [start?.registers, ...unwound.frames.map(({ interrupted }) => interrupted)];
  for (const set of sets) for (const word of set?.values.values() ?? []) words.add(word);
  const places = unwound.frames.filter(({ user }) => !user).map(({ sp }) => sp);
  const lowest = places.find((sp) => image?.has(sp) === true);
  if (image !== undefined && lowest !== undefined) {
    for (let at = lowest & ~7n; at < image.end; at += 8n) {
      const word = image.word(at);
      if (word !== undefined) words.add(word);
    }
  }
  // Stacks of interrupts are read frame by frame, as each is a few words.
  const elsewhere = unwound.frames.flatMap(({ sp, user }, i) => {
    const next = unwound.frames[i + 1]?.sp ?? sp;
    if (user || image?.has(sp) === true || next <= sp || next - sp > 1024n) return [];
    return Array.from({ length: Number((next - sp) / 8n) }, (_, n) => (sp & ~7n) + BigInt(n * 8));
  });
  for (const word of await kernel.memory.words(elsewhere)) if (word !== undefined) words.add(word);
  return words;
}

/** Whether a function that the processor is in has named the lock before it called the next. */
async function codeLeadsTo({ kernel }: Facts, trace: TaskTrace, lock: bigint, from: number): Promise<boolean> {
  if (!kernel.inImage(lock) && kernel.modules.at(lock) === undefined) return false;
  const passed = trace.frames.slice(from, from + MAX_FRAMES).flatMap(({ address, offset, reliable, user }) => {
    if (user === true || !reliable || offset === undefined || offset <= 0 || offset > MAX_CODE_BYTES) return [];
    return [{ address: BigInt(address) - BigInt(offset), length: offset }];
  });
  const { code } = architectureOf(kernel.machine);
  const reads = await kernel.memory.read(passed);
  return reads.some(({ bytes }, i) => bytes !== undefined && code.mentions(passed[i]?.address ?? 0n, bytes, lock));
}

/** `it goes to CPU 2, then CPU 0`: as the lock will be handed on, where that is known. */
function queueText(waiting: readonly Spin[]): string | undefined {
  if (waiting.length < 2 || waiting.filter(({ behind }) => behind === undefined).length > 1) return undefined;
  const ordered = waiting.toSorted((a, b) => (b.behind ?? Infinity) - (a.behind ?? Infinity));
  return `it goes to ${ordered.map(({ cpu }) => `CPU ${cpu}`).join(', then ')}`;
}
