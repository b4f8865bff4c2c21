/** Every rule, in the order in which they are tried, by the family of the trigger. */
import type { Rule } from '../rule.ts';
import type { Family } from '../triggers.ts';
import {
  ARM_RULES,
  BUG_FAILURE_RULE,
  BUG_FAULT_RULES,
  BUS_RULES,
  DOUBLE_FAULT_RULES,
  FAULT_RULES,
  KERNEL_BUG_RULES,
  OLD_WARNING_RULE,
  PANIC_RULES,
  UNABLE_RULES,
} from './faults.ts';
import { LOCKUP_RULES, SERROR_RULES, XEN_RULES, XMON_RULES } from './hardware.ts';
import { CFI_RULES, LUSTRE_RULES, ZFS_RULES } from './modules.ts';
import { ATOMIC_RULES, LOCKDEP_BUG_RULES, LOCKDEP_INFO_RULES, LOCKDEP_WARNING_RULES } from './locking.ts';
import {
  bareRule,
  INFO_REMNANT_RULES,
  MEMORY_RULES,
  GO_RULES,
  NETDEV_RULES,
  OTHER_BUG_RULE,
  REBOOT_RULES,
  RUST_RULES,
  SLUB_RULES,
  TRUSTY_RULES,
  VFS_RULES,
} from './others.ts';
import { KASAN_RULES, KCSAN_RULES, KFENCE_RULES, KMSAN_RULES, LEAK_RULES, UBSAN_RULES } from './sanitizers.ts';
import { STALL_BUG_RULES, STALL_INFO_RULES } from './stalls.ts';
import { WARNING_RULES } from './warnings.ts';
import { DEATH_RULES, ORPHAN_RULES, WEAK_RULES } from './weak.ts';

export const RULES: Readonly<Record<Family, readonly Rule[]>> = {
  bug: [
    BUG_FAILURE_RULE,
    OLD_WARNING_RULE,
    ...KASAN_RULES,
    ...KMSAN_RULES,
    ...KCSAN_RULES,
    ...KFENCE_RULES,
    ...BUG_FAULT_RULES,
    ...ATOMIC_RULES,
    ...STALL_BUG_RULES,
    ...LOCKDEP_BUG_RULES,
    ...MEMORY_RULES,
    ...LEAK_RULES,
    OTHER_BUG_RULE,
    bareRule('BUG'),
  ],
  warning: [...WARNING_RULES, ...LOCKDEP_WARNING_RULES, bareRule('WARNING')],
  info: [...LOCKDEP_INFO_RULES, ...STALL_INFO_RULES, ...INFO_REMNANT_RULES, bareRule('INFO')],
  unable: UNABLE_RULES,
  fault: FAULT_RULES,
  panic: PANIC_RULES,
  'double-fault': DOUBLE_FAULT_RULES,
  'kernel-bug': KERNEL_BUG_RULES,
  slub: SLUB_RULES,
  ubsan: UBSAN_RULES,
  reboot: REBOOT_RULES,
  netdev: NETDEV_RULES,
  vfs: VFS_RULES,
  arm: ARM_RULES,
  bus: BUS_RULES,
  die: DEATH_RULES,
  trusty: TRUSTY_RULES,
  rust: RUST_RULES,
  go: GO_RULES,
  lockup: LOCKUP_RULES,
  serror: SERROR_RULES,
  xen: XEN_RULES,
  xmon: XMON_RULES,
  zfs: ZFS_RULES,
  lustre: LUSTRE_RULES,
  cfi: CFI_RULES,
  orphan: ORPHAN_RULES,
  weak: WEAK_RULES,
};
