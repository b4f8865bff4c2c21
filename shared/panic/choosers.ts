/** How the guilty frame is chosen where the innermost one is chance. */
import { NameMatcher } from './skip-list.ts';
import { isAmong, type Named } from './walk.ts';

/**
 * Functions that hand work on: the one just inside them is what the kernel was busy with. A stall is noticed anywhere in a loop;
 * the call below the dispatcher is the same each time.
 */
const DISPATCHERS = new NameMatcher([
  // Work queues, threads, idle.
  'process_one_work',
  '^kthread$',
  '^kthread_worker_fn$',
  'ret_from_fork',
  'smpboot_thread_fn',
  'start_secondary',
  'cpu_startup_entry',
  'task_work_run',
  // What a module does when it is loaded.
  '^do_one_initcall$',
  // System call entry.
  'do_syscall_',
  'do_fast_syscall_',
  'sysenter_dispatch',
  'tracesys_phase2',
  'el0_svc_handler',
  'invoke_syscall',
  'ret_fast_syscall',
  'exit_to_usermode',
  // Interrupt bottom halves and timers.
  'netif_receive_skb',
  'do_softirq',
  // v6.10 kernel/softirq.c: what was __do_softirq().
  '^handle_softirqs$',
  '^__handle_irq_event_percpu$',
  '^handle_irq_event_percpu$',
  'run_ksoftirqd',
  'call_timer_fn',
  '_run_timers',
  'run_timer_softirq',
  'hrtimer_run',
  'tasklet_action',
  'tasklet_hi_action',
  'smp_call_function',
  // File operations: the file's own method is inside.
  'vfs_write',
  'vfs_read',
  'vfs_iter_read',
  'vfs_iter_write',
  'do_iter_read',
  'do_iter_write',
  'do_iter_readv_writev',
  'call_read_iter',
  'call_write_iter',
  'new_sync_read',
  'new_sync_write',
  'vfs_ioctl',
  // v2.6.18 fs/ioctl.c: inside its vfs_ioctl().
  '^do_ioctl$',
  'ksys_ioctl',
  'compat_ioctl',
  'compat_sys_ioctl',
  'blkdev_driver_ioctl',
  'blkdev_ioctl',
  'do_dentry_open',
  'vfs_open',
  '__fput',
  // Memory maps and faults.
  '^call_mmap',
  'mmap_region',
  'do_mmap',
  '__do_fault',
  'do_page_fault',
  '^page_fault$',
  // Sockets: the protocol's own method is inside.
  '^sock_sendmsg',
  '^sock_recvmsg',
  '^sock_release',
  '^__sock_release',
  '^setsockopt$',
  'kernel_setsockopt',
  'sock_common_setsockopt',
  '^listen$',
  'kernel_listen',
  'sk_common_release',
  '^sock_mmap',
  '^accept$',
  'kernel_accept',
  '^sock_do_ioctl',
  '^sock_ioctl',
  '^compat_sock_ioctl',
  '^nfnetlink_rcv_msg',
  '^rtnetlink_rcv_msg',
  '^netlink_dump',
  '^socketpair',
  '^connect',
  '^ioctl',
  '^sys_socketpair',
  '^sys_connect',
  '^sys_ioctl',
]);

/**
 * Between a dispatcher and the function that a write, an interrupt or a packet is for: these stand in every such trace.
 * v6.12 fs/{char_dev,libfs,seq_file}.c, fs/{kernfs,sysfs,configfs,debugfs}/file.c, fs/proc/{inode,proc_sysctl}.c, drivers/char/misc.c,
 * drivers/base/{bus,core}.c, kernel/{params,stop_machine}.c, kernel/module/main.c, kernel/irq/{handle,manage}.c, net/core/dev.c.
 */
const PASSAGES = new NameMatcher([
  '=kernfs_fop_write',
  '=kernfs_fop_write_iter',
  '=kernfs_fop_read',
  '=kernfs_fop_read_iter',
  '=kernfs_file_direct_read',
  '=kernfs_file_read_iter',
  '=kernfs_seq_show',
  '=kernfs_seq_start',
  '^sysfs_kf_',
  '=sysfs_write_file',
  '=sysfs_read_file',
  '=flush_write_buffer',
  '=fill_read_buffer',
  '=dev_attr_store',
  '=dev_attr_show',
  '=drv_attr_store',
  '=drv_attr_show',
  '=bus_attr_store',
  '=bus_attr_show',
  '=class_attr_store',
  '=class_attr_show',
  '=kobj_attr_store',
  '=kobj_attr_show',
  '=module_attr_store',
  '=module_attr_show',
  '=param_attr_store',
  '=param_attr_show',
  '=proc_reg_write',
  '=proc_reg_read',
  '=proc_reg_read_iter',
  '=proc_reg_unlocked_ioctl',
  '=proc_sys_call_handler',
  '=proc_sys_write',
  '=proc_sys_read',
  '=seq_read',
  '=seq_read_iter',
  '=traverse',
  '=configfs_write_iter',
  '=configfs_write_file',
  '=configfs_read_iter',
  '=configfs_read_file',
  '=configfs_bin_write_iter',
  '=configfs_bin_read_iter',
  '^full_proxy_',
  '=debugfs_attr_read',
  '=debugfs_attr_write',
  '=debugfs_attr_write_signed',
  '=simple_attr_read',
  '=simple_attr_write',
  '=simple_attr_write_xsigned',
  '=chrdev_open',
  '=misc_open',
  '=delete_module',
  '=net_rx_action',
  '=napi_poll',
  '=cpu_stopper_thread',
  '=irq_thread',
  '=irq_thread_fn',
  '=irq_forced_thread_fn',
]);

/** Fewer frames of one function are no runaway recursion. */
const MIN_RECURSION = 3;

/**
 * For stacks that overflowed: the function of a module that calls itself, or the module's first, which the kernel's own would not have
 * called so deep; else as for stalls, else the function that calls itself.
 */
export function overflowing(frames: readonly Named[]): Named | null {
  const ofModules = frames.filter(({ module }) => module !== undefined);
  return recursing(ofModules) ?? ofModules[0] ?? insideDispatcher(frames) ?? recursing(frames);
}

/** The function that stands most often; of a circle the one by which it was entered. */
function recursing(frames: readonly Named[]): Named | null {
  const counts = new Map<string, number>();
  for (const { name } of frames) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most < MIN_RECURSION ? null : (frames.findLast(({ name }) => (counts.get(name) ?? 0) >= most - 1) ?? null);
}

/** For stalls and lock-ups. */
export function insideDispatcher(frames: readonly Named[]): Named | null {
  let previous = frames[0];
  for (const frame of frames) {
    if (DISPATCHERS.matches(frame.name)) {
      // Waiting for other processors: the call itself says more than what happens to run inside it.
      if (frame.name.includes('smp_call_function')) return { name: 'smp_call_function', raw: frame.raw };
      return previous ?? null;
    }
    if (!isAmong(PASSAGES, frame.name, frame.module)) previous = frame;
  }
  return null;
}

/** Waits that hang because of others, each under one name. */
const COMMON_WAITS: readonly { readonly piece: string; readonly name?: string }[] = [
  { piece: 'rtnl_lock' },
  { piece: 'synchronize_rcu', name: 'synchronize_rcu' },
  { piece: 'synchronize_srcu', name: 'synchronize_rcu' },
  { piece: 'synchronize_net', name: 'synchronize_rcu' },
  { piece: 'synchronize_sched', name: 'synchronize_rcu' },
];

const WAITING = new NameMatcher([
  'sched',
  '_lock',
  '_slowlock',
  '^down',
  '_down_read',
  '_down_write',
  '__down',
  'rwsem',
  'completion',
  'kthread',
  'wait',
  'synchronize',
  'context_switch',
  '__switch_to',
  'cancel_delayed_work',
  'rcu_barrier',
  // What a wait for a bit calls, v2.6.32 fs/buffer.c and mm/filemap.c, v3.10 the same.
  '=sync_buffer',
  '=sync_page',
  '=sync_page_killable',
  '=sleep_on_buffer',
  '=sleep_on_page',
  '=sleep_on_page_killable',
]);

/** A module's function waits where it says so (`nfs_wait_bit_killable`, `__cv_wait`), not where `shutdown` has `down` in it. */
const WAITING_IN_MODULE = new NameMatcher(['wait', '_lock$']);

function isWaiting({ name, module }: Named): boolean {
  return isAmong(WAITING, name, module) || (module !== undefined && WAITING_IN_MODULE.matches(name));
}

/** Who waits where nobody may: the function that called the one that waits. */
export function notWaiting(frames: readonly Named[]): Named | null {
  return frames.find((frame) => !isWaiting(frame)) ?? frames[0] ?? null;
}

/** For hung tasks: the first function that is not about waiting. */
export function waiter(frames: readonly Named[]): Named | null {
  for (const frame of frames) {
    const common = COMMON_WAITS.find((wait) => frame.name.includes(wait.piece));
    if (common !== undefined) return { name: common.name ?? frame.name, raw: frame.raw };
  }
  return frames.find((frame) => !isWaiting(frame)) ?? null;
}
