/** KASAN, KMSAN, KCSAN, KFENCE, UBSAN, kmemleak. See v6.12 mm/kasan/report.c, mm/kmsan/report.c, kernel/kcsan/report.c, mm/kfence/report.c, lib/ubsan.c, mm/kmemleak.c. */
import { readPlace } from '../frames.ts';
import { blames, findBelow, says, WAYS, type Rule, type Scene } from '../rule.ts';
import type { NameMatcher } from '../skip-list.ts';
import { withoutVariables } from '../titles.ts';
import { Walk } from '../walk.ts';

/** `BUG: KASAN: slab-out-of-bounds in foo+0x1/0x2` -> `slab-out-of-bounds`; null where no function follows. */
function bugType(head: string, tool: string): string | null {
  const from = tool.length;
  const at = head.indexOf(' in ', from);
  if (at < 0 || !head.startsWith(tool)) return null;
  return placeAfterIn(head) === null ? null : head.slice(from, at);
}

function placeAfterIn(head: string): string | null {
  const at = head.indexOf(' in ');
  if (at < 0) return null;
  const start = at + ' in '.length;
  const place = readPlace(head, start);
  return place === null ? null : place.symbol;
}

/** `Read of size 8 at addr …`, on a line below the header. */
function accessOf(scene: Scene): string | null {
  return findBelow(scene, (text) =>
    ['Read', 'Write'].find((access) => text.includes(`${access} of size `) || text.includes(`${access} at addr `)),
  );
}

const fromHeadThenTrace = (walk: Parameters<typeof WAYS.trace>[0]) => walk.function(placeInHead).callTrace().trace();
const fromHeadThenFrames = (walk: Parameters<typeof WAYS.trace>[0]) => walk.function(placeInHead).trace();

function placeInHead(text: string): string | null | undefined {
  const at = text.indexOf('BUG: K');
  return at < 0 ? undefined : placeAfterIn(text.slice(at));
}

const FREES = ['double-free or invalid-free', 'double-free', 'invalid-free'];

export const KASAN_RULES: readonly Rule[] = [
  blames({
    name: 'kasan-invalid-free',
    kind: 'kasan',
    head: 'BUG: KASAN: ',
    when: (head) => FREES.includes(bugType(head, 'BUG: KASAN: ') ?? ''),
    title: 'KASAN: invalid-free in %',
    alts: ['invalid-free in %'],
    ways: [fromHeadThenTrace],
    skip: ['slab_', 'kfree', 'vunmap', 'vfree'],
  }),
  blames({
    name: 'kasan-access',
    kind: 'kasan',
    head: 'BUG: KASAN: ',
    title: (scene) => {
      const type = bugType(scene.head, 'BUG: KASAN: ');
      const access = accessOf(scene);
      return type === null || access === null ? null : `KASAN: ${type} ${access} in %`;
    },
    alts: ['bad-access in %'],
    ways: [fromHeadThenTrace],
    skip: ['kernel_fault', 'tag_check', 'mem_abort', '^el1_', '^el1h_'],
  }),
  says({
    name: 'kasan-address',
    kind: 'kasan',
    head: 'BUG: KASAN: ',
    title: (scene) => {
      const at = scene.head.indexOf(' on address');
      const access = accessOf(scene);
      return at < 0 || access === null ? null : `KASAN: ${scene.head.slice('BUG: KASAN: '.length, at)} ${access}`;
    },
  }),
  says({
    name: 'kasan-other',
    kind: 'kasan',
    head: 'BUG: KASAN: ',
    title: (scene) => `KASAN: ${withoutVariables(scene.head.slice('BUG: KASAN: '.length))}`,
    corrupted: 'the KASAN report is cut',
  }),
];

/** Ciphers and hashes compute with whatever they are given; that it was never set is the giver's doing. */
const CIPHERS = ['_encrypt$', '^crypto_', '^cipher_', '^drbg_', '^rng_'];

function isOrigin(text: string): boolean {
  return text.includes('Uninit was created at:') || (text.includes('Local variable ') && text.includes(' created at:'));
}

function originOf(scene: Scene, skip: NameMatcher): string | undefined {
  return new Walk(scene.lines, scene.at, scene.end, skip, 1).past(isOrigin).trace().frames[0]?.name;
}

/** Where the leaked memory came from: one bug leaks by several ways. */
function originTitles(scene: Scene, skip: NameMatcher): readonly string[] {
  const origin = originOf(scene, skip);
  return origin === undefined ? [] : [`KMSAN origin in ${origin}`];
}

function withoutOrigin(scene: Scene, skip: NameMatcher): string | undefined {
  return originOf(scene, skip) === undefined ? 'the report does not say where the memory came from' : undefined;
}

const untilOrigin = (walk: Walk): Walk => walk.trace(isOrigin);

export const KMSAN_RULES: readonly Rule[] = [
  blames({
    name: 'kmsan-usb-infoleak',
    kind: 'kmsan',
    head: 'BUG: KMSAN: kernel-usb-infoleak',
    when: (head) => placeAfterIn(head) !== null,
    title: 'KMSAN: kernel-usb-infoleak in %',
    ways: [untilOrigin],
    more: originTitles,
    flaw: withoutOrigin,
    skip: ['alloc_skb', 'usb_submit_urb', 'usb_start_wait_urb', 'usb_bulk_msg', 'usb_interrupt_msg', 'usb_control_msg'],
    noTrace: true,
  }),
  blames({
    name: 'kmsan',
    kind: 'kmsan',
    head: 'BUG: KMSAN: ',
    title: (scene) => {
      const type = bugType(scene.head, 'BUG: KMSAN: ');
      return type === null ? null : `KMSAN: ${type} in %`;
    },
    alts: ['bad-access in %'],
    ways: [untilOrigin],
    flaw: withoutOrigin,
    skip: ['alloc_skb', 'netlink_ack', 'netlink_rcv_skb', ...CIPHERS],
    noTrace: true,
  }),
];

export const KCSAN_RULES: readonly Rule[] = [
  says({
    name: 'kcsan',
    kind: 'kcsan',
    head: 'BUG: KCSAN: ',
    // `%pS`-less names carry their module: `data-race in foo [acme] / bar [acme]`, v6.12 kernel/kcsan/report.c `print_report()`.
    title: (scene) =>
      `KCSAN: ${withoutVariables(scene.head.slice('BUG: KCSAN: '.length)).replaceAll(/ \[[\w-]{1,64}\](?= \/|$)/g, '')}`,
    noTrace: true,
  }),
];

const KFENCE = 'BUG: KFENCE: ';

export const KFENCE_RULES: readonly Rule[] = [
  blames({
    name: 'kfence-access',
    kind: 'kfence',
    head: [`${KFENCE}use-after-free `, `${KFENCE}out-of-bounds `, `${KFENCE}invalid read`, `${KFENCE}invalid write`],
    title: (scene) => {
      const type = bugType(scene.head, KFENCE);
      return type === null ? null : `KFENCE: ${type} in %`;
    },
    alts: ['bad-access in %'],
    ways: [fromHeadThenFrames],
  }),
  blames({
    name: 'kfence-invalid-free',
    kind: 'kfence',
    head: `${KFENCE}invalid free in `,
    title: 'KFENCE: invalid free in %',
    alts: ['invalid-free in %'],
    ways: [fromHeadThenFrames],
    noTrace: true,
  }),
  blames({
    name: 'kfence-corruption',
    kind: 'kfence',
    head: `${KFENCE}memory corruption in `,
    title: 'KFENCE: memory corruption in %',
    ways: [fromHeadThenFrames],
    noTrace: true,
  }),
];

export const LEAK_RULES: readonly Rule[] = [
  blames({
    name: 'memory-leak',
    strict: true,
    kind: 'memory-leak',
    head: 'BUG: memory leak',
    title: 'memory leak in %',
    ways: [(walk) => walk.leak().trace()],
    skip: [
      'kmemleak',
      'mmap',
      'kmem',
      'slab',
      'alloc',
      'create_object',
      'idr_get',
      'list_lru_init',
      'kasprintf',
      'kvasprintf',
      'pcpu_create',
      'strdup',
      'strndup',
      'memdup',
    ],
  }),
];

export const UBSAN_RULES: readonly Rule[] = [
  blames({
    name: 'ubsan-array-index',
    kind: 'ubsan',
    head: 'UBSAN: array-index-out-of-bounds in',
    title: 'UBSAN: array-index-out-of-bounds in %',
    alts: ['bad-access in %'],
    ways: [WAYS.callTrace],
    skip: ['ubsan', 'overflow'],
  }),
  blames({
    name: 'ubsan',
    kind: 'ubsan',
    head: 'UBSAN: ',
    title: (scene) => {
      const at = scene.head.indexOf(' in ');
      if (at < 0) return null;
      const type = scene.head.slice('UBSAN: '.length, at);
      return `UBSAN: ${type === 'Undefined behaviour' ? 'undefined-behaviour' : type} in %`;
    },
    ways: [WAYS.callTrace],
    skip: ['ubsan', 'overflow'],
  }),
];
