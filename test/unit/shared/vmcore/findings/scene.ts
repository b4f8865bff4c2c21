/** A dump as the rules of findings see it, made of stacks, locks and processors by hand. */
import { expect } from '@jest/globals';
import type { Frame, TaskInfo } from '../../../../../shared/contract/report.ts';
import type { TriageResult } from '../../../../../shared/contract/triage.ts';
import { findFindings, type FindingContext } from '../../../../../shared/vmcore/findings/index.ts';
import type { Lock } from '../../../../../shared/vmcore/locks/locks.ts';
import type { RegisterSet } from '../../../../../shared/vmcore/arch/register-set.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import type { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import type { TaskTrace, TaskTraces } from '../../../../../shared/vmcore/stacks/task-stacks.ts';
import type { RunQueue, Task, TaskList } from '../../../../../shared/vmcore/tasks/tasks.ts';
import type { RawFrame } from '../../../../../shared/vmcore/stacks/unwind.ts';

export const STACK = 0xffff_c900_0000_0000n;
export const BYTES = 16_384;

export function task(pid: number, comm: string, values: Readonly<Record<string, number>> = {}): Task {
  const row = { has: (key: string) => key in values, int: (key: string) => values[key] ?? 0 };
  return {
    address: BigInt(pid) * 0x1_0000n,
    pid,
    tgid: pid,
    comm,
    state: 'D',
    kernelThread: true,
    cpu: 0,
    stack: STACK,
    row,
  } as unknown as Task;
}

interface FrameSpec {
  readonly symbol: string;
  readonly module?: string;
  readonly sp?: bigint;
  readonly stack?: 'nmi' | 'irq';
  /** Registers of what this frame interrupted. */
  readonly interrupted?: Partial<RegisterSet> & { readonly set?: Readonly<Record<string, bigint>> };
}

function registersOf(spec: NonNullable<FrameSpec['interrupted']>): RegisterSet {
  const values = new Map(Object.entries(spec.set ?? {}));
  return { pc: 0x1000n, sp: 0n, fp: 0n, user: false, interruptsOff: false, values, ...spec };
}

export function trace(of: Task, specs: readonly FrameSpec[], image?: StackImage): TaskTrace {
  const frames = specs.map(({ symbol, module, stack }): Frame => {
    return {
      address: '0x1000',
      symbol,
      offset: 16,
      reliable: true,
      ...(module === undefined ? {} : { module }),
      ...(stack === undefined ? {} : { stack }),
    };
  });
  const raw = specs.map(({ sp, interrupted }, i): RawFrame => {
    return {
      pc: 0x1000n,
      sp: sp ?? STACK + 0x3000n + BigInt(i * 32),
      exact: false,
      reliable: true,
      user: false,
      interrupted: interrupted && registersOf(interrupted),
    };
  });
  return {
    task: of,
    image,
    start: undefined,
    unwound: { frames: raw },
    frames,
    runningOn: 0,
    ranGuest: false,
    note: undefined,
  };
}

export interface Scene {
  readonly traces?: readonly TaskTrace[];
  readonly panic?: { readonly cpu: number; readonly trace: TaskTrace };
  readonly running?: ReadonlyMap<number, TaskTrace>;
  readonly kind?: TriageResult['kind'];
  /** The registers are those that the kernel saved as it went into the crash kernel. */
  readonly byKexec?: boolean;
  /** More of what the log says than its kind. */
  readonly named?: Partial<TriageResult>;
  readonly log?: string;
  readonly locks?: readonly Lock[];
  readonly more?: Partial<FindingContext>;
}

/** What the rules are asked about. */
export function contextOf(scene: Scene): FindingContext {
  const traces = [...(scene.traces ?? []), ...(scene.running?.values() ?? [])];
  const queues = new Map<number, RunQueue>(
    [...(scene.running ?? [])].map(([cpu, own]) => [
      cpu,
      { running: 2, current: own.task.address, idle: 0n, clockNs: 20e9, uninterruptible: 0 },
    ]),
  );
  const byAddress = new Map(traces.map((own) => [own.task.address, own.task]));
  const list: TaskList = { tasks: [], idle: new Map(), byAddress, runQueues: queues, problems: [] };
  const saved = new Map(
    [...queues.keys()].map((cpu) => [cpu, { pid: 1, registers: registersOf({}), byKexec: scene.byKexec ?? false }]),
  );
  return {
    dump: { format: 'test', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
    named:
      scene.kind === undefined && scene.named === undefined
        ? undefined
        : ({
            kind: scene.kind,
            title: 'x',
            altTitles: [],
            others: [],
            frames: [],
            ...scene.named,
          } as unknown as TriageResult),
    log: scene.log === undefined ? undefined : { records: 1, text: scene.log },
    kernel: {
      symbol: () => undefined,
      symbolize: () => ({ symbol: 'victim', offset: 4 }),
      modules: { at: () => undefined },
      inImage: () => false,
      memory: { read: () => Promise.resolve([]) },
    } as unknown as NonNullable<FindingContext['kernel']>,
    state: undefined,
    list,
    traces: {
      byAddress: new Map(traces.map((own) => [own.task.address, own])),
      threadBytes: BYTES,
      tracer: { isText: (pc: bigint) => pc < 0x1_0000n },
    } as unknown as TaskTraces,
    tasks: [],
    saved,
    panic: scene.panic && { ...scene.panic, registers: undefined, bare: undefined },
    locks: scene.locks ?? [],
    memory: undefined,
    modules: [],
    walkProblems: [],
    text: undefined,
    ...scene.more,
  };
}

export async function find(scene: Scene) {
  const sections = new Sections();
  const findings = await findFindings(contextOf(scene), sections);
  expect(sections.unavailable).toEqual([]);
  return findings;
}

export function blocked(of: Task, blockedSeconds: number): TaskInfo {
  return { ...info(of), blockedSeconds, frames: [{ address: '0x1', symbol: 'wait', reliable: true }] };
}

function info({ pid, comm, address }: Task): TaskInfo {
  return { pid, tgid: pid, comm, state: 'D', address: `0x${address.toString(16)}`, frames: [] };
}

export function lock(symbol: string, owner: Task, ...waiters: readonly Task[]): Lock {
  const address = BigInt(symbol.length) * 0x100n;
  return {
    address,
    kind: 'mutex',
    symbol,
    owner,
    waits: waiters.map((waiter) => ({ task: waiter, kind: 'mutex', lock: address, mode: undefined })),
  };
}
