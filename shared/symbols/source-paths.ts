/**
 * Paths relative to the source tree, as people and MAINTAINERS write them: `fs/ext4/inode.c`. Where the tree stood on the
 * machine that built it is learned from the paths themselves.
 */

/** What stands below the root of a kernel's tree, or of its build folder, and hardly anywhere else. */
const IN_TREE =
  /^(.*\/)(?:init\/main\.c|include\/(?:linux|uapi|asm-generic|generated|net)\/|arch\/[^/]+\/include\/|kernel\/sched\/)/;

/** Assembler is told by the whole path where C is told relative to the build folder: Debian's arm64 kernel. */
const ASSEMBLER = /^(\/.*?\/)arch\/[^/]+\/(?:[^/]+\/)*[^/]+\.S$/;

/** An architecture has headers in folders of the same names: `arch/x86/include/uapi/`. */
const OF_ARCHITECTURE = /\/arch\/[^/]+\/$/;

/**
 * @param compilationDirectories where the compiler ran: a module outside of the tree is told relative to that
 * @returns the paths at the same places, the longest root that fits taken off
 */
export function relativePaths(
  paths: readonly string[],
  compilationDirectories: ReadonlySet<string>,
): readonly string[] {
  const roots = new Set<string>();
  for (const path of paths) {
    const root = IN_TREE.exec(path)?.[1]?.replace(OF_ARCHITECTURE, '/') ?? ASSEMBLER.exec(path)?.[1];
    if (root !== undefined) roots.add(root);
  }
  for (const directory of compilationDirectories) roots.add(directory.endsWith('/') ? directory : `${directory}/`);
  const longestFirst = [...roots].filter((root) => root !== '/').sort((a, b) => b.length - a.length);
  return paths.map((path) => {
    const root = longestFirst.find((candidate) => path.startsWith(candidate));
    return root === undefined ? path.replace(/^\/+/, '') : path.slice(root.length);
  });
}
