/** Reports as kernels print them, by the rules of their sources, for tests of what happens to them on their way. */

export const X86_NULL = `BUG: kernel NULL pointer dereference, address: 0000000000000018
#PF: supervisor read access in kernel mode
#PF: error_code(0x0000) - not-present page
PGD 0 P4D 0
Oops: 0000 [#1] PREEMPT SMP NOPTI
CPU: 3 PID: 1523 Comm: rmmod Kdump: loaded Tainted: G           OE      6.1.0-18-amd64 #1  Debian 6.1.76-1
Hardware name: Acme Server/Board, BIOS 1.2 03/04/2025
RIP: 0010:acme_ctx_release+0x2f/0x90 [acme]
Code: 48 8b 47 18 48 85 c0 74 0f 48 89 df e8 00 00 00 00 <48> 8b 03 5b c3
RSP: 0018:ffffb8f4c0a37d90 EFLAGS: 00010246
RAX: 0000000000000000 RBX: ffff9d3c45e8a000 RCX: 0000000000000000
Call Trace:
 <TASK>
 ? __die_body.cold+0x1a/0x1f
 ? page_fault_oops+0xa9/0x1e0
 acme_teardown+0x4c/0x120 [acme]
 acme_exit+0x15/0x40 [acme]
 __do_sys_delete_module.constprop.0+0x1b8/0x2f0
 do_syscall_64+0x59/0xc0
 entry_SYSCALL_64_after_hwframe+0x64/0xce
 </TASK>
Modules linked in: acme(OE-) ext4 mbcache jbd2
CR2: 0000000000000018
---[ end trace 0000000000000000 ]---
Kernel panic - not syncing: Fatal exception
Kernel Offset: 0x2e00000 from 0xffffffff81000000 (relocation range: 0xffffffff80000000-0xffffffffbfffffff)`.split('\n');

export const ARM64_OOPS = `Unable to handle kernel paging request at virtual address ffff8000deadbeef
Mem abort info:
  ESR = 0x0000000096000007
Internal error: Oops: 0000000096000007 [#1] SMP
Modules linked in: acme(O) nf_tables
CPU: 2 PID: 411 Comm: kworker/2:1 Tainted: G           O       6.1.55 #1
Hardware name: Acme Board (DT)
Workqueue: events acme_poll [acme]
pstate: 60400009 (nZCv daif +PAN -UAO -TCO -DIT -SSBS BTYPE=--)
pc : acme_read_status+0x20/0x58 [acme]
lr : acme_poll+0x3c/0xa0 [acme]
sp : ffff80000b7bbd40
x29: ffff80000b7bbd40 x28: 0000000000000000 x27: 0000000000000000
Call trace:
 acme_read_status+0x20/0x58 [acme]
 acme_poll+0x3c/0xa0 [acme]
 process_one_work+0x1d4/0x320
 worker_thread+0x14c/0x444
 kthread+0x10c/0x110
 ret_from_fork+0x10/0x20
Code: d503233f a9be7bfd 910003fd f9000bf3 (b9400000)
---[ end trace 0000000000000000 ]---`.split('\n');

export const WARN = `------------[ cut here ]------------
WARNING: CPU: 1 PID: 77 at drivers/acme/core.c:412 acme_reset+0x1c2/0x1d0 [acme]
Modules linked in: acme ext4
CPU: 1 PID: 77 Comm: acmed Not tainted 5.14.0-362.el9.x86_64 #1
Hardware name: Acme Server/Board, BIOS 1.2 03/04/2025
RIP: 0010:acme_reset+0x1c2/0x1d0 [acme]
RSP: 0018:ffffb8f4c0a37d90 EFLAGS: 00010246
Call Trace:
 <TASK>
 acme_ioctl+0x8a/0x1b0 [acme]
 __x64_sys_ioctl+0x8a/0xc0
 do_syscall_64+0x59/0xc0
 entry_SYSCALL_64_after_hwframe+0x64/0xce
 </TASK>
---[ end trace 0000000000000000 ]---`.split('\n');

export const PPC_OOPS = `BUG: Kernel NULL pointer dereference on read at 0x00000008
Faulting instruction address: 0xc008000000f20a2c
Oops: Kernel access of bad area, sig: 11 [#1]
LE PAGE_SIZE=64K MMU=Radix SMP NR_CPUS=2048 NUMA pSeries
Modules linked in: acme(OE) xfs
CPU: 9 PID: 3021 Comm: acmed Tainted: G           OE     5.14.0-362.el9.ppc64le #1
NIP:  c008000000f20a2c LR: c008000000f20a10 CTR: c0000000001d2a30
REGS: c00000001b2f3810 TRAP: 0300   Tainted: G           OE      (5.14.0-362.el9.ppc64le)
MSR:  800000000280b033 <SF,VEC,VSX,EE,FP,ME,IR,DR,RI,LE>  CR: 24002222  XER: 20040000
GPR00: c008000000f20a10 c00000001b2f3ab0 c008000000f48100 0000000000000000
NIP [c008000000f20a2c] acme_submit+0x6c/0x140 [acme]
LR [c008000000f20a10] acme_submit+0x50/0x140 [acme]
Call Trace:
[c00000001b2f3ab0] [c008000000f20a10] acme_submit+0x50/0x140 [acme] (unreliable)
[c00000001b2f3af0] [c008000000f21c54] acme_write+0xd4/0x220 [acme]
[c00000001b2f3b60] [c00000000051f5a8] vfs_write+0xf8/0x4a0
[c00000001b2f3e10] [c00000000000bb9c] system_call_common+0xec/0x250
---[ end trace 0000000000000000 ]---`.split('\n');

export const HUNG_TASK = `INFO: task acmed:1822 blocked for more than 122 seconds.
      Not tainted 6.1.0-18-amd64 #1 Debian 6.1.76-1
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
task:acmed           state:D stack:0     pid:1822  ppid:1      flags:0x00004002
Call Trace:
 <TASK>
 __schedule+0x34d/0x9e0
 schedule+0x5a/0xd0
 io_schedule+0x42/0x70
 acme_flush_queue+0x13e/0x1b0 [acme]
 acme_fsync+0x5c/0x90 [acme]
 do_fsync+0x38/0x70
 __x64_sys_fsync+0x10/0x20
 do_syscall_64+0x59/0xc0
 entry_SYSCALL_64_after_hwframe+0x64/0xce
 </TASK>`.split('\n');

export const KERNEL_REPORTS = { X86_NULL, ARM64_OOPS, WARN, PPC_OOPS, HUNG_TASK };
