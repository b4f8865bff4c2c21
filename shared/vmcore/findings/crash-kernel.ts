/**
 * Whether there was a crash kernel to go to, and whether the dump is of one: what kdump was to do and could not. A kernel that is
 * booted to save another's memory is told by where its ELF header lies, `elfcorehdr_addr` (v6.12 kernel/crash_dump.c).
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { KnownFinding } from '../../contract/finding-codes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { seconds, type FindingContext, type FindingRule } from './context.ts';

const MAX_LINES = 8;
/** A line that another program wrote may be of any length. */
const MAX_LINE = 1000;
const MEBIBYTE = 2 ** 20;
/** `ELFCORE_ADDR_MAX` and `ELFCORE_ADDR_ERR` (v6.12 include/linux/crash_dump.h): this kernel saves nobody's memory. */
const NOBODYS = [2n ** 64n - 1n, 2n ** 64n - 2n] as const;
/** Whoever loads a crash kernel does it late in the boot: before that it is no wonder that there is none. */
const EARLY_SECONDS = 120;

/** What a kernel says that could not set the memory aside (v6.1 and v6.12 kernel/crash_core.c, crash_reserve.c, arch/{x86,arm64,riscv}). */
const NOT_RESERVED =
  /crashkernel (?:low )?reservation failed|[Cc]annot (?:reserve|allocate) .*crashkernel|crashkernel: (?:couldn't allocate|[Mm]emory value expected|invalid size|unrecognized char|end <= start|ignoring)|crashkernel size resulted in zero bytes|Ignoring crashkernel/;
/** What goes wrong in a crash kernel, by its own words and those of who saves the dump in it. */
const FAILED =
  /Out of memory: Killed|invoked oom-killer|System is deadlocked on memory|page allocation failure|makedumpfile.*(?:[Ff]ailed|[Ee]rror)|kdump.*(?:[Ff]ailed|[Ee]rror)|No space left on device|Failed to (?:mount|save|start kdump)/;
const NO_MEMORY = /Out of memory: Killed|invoked oom-killer|System is deadlocked on memory|page allocation failure/;
const COMMAND_LINE = /command line: /i;
/** panic()'s last words: it comes to them only where no crash kernel took over (v6.12 kernel/panic.c). */
const PANIC_ENDED = /---\[ end Kernel panic/;

/** What the kernel itself knows of its crash kernel; undefined where that can't be read. */
interface CrashKernel {
  /** This is one: it was booted to save another's memory. */
  readonly isOne: boolean | undefined;
  readonly loaded: boolean | undefined;
  readonly reservedBytes: number | undefined;
  /** Somebody was loading or unloading one: then no panic goes into it. */
  readonly locked: boolean | undefined;
}

export const crashKernelRule: FindingRule = {
  name: 'crash kernel',
  kinds: ALL_KINDS,
  async find(context): Promise<KnownFinding[]> {
    const known = context.kernel === undefined ? undefined : await readCrashKernel(context.kernel);
    return [...tellCrash(context, known), ...tellHeard(context)];
  },
};

function tellCrash(context: FindingContext, known: CrashKernel | undefined): KnownFinding[] {
  const commandLine = context.state?.info.commandLine;
  if (known?.isOne ?? / elfcorehdr=/.test(` ${commandLine ?? ''}`)) return [tellOwnCrash(context)];
  if (known?.loaded === true) return tellNotEntered(context, known);
  return known?.loaded === false ? tellNoneLoaded(context, known, commandLine) : [];
}

/** Its own log was kept beside the dump that it saved. */
function tellHeard({ crashKernelLog }: FindingContext): KnownFinding[] {
  // A command line names what is to be done about errors.
  const failed = linesOf(crashKernelLog, FAILED).filter((line) => !COMMAND_LINE.test(line));
  if (failed.length === 0) return [];
  const short = failed.some((line) => NO_MEMORY.test(line));
  return [
    {
      code: 'crash-kernel-trouble',
      severity: 'warning',
      summary: `The crash kernel that saved this dump ${short ? 'ran out of memory' : 'had trouble with it'}: what it said itself tells so.`,
      evidence: failed.map((line) => line.slice(0, MAX_LINE)),
    },
  ];
}

/** The dump is of a crash kernel. */
function tellOwnCrash(context: FindingContext): KnownFinding {
  const total = context.memory?.totalBytes ?? 0;
  const failed = linesOf(context.log?.text, FAILED);
  const had = total > 0 ? ` with ${Math.round(total / MEBIBYTE)} MiB of memory` : '';
  const short = context.named?.kind === 'out-of-memory' || failed.some((line) => NO_MEMORY.test(line));
  return {
    code: 'crash-kernel-trouble',
    severity: 'warning',
    summary: `This dump is of a crash kernel${had}, booted to save the memory of a kernel that crashed before it${short ? ', and it ran out of memory' : ''}.`,
    evidence: [
      'where the memory lies that it was to save: elfcorehdr, on its command line or in its variables',
      ...failed,
    ],
  };
}

/** One was loaded, and the panic went past it. */
function tellNotEntered(context: FindingContext, { locked, reservedBytes }: CrashKernel): KnownFinding[] {
  const ended = linesOf(context.log?.text, PANIC_ENDED);
  if (ended.length === 0) return [];
  const why =
    locked === true
      ? 'somebody was loading or unloading one at that moment (kexec_lock is held)'
      : 'why, the kernel does not say';
  return [
    {
      code: 'crash-kernel-trouble',
      severity: 'warning',
      summary: `A crash kernel was loaded, and the panic did not go into it: ${why}.`,
      evidence: [...reserved(reservedBytes), ...ended.slice(-1)],
    },
  ];
}

/** Memory was asked for, and there was no crash kernel in it. */
function tellNoneLoaded(
  context: FindingContext,
  { reservedBytes }: CrashKernel,
  commandLine: string | undefined,
): KnownFinding[] {
  const asked = /(?:^| )(crashkernel=\S+)/.exec(commandLine ?? '')?.[1];
  const refused = linesOf(context.log?.text, NOT_RESERVED);
  if (asked === undefined && refused.length === 0) return [];
  const uptime = context.state?.time.uptimeSeconds;
  const isEarly = uptime !== undefined && uptime < EARLY_SECONDS;
  const state =
    reservedBytes === 0
      ? 'no memory was set aside for one'
      : reservedBytes === undefined
        ? 'none was loaded'
        : 'memory was set aside, and none was loaded into it';
  return [
    {
      code: 'crash-kernel-trouble',
      severity: isEarly ? 'info' : 'warning',
      summary: `There was no crash kernel to go to: ${state}${isEarly ? ' yet' : ''}.`,
      evidence: [
        ...(asked === undefined ? [] : [`${asked} on the command line`]),
        ...reserved(reservedBytes),
        ...(isEarly ? [`the kernel had been up for ${seconds(uptime)}`] : []),
        ...refused,
      ],
    },
  ];
}

function reserved(bytes: number | undefined): string[] {
  return bytes === undefined || bytes === 0 ? [] : [`${Math.round(bytes / MEBIBYTE)} MiB are set aside (crashk_res)`];
}

function linesOf(text: string | undefined, pattern: RegExp): string[] {
  return (text ?? '')
    .split('\n')
    .filter((line) => pattern.test(line))
    .slice(0, MAX_LINES);
}

async function readCrashKernel(kernel: Kernel): Promise<CrashKernel> {
  const [header, image, lock, reservedBytes] = await Promise.all([
    wordAt(kernel, 'elfcorehdr_addr', 8),
    wordAt(kernel, 'kexec_crash_image', 8),
    wordAt(kernel, '__kexec_lock', 4),
    readReserved(kernel),
  ]);
  return {
    isOne: header === undefined ? undefined : !NOBODYS.some((value) => value === header),
    loaded: image === undefined ? undefined : image !== 0n,
    reservedBytes,
    locked: lock === undefined ? undefined : lock !== 0n,
  };
}

async function wordAt(kernel: Kernel, name: string, length: 4 | 8): Promise<bigint | undefined> {
  const address = kernel.symbol(name);
  if (address === undefined) return undefined;
  const [result] = await kernel.memory.read([{ address, length }]);
  if (result?.bytes === undefined) return undefined;
  const view = new LittleEndian(result.bytes);
  return length === 8 ? view.u64(0) : BigInt(view.u32(0));
}

/** `crashk_res`; both its ends are 0 where nothing is set aside. */
async function readReserved(kernel: Kernel): Promise<number | undefined> {
  const address = kernel.symbol('crashk_res');
  if (address === undefined || !kernel.hasTypes || !kernel.types.has('resource', 'end')) return undefined;
  const [row] = await kernel
    .shape('resource', { start: 'start', end: 'end' })
    .need('start', 'end')
    .readGood(kernel.memory, [address]);
  if (row === undefined) return undefined;
  const [start, end] = [row.big('start'), row.big('end')];
  return end > start ? Number(end - start + 1n) : 0;
}
