/** Panics of modules that have their own words: ZFS (OpenZFS module/os/linux/spl/spl-err.c `spl_panic()`), Lustre (libcfs `lbug_with_loc()`), and Clang's control flow integrity (v6.12 kernel/cfi.c, v5.13 `handle_cfi_failure()`). */
import { readPlace } from '../frames.ts';
import { blames, findBelow, names, textAt, WAYS, type Rule, type Scene } from '../rule.ts';
import { withoutVariables } from '../titles.ts';

/** `VERIFY3(a == b) failed (1 == 2)` of the line above -> `VERIFY3`. */
function asserted({ before }: Scene): string {
  const found = before
    .map((text) => /\b(VERIFY\w{0,8}|ASSERT\w{0,8}|VERIFY3\w?)\(.{0,400}\) {0,2}failed/.exec(text)?.[1])
    .findLast((name) => name !== undefined);
  return found ?? 'VERIFY';
}

/** @param place with file and function; one title whatever the version said, since an assertion that has been there for long is one bug */
function assertion(name: string, head: string, place: RegExp): Rule {
  return names({
    name,
    kind: 'panic',
    head,
    find: (scene) => place.exec(scene.head)?.[2] ?? null,
    title: (scene) => {
      const [, file = '', failed = ''] = place.exec(scene.head) ?? [];
      return `${asserted(scene)} failed: PANIC at ${file}:LINE:${failed}()`;
    },
  });
}

const ZFS_SAYS = 'PANIC: ';

export const ZFS_RULES: readonly Rule[] = [
  blames({
    name: 'zfs-says',
    kind: 'panic',
    head: ZFS_SAYS,
    title: (scene) => {
      const shown = findBelow(scene, (text) => text.startsWith('Showing stack for process ') || null);
      return shown === null ? null : `PANIC: ${withoutVariables(scene.head.slice(ZFS_SAYS.length).trim())}`;
    },
    ways: [WAYS.callTrace],
    skip: ['vcmn_err', 'zfs_panic_recover', 'zfs_blkptr_verify_log', 'cmn_err'],
  }),
  assertion('zfs-panic', 'PANIC at ', /^PANIC at ([\w.-]{1,80}):\d{1,6}:(\w{1,120})\(\)/),
  // SPL up to 0.6.3.
  assertion(
    'spl-panic',
    'SPLError: ',
    /^SPLError: \d{1,8}:\d{1,4}:\(([\w.-]{1,80}):\d{1,6}:(\w{1,120})\(\)\).* SPL PANIC\s*$/,
  ),
];

const LUSTRE_PLACE = /LustreError: \d{1,8}:\d{1,4}:\([\w.-]{1,80}:\d{1,6}:(\w{1,120})\(\)\)/;

export function lustreFunction({ before, lines, at }: Scene): string | undefined {
  const texts = [...before, lines[at]?.text ?? ''];
  return texts.map((text) => LUSTRE_PLACE.exec(text)?.[1]).findLast((name) => name !== undefined);
}

export const LUSTRE_RULES: readonly Rule[] = [
  names({
    name: 'lustre-lbug',
    kind: 'panic',
    head: 'LustreError: ',
    when: (head) => head.trimEnd().endsWith(' LBUG'),
    find: (scene) => LUSTRE_PLACE.exec(textAt(scene, 0))?.[1] ?? null,
    title: 'LBUG in %',
    noTrace: true,
  }),
];

export const CFI_RULES: readonly Rule[] = [
  blames({
    name: 'cfi',
    kind: 'bug',
    head: 'CFI failure',
    title: 'CFI failure in %',
    ways: [
      (walk) =>
        walk.function((text) => {
          const at = text.indexOf('CFI failure at ');
          return at < 0 ? null : (readPlace(text, at + 'CFI failure at '.length)?.symbol ?? null);
        }),
      (walk) => walk.pointer(),
      (walk) => walk.callTrace().trace(),
    ],
    skip: ['cfi_', '__cfi'],
  }),
];
