/** WARN_ON() of every kind. See v6.12 kernel/panic.c `__warn()`, lib/debugobjects.c, lib/refcount.c, mm/usercopy.c. */
import { insideDispatcher } from '../choosers.ts';
import { isHex, readPlace, readPointer } from '../frames.ts';
import { isDigit } from '../head/line.ts';
import { blames, says, WAYS, type Rule } from '../rule.ts';
import type { Walk } from '../walk.ts';
import { NMI_PATH } from './hardware.ts';

/** `--- interrupt: 700 at foo+0x1/0x2`: ppc's way to say where a trap came from. */
function warned(text: string): string | null | undefined {
  const pointer = readPointer(text);
  if (pointer !== null) return pointer.symbol;
  const at = text.indexOf('--- interrupt: ');
  if (at < 0) return undefined;
  const place = text.indexOf(' at ', at);
  return place < 0 ? undefined : readPlace(text, place + ' at '.length)?.symbol;
}

const ways = [(walk: Walk) => walk.function(warned).trace(), WAYS.callTrace];

interface Kind {
  readonly name: string;
  readonly file: string;
  readonly functions: readonly string[];
  readonly title: string;
  readonly skip: readonly string[];
  readonly kind?: 'refcount' | 'lockdep' | 'out-of-bounds';
}

/** Warnings that a subsystem raises about its users: named for the user. */
const KINDS: readonly Kind[] = [
  {
    name: 'odebug',
    file: 'lib/debugobjects.c',
    functions: [' debug_print', ' debug_check'],
    title: 'WARNING: ODEBUG bug in %',
    skip: ['debug_', 'rcu', 'hrtimer_', 'timer_', 'work_', 'percpu_', 'vunmap', 'vfree', '__free_', 'kobject_'],
  },
  {
    name: 'usercopy',
    file: 'mm/usercopy.c',
    functions: [' usercopy_warn'],
    title: 'WARNING: bad usercopy in %',
    skip: ['usercopy', '__check'],
    kind: 'out-of-bounds',
  },
  {
    name: 'kobject',
    file: 'lib/kobject.c',
    functions: [' kobject_'],
    title: 'WARNING: kobject bug in %',
    skip: ['kobject_'],
  },
  {
    name: 'proc-registration',
    file: 'fs/proc/generic.c',
    functions: [' proc_register'],
    title: 'WARNING: proc registration bug in %',
    skip: ['proc_'],
  },
  {
    name: 'refcount',
    file: 'lib/refcount.c',
    functions: [' refcount_'],
    title: 'WARNING: refcount bug in %',
    skip: ['refcount', 'kobject_'],
    kind: 'refcount',
  },
  {
    name: 'lockdep-locking',
    file: 'kernel/locking/lockdep.c',
    functions: ['lock_'],
    title: 'WARNING: locking bug in %',
    skip: ['lock_sock', 'release_sock'],
    kind: 'lockdep',
  },
  {
    name: 'lockdep-key',
    file: 'lockdep.c',
    functions: [' lockdep_init_map'],
    title: 'WARNING in %',
    skip: ['lockdep_', 'sysfs_', 'kobject_', 'device_', '__init_'],
    kind: 'lockdep',
  },
  // kernel/dma/debug.c since v4.19, lib/dma-debug.c before.
  ...['kernel/dma/debug.c', 'lib/dma-debug.c'].map((file) => ({
    name: 'dma-debug',
    file,
    functions: [' '],
    title: 'WARNING in %',
    skip: [
      'check_unmap',
      'check_sync',
      'debug_dma_',
      'add_dma_entry',
      'dma_unmap',
      'dma_free',
      'dma_map',
      'dma_alloc',
      'err_printk',
    ],
  })),
  {
    name: 'sysfs-duplicate',
    file: 'fs/sysfs/dir.c',
    functions: [' sysfs_'],
    title: 'WARNING in %',
    skip: ['sysfs_', 'kobject_', 'device_add', 'device_create', 'device_register', 'create_dir', 'device_private'],
  },
  {
    name: 'zero-size-vmalloc',
    file: 'mm/vmalloc.c',
    functions: ['__vmalloc_node'],
    title: 'WARNING: zero-size vmalloc in %',
    skip: [],
  },
];

const ALLOCATORS = ['kmalloc', 'kvmalloc', 'vmalloc'];

function blamesUser(kind: Kind): Rule {
  return blames({
    name: `warning-${kind.name}`,
    kind: kind.kind ?? 'warning',
    head: 'WARNING: ',
    when: (head) => {
      const at = head.indexOf(kind.file);
      if (at <= 0) return false;
      // Since v6.18 `WARNING: lib/refcount.c:28 at 0x0, CPU#1: comm/pid` may name no function: the file says enough.
      const rest = head.slice(at + kind.file.length);
      return rest.includes(' at ') || kind.functions.some((piece) => rest.includes(piece));
    },
    title: kind.title,
    ways,
    skip: kind.skip,
  });
}

const AT = 'WARNING: at ';

/** `fs/x.c:12` */
function isSource(word: string): boolean {
  const dot = word.lastIndexOf('.');
  const colon = word.indexOf(':', dot);
  return dot > 0 && colon > dot + 1 && isDigit(word.charCodeAt(colon + 1));
}

/**
 * `WARNING: CPU: 0 PID: 12 at fs/x.c:12 foo+0x1/0x2`; since v6.18 `WARNING: fs/x.c:12 at foo+0x1/0x2, CPU#0: comm/12`, with the
 * condition in brackets before, and `at 0x0` where the function is not known; `WARNING: at foo+0x1/0x2, CPU#0: comm/12` without
 * CONFIG_DEBUG_BUGVERBOSE.
 */
function isAtSource(head: string): boolean {
  const at = head.search(/\S\.[chS](?:rs)?:\d{1,7} \w[\w.]{0,120} \(/);
  if (at > 0 && readPlace(head, head.indexOf(' ', at) + 1) !== null) return true;
  if (head.startsWith(AT) && head.includes(', CPU#') && readPlace(head, AT.length) !== null) return true;
  const words = head.split(' ');
  return words.some((word, i) => {
    if (!isSource(word)) return false;
    const next = words[i + 1] ?? '';
    // Without kallsyms, and on old ppc, `WARNING: at fs/x.c:12` is all.
    if (next !== 'at')
      return words[i - 1] === 'at' && (next === '' || next.startsWith('0x') || readPlace(next, 0) !== null);
    const where = words[i + 2] ?? '';
    return where.startsWith('0x') || readPlace(where, 0) !== null;
  });
}

/** Whether a bare address follows (kernels that hash pointers print `(ptrval)` for it at first). */
function isHexWord(text: string, before: string): boolean {
  let at = before.length;
  while (isHex(text.charCodeAt(at))) at++;
  return at > before.length && text[at] === ' ';
}

/** Up to v6.4 the NMI watchdog reported by WARN(): kernel/watchdog.c `watchdog_overflow_callback()`. */
const LOCKUP_FILE = 'kernel/watchdog.c:';

export const WARNING_RULES: readonly Rule[] = [
  blames({
    name: 'warning-hard-lockup',
    kind: 'hard-lockup',
    head: 'WARNING: ',
    when: (head) => head.includes(LOCKUP_FILE),
    title: (scene) =>
      scene.lines.slice(0, 8).some(({ text }) => text.includes('detected hard LOCKUP'))
        ? 'Watchdog detected hard LOCKUP'
        : null,
    ways: [WAYS.pointerThenTrace, WAYS.callTrace],
    skip: NMI_PATH,
    choose: insideDispatcher,
    optional: true,
  }),
  ...KINDS.map(blamesUser),
  blames({
    name: 'warning-kmalloc',
    kind: 'warning',
    head: 'WARNING: ',
    when: (head) => {
      const at = head.indexOf(' mm/');
      return at > 0 && ALLOCATORS.some((name) => head.includes(` ${name}`, at));
    },
    title: 'WARNING: kmalloc bug in %',
    ways,
    skip: ['kmalloc', 'krealloc', 'slab', 'kmem'],
  }),
  blames({
    name: 'warning-usb-submit',
    kind: 'warning',
    head: 'WARNING: ',
    when: (head) => head.includes(' usb_submit_urb'),
    title: 'WARNING in %/usb_submit_urb',
    ways,
    skip: ['usb_submit_urb', 'usb_start_wait_urb', 'usb_bulk_msg', 'usb_interrupt_msg', 'usb_control_msg'],
  }),
  blames({
    name: 'warning-list',
    kind: 'list-corruption',
    head: 'WARNING: ',
    // v6.12 lib/list_debug.c `__list_add_valid_or_report()`.
    when: (head) => head.includes('lib/list_debug.c:') && isAtSource(head),
    title: 'WARNING in %',
    ways,
  }),
  blames({
    name: 'badness',
    kind: 'warning',
    head: 'Badness at ',
    title: 'WARNING in %',
    ways: [WAYS.pointerThenTrace],
  }),
  blames({ name: 'warning', kind: 'warning', head: 'WARNING: ', when: isAtSource, title: 'WARNING in %', ways }),
  says({
    name: 'stack-regs-value',
    kind: 'warning',
    head: 'WARNING: kernel stack regs at ',
    when: (head) => isHexWord(head, 'WARNING: kernel stack regs at ') && head.includes(" has bad '"),
    title: (scene) => {
      const from = scene.head.indexOf("bad '") + 5;
      return `WARNING: kernel stack regs has bad '${scene.head.slice(from, scene.head.indexOf("'", from))}' value`;
    },
    noTrace: true,
  }),
  says({
    name: 'stack-regs',
    kind: 'warning',
    head: 'WARNING: kernel stack regs ',
    when: (head) => head.includes(' has bad '),
    title: 'WARNING: kernel stack regs has bad value',
    noTrace: true,
  }),
];
