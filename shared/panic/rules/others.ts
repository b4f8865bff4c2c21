/** Memory management's own checks, the slab allocator, file systems, the network, other than Linux. */
import { readPlace } from '../frames.ts';
import { blames, says, textAt, WAYS, type Rule, type Scene } from '../rule.ts';
import { SKIPPED } from '../skip-list.ts';
import { withoutSuffix, withoutVariables } from '../titles.ts';

/** Getting, keeping and giving back pages, for whomever. */
const PAGE_HANDLING = [
  'alloc',
  'free_page',
  'put_page',
  'get_page',
  'update_page',
  'release_page',
  'free_unref',
  'truncate_inode_pages',
  'page_frag_free',
  'vmap',
  'page_owner',
  '^folio',
  '^_folio',
  '^__folio',
];

export const MEMORY_RULES: readonly Rule[] = [
  says({
    name: 'rss-counter',
    kind: 'bug',
    head: 'BUG: Bad rss-counter state',
    title: 'BUG: Bad rss-counter state',
    noTrace: true,
  }),
  says({
    name: 'nr-ptes',
    kind: 'bug',
    head: 'BUG: non-zero nr_ptes on freeing mm',
    title: 'BUG: non-zero nr_ptes on freeing mm',
    noTrace: true,
  }),
  says({
    name: 'nr-pmds',
    kind: 'bug',
    head: 'BUG: non-zero nr_pmds on freeing mm',
    title: 'BUG: non-zero nr_pmds on freeing mm',
    noTrace: true,
  }),
  says({
    name: 'dentry',
    kind: 'bug',
    head: 'BUG: Dentry ',
    when: (head) => head.includes(' still in use'),
    title: (scene) => {
      const at = scene.head.indexOf('[unmount of ');
      return at < 0 ? null : 'BUG: Dentry still in use in unmount';
    },
    more: (scene) => {
      const at = scene.head.indexOf('[unmount of ');
      const end = scene.head.indexOf(']', at);
      return end < 0 ? [] : [`BUG: Dentry still in use ${scene.head.slice(at, end + 1)}`];
    },
  }),
  ...['state', 'cache'].map((what) =>
    blames({
      name: `bad-page-${what}`,
      strict: true,
      kind: 'bug',
      head: `BUG: Bad page ${what}`,
      title: `BUG: Bad page ${what} in %`,
      // Who freed the page last only stumbled over it; page_owner says who had it (v6.12 mm/page_owner.c `__dump_page_owner()`).
      ways: [(walk) => walk.past((text) => text.includes('page last allocated')).trace()],
      skip: PAGE_HANDLING,
    }),
  ),
  says({ name: 'bad-page-map', kind: 'bug', head: 'BUG: Bad page map', title: 'BUG: Bad page map' }),
];

/** How SLUB finds what it reports, mm/slub.c. */
const SLUB_CHECKS = [
  'print_trailer',
  'object_err',
  'slab_err',
  'slab_pad_check',
  'slab_fix',
  'check_bytes',
  'check_slab',
  'check_object',
  'on_freelist',
  'consistency_checks',
  'debug_processing',
  'dump_stack',
  '__slab',
  'list_slab_objects',
  'free_partial',
  'unfreeze_partials',
  'validate_slab',
  'deactivate_slab',
  'discard_slab',
];

/** `BUG kmalloc-64 (Not tainted): Poison overwritten` -> `BUG kmalloc-64: Poison overwritten` */
function slubTitle({ head }: Scene): string | null {
  const found = /^BUG ([^\s:]{1,64})(?: \([^)]{1,80}\))?: (.{1,200})/.exec(head);
  return found === null ? null : `BUG ${found[1] ?? ''}: ${withoutVariables((found[2] ?? '').trim())}`;
}

/** `INFO: Freed in hotkey_exit+0x29/0x90 age=1 cpu=1 pid=6024`: whoever had it last. */
function lastOwner({ lines }: Scene): string | undefined {
  for (const word of ['Freed in ', 'Allocated in ']) {
    for (const { text } of lines.slice(0, 12)) {
      const at = text.indexOf(word);
      const name = at < 0 ? undefined : readPlace(text, at + word.length)?.symbol;
      if (name !== undefined && !SKIPPED.matches(withoutSuffix(name))) return name;
    }
  }
  return undefined;
}

/** `Last user: [<ffffffffa01f0c21>](foo+0x31/0x60 [acme])` of SLAB, mm/slab.c up to v6.7 `check_poison_obj()`. */
function lastUser({ lines }: Scene): string | undefined {
  for (const { text } of lines.slice(0, 12)) {
    const found = /Last user: \[<[0-9a-f]{8,16}>\]\(/.exec(text);
    if (found !== null) return readPlace(text, found.index + found[0].length)?.symbol;
  }
  return undefined;
}

export const SLUB_RULES: readonly Rule[] = [
  blames({
    name: 'slab-error',
    kind: 'slab-corruption',
    head: 'slab error in ',
    title: (scene) => scene.head.trim(),
    ways: [WAYS.callTrace],
    skip: ['slab_error', 'cache_free_debugcheck', 'cache_alloc_debugcheck', 'check_redzone', 'verify_redzone'],
    optional: true,
  }),
  blames({
    name: 'slab-poison',
    kind: 'slab-corruption',
    head: 'Slab corruption',
    title: (scene) => {
      const found = /^Slab corruption(?: \([^)]{1,64}\))?: (\S{1,64})? ?start=/.exec(scene.head);
      return found === null ? null : found[1] === undefined ? 'Slab corruption' : `Slab corruption: ${found[1]}`;
    },
    said: lastUser,
    ways: [WAYS.callTrace],
    optional: true,
  }),
  says({
    name: 'object-already-free',
    kind: 'slab-corruption',
    head: 'BUG kmalloc-',
    when: (head) => head.includes(': Object already free'),
    title: 'BUG: Object already free',
  }),
  blames({
    name: 'slab-corruption',
    kind: 'slab-corruption',
    head: 'BUG ',
    title: slubTitle,
    said: lastOwner,
    ways: [WAYS.callTrace],
    skip: SLUB_CHECKS,
    optional: true,
  }),
];

export const NETDEV_RULES: readonly Rule[] = [
  says({
    name: 'unregister-netdevice',
    kind: 'refcount',
    head: 'unregister_netdevice: waiting for',
    when: (head) => head.includes(' to become free'),
    title: 'unregister_netdevice: waiting for DEV to become free',
    noTrace: true,
  }),
];

export const VFS_RULES: readonly Rule[] = [
  says({
    name: 'file-count',
    kind: 'use-after-free',
    head: 'VFS: Close: file count is 0',
    title: 'VFS: Close: file count is zero (use-after-free)',
    noTrace: true,
  }),
  says({
    name: 'busy-inodes',
    kind: 'use-after-free',
    head: 'VFS: Busy inodes after unmount',
    title: 'VFS: Busy inodes after unmount (use-after-free)',
    noTrace: true,
  }),
];

export const REBOOT_RULES: readonly Rule[] = [
  says({
    name: 'reboot',
    kind: 'unexpected-reboot',
    head: 'Booting the kernel.',
    title: 'unexpected kernel reboot',
    noTrace: true,
  }),
];

export const INFO_REMNANT_RULES: readonly Rule[] = [
  blames({
    name: 'non-static-key',
    kind: 'lockdep',
    head: 'INFO: trying to register non-static key',
    title: 'INFO: trying to register non-static key in %',
    ways: [WAYS.callTrace],
    skip: ['stack', 'lock', 'IRQ'],
  }),
  says({
    name: 'slab-remnant',
    kind: 'kasan',
    head: ['INFO: Allocated in ', 'INFO: Freed in '],
    title: (scene) => withoutVariables(scene.head),
    corrupted: 'the header of the slab report is missing',
  }),
];

/**
 * Whatever else the kernel calls a bug, by its own words: `BUG: mempool element poison mismatch` (v6.12 mm/mempool.c), `BUG: assuming
 * atomic context at kernel/a.c:12` (kernel/sched/core.c). The function of the trace tells two of them apart.
 */
export const OTHER_BUG_RULE: Rule = blames({
  name: 'bug-in-words',
  kind: ({ head }) => (/\batomic|non-blocking|\bsleep/.test(head) ? 'atomic-sleep' : 'bug'),
  head: 'BUG: ',
  when: (head) => /[a-z]/i.test(head.slice('BUG: '.length)),
  title: ({ head }) => withoutVariables(head.trim()),
  ways: [WAYS.pointerThenTrace],
  strict: true,
  optional: true,
});

/** A header with nothing after it. */
export function bareRule(word: string): Rule {
  return says({
    name: `bare-${word.toLowerCase()}`,
    kind: 'unknown',
    head: `${word}:`,
    when: (head) => head.slice(word.length + 1).trim() === '',
    title: `${word}: corrupted`,
    corrupted: 'the header is cut',
  });
}

/** Up to Rust 1.72 (v6.8) both stood in one line: `rust_kernel: panicked at 'attempt to …', drivers/a.rs:1:2`. */
function quoted(head: string): string | undefined {
  return /^rust_kernel: panicked at '(.{1,400})', \S{1,300}:\d{1,7}:\d{1,7}$/.exec(head.trimEnd())?.[1];
}

export const RUST_RULES: readonly Rule[] = [
  blames({
    name: 'rust-panic',
    kind: 'bug',
    head: 'rust_kernel: panicked at ',
    // v6.12 rust/kernel/lib.rs `panic()`: place and message are two lines of one printk.
    title: (scene) => {
      const said = (quoted(scene.head) ?? textAt(scene, 1)).trim();
      return said === '' ? null : `${withoutVariables(said)} in %`;
    },
    ways: [WAYS.callTrace],
  }),
];

function isGoTrace(text: string): boolean {
  return (
    text.startsWith('goroutine ') ||
    text.startsWith('runtime stack:') ||
    text.startsWith('runtime.') ||
    text.includes('.go:')
  );
}

export const GO_RULES: readonly Rule[] = [
  says({
    name: 'go-runtime',
    kind: 'unknown',
    head: 'fatal error: ',
    title: (scene) =>
      scene.lines.slice(scene.at, scene.at + 20).some((line) => isGoTrace(line.text)) ? 'go runtime error' : null,
    noTrace: true,
  }),
];

const ASSERT = ' ASSERT FAILED at (';

function trustyAssertion(scene: Scene): string | null {
  const at = scene.head.indexOf(ASSERT);
  if (at < 0) return null;
  const end = scene.head.indexOf('): ', at);
  if (end < 0) return null;
  const said = scene.head.slice(end + 3).trim();
  return said === '' ? null : `trusty: ASSERT FAILED: ${withoutVariables(said)}`;
}

export const TRUSTY_RULES: readonly Rule[] = [
  says({ name: 'trusty-assertion', kind: 'panic', head: 'trusty: panic', title: trustyAssertion, noTrace: true }),
  says({
    name: 'trusty-assertion-cut',
    kind: 'panic',
    head: 'trusty: panic',
    when: (head) => head.includes(' ASSERT FAILED'),
    title: 'trusty: ASSERT FAILED:',
    corrupted: 'the assertion is cut',
  }),
  says({
    name: 'trusty-panic',
    kind: 'panic',
    head: 'trusty: panic (',
    title: (scene) => {
      const end = scene.head.indexOf('): ');
      return end < 0 ? null : `trusty: panic: ${withoutVariables(scene.head.slice(end + 3))}`;
    },
    noTrace: true,
  }),
];
