/**
 * The report that `examine` makes of a dump. The one source of its types; names stay.
 *
 * Addresses and registers are strings of lower-case hex with `0x`: JSON numbers lose bits above 2^53. Every section but
 * `dump` can be absent; then `unavailable` says why.
 */
import * as z from 'zod';
import { SEVERITIES } from './severities.ts';

export const HexAddress = z.string().regex(/^0x[0-9a-f]{1,16}$/);

/** Where code comes from: a path relative to the kernel's tree, and a line from 1. Absent where nobody knows. */
export const SourcePlace = {
  file: z.string().max(4096).optional(),
  line: z.number().int().positive().optional(),
};

/** A function that the compiler put into the one that it was called from: it has no frame of its own on the stack. */
export const InlinedFunction = z.object({ function: z.string().max(4096), ...SourcePlace });
export type InlinedFunction = z.infer<typeof InlinedFunction>;

/**
 * What symbols of the build add to a frame. `file` and `line` are of the function that the frame is named after; `inlined` are
 * the functions that stand in it there, innermost first: where it really was is the first of them.
 */
export const SourceFields = { ...SourcePlace, inlined: z.array(InlinedFunction).max(256).optional() };

/**
 * A parameter or variable of a frame's function, or of one that is inlined there; only where they were asked for (`examine --locals`).
 * Where there is no `value`, `why` is `optimised out`, or begins with `unknown:`, which is not the same.
 */
export const FrameVariable = z.object({
  function: z.string().max(4096),
  name: z.string().max(4096),
  /** As C declares it. */
  type: z.string().max(4096),
  isParameter: z.boolean(),
  value: z.string().max(4096).optional(),
  why: z.string().max(4096).optional(),
});
export type FrameVariable = z.infer<typeof FrameVariable>;

/** One stack frame, innermost first in every list. `symbol` without offset; `module` absent for the kernel itself. */
export const Frame = z.object({
  address: HexAddress,
  symbol: z.string().optional(),
  offset: z.number().int().nonnegative().optional(),
  sizeBytes: z.number().int().positive().optional(),
  module: z.string().optional(),
  /** False where the frame was guessed by scanning the stack, as `?` marks it in a kernel oops. */
  reliable: z.boolean(),
  /** The stack this frame lies on, where it is not the task's own. `sdei`: of an event of arm64 firmware; `efi`: of EFI's runtime services. */
  stack: z.enum(['task', 'irq', 'softirq', 'exception', 'nmi', 'entry', 'overflow', 'sdei', 'efi']).optional(),
  /** A user-space address: where the task had come from. */
  user: z.boolean().optional(),
  /** An address of a KVM guest that the processor ran. */
  guest: z.boolean().optional(),
  /** `address` is the instruction itself; else it is the one after a call, and its line is that of the byte before. */
  exact: z.boolean().optional(),
  ...SourceFields,
  variables: z.array(FrameVariable).max(10_000).optional(),
});
export type Frame = z.infer<typeof Frame>;

export const DumpInfo = z.object({
  /** Container: `kdump-compressed`, `elf`, `flattened kdump-compressed`, `flattened elf`, with the wrapping compression in front. */
  format: z.string(),
  /** Of the pages: `none`, `zlib`, `lzo`, `snappy`, `zstd`, or several joined by `+`. */
  compression: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  /** Bytes fetched from the source to make this report. */
  bytesRead: z.number().int().nonnegative(),
  /** Sequential rounds of reads that took. */
  rounds: z.number().int().nonnegative().optional(),
  /** makedumpfile's `-d`; absent where the format does not say. */
  dumpLevel: z.number().int().optional(),
  /** The dump breaks off: makedumpfile ran out of space, or the file was cut. */
  incomplete: z.boolean(),
  parts: z.number().int().positive().optional(),
});
export type DumpInfo = z.infer<typeof DumpInfo>;

export const KernelInfo = z.object({
  release: z.string(),
  version: z.string().optional(),
  machine: z.string(),
  nodename: z.string().optional(),
  buildId: z
    .string()
    .regex(/^[0-9a-f]{16,64}$/)
    .optional(),
  kaslrOffset: HexAddress.optional(),
  /** Of `_text` in the crashed kernel: what its lines are counted from. */
  textAddress: HexAddress.optional(),
  /** Where its types are from: given by whoever asked, its own memory, or kept by its build-id. Absent where there are none. */
  typesFrom: z.enum(['given', 'memory', 'store']).optional(),
  /** Of a source browser: an address with `{path}` and `{line}`, which frames' places fill in. */
  sourceLink: z.string().max(2000).optional(),
  hz: z.number().int().positive().optional(),
  cpus: z.number().int().positive().optional(),
  onlineCpus: z.number().int().nonnegative().optional(),
  uptimeSeconds: z.number().nonnegative().optional(),
  /** 1, 5 and 15 minutes. */
  loadAverage: z.tuple([z.number(), z.number(), z.number()]).optional(),
  /** ISO 8601, UTC. */
  crashTime: z.iso.datetime().optional(),
  /** Letters and their meaning, e.g. `{ flag: 'O', meaning: 'out-of-tree module was loaded' }`. */
  tainted: z.array(z.object({ flag: z.string(), meaning: z.string() })),
  commandLine: z.string().optional(),
});
export type KernelInfo = z.infer<typeof KernelInfo>;

export const Registers = z.record(z.string(), HexAddress);

export const PanicInfo = z.object({
  /** The same rules as `triage`: "general protection fault in foo". */
  title: z.string().nullable(),
  altTitles: z.array(z.string()).optional(),
  kind: z.string(),
  fingerprint: z.string().nullable(),
  /** The line in which the kernel said it. */
  message: z.string().optional(),
  cpu: z.number().int().optional(),
  pid: z.number().int().optional(),
  comm: z.string().optional(),
  ip: z
    .object({
      address: HexAddress,
      symbol: z.string().optional(),
      offset: z.number().int().optional(),
      module: z.string().optional(),
      ...SourceFields,
    })
    .optional(),
  registers: Registers.optional(),
  /** Registers of the exception that led to the panic, where that is another set. */
  exception: z.object({ registers: Registers, frame: HexAddress.optional(), vector: z.string().optional() }).optional(),
  /** Bytes around the instruction pointer as hex pairs; `at` is the index of the one the instruction pointer is at. */
  code: z.object({ bytes: z.string(), at: z.number().int() }).optional(),
  frames: z.array(Frame),
});
export type PanicInfo = z.infer<typeof PanicInfo>;

export const CpuInfo = z.object({
  cpu: z.number().int().nonnegative(),
  online: z.boolean().optional(),
  pid: z.number().int().optional(),
  comm: z.string().optional(),
  registers: Registers.optional(),
  frames: z.array(Frame),
  /** The run queue: runnable tasks, and who runs. */
  runQueue: z
    .object({ nrRunning: z.number().int(), currentPid: z.number().int().optional(), clockNs: z.number().optional() })
    .optional(),
  /** Interrupts were off where it stopped, where that is known. */
  interruptsOff: z.boolean().optional(),
});
export type CpuInfo = z.infer<typeof CpuInfo>;

export const TaskStack = z.object({
  address: HexAddress.optional(),
  sizeBytes: z.number().int().positive(),
  usedBytes: z.number().int().nonnegative().optional(),
  /** The deepest the stack ever was, from the first word that is not zero. */
  highWaterBytes: z.number().int().nonnegative().optional(),
  endMagicIntact: z.boolean().optional(),
  /** The stack pointer is below the stack: the guard page was hit. */
  overflowed: z.boolean().optional(),
});

export const TaskInfo = z.object({
  pid: z.number().int(),
  tgid: z.number().int().optional(),
  ppid: z.number().int().optional(),
  comm: z.string(),
  /** As `ps` prints it: R, S, D, T, t, Z, X, I, P, … */
  state: z.string(),
  cpu: z.number().int().optional(),
  address: HexAddress.optional(),
  kernelThread: z.boolean().optional(),
  running: z.boolean().optional(),
  uid: z.number().int().optional(),
  startSeconds: z.number().optional(),
  /** Since when it does not run, before the crash, where known. */
  blockedSeconds: z.number().optional(),
  rssBytes: z.number().int().optional(),
  frames: z.array(Frame),
  stack: TaskStack.optional(),
  /** Why this task's stack could not be read or where its unwinding stopped. */
  note: z.string().optional(),
});
export type TaskInfo = z.infer<typeof TaskInfo>;

export const ModuleInfo = z.object({
  name: z.string(),
  address: HexAddress,
  sizeBytes: z.number().int().nonnegative(),
  tainted: z.array(z.string()),
  state: z.string().optional(),
  version: z.string().optional(),
  buildId: z.string().optional(),
});
export type ModuleInfo = z.infer<typeof ModuleInfo>;

export const InterruptInfo = z.object({
  /** A number, or the name of an architecture's own counter (`LOC`, `NMI`, …). */
  irq: z.union([z.number().int(), z.string()]),
  name: z.string().optional(),
  chip: z.string().optional(),
  perCpu: z.array(z.number().int().nonnegative()),
  total: z.number().int().nonnegative(),
  /** Kernel counters have 32 bits: whether one has wrapped, judged against uptime and HZ. */
  wrap: z.object({
    possible: z.boolean(),
    wraps: z.number().int().nonnegative().optional(),
    estimatedTotal: z.number().nonnegative().optional(),
  }),
});
export type InterruptInfo = z.infer<typeof InterruptInfo>;

export const MemoryInfo = z
  .object({
    totalBytes: z.number().nonnegative(),
    freeBytes: z.number().nonnegative().optional(),
    anonBytes: z.number().nonnegative().optional(),
    fileBytes: z.number().nonnegative().optional(),
    shmemBytes: z.number().nonnegative().optional(),
    slabBytes: z.number().nonnegative().optional(),
    slabReclaimableBytes: z.number().nonnegative().optional(),
    pageTablesBytes: z.number().nonnegative().optional(),
    kernelStackBytes: z.number().nonnegative().optional(),
    vmallocBytes: z.number().nonnegative().optional(),
    dirtyBytes: z.number().nonnegative().optional(),
    writebackBytes: z.number().nonnegative().optional(),
    mlockedBytes: z.number().nonnegative().optional(),
    hugePagesBytes: z.number().nonnegative().optional(),
    perCpuBytes: z.number().nonnegative().optional(),
    /** What is left of the total when all that is known is taken off: pages that drivers and the kernel took for themselves. */
    unaccountedBytes: z.number().nonnegative().optional(),
    /** Each tmpfs with what it holds, largest first; without `mount` it is shared memory of processes. */
    tmpfs: z.array(z.object({ mount: z.string().optional(), bytes: z.number().nonnegative() })).optional(),
    /** Who asked vmalloc for what it has given, largest first; absent where that is little. */
    vmallocCallers: z
      .array(
        z.object({
          /** The function, or its address where it has no name. */
          caller: z.string(),
          module: z.string().optional(),
          areas: z.number().int().nonnegative(),
          bytes: z.number().nonnegative(),
        }),
      )
      .optional(),
    swapTotalBytes: z.number().nonnegative().optional(),
    swapFreeBytes: z.number().nonnegative().optional(),
    /** Slab caches, largest first. */
    caches: z
      .array(
        z.object({
          name: z.string(),
          objectBytes: z.number().int(),
          slabs: z.number().int().optional(),
          objects: z.number().int().optional(),
          totalBytes: z.number().nonnegative().optional(),
        }),
      )
      .optional(),
    /** The kernel's own counters (`NR_FREE_PAGES`, …), in pages. */
    counters: z.record(z.string(), z.number()).optional(),
  })
  .strict();
export type MemoryInfo = z.infer<typeof MemoryInfo>;

export const LockInfo = z.object({
  kind: z.enum(['mutex', 'rwsem', 'rtmutex', 'semaphore', 'spinlock', 'percpu-rwsem', 'unknown']),
  address: HexAddress,
  symbol: z.string().optional(),
  owner: z.object({ pid: z.number().int(), comm: z.string(), address: HexAddress.optional() }).nullable(),
  /** How many readers have an rwsem: its owner is the one that came last, and may have gone since. */
  readers: z.number().int().optional(),
  /** Why no owner is named, or how sure it is. */
  unknown: z.string().optional(),
  waiters: z.array(z.object({ pid: z.number().int(), comm: z.string(), mode: z.enum(['read', 'write']).optional() })),
  /** Pids that wait for each other in a ring, in order; absent where there is no ring. */
  cycle: z.array(z.number().int()).optional(),
});
export type LockInfo = z.infer<typeof LockInfo>;

/** What one task waits for, and who has to act before it gets it. */
export const WaitInfo = z.object({
  pid: z.number().int(),
  comm: z.string(),
  kind: z.enum([
    'mutex',
    'rwsem',
    'rtmutex',
    'semaphore',
    'spinlock',
    'rwlock',
    'percpu-rwsem',
    'freeze',
    'completion',
    'workqueue',
    'kthread',
    'child',
    'rcu',
    'folio',
    'writeback',
    'buffer',
    'bit',
    'io',
    'journal',
    'queue',
    'futex',
    'ipi',
    'rpc',
    'pipe',
    'socket',
    'device',
    'cpu-hotplug',
    'module',
    'unknown',
  ]),
  /** Stands after "waits for". */
  what: z.string(),
  address: HexAddress.optional(),
  mode: z.enum(['read', 'write']).optional(),
  holders: z.array(z.object({ pid: z.number().int(), comm: z.string() })),
  /** A state that is no task's doing: the chain ends here. */
  cause: z.string().optional(),
  /** Why no holder is named, or how sure it is. */
  unknown: z.string().optional(),
});
export type WaitInfo = z.infer<typeof WaitInfo>;

export const TextDifference = z.object({
  address: HexAddress,
  symbol: z.string().optional(),
  offset: z.number().int().optional(),
  expected: z.string(),
  found: z.string(),
  /** How many bytes there are where `expected` and `found` show the first of them only. */
  lengthBytes: z.number().int().positive().optional(),
  /** Bits that differ: one flipped bit speaks for hardware. */
  flippedBits: z.number().int().optional(),
});

export const IntegrityInfo = z.object({
  image: z.enum(['signed', 'unsigned', 'revoked', 'unknown']),
  /** Of a signed kernel: the name on the certificate it was signed under. */
  signedBy: z.string().optional(),
  text: z
    .object({
      checkedBytes: z.number().int().nonnegative(),
      differences: z.array(TextDifference),
      /** How many places differ beyond those that are listed, all of them behind the last one. */
      more: z.number().int().positive().optional(),
      note: z.string().optional(),
    })
    .optional(),
  poison: z.array(z.object({ where: z.string(), value: HexAddress, meaning: z.string() })).optional(),
  lists: z.array(z.object({ where: z.string(), address: HexAddress, problem: z.string() })).optional(),
  hardwareErrors: z
    .array(z.object({ kind: z.string(), count: z.number().int(), lastSeen: z.string().optional() }))
    .optional(),
  /** Memory that changed between crash and the end of the upload: a device still wrote by DMA. */
  changedAfterCrash: z
    .array(z.object({ physicalAddress: HexAddress, lengthBytes: z.number().int(), owner: z.string().optional() }))
    .optional(),
});
export type IntegrityInfo = z.infer<typeof IntegrityInfo>;

export const LogInfo = z.object({
  records: z.number().int().nonnegative(),
  firstTimestamp: z.number().optional(),
  lastTimestamp: z.number().optional(),
  /** As `dmesg` prints it: `[    1.234567] text`, a caller id where the kernel kept one; one line a record line. */
  text: z.string(),
  /** The level of each line of `text`, 0 (emergency) to 7 (debug), one digit a line. */
  levels: z
    .string()
    .regex(/^[0-7]*$/)
    .optional(),
  /** Records lost or not readable. */
  lost: z.number().int().nonnegative().optional(),
});
export type LogInfo = z.infer<typeof LogInfo>;

export const Severity = z.enum(SEVERITIES);

/**
 * What an on-call wants first; `summary` is one sentence. `code` is stable and one of FINDING_CODES, of which other versions may have
 * more.
 */
export const Finding = z.object({
  code: z.string().regex(/^[a-z0-9-]+$/),
  severity: Severity,
  summary: z.string(),
  evidence: z.array(z.string()),
  /** The likely culprit: often not the task that panicked. */
  culprit: z
    .object({ pid: z.number().int().optional(), comm: z.string().optional(), symbol: z.string().optional() })
    .optional(),
});
export type Finding = z.infer<typeof Finding>;

export const Report = z.object({
  reportVersion: z.literal(1),
  dump: DumpInfo,
  kernel: KernelInfo.optional(),
  /**
   * Whether the kernel panicked. `unknown` where neither its log nor its own variables could be read: that is not `no`. Absent in
   * reports of before.
   */
  panicked: z.enum(['yes', 'no', 'unknown']).optional(),
  panic: PanicInfo.optional(),
  cpus: z.array(CpuInfo).optional(),
  tasks: z.array(TaskInfo).optional(),
  modules: z.array(ModuleInfo).optional(),
  interrupts: z.array(InterruptInfo).optional(),
  memory: MemoryInfo.optional(),
  locks: z.array(LockInfo).optional(),
  /** Of every task that is blocked, and of those who hold it up. */
  waits: z.array(WaitInfo).optional(),
  integrity: IntegrityInfo.optional(),
  log: LogInfo.optional(),
  /** What the crash kernel said of itself while it saved the dump, where its host sent that. */
  crashKernelLog: z.string().optional(),
  findings: z.array(Finding),
  /** Sections that could not be made, or only in part, each with its reason. `pending`: its bytes have not arrived yet. */
  unavailable: z.array(
    z.object({
      section: z.string(),
      reason: z.string(),
      partial: z.boolean().optional(),
      pending: z.boolean().optional(),
    }),
  ),
});
export type Report = z.infer<typeof Report>;
