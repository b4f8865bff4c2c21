/** Marks of modules, as the log prints them behind a module's name (v6.12 kernel/panic.c `taint_flags`, kernel/module/main.c `module_flags_taint()`). */
export const MODULE_TAINTS: Readonly<Record<string, string>> = {
  P: 'proprietary',
  O: 'out-of-tree',
  E: 'unsigned',
  F: 'loaded by force',
  C: 'from staging',
};
