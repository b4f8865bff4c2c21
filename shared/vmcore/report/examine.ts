import type { KernelInfo, LogInfo, Report } from '../../contract/report.ts';
import type { TriageResult } from '../../contract/triage.ts';
import type { Dump } from '../formats/dump.ts';
import { hex } from '../../bytes/cursor.ts';
import { compareText } from '../integrity/compare-text.ts';
import { openKernelMemory, type KernelMemory } from '../memory/kernel-memory.ts';
import { describeFailure, ReadFailureReason } from '../memory/read-failure.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { traceCpus } from '../stacks/cpu-traces.ts';
import { readBadDevices } from '../devices/read-devices.ts';
import { findFindings, findPoison, type FindingContext } from '../findings/index.ts';
import { readInterrupts } from '../interrupts/interrupts.ts';
import { buildIdOf } from '../kernel/build-id.ts';
import { readDynamicCode } from '../kernel/dynamic-code.ts';
import { openKernel, type Kernel } from '../kernel/kernel.ts';
import { basicKernelInfo } from '../kernel/kernel-info.ts';
import type { FindTypes } from '../kernel/kernel-types.ts';
import { readKernelState, readTaints, type KernelState } from '../kernel/kernel-state.ts';
import { lockInfos } from '../locks/locks.ts';
import { logInfo, readKernelLog } from '../log/log.ts';
import { readMemoryInfo } from '../memory-use/memory-section.ts';
import { readVmallocCallers } from '../memory-use/vmalloc-callers.ts';
import { readModules } from '../kernel/modules.ts';
import { findPanic, panicInfo, type PanicPlace } from './panic.ts';
import { readResident } from '../tasks/process-memory.ts';
import { readAhead } from './read-ahead.ts';
import { readCpuRegisters } from '../stacks/registers.ts';
import { Sections } from './sections.ts';
import { examineStacks } from './stack-section.ts';
import { cpuInfos, taskInfos } from './task-section.ts';
import { readTasks } from '../tasks/tasks.ts';
import { readUts, type Uts } from '../kernel/uts.ts';
import { waitGraph } from '../waits/chains.ts';
import { waitInfo } from '../waits/target.ts';
import type { WalkProblem } from '../kernel/walks.ts';

/** Problems of one section that are told one by one. */
const MAX_NOTES = 8;

export interface ExamineOptions {
  /** BTF of the kernel from outside, for one that carries none. */
  readonly btf?: Uint8Array;
  /** Who may have the types of a build, for a kernel that carries none. Asked at most once. */
  readonly findTypes?: FindTypes;
  /** What the crash kernel said of itself while it saved the dump. */
  readonly crashKernelLog?: string;
  readonly signal?: AbortSignal;
  /** Called as sections are begun, with what is being worked on. */
  readonly onProgress?: (step: string) => void;
  /**
   * The kernel that an image with this build-id carries, unpacked: its code is compared with that in memory. Undefined where there is
   * none. Asked once, and only if the build-id is known.
   */
  readonly image?: (buildId: string) => Promise<Uint8Array | undefined>;
  /** Names the panic from the log. */
  readonly triage?: (log: Uint8Array) => TriageResult;
}

/** Makes the report of an opened dump. Every section stands alone: what can't be read is in `unavailable`, with the reason. */
export async function examineKernel(dump: Dump, options: ExamineOptions = {}): Promise<Report> {
  const sections = new Sections(options.signal);
  for (const problem of dump.problems) sections.note('dump', problem, { partial: true });
  const memory = await sections.run('kernel', () => Promise.resolve(openKernelMemory(dump)));
  const [basics, inside] = await Promise.all([
    examineBasics(memory, sections, options),
    memory &&
      sections
        .run('kernel', () => openKernel(dump, sections, { ...options, memory }))
        .then((kernel) => kernel && examineInside(kernel, sections, options)),
  ]);
  const { log, info, uts } = basics;
  const named = log && options.triage?.(Buffer.from(log.text));
  const context: FindingContext = {
    dump: dump.info,
    named,
    log,
    crashKernelLog: options.crashKernelLog,
    kernel: inside?.kernel,
    state: inside?.state,
    panic: inside?.panic,
    tasks: inside?.report.tasks ?? [],
    modules: inside?.report.modules ?? [],
    memory: inside?.report.memory,
    list: undefined,
    traces: undefined,
    saved: new Map(),
    locks: [],
    walkProblems: [],
    text: undefined,
    ...inside?.facts,
  };
  const [panic, findings] = await Promise.all([
    sections.run('panic', () => panicInfo(inside?.kernel, inside?.panic, named, log?.text)),
    findFindings(context, sections),
  ]);
  // Of an upload under way: the next round shall bring more than what this one came to.
  if (memory !== undefined && sections.isPending)
    await sections.run('kernel', () => readAhead(dump, inside?.kernel ?? memory, inside?.kernel));
  return {
    reportVersion: 1,
    dump: { ...dump.info },
    kernel: {
      ...basicKernelInfo(dump, info, uts),
      ...partsOf(inside?.kernel),
      ...inside?.info,
      ...inside?.state?.info,
    },
    ...(panic === undefined ? {} : { panic }),
    panicked: panicAnswer(log, named, inside?.panic),
    ...inside?.report,
    ...(log === undefined ? {} : { log }),
    ...(options.crashKernelLog === undefined ? {} : { crashKernelLog: options.crashKernelLog }),
    integrity: integrityOf(context),
    findings,
    unavailable: [...sections.unavailable],
  };
}

/**
 * Whether the kernel panicked. A log with nothing of the kind in it, and no processor that panicked, say no; that neither could
 * be read says nothing.
 */
function panicAnswer(
  log: LogInfo | undefined,
  named: TriageResult | undefined,
  place: PanicPlace | undefined,
): Report['panicked'] {
  if (place !== undefined || typeof named?.title === 'string') return 'yes';
  return log === undefined || log.records === 0 ? 'unknown' : 'no';
}

/** Where `_text` is: what offsets into the kernel's code are told from; and where its types are from. */
function partsOf(kernel: Kernel | undefined): Pick<KernelInfo, 'textAddress' | 'typesFrom'> {
  const text = kernel?.symbol('_text');
  const origin = kernel?.typesOrigin;
  return {
    ...(text === undefined ? {} : { textAddress: hex(text) }),
    ...(origin === undefined ? {} : { typesFrom: origin }),
  };
}

interface Basics {
  readonly info: VmcoreInfo | undefined;
  readonly uts: Uts | undefined;
  readonly log: LogInfo | undefined;
}

/** What needs VMCOREINFO only, and so is had where neither symbols nor types are. */
async function examineBasics(
  base: KernelMemory | undefined,
  sections: Sections,
  options: ExamineOptions,
): Promise<Basics> {
  options.onProgress?.('log');
  const [uts, log] = await Promise.all([
    base && sections.run('kernel', () => readUts(base.memory, base.info)),
    base && sections.run('log', async () => logInfo(await readKernelLog(base.memory, base.info))),
  ]);
  return { info: base?.info, uts, log };
}

interface Inside {
  readonly kernel: Kernel;
  /** What is known of the kernel where its state is not. */
  readonly info?: Partial<Report['kernel']> | undefined;
  readonly panic?: PanicPlace | undefined;
  readonly state?: KernelState | undefined;
  readonly facts?:
    | Pick<FindingContext, 'list' | 'traces' | 'saved' | 'locks' | 'waits' | 'devices' | 'walkProblems' | 'text'>
    | undefined;
  readonly report: Partial<Report>;
}

/** What the kernel's own symbols and types lead to. */
async function examineInside(kernel: Kernel, sections: Sections, options: ExamineOptions): Promise<Inside> {
  if (!kernel.hasTypes) return examineCpus(kernel, sections);
  options.onProgress?.('tasks, modules, interrupts, memory');
  const note = (section: string, problems: readonly WalkProblem[]): void => {
    for (const { problem, address, failure } of problems.slice(0, MAX_NOTES)) {
      const what = failure === undefined ? `${problem} (${hex(address)})` : `${problem}: ${describeFailure(failure)}`;
      sections.note(section, what, { partial: true, pending: failure?.reason === ReadFailureReason.Pending });
    }
    const more = problems.length - MAX_NOTES;
    if (more > 0) sections.note(section, `${more} more problems`, { partial: true });
  };
  const state = sections.run('kernel', () => readKernelState(kernel));
  const time = state.then((known) => known?.time);
  const [modules, list, saved, interrupts, memory, known, dynamicCode] = await Promise.all([
    sections.run('modules', () => readModules(kernel)),
    sections.run('tasks', () => readTasks(kernel)),
    sections.run('cpus', () => readCpuRegisters(kernel)),
    sections.run('interrupts', () => readInterrupts(kernel, time)),
    sections.run('memory', () => readMemoryInfo(kernel)),
    state,
    sections.run('stacks', () => readDynamicCode(kernel)),
  ]);
  if (modules !== undefined) kernel.modules = modules.map;
  if (dynamicCode !== undefined) kernel.dynamicCode = dynamicCode;
  note('modules', modules?.problems ?? []);
  note('tasks', list?.problems ?? []);
  note('interrupts', interrupts?.problems ?? []);
  note('memory', memory?.problems ?? []);
  if (memory !== undefined && memory.unknown.length > 0) {
    const why = `not known, since no symbol says where they lie: ${memory.unknown.join(', ')}`;
    sections.note('memory', why, { partial: true });
  }
  options.onProgress?.('stacks');
  // Side by side: no step of one waits for reads that another makes.
  const [{ registers, traces, bare, panic, locks, waits }, resident, devices, vmalloc] = await Promise.all([
    examineStacks(kernel, sections, list, saved ?? new Map<number, never>(), known?.time),
    list && sections.run('tasks', () => readResident(kernel, list)),
    sections.run('devices', () => readBadDevices(kernel, known?.time)),
    memory && sections.run('memory', () => readVmallocCallers(kernel, memory.info)),
  ]);
  for (const { reason, pending } of devices?.unknown ?? [])
    sections.note('devices', reason, { partial: true, pending });
  note('devices', devices?.problems ?? []);
  note('memory', vmalloc?.problems ?? []);
  const text = await sections.run('integrity', () => checkText(kernel, known, options));
  const walkProblems = [
    ...(modules?.problems ?? []).map((problem) => ({ where: 'modules', problem })),
    ...(list?.problems ?? []).map((problem) => ({ where: 'tasks', problem })),
    ...(memory?.problems ?? []).map((problem) => ({ where: 'slab caches', problem })),
    ...(vmalloc?.problems ?? []).map((problem) => ({ where: 'vmalloc', problem })),
    ...(devices?.problems ?? []).map((problem) => ({ where: 'devices', problem })),
  ];
  return {
    kernel,
    panic,
    state: known,
    facts: {
      list,
      traces,
      saved: registers,
      locks: locks ?? [],
      waits: waits && waitGraph(waits),
      devices,
      walkProblems,
      text,
    },
    report: {
      cpus: cpuInfos(kernel, list, traces, registers, bare),
      ...(list === undefined ? {} : { tasks: taskInfos(list, traces, resident) }),
      ...(modules === undefined ? {} : { modules: [...modules.modules] }),
      ...(interrupts === undefined ? {} : { interrupts: [...interrupts.interrupts] }),
      ...(memory === undefined
        ? {}
        : { memory: { ...memory.info, ...(vmalloc && { vmallocCallers: [...vmalloc.callers] }) } }),
      ...(locks === undefined ? {} : { locks: lockInfos(locks) }),
      ...(waits === undefined ? {} : { waits: waits.map(waitInfo) }),
    },
  };
}

async function checkText(
  kernel: Kernel,
  known: KernelState | undefined,
  { image, onProgress }: ExamineOptions,
): Promise<FindingContext['text']> {
  const buildId = await buildIdOf(kernel, () => Promise.resolve(known?.info.buildId));
  const file = buildId === undefined ? undefined : await image?.(buildId);
  if (file === undefined) return undefined;
  onProgress?.('kernel text');
  return (await compareText(kernel, file)).info;
}

/** What is left of a kernel without types: its processors, by the registers that they saved. */
async function examineCpus(kernel: Kernel, sections: Sections): Promise<Inside> {
  const saved = (await sections.run('cpus', () => readCpuRegisters(kernel))) ?? new Map<number, never>();
  const bare = await sections.run('cpus', () => traceCpus(kernel, saved));
  const panic = await sections.run('panic', () => findPanic(kernel, undefined, undefined, saved, bare));
  const tainted = await sections.run('kernel', () => readTaints(kernel));
  const info = tainted === undefined ? undefined : { tainted };
  return { kernel, panic, info, report: { cpus: cpuInfos(kernel, undefined, undefined, saved, bare) } };
}

/** What the report says of integrity; who signed the kernel is another's matter. */
function integrityOf(context: FindingContext): Report['integrity'] {
  const poison = findPoison(context).map(({ where, value, meaning }) => ({ where, value, meaning }));
  const lists = context.walkProblems
    .filter(({ problem }) => problem.failure === undefined)
    .map(({ where, problem }) => ({ where, address: hex(problem.address), problem: problem.problem }));
  const hardwareErrors = context.state?.hardwareErrors ?? [];
  return {
    image: 'unknown',
    ...(context.text === undefined ? {} : { text: context.text }),
    ...(poison.length === 0 ? {} : { poison }),
    ...(lists.length === 0 ? {} : { lists }),
    ...(hardwareErrors.length === 0 ? {} : { hardwareErrors: [...hardwareErrors] }),
  };
}
