import { hex } from '../../bytes/cursor.ts';
import type { FindingCode, KnownFinding } from '../../contract/finding-codes.ts';
import type { Frame } from '../../contract/report.ts';
import type { PanicKind } from '../../contract/triage.ts';
import { MODULE_TAINTS } from '../../panic/module-taints.ts';
import { ALL_KINDS } from '../report/panic-kinds.ts';
import { exceptionIndex, innermostException } from '../report/panic.ts';
import { forWhom, nameFrame, nameTask, type FindingContext, type FindingRule } from './context.ts';
import { crashFrame, faultAddress, faultLine } from './poison.ts';

/** Helpers in which a fault is their caller's: the frame outside them is to blame. */
const HELPERS =
  /^(mem(cpy|set|move|cmp|chr)|str[a-z]*|__mem|__str|copy_|_copy_|__copy|__list_(add|del)|list_|rb_|__rb_|kfree|kmem_cache|__kmem|__slab|slab_|___slab|__kmalloc|kmalloc|refcount_|__refcount|_raw_|__raw|do_raw|mutex_|__mutex|down_|up_|rcu_|__rcu|report_bug|handle_bug|exc_|asm_exc|asm_|die|panic|oops|__warn|warn_slowpath|dump_stack|show_|fortify_|__fortify|__stack_chk|kasan|__asan|check_|__check_object|usercopy_abort|delay_|[un]delay$|__delay|__const_udelay|el1|arm64_|do_mem_abort|do_translation_fault|do_page_fault|__do_kernel_fault|brk_handler|bug_handler|handle_)/;

/** What the kernel died of, by what is on the stack: a wild jump, or code of a module from outside the tree. */
export const crashRule: FindingRule = {
  name: 'crash',
  // A fault can have been survived, and the panic be another's: which it was, the log's other reports say.
  kinds: ALL_KINDS,
  find: (context) => [...wildJump(context), ...fault(context), ...outOfTree(context)],
};

/** What the processor refused, by the kind of the panic. */
const FAULTS = {
  'null-pointer': 'went through a null pointer',
  'page-fault': 'went to an address that is not mapped',
  'general-protection': 'used an address that is none',
  'divide-error': 'divided by zero',
  bug: 'found that something it relies on is not so (BUG)',
  'invalid-opcode': 'ran into code that is none',
  'double-fault': 'could not handle an exception',
  'stack-corruption': 'found its stack overwritten',
  refcount: 'counted references wrongly',
} as const satisfies Partial<Record<PanicKind & FindingCode, string>>;

function isFault(kind: PanicKind | undefined): kind is keyof typeof FAULTS {
  return kind !== undefined && Object.hasOwn(FAULTS, kind);
}

/** What the kernel died of: the fault of the log's main report or, where that was survived, of the last one after it. */
function faultKind({ named }: FindingContext): keyof typeof FAULTS | undefined {
  const after = (named?.others ?? []).filter(({ line }) => line > (named?.line ?? 0)).map(({ kind }) => kind);
  return [named?.kind, ...after.reverse()].find(isFault);
}

/** The fault itself, with who is to blame for it: seldom the helper that it struck in. */
function fault(context: FindingContext): KnownFinding[] {
  const kind = faultKind(context);
  const trace = context.panic?.trace;
  const struck = crashFrame(context);
  const guilty = guiltyFrame(context);
  const registers = innermostException(trace);
  if (kind === undefined || trace === undefined || guilty === undefined || registers === undefined) return [];
  if (context.traces?.tracer.isText(registers.pc) !== true) return [];
  const line = faultLine(context);
  const address = faultAddress(context);
  const caller = trace.frames[trace.frames.indexOf(guilty) + 1];
  const inside = struck === undefined || struck === guilty ? '' : ` in ${nameFrame(struck)}`;
  const from = caller?.symbol === undefined || caller.user === true ? '' : `, called from ${nameFrame(caller)}`;
  const at = address === undefined ? '' : ` (address ${hex(address)})`;
  return [
    {
      code: kind,
      severity: 'critical',
      summary: `${nameFrame(guilty)} ${FAULTS[kind]}${at}${inside}${from}, ${forWhom(trace.task, struck ?? guilty)} on CPU ${context.panic?.cpu ?? 0}.`,
      evidence: [
        ...(line === undefined ? [] : [line]),
        `${nameFrame(struck ?? guilty)}+0x${((struck ?? guilty).offset ?? 0).toString(16)}: ${pointers(context, registers.values)}`,
      ],
      culprit: {
        pid: trace.task.pid,
        comm: trace.task.comm,
        ...(guilty.symbol === undefined ? {} : { symbol: guilty.symbol }),
      },
    },
  ];
}

const MAX_NAMED = 8;
const SHOWN_REGISTERS = ['rax', 'rbx', 'rcx', 'rdx', 'rsi', 'rdi', 'x0', 'x1', 'x2', 'x3', 'x19', 'x20'];

function pointers({ kernel }: FindingContext, values: ReadonlyMap<string, bigint>): string {
  return SHOWN_REGISTERS.flatMap((name) => {
    const value = values.get(name);
    if (value === undefined) return [];
    const place = nameData(kernel, value);
    return [`${name} ${hex(value)}${place === undefined ? '' : ` (${place})`}`];
  }).join(', ');
}

/** `fm_tasklet+0x8 [fleetmon]`; undefined for what is not of the kernel's image or a module's. */
function nameData(kernel: FindingContext['kernel'], address: bigint): string | undefined {
  const module = kernel?.modules.at(address);
  if (kernel === undefined || (module === undefined && !kernel.inImage(address))) return undefined;
  const of = module === undefined ? '' : ` [${module.name}]`;
  const place = kernel.symbolize(address);
  const isWithin = place?.sizeBytes !== undefined && place.offset < place.sizeBytes;
  if (!isWithin) return module === undefined ? undefined : of.trim();
  return `${place.symbol}${place.offset === 0 ? '' : `+${hex(place.offset)}`}${of}`;
}

/** What the registers name may be what the pointer was taken from, where the code of a module is on no stack any more. */
function named(context: FindingContext, values: ReadonlyMap<string, bigint>): string[] {
  const found = [...values].flatMap(([name, value]) => {
    const place = nameData(context.kernel, value);
    return place === undefined ? [] : [`${name} ${place}`];
  });
  return found.length === 0 ? [] : [`what registers point to: ${found.slice(0, MAX_NAMED).join(', ')}`];
}

function wildJump(context: FindingContext): KnownFinding[] {
  const registers = innermostException(context.panic?.trace);
  const { kernel, traces } = context;
  if (registers === undefined || kernel === undefined || traces === undefined) return [];
  if (traces.tracer.isText(registers.pc) || faultKind(context) === undefined) return [];
  const caller = callerOfFault(context);
  return [
    {
      code: 'wild-jump',
      severity: 'critical',
      summary: `The kernel called ${hex(registers.pc)}, which is no code, from ${nameFrame(caller)}: a function pointer was wrong.`,
      evidence: [
        ...(caller === undefined ? [] : [`${nameFrame(caller)}+0x${(caller.offset ?? 0).toString(16)}`]),
        ...named(context, registers.values),
      ],
      ...(caller?.symbol === undefined ? {} : { culprit: { symbol: caller.symbol } }),
    },
  ];
}

function callerOfFault(context: FindingContext): Frame | undefined {
  const trace = context.panic?.trace;
  const index = exceptionIndex(trace);
  return index < 0 ? undefined : trace?.frames[index + 2];
}

/** The frame to blame: the first that is no helper, outward from where the fault struck. */
export function guiltyFrame(context: FindingContext): Frame | undefined {
  const trace = context.panic?.trace;
  if (trace === undefined) return undefined;
  const struck = crashFrame(context);
  const from = struck === undefined ? 0 : trace.frames.indexOf(struck);
  return trace.frames
    .slice(Math.max(0, from))
    .find((frame) => frame.symbol !== undefined && !HELPERS.test(frame.symbol));
}

function outOfTree(context: FindingContext): KnownFinding[] {
  const guilty = guiltyFrame(context);
  const module = guilty?.module === undefined ? undefined : context.modules.find(({ name }) => name === guilty.module);
  if (module === undefined || guilty === undefined) return [];
  const marks = module.tainted.map((flag) => MODULE_TAINTS[flag]).filter((mark) => mark !== undefined);
  if (marks.length === 0) return [];
  const task = context.panic?.trace?.task;
  return [
    {
      code: 'out-of-tree-module',
      severity: 'warning',
      summary: `It happened in ${nameFrame(guilty)}: the module ${module.name} is ${marks.join(', ')}.`,
      evidence: [
        ...(module.version === undefined ? [] : [`version ${module.version}`]),
        ...(task === undefined ? [] : [`in ${nameTask(task)}`]),
      ],
      culprit: {
        ...(task === undefined ? {} : { pid: task.pid, comm: task.comm }),
        ...(guilty.symbol === undefined ? {} : { symbol: guilty.symbol }),
      },
    },
  ];
}
