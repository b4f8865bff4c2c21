/**
 * Paths relative to the source tree, as people and MAINTAINERS write them: `fs/ext4/inode.c`. Where the tree stood on the
 * machine that built it is learned from the paths themselves.
 */

/** What stands below the root of a kernel's tree, or of its build folder, and hardly anywhere else. */
const IN_TREE =
  /^(.*\/)(?:init\/main\.c|include\/(?:linux|uapi|asm-generic|generated|net)\/|arch\/[^/]+\/include\/|kernel\/sched\/)/;

/** Below `arch/`: a file of assembler of one architecture. */
const ASSEMBLER = /^[^/]+(?:\/[^/]+)+\.S$/;

/** An architecture has headers in folders of the same names: `arch/x86/include/uapi/`. */
const OF_ARCHITECTURE = /\/arch\/[^/]+\/$/;

/** A tree has one root, or two with its build folder; a debug file may be anybody's, and each root is held against each path. */
const MAX_ROOTS = 64;

/**
 * @param compilationDirectories where the compiler ran: a module outside of the tree is told relative to that
 * @returns the paths at the same places, the longest root that fits taken off
 */
export function relativePaths(
  paths: readonly string[],
  compilationDirectories: ReadonlySet<string>,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const root = rootOf(path);
    if (root !== undefined) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  const learned = [...counts].sort(([, a], [, b]) => b - a).map(([root]) => root);
  const given = [...compilationDirectories].map((each) => (each.endsWith('/') ? each : `${each}/`));
  const roots = new Set([...learned.slice(0, MAX_ROOTS), ...given.slice(0, MAX_ROOTS)]);
  const longestFirst = [...roots].filter((root) => root !== '/').sort((a, b) => b.length - a.length);
  return paths.map((path) => {
    const root = longestFirst.find((candidate) => path.startsWith(candidate));
    return root === undefined ? path.replace(/^\/+/, '') : path.slice(root.length);
  });
}

function rootOf(path: string): string | undefined {
  const root = IN_TREE.exec(path)?.[1];
  if (root !== undefined) return root.replace(OF_ARCHITECTURE, '/');
  // Assembler is told by the whole path where C is told relative to the build folder: Debian's arm64 kernel.
  const end = path.startsWith('/') ? path.indexOf('/arch/', 1) + 1 : 0;
  return end > 0 && ASSEMBLER.test(path.slice(end + 'arch/'.length)) ? path.slice(0, end) : undefined;
}
