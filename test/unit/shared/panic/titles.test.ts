import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

/** Written after what the kernel prints; addresses and names are invented. */
const LOGS: readonly { name: string; log: string; title: string; kind: string; alt?: string; guilty?: string }[] = [
  {
    name: 'a page fault on x86-64',
    log: `BUG: unable to handle page fault for address: ffffc90000a41000
#PF: supervisor read access in kernel mode
Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
CPU: 3 UID: 0 PID: 812 Comm: worker a Not tainted 6.12.9-1-amd64 #1
Hardware name: Acme Server/Board, BIOS 1.2 03/04/2025
RIP: 0010:copy_header+0x2f/0x90 [acme_net]
RSP: 0018:ffffc90001b3fd10 EFLAGS: 00010246
Call Trace:
 <TASK>
 ? __die+0x23/0x70
 acme_rx+0x11a/0x220 [acme_net]
 __napi_poll+0x2b/0x1c0
 </TASK>
Modules linked in: acme_net
`,
    title: 'BUG: unable to handle kernel paging request in copy_header',
    kind: 'page-fault',
    alt: 'bad-access in copy_header',
    guilty: 'copy_header',
  },
  {
    name: 'a null pointer on i386',
    log: `BUG: kernel NULL pointer dereference, address: 00000010
*pde = 00000000
Oops: 0000 [#1] SMP
CPU: 0 PID: 77 Comm: sh Not tainted 5.10.0-30-686 #1
EIP: tick_once.part.0+0x12/0x40
Call Trace:
 run_all+0x1a/0x30
 ret_from_fork+0x1c/0x28
Code: 00 00
`,
    title: 'BUG: unable to handle kernel NULL pointer dereference in tick_once',
    kind: 'null-pointer',
  },
  {
    name: 'a null pointer on arm64',
    log: `[   42.000001][  T99] Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008
[   42.000002][  T99] Mem abort info:
[   42.000003][  T99] Internal error: Oops: 0000000096000004 [#1] PREEMPT SMP
[   42.000004][  T99] CPU: 1 PID: 99 Comm: probe Not tainted 6.1.0-rc3 #4
[   42.000005][  T99] pc : acme_probe+0x1c/0x80
[   42.000006][  T99] lr : driver_probe+0x50/0xa0
[   42.000007][  T99] Call trace:
[   42.000008][  T99]  acme_probe+0x1c/0x80
[   42.000009][  T99]  driver_probe+0x50/0xa0
[   42.000010][  T99]  ret_from_fork+0x10/0x20
[   42.000011][  T99] Code: f9400000
`,
    title: 'BUG: unable to handle kernel NULL pointer dereference in acme_probe',
    kind: 'null-pointer',
  },
  {
    name: 'an access to unreadable memory on arm64',
    log: `Unable to handle kernel read from unreadable memory at virtual address 0000000000000008
Internal error: Oops: 96000005 [#1] SMP
pc : acme_get+0x8/0x20
Call trace:
 acme_get+0x8/0x20
 acme_show+0x40/0x60
 end+0x1/0x2
`,
    title: 'BUG: unable to handle kernel read from unreadable memory in acme_get',
    kind: 'page-fault',
  },
  {
    name: 'a page fault on 32-bit arm',
    log: `8<--- cut here ---
Unable to handle kernel paging request at virtual address fee00001
Internal error: Oops: 805 [#1] SMP ARM
CPU: 0 PID: 21 Comm: dd Not tainted 5.10.2 #10
PC is at memcpy+0x40/0x48
LR is at acme_write+0x28/0x48
Backtrace: 
[<8078e15c>] (memcpy) from [<8078fba0>] (acme_write+0x10c/0x114)
[<8078fba0>] (acme_write) from [<8078fbec>] (vfs_write+0x44/0x4c)
Exception stack(0x9e4fffa8 to 0x9e4ffff0)
`,
    title: 'BUG: unable to handle kernel paging request in acme_write',
    kind: 'page-fault',
  },
  {
    name: 'a user access on riscv',
    log: `Unable to handle kernel access to user memory without uaccess routines at virtual address 000000000cc6b0d0
Oops [#1]
CPU: 0 PID: 5 Comm: init Not tainted 5.11.0 #1
epc : put_tail+0x72/0xb2
 ra : put_tail+0x70/0xb2
status: 0000000000000120 badaddr: 000000000cc6b0d0 cause: 000000000000000f
Call Trace:
[<ffffffe00008c762>] put_tail+0x72/0xb2
[<ffffffe000005570>] ret_from_exception+0x0/0x14
---[ end trace 170f72f747744a94 ]---
`,
    title: 'BUG: unable to handle kernel access to user memory in put_tail',
    kind: 'page-fault',
  },
  {
    name: 'a bad pointer on s390x',
    log: `Unable to handle kernel pointer dereference in virtual kernel address space
Failing address: 0000000000000000 TEID: 0000000000000483
Oops: 0004 ilc:2 [#1] SMP
CPU: 2 PID: 700 Comm: cat Not tainted 6.1.20 #1
Krnl PSW : 0704c00180000000 000003ff801a2b5c (acme_open+0x2c/0x100 [acme])
Krnl GPRS: 0000000000000000 0000000000000000
Call Trace:
 [<000003ff801a2b5c>] acme_open+0x2c/0x100 [acme]
([<000003ff801a2b40>] acme_open+0x10/0x100 [acme])
 [<00000000004d0f9a>] chrdev_open+0xca/0x1e0
Last Breaking-Event-Address:
`,
    title: 'BUG: unable to handle kernel pointer dereference in acme_open',
    kind: 'page-fault',
  },
  {
    name: 'a data access on ppc64le',
    log: `BUG: Unable to handle kernel data access on read at 0xc0080000deadbeef
Faulting instruction address: 0xc00000000012a3c4
Oops: Kernel access of bad area, sig: 11 [#1]
CPU: 9 PID: 45 Comm: dd Not tainted 5.14.0-70.el9.ppc64le #1
NIP:  c00000000012a3c4 LR: c00000000012a3a0 CTR: 0000000000000000
NIP [c00000000012a3c4] acme_ioctl+0x64/0x120
LR [c00000000012a3a0] acme_ioctl+0x40/0x120
Call Trace:
[c000000007a3bb00] [c00000000012a3a0] acme_ioctl+0x40/0x120 (unreliable)
[c000000007a3bb60] [c0000000004b5a88] sys_ioctl+0xf8/0x180
[c000000007a3bbb0] [c00000000002f0e8] system_call_exception+0x168/0x310
Instruction dump:
`,
    title: 'BUG: unable to handle kernel paging request in acme_ioctl',
    kind: 'page-fault',
  },
  {
    name: 'an illegal operation on s390x, which has no header of its own',
    log: `illegal operation: 0001 ilc:1 [#1] SMP
Krnl PSW : 0704c00180000000 0000000000100000 (acme_start+0x2/0x10)
Call Trace:
 [<0000000000100000>] acme_start+0x2/0x10
 [<0000000000100100>] kernel_init+0x20/0x40
Last Breaking-Event-Address:
`,
    title: 'illegal operation in acme_start',
    kind: 'bug',
  },
  {
    name: 'a general protection fault',
    log: `general protection fault, probably for non-canonical address 0xdffffc0000000001: 0000 [#1] PREEMPT SMP KASAN
KASAN: null-ptr-deref in range [0x0000000000000008-0x000000000000000f]
CPU: 0 PID: 9 Comm: x Not tainted 6.0.0 #1
RIP: 0010:__list_del_entry_valid+0x31/0x90
Call Trace:
 <TASK>
 list_del_init+0x10/0x20
 acme_drop.isra.7+0x81/0x100
 do_syscall_64+0x3a/0xb0
 </TASK>
Modules linked in:
`,
    title: 'general protection fault in acme_drop',
    kind: 'general-protection',
    alt: 'bad-access in acme_drop',
  },
  {
    name: 'KASAN',
    log: `==================================================================
BUG: KASAN: slab-use-after-free in acme_put+0x10/0x30
Write of size 4 at addr ffff888012345678 by task repro/77

CPU: 0 PID: 77 Comm: repro Not tainted 6.8.0 #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x1b0/0x290
 print_report+0x169/0x550
 kasan_report+0x143/0x180
 acme_put+0x10/0x30
 acme_release+0x20/0x40
 </TASK>

Allocated by task 77:
 kasan_save_stack+0x3f/0x60
 acme_new+0x30/0x80

Freed by task 77:
 kasan_save_stack+0x3f/0x60
 kfree+0x100/0x300
`,
    title: 'KASAN: slab-use-after-free Write in acme_put',
    kind: 'kasan',
    alt: 'bad-access in acme_put',
  },
  {
    name: 'KASAN double free',
    log: `BUG: KASAN: double-free in acme_exit+0x10/0x30
Free of addr ffff888012345678 by task repro/77
Call Trace:
 kasan_report_invalid_free+0x10/0x20
 __kasan_slab_free+0x10/0x20
 kfree+0x40/0x100
 acme_exit+0x10/0x30
 acme_release+0x20/0x40
Allocated by task 77:
 acme_new+0x30/0x80

Freed by task 77:
 kfree+0x100/0x300
 acme_exit+0x10/0x30
`,
    title: 'KASAN: invalid-free in acme_exit',
    kind: 'kasan',
    alt: 'invalid-free in acme_exit',
  },
  {
    name: 'KMSAN, which skips ciphers',
    log: `=====================================================
BUG: KMSAN: uninit-value in aes_encrypt+0x15cc/0x1db0
 aes_encrypt+0x15cc/0x1db0
 crypto_ecb_encrypt+0x1e7/0x380
 acme_seal+0x52c/0x900
 do_writepages+0x428/0x870

Uninit was created at:
 __alloc_pages+0x9a4/0xe00
 acme_fill+0x9a4/0xe00
=====================================================
`,
    title: 'KMSAN: uninit-value in acme_seal',
    kind: 'kmsan',
  },
  {
    name: 'KCSAN',
    log: `BUG: KCSAN: data-race in acme_poll / acme_push

write to 0xffff8880b0000000 of 8 bytes by task 1 on cpu 0:
 acme_push+0x1/0x2
`,
    title: 'KCSAN: data-race in acme_poll / acme_push',
    kind: 'kcsan',
  },
  {
    name: 'KFENCE',
    log: `BUG: KFENCE: out-of-bounds read in acme_sum+0x3c/0xa0

Out-of-bounds read at 0x00000000ab12cd34 (1B left of kfence-#72):
 acme_sum+0x3c/0xa0
 acme_run+0x40/0x60

Call Trace: x
 acme_sum+0x3c/0xa0
 acme_run+0x40/0x60
`,
    title: 'KFENCE: out-of-bounds read in acme_sum',
    kind: 'kfence',
  },
  {
    name: 'UBSAN',
    log: `UBSAN: shift-out-of-bounds in drivers/acme/core.c:91:12
shift exponent 40 is too large for 32-bit type 'int'
Call Trace:
 dump_stack_lvl+0x1b0/0x290
 ubsan_epilogue+0x5/0x40
 __ubsan_handle_shift_out_of_bounds+0x103/0x200
 acme_scale+0x33/0x70
 acme_set+0x40/0x60
`,
    title: 'UBSAN: shift-out-of-bounds in acme_scale',
    kind: 'ubsan',
  },
  {
    name: 'a warning',
    log: `------------[ cut here ]------------
WARNING: CPU: 1 PID: 10 at drivers/acme/core.c:120 acme_reset+0x50/0x60
Modules linked in:
CPU: 1 PID: 10 Comm: x Not tainted 6.1.0 #1
RIP: 0010:acme_reset+0x50/0x60
Call Trace:
 <TASK>
 acme_close+0x10/0x20
 __fput+0x100/0x200
 </TASK>
---[ end trace 0000000000000000 ]---
`,
    title: 'WARNING in acme_reset',
    kind: 'warning',
  },
  {
    name: 'a warning of 6.18, which names no processor first',
    log: `WARNING: drivers/acme/core.c:120 at acme_reset+0x50/0x60, CPU#1: x/10
RIP: 0010:acme_reset+0x50/0x60
Call Trace:
 <TASK>
 acme_close+0x10/0x20
 __fput+0x100/0x200
 </TASK>
`,
    title: 'WARNING in acme_reset',
    kind: 'warning',
  },
  {
    name: 'a refcount warning, which blames the user of the counter',
    log: `refcount_t: underflow; use-after-free.
WARNING: CPU: 0 PID: 20 at lib/refcount.c:28 refcount_warn_saturate+0x110/0x130
RIP: 0010:refcount_warn_saturate+0x110/0x130
Call Trace:
 <TASK>
 kobject_put+0x50/0x60
 acme_unbind+0x10/0x20
 device_release_driver+0x100/0x200
 </TASK>
`,
    title: 'WARNING: refcount bug in acme_unbind',
    kind: 'refcount',
  },
  {
    name: 'a circular lock dependency',
    log: `======================================================
WARNING: possible circular locking dependency detected
6.1.0-acme #1 Not tainted
------------------------------------------------------
repro/77 is trying to acquire lock:
ffff888011111111 (&a->mutex){+.+.}-{3:3}, at: acme_lock_both+0x30/0x90

but task is already holding lock:
ffff888022222222 (&b->mutex){+.+.}-{3:3}, at: acme_begin+0x20/0x40

stack backtrace:
CPU: 0 PID: 77 Comm: repro Not tainted 6.1.0-acme #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x10/0x20
 __lock_acquire+0x10/0x20
 acme_lock_both+0x30/0x90
 </TASK>
`,
    title: 'possible deadlock in acme_lock_both',
    kind: 'lockdep',
  },
  {
    name: 'a hung task, blamed on what it waits in',
    log: `INFO: task acme-sync:412 blocked for more than 122 seconds.
      Not tainted 6.1.0-18-amd64 #1
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
task:acme-sync       state:D stack:0     pid:412   ppid:2      flags:0x00004000
Call Trace:
 <TASK>
 __schedule+0x34d/0x9e0
 schedule+0x5a/0xd0
 schedule_preempt_disabled+0x11/0x20
 __mutex_lock.constprop.0+0x399/0x700
 acme_flush+0x1a/0x60
 kthread+0xe6/0x110
 </TASK>
`,
    title: 'INFO: task hung in acme_flush',
    kind: 'hung-task',
    alt: 'hang in acme_flush',
  },
  {
    name: 'a soft lockup, blamed on the call below the dispatcher',
    log: `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [acme:55]
CPU: 1 PID: 55 Comm: acme Not tainted 6.1.0 #1
RIP: 0010:native_queued_spin_lock_slowpath+0x1c7/0x200
Call Trace:
 <TASK>
 _raw_spin_lock+0x25/0x30
 acme_walk+0x40/0x60
 acme_scan+0x40/0x60
 acme_ioctl+0x40/0x60
 vfs_ioctl+0x10/0x20
 __x64_sys_ioctl+0x8b/0xc0
 do_syscall_64+0x3a/0xb0
 </TASK>
`,
    title: 'BUG: soft lockup in acme_ioctl',
    kind: 'soft-lockup',
    alt: 'stall in acme_ioctl',
  },
  ...[
    ['kernfs_fop_write_iter', 'sysfs_kf_write', 'dev_attr_store'],
    ['kernfs_fop_write', 'sysfs_kf_write', 'kobj_attr_store'],
    ['configfs_write_iter'],
    ['full_proxy_write', 'debugfs_attr_write'],
    ['proc_reg_write'],
  ].map((passages) => ({
    name: `a soft lockup on a module's lock, behind ${passages.join(', ')}`,
    log: `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [sh:55]
CPU: 1 PID: 55 Comm: sh Not tainted 6.1.0 #1
RIP: 0010:native_queued_spin_lock_slowpath+0x1c7/0x200
Call Trace:
 <TASK>
 _raw_spin_lock+0x25/0x30
 acme_store+0x40/0x60 [acme]
${passages
  .toReversed()
  .map((passage) => ` ${passage}+0x15/0x40\n`)
  .join('')} vfs_write+0x10/0x20
 ksys_write+0x6b/0xf0
 do_syscall_64+0x3a/0xb0
 </TASK>
`,
    title: 'BUG: soft lockup in acme_store',
    kind: 'soft-lockup',
  })),
  {
    name: 'a soft lockup in what a file of the kernel itself has between the passage and the dispatcher',
    log: `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [cat:55]
RIP: 0010:native_queued_spin_lock_slowpath+0x1c7/0x200
Call Trace:
 _raw_spin_lock+0x25/0x30
 seq_read_iter+0x40/0x60
 proc_reg_read_iter+0x40/0x60
 vfs_read+0x10/0x20
`,
    title: 'BUG: soft lockup in seq_read_iter',
    kind: 'soft-lockup',
  },
  ...[
    ['__napi_poll', 'net_rx_action', 'handle_softirqs', '__irq_exit_rcu', 'irq_exit_rcu', 'cpu_startup_entry'],
    ['__napi_poll', 'net_rx_action', '__do_softirq', 'run_ksoftirqd', 'smpboot_thread_fn', 'kthread'],
    ['__handle_irq_event_percpu', 'handle_irq_event', 'handle_edge_irq', '__common_interrupt', 'cpu_startup_entry'],
    ['kthread_worker_fn', 'kthread', 'ret_from_fork'],
    ['cpu_stopper_thread', 'smpboot_thread_fn', 'kthread'],
    ['do_one_initcall', 'do_init_module', 'load_module', '__do_sys_finit_module', 'do_syscall_64'],
    ['__do_sys_delete_module.constprop.0', 'do_syscall_64'],
    ['chrdev_open', 'do_dentry_open', 'do_open'],
    ['misc_open', 'chrdev_open', 'do_dentry_open', 'do_open'],
  ].map((callers) => ({
    name: `a soft lockup below ${callers.join(', ')}`,
    log: `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [acme:55]
CPU: 1 PID: 55 Comm: acme Not tainted 6.12.1 #1
RIP: 0010:acme_drain+0x1c7/0x200 [acme]
Call Trace:
 acme_own+0x25/0x30 [acme]
${callers.map((caller) => ` ${caller}+0x15/0x40\n`).join('')}`,
    title: 'BUG: soft lockup in acme_own',
    kind: 'soft-lockup',
  })),
  {
    name: 'an interrupt thread that does not end',
    log: `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [irq/30-acme:55]
RIP: 0010:acme_drain+0x1c7/0x200 [acme]
Call Trace:
 acme_thread_fn+0x25/0x30 [acme]
 irq_thread_fn+0x20/0x60
 irq_thread+0xfb/0x1b0
 kthread+0xe6/0x110
`,
    title: 'BUG: soft lockup in acme_thread_fn',
    kind: 'soft-lockup',
  },
  {
    name: 'an RCU stall, by the system call that loops',
    log: `rcu: INFO: rcu_preempt self-detected stall on CPU
rcu: \t1-....: (10499 ticks this GP) idle=9b6/1/0x4000000000000000
CPU: 1 PID: 55 Comm: acme Not tainted 6.1.0 #1
Call Trace:
 <IRQ>
 rcu_sched_clock_irq+0x10/0x20
 asm_sysvec_apic_timer_interrupt+0x16/0x20
RIP: 0010:acme_spin+0x10/0x20
 acme_loop+0x10/0x20
 __x64_sys_swapon+0x8b/0xc0
 do_syscall_64+0x3a/0xb0
 entry_SYSCALL_64_after_hwframe+0x63/0xcd
`,
    title: 'INFO: rcu detected stall in sys_swapon',
    kind: 'rcu-stall',
    alt: 'stall in __x64_sys_swapon',
  },
  {
    name: 'kernel BUG',
    log: `kernel BUG at fs/acme/inode.c:311!
invalid opcode: 0000 [#1] PREEMPT SMP
RIP: 0010:acme_evict.cold+0x10/0x20
Call Trace:
 <TASK>
 evict+0x10/0x20
 iput+0x10/0x20
 do_unlinkat+0x10/0x20
 </TASK>
`,
    title: 'kernel BUG in acme_evict',
    kind: 'bug',
  },
  {
    name: 'a list that is corrupted',
    log: `list_del corruption, ffff88800ab8d000->next is NULL
kernel BUG at lib/list_debug.c:50!
RIP: 0010:__list_del_entry_valid.cold+0x10/0x20
Call Trace:
 <TASK>
 acme_pop+0x10/0x20
 acme_next+0x10/0x20
 acme_next+0x10/0x20
 </TASK>
`,
    title: 'BUG: corrupted list in acme_pop',
    kind: 'list-corruption',
  },
  {
    name: 'sysrq-c',
    log: `sysrq: Trigger a crash
Kernel panic - not syncing: sysrq triggered crash
CPU: 0 PID: 1 Comm: bash Not tainted 6.1.0 #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x45/0x5e
 panic+0x118/0x2ed
 sysrq_handle_crash+0x16/0x20
 </TASK>
`,
    title: 'kernel panic: sysrq triggered crash',
    kind: 'sysrq',
  },
  {
    name: 'no root file system',
    log: `Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(8,1)
Call Trace:
 dump_stack_lvl+0x45/0x5e
 panic+0x118/0x2ed
 mount_root+0x16/0x20
 kernel_init+0x16/0x20
`,
    title: 'kernel panic: VFS: Unable to mount root fs on unknown-block(NUM,NUM)',
    kind: 'no-root-fs',
  },
  {
    name: 'a memory leak',
    log: `BUG: memory leak
unreferenced object 0xffff888112345678 (size 64):
  comm "modprobe", pid 123, jiffies 4294940000 (age 10.000s)
  backtrace (crc 1234abcd):
    [<ffffffff81234567>] __kmalloc+0x10/0x20
    [<ffffffff81234567>] acme_setup+0x10/0x20
    [<ffffffff81234567>] acme_init+0x10/0x20
`,
    title: 'memory leak in acme_setup',
    kind: 'memory-leak',
  },
  {
    name: 'a sleep in atomic context',
    log: `BUG: sleeping function called from invalid context at kernel/locking/mutex.c:580
in_atomic(): 1, irqs_disabled(): 0, non_block: 0, pid: 9, name: x
Call Trace:
 <TASK>
 dump_stack_lvl+0x45/0x5e
 __might_resched.cold+0x10/0x20
 __mutex_lock+0x10/0x20
 acme_tick+0x10/0x20
 call_timer_fn+0x10/0x20
 </TASK>
`,
    title: 'BUG: sleeping function called from invalid context in acme_tick',
    kind: 'atomic-sleep',
  },
  {
    name: 'a hard lockup',
    log: `NMI watchdog: Watchdog detected hard LOCKUP on cpu 1
CPU: 1 PID: 55 Comm: acme Not tainted 6.1.0 #1
RIP: 0010:native_queued_spin_lock_slowpath+0x1c7/0x200
Call Trace:
 _raw_spin_lock+0x25/0x30
 acme_irq+0x40/0x60
 call_timer_fn+0x40/0x60
`,
    title: 'Watchdog detected hard LOCKUP',
    kind: 'hard-lockup',
  },
  {
    name: 'a Rust panic, whose functions are made readable',
    log: `rust_kernel: panicked at drivers/acme/queue.rs:77:13:
attempt to add with overflow
------------[ cut here ]------------
kernel BUG at rust/helpers/bug.c:7!
RIP: 0010:rust_helper_BUG+0x8/0x10
Call Trace:
 <TASK>
 _RNvCs1234_7___rustc17rust_begin_unwind+0x15b/0x160
 _RNvNtCs1234_4core9panicking9panic_fmt+0x84/0x90
 _RNvMs_NtCs5678_4acme5queueNtB4_5Queue4push+0x17e5/0x1860
 do_syscall_64+0x58/0xf0
`,
    title: 'attempt to add with overflow in <acme::queue::Queue>::push',
    kind: 'bug',
  },
];

describe('words of v7.2', () => {
  const SCENE = `CPU: 1 UID: 0 PID: 133 Comm: dd Not tainted 7.2.13 #1 PREEMPT(lazy)  Debian 7.2.13-1 \nRIP: 0010:acme_spin+0x10/0x40\nCall Trace:\n <TASK>\n acme_hold+0x20/0x40\n kthread+0xe4/0x120\n </TASK>\n`;

  it('name a warning whose file the kernel does not know', () => {
    const log = `------------[ cut here ]------------\nWARNING: at acme_spin+0x10/0x40, CPU#1: dd/133\n${SCENE}---[ end trace 0000000000000000 ]---\n`;
    expect(read(log)).toMatchObject({ title: 'WARNING in acme_spin', kind: 'warning', guilty: 'acme_spin' });
  });

  it.each([
    ['as the console has it', () => ''],
    ['as the ring has it', (of: string) => `[${of.padStart(5)}]`],
  ])('name a lock-up, and not the task that waits for the processor, %s', (_, tag) => {
    const stamp = (of: string, at: number, text: string): string =>
      text.replace(/^(?=.)/gm, `[${at.toFixed(6).padStart(12)}]${tag(of)} `);
    const hung = `INFO: task kworker/1:1:45 blocked for more than 9 seconds.\n      Not tainted 7.2.13 #1\n"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\ntask:kworker/1:1     state:D stack:0     pid:45    tgid:45    ppid:2      task_flags:0x4208060 flags:0x00000010\nCall trace:\n __schedule+0x460/0x12e8\n synchronize_rcu+0x4c/0x60\n do_free_init+0x40/0x88\n`;
    const locked = `watchdog: CPU1: Watchdog detected hard LOCKUP on cpu 0\nModules linked in: acme\nSending NMI from CPU 1 to CPUs 0:\nAfter 10 seconds, these CPUS still haven't responded to the NMI: 0\nKernel panic - not syncing: Hard LOCKUP\n`;
    const log =
      stamp('T33', 25.82, hung) + stamp('C1', 26.21, locked) + stamp('C1', 118.97, SCENE.replace('CPU: 1', 'CPU: 0'));
    const { title, guilty, others } = read(log);
    expect([title, guilty, others.map((other) => other.title)]).toEqual([
      'Watchdog detected hard LOCKUP',
      'acme_spin',
      ['INFO: task hung in synchronize_rcu'],
    ]);
  });

  it('name a lock-up that a processor has found on itself, behind its number', () => {
    const log = `watchdog: CPU1: Watchdog detected hard LOCKUP on cpu 1\n${SCENE}Kernel panic - not syncing: Hard LOCKUP\n`;
    expect(read(log)).toMatchObject({ title: 'Watchdog detected hard LOCKUP', guilty: 'acme_spin', others: [] });
  });

  it.each(['workqueue: stall lasted 34s, exceeding threshold 30s', 'workqueue: 3 stall(s) exceeded threshold 3'])(
    'give up after a work queue has stalled, which is told already: %s',
    (reason) => {
      const stall = 'BUG: workqueue lockup - pool cpus=1 node=0 flags=0x0 nice=0 stuck for 34s!\n';
      const panic = `Kernel panic - not syncing: ${reason}\n${SCENE}`;
      expect(read(stall + panic)).toMatchObject({ title: 'BUG: workqueue lockup', others: [] });
      expect(read(panic).title).toMatch(/^kernel panic: workqueue: /);
    },
  );
});

describe('triage', () => {
  it.each(LOGS)('names $name', ({ log, title, kind, alt, guilty }) => {
    const result = read(log);
    expect({ title: result.title, kind: result.kind, corrupted: result.corruptedReason }).toEqual({
      title,
      kind,
      corrupted: undefined,
    });
    if (alt !== undefined) expect(result.altTitles).toContain(alt);
    if (guilty !== undefined) expect(result.guilty).toBe(guilty);
  });

  it.each([
    ['an empty log', ''],
    ['a boot', '[    0.000000] Linux version 6.1.0 (gcc)\n[    1.0] Run /sbin/init as init process\n'],
    [
      'a program that crashed',
      '[   10.0] traps: app[12] general protection fault ip:7f00 sp:7ff0 error:0 in libc.so\n',
    ],
    ['a note of lockdep', '[901320.960000] INFO: lockdep is turned off.\n'],
    ['a slow NMI handler', '[   92.4] INFO: NMI handler (perf_event_nmi_handler) took too long to run: 1.356 msecs\n'],
    ['a deprecation', '[   49.6][ T8428] WARNING: the mand mount option is being deprecated and\n'],
    ['a device number', '[   49.6] usb usb1: port [#2] reset\n'],
    ['binary noise', '\u0000\u0001\u00ff\u00fe BUG \u0000\n'],
  ])('says none for %s', (_name, log) => {
    expect(read(log)).toMatchObject({ title: null, kind: 'none', fingerprint: null, corrupted: false });
  });

  it('takes no answer from annotations above the log', () => {
    const crash = LOGS[0]!;
    const annotated = `TITLE: KASAN: use-after-free Read in liar\nALT: BUG: liar\nCORRUPTED: Y\n\n${crash.log}`;
    expect(read(annotated)).toMatchObject({ title: crash.title, corrupted: false, line: 5 });
    expect(read('TITLE: KASAN: use-after-free Read in liar\n\n[    1.0] fine\n').title).toBeNull();
  });
});
