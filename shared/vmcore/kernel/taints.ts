/** Letters of `tainted_mask` by bit (Documentation/admin-guide/tainted-kernels.rst, linux v6.18). */
export const TAINT_FLAGS: readonly (readonly [flag: string, meaning: string])[] = [
  ['P', 'a proprietary module was loaded'],
  ['F', 'a module was loaded by force'],
  ['S', 'the processor or system is out of specification'],
  ['R', 'a module was unloaded by force'],
  ['M', 'the processor reported a machine check'],
  ['B', 'a bad page was referenced, or page flags were unexpected'],
  ['U', 'taint was requested by a userspace application'],
  ['D', 'the kernel died before: there was an oops or BUG'],
  ['A', 'an ACPI table was overridden by the user'],
  ['W', 'the kernel issued a warning'],
  ['C', 'a staging driver was loaded'],
  ['I', 'a workaround for a platform firmware bug is applied'],
  ['O', 'an out-of-tree module was loaded'],
  ['E', 'an unsigned module was loaded'],
  ['L', 'a soft lockup occurred'],
  ['K', 'the kernel has been live patched'],
  ['X', 'auxiliary taint, defined by the distribution'],
  ['T', 'the kernel was built with the struct randomization plugin'],
  ['N', 'an in-kernel test has been run'],
  ['J', 'a userspace program used a debug interface of fwctl'],
];

/** Set bits as letter and meaning; a bit that has no letter yet by its number. */
export function taints(mask: bigint): { flag: string; meaning: string }[] {
  const found: { flag: string; meaning: string }[] = [];
  for (let bit = 0; bit < 64; bit++) {
    if (((mask >> BigInt(bit)) & 1n) === 0n) continue;
    const [flag, meaning] = TAINT_FLAGS[bit] ?? [`#${bit}`, `taint bit ${bit}`];
    found.push({ flag, meaning });
  }
  return found;
}

/** The letters that a module's own mask adds. */
export function moduleTaintFlags(mask: bigint): string[] {
  return taints(mask).map(({ flag }) => flag);
}
