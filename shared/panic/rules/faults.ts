/** Faults of the processor, BUG() and panic(). See v6.12 arch/x86/mm/fault.c, arch/x86/kernel/traps.c, arch/arm64/mm/fault.c, arch/arm/mm/fault.c, arch/powerpc/mm/fault.c, arch/s390/mm/fault.c, kernel/panic.c, lib/bug.c. */
import { insideDispatcher } from '../choosers.ts';
import { readPlace } from '../frames.ts';
import { blames, says, WAYS, type Rule } from '../rule.ts';
import { withoutSuffix, withoutVariables } from '../titles.ts';

export const BUG_FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'page-fault',
    kind: 'page-fault',
    head: [
      'BUG: unable to handle kernel paging request',
      'BUG: unable to handle page fault for address',
      'BUG: Unable to handle kernel data access',
    ],
    title: 'BUG: unable to handle kernel paging request in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'null-pointer',
    kind: 'null-pointer',
    head: [
      'BUG: unable to handle kernel NULL pointer dereference',
      'BUG: kernel NULL pointer dereference',
      'BUG: Kernel NULL pointer dereference',
    ],
    title: 'BUG: unable to handle kernel NULL pointer dereference in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  says({
    name: 'page-fault-cut',
    kind: 'page-fault',
    head: ['BUG: unable to handle kernel', 'BUG: Unable to handle kernel'],
    title: 'BUG: unable to handle kernel',
    corrupted: 'the header is cut: the kernel prints it in two parts',
  }),
  blames({
    name: 'stack-guard-page',
    kind: 'stack-overflow',
    head: 'BUG: ',
    when: (head) => head.includes('stack guard page was hit at'),
    title: 'BUG: stack guard page was hit in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.pointerThenTrace],
    choose: insideDispatcher,
  }),
];

const UNABLE = 'Unable to handle kernel ';
const ACCESSES = ['paging request', 'NULL pointer dereference', 'access to user memory'];

export const UNABLE_RULES: readonly Rule[] = ACCESSES.map((access) =>
  blames({
    name: `unable-to-handle-${access.replaceAll(' ', '-').toLowerCase()}`,
    kind: access.startsWith('NULL') ? 'null-pointer' : 'page-fault',
    head: UNABLE + access,
    title: `BUG: unable to handle kernel ${access} in %`,
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
);

export const FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'general-protection',
    kind: 'general-protection',
    head: 'general protection fault',
    when: (head) => head.includes(':'),
    title: 'general protection fault in %',
    alts: ['bad-access in %'],
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'stack-segment',
    kind: 'general-protection',
    head: 'stack segment: ',
    title: 'stack segment fault in %',
    ways: [WAYS.pointerThenTrace],
  }),
  blames({
    name: 'divide-error',
    kind: 'divide-error',
    head: ['divide error:', 'divide_error:'],
    title: 'divide error in %',
    ways: [WAYS.pointer],
  }),
  blames({
    name: 'invalid-opcode',
    kind: 'invalid-opcode',
    head: 'invalid opcode:',
    title: 'invalid opcode in %',
    ways: [WAYS.pointer],
  }),
];

export const DOUBLE_FAULT_RULES: readonly Rule[] = [
  blames({
    name: 'double-fault',
    kind: 'double-fault',
    head: 'PANIC: double fault',
    title: 'PANIC: double fault in %',
    ways: [WAYS.pointer],
  }),
];

export const KERNEL_BUG_RULES: readonly Rule[] = [
  blames({
    name: 'bad-usercopy',
    kind: 'out-of-bounds',
    head: 'kernel BUG at mm/usercopy.c',
    title: 'BUG: bad usercopy in %',
    ways: [WAYS.callTrace],
    skip: ['usercopy', '__check'],
  }),
  blames({
    name: 'corrupted-list',
    kind: 'list-corruption',
    head: 'kernel BUG at lib/list_debug.c',
    title: 'BUG: corrupted list in %',
    alts: ['bad-access in %'],
    ways: [WAYS.callTrace],
  }),
  blames({
    name: 'kernel-bug',
    kind: 'bug',
    head: 'kernel BUG at ',
    title: 'kernel BUG in %',
    ways: [WAYS.pointerThenTrace],
    // An skb helper's BUG_ON() is nearly always about its caller.
    skip: ['^skb_'],
  }),
  says({
    name: 'kernel-bug-plain',
    kind: 'bug',
    head: 'Kernel BUG ',
    title: (scene) => `kernel BUG ${withoutVariables(scene.head.slice('Kernel BUG '.length))}`,
  }),
];

const PANIC = 'Kernel panic - not syncing: ';
const STACK_PROTECTOR = `${PANIC}stack-protector: Kernel stack is corrupted in: `;

export const PANIC_RULES: readonly Rule[] = [
  says({
    name: 'stack-protector-function',
    kind: 'stack-corruption',
    head: STACK_PROTECTOR,
    title: (scene) => {
      const place = readPlace(scene.head, STACK_PROTECTOR.length);
      return place === null ? null : `kernel panic: stack is corrupted in ${withoutSuffix(place.symbol)}`;
    },
    noTrace: true,
  }),
  blames({
    name: 'stack-protector',
    kind: 'stack-corruption',
    head: STACK_PROTECTOR,
    title: 'kernel panic: stack is corrupted in %',
    ways: [WAYS.callTrace],
    skip: ['stack_chk'],
  }),
  blames({
    name: 'stack-end',
    kind: 'stack-overflow',
    head: `${PANIC}corrupted stack end detected inside scheduler`,
    title: 'kernel panic: corrupted stack end in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.callTrace],
    skip: ['schedule', 'retint_kernel'],
    choose: insideDispatcher,
  }),
  blames({
    name: 'stack-overflow',
    kind: 'stack-overflow',
    head: `${PANIC}kernel stack overflow`,
    title: 'kernel stack overflow in %',
    alts: ['stack-overflow in %'],
    ways: [WAYS.callTrace],
    skip: ['bad_stack'],
    choose: insideDispatcher,
  }),
  says({
    name: 'init-died',
    kind: 'init-died',
    head: `${PANIC}Attempted to kill init!`,
    title: 'kernel panic: Attempted to kill init!',
  }),
  says({
    name: 'n-tty',
    kind: 'panic',
    head: `${PANIC}Couldn't open N_TTY ldisc`,
    title: "kernel panic: Couldn't open N_TTY ldisc",
  }),
  ...['Fatal exception', 'panic_on_warn set', 'hung_task: blocked tasks'].map((reason) =>
    says({
      name: `panic-after-${reason.replaceAll(' ', '-').replace(':', '').toLowerCase()}`,
      kind: 'panic',
      head: PANIC + reason,
      title: `kernel panic: ${reason}`,
      // These follow another report: that it is not here means that the log is cut.
      corrupted: 'the report that led to the panic is missing',
    }),
  ),
  says({
    name: 'sysrq',
    kind: 'sysrq',
    head: `${PANIC}sysrq triggered crash`,
    title: 'kernel panic: sysrq triggered crash',
  }),
  says({
    name: 'no-root-fs',
    kind: 'no-root-fs',
    head: `${PANIC}VFS: Unable to mount root`,
    title: (scene) => `kernel panic: ${withoutVariables(scene.head.slice(PANIC.length))}`,
  }),
  says({
    name: 'panic',
    kind: 'panic',
    head: PANIC,
    title: (scene) => `kernel panic: ${withoutVariables(scene.head.slice(PANIC.length))}`,
  }),
];

export const ARM_RULES: readonly Rule[] = (
  [
    ['Internal error:', 'Internal error', true],
    ['Unhandled fault:', 'Unhandled fault', true],
    ['Alignment trap:', 'Alignment trap', false],
  ] as const
).map(([head, words, access]) =>
  blames({
    name: words.toLowerCase().replace(' ', '-'),
    kind: 'page-fault',
    head,
    title: `${words} in %`,
    alts: access ? ['bad-access in %'] : [],
    ways: [WAYS.pointerThenTrace],
  }),
);
