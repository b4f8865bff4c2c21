/** Memory management's own checks, the slab allocator, file systems, the network, other than Linux. */
import { blames, says, WAYS, type Rule, type Scene } from '../rule.ts';
import { withoutVariables } from '../titles.ts';

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
  }),
  blames({
    name: 'bad-page-state',
    kind: 'bug',
    head: 'BUG: Bad page state',
    title: 'BUG: Bad page state in %',
    ways: [WAYS.callTrace],
    skip: ['bad_page', 'free_page', 'page', 'free_'],
  }),
  blames({
    name: 'bad-page-map',
    kind: 'bug',
    head: 'BUG: Bad page map',
    title: 'BUG: Bad page map',
    ways: [WAYS.callTrace],
  }),
];

export const SLUB_RULES: readonly Rule[] = [
  says({
    name: 'object-already-free',
    kind: 'slab-corruption',
    head: 'BUG kmalloc-',
    when: (head) => head.includes(': Object already free'),
    title: 'BUG: Object already free',
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
