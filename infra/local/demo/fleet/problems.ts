/**
 * Nine problems of a made-up fleet, in the words that kernels print them with. No machine died of them: hardware, tasks and offsets are
 * invented. The tenth problem of the tour is the sample dump's.
 */

/** One boot that came to its end. */
export interface Boot {
  readonly release: string;
  readonly hardware: string;
  /** Seconds since it began. */
  readonly uptimeSeconds: number;
}

export interface DemoProblem {
  /** What the tour calls it. */
  readonly name: string;
  /** The log's lines from where the trouble begins, without their times. */
  readonly report: (boot: Boot) => readonly string[];
}

const DIED = ['---[ end trace 0000000000000000 ]---', 'Kernel panic - not syncing: Fatal exception'];
const SYSCALL = [' do_syscall_64+0x82/0x190', ' entry_SYSCALL_64_after_hwframe+0x76/0x7e', ' </TASK>'];
const WORKER = [
  ' process_one_work+0x177/0x330',
  ' worker_thread+0x252/0x390',
  ' kthread+0xd2/0x100',
  ' ret_from_fork+0x34/0x50',
  ' ret_from_fork_asm+0x1a/0x30',
  ' </TASK>',
];

function cpuLines(cpu: number, pid: number, comm: string, { release, hardware }: Boot, tainted = 'Not tainted') {
  return [
    `CPU: ${cpu} UID: 0 PID: ${pid} Comm: ${comm} Kdump: loaded ${tainted} ${release} #1`,
    `Hardware name: ${hardware}`,
  ];
}

export const PROBLEMS = [
  {
    name: 'ext4',
    report: (boot) => [
      'Oops: general protection fault, probably for non-canonical address 0x6b6b6b6b6b6b6b83: 0000 [#1] PREEMPT SMP NOPTI',
      ...cpuLines(3, 1523, 'ingest-writer', boot),
      'RIP: 0010:ext4_mb_new_blocks+0x31a/0x1020 [ext4]',
      'Code: 48 8b 45 10 48 85 c0 74 21 48 8b 55 18 <48> 8b 42 18 48 39 c3 75 12',
      'RSP: 0018:ffffb2c1c0b0f8a8 EFLAGS: 00010282',
      'RAX: 6b6b6b6b6b6b6b6b RBX: ffff9d4a06d1c000 RCX: 0000000000000001',
      'RDX: 6b6b6b6b6b6b6b6b RSI: 0000000000000000 RDI: ffff9d4a06d1c0e8',
      'Call Trace:',
      ' <TASK>',
      ' ext4_ext_map_blocks+0x5f1/0x1a40 [ext4]',
      ' ext4_map_blocks+0x1b4/0x680 [ext4]',
      ' ext4_iomap_begin+0x1a2/0x300 [ext4]',
      ' iomap_iter+0x199/0x3c0',
      ' __iomap_dio_rw+0x1fe/0x890',
      ' ext4_file_write_iter+0x3b0/0x8d0 [ext4]',
      ' vfs_write+0x2a6/0x460',
      ' __x64_sys_pwrite64+0xa2/0xe0',
      ...SYSCALL,
      'Modules linked in: ext4 mbcache jbd2 nvme nvme_core',
      ...DIED,
    ],
  },
  {
    name: 'mlx5',
    report: (boot) => [
      'BUG: kernel NULL pointer dereference, address: 0000000000000058',
      '#PF: supervisor read access in kernel mode',
      '#PF: error_code(0x0000) - not-present page',
      'Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI',
      ...cpuLines(11, 0, 'swapper/11', boot),
      'RIP: 0010:mlx5e_handle_rx_cqe+0x4c/0x1f0 [mlx5_core]',
      'RSP: 0018:ffffa0b2c03d8e58 EFLAGS: 00010246',
      'RAX: 0000000000000000 RBX: ffff8c3e4a540000 RCX: 0000000000000042',
      'Call Trace:',
      ' <IRQ>',
      ' mlx5e_poll_rx_cq+0x1a3/0xa60 [mlx5_core]',
      ' mlx5e_napi_poll+0x11b/0x720 [mlx5_core]',
      ' __napi_poll+0x2b/0x1b0',
      ' net_rx_action+0x33a/0x430',
      ' handle_softirqs+0xd2/0x280',
      ' irq_exit_rcu+0x8e/0xb0',
      ' common_interrupt+0x85/0xa0',
      ' </IRQ>',
      'Modules linked in: mlx5_core psample tls',
      '---[ end trace 0000000000000000 ]---',
      'Kernel panic - not syncing: Fatal exception in interrupt',
    ],
  },
  {
    name: 'lockup',
    report: (boot) => [
      'watchdog: BUG: soft lockup - CPU#3 stuck for 26s! [kworker/3:1:212]',
      ...cpuLines(3, 212, 'kworker/3:1', boot),
      'Workqueue: xfs-sync/dm-2 xfs_log_worker [xfs]',
      'RIP: 0010:xfs_ail_splice+0x5d/0xb0 [xfs]',
      'RSP: 0018:ffffb01b80a77dc8 EFLAGS: 00000246',
      'Call Trace:',
      ' <TASK>',
      ' xfs_trans_ail_update_bulk+0x1c7/0x2e0 [xfs]',
      ' xfs_trans_committed_bulk+0x20c/0x2f0 [xfs]',
      ' xlog_cil_committed+0x147/0x190 [xfs]',
      ' xlog_cil_push_work+0x7a5/0xa30 [xfs]',
      ...WORKER,
      'Kernel panic - not syncing: softlockup: hung tasks',
    ],
  },
  {
    name: 'hung',
    report: ({ release }) => [
      'INFO: task postgres:4412 blocked for more than 120 seconds.',
      `      Not tainted ${release} #1`,
      '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
      'task:postgres        state:D stack:0     pid:4412  tgid:4412  ppid:1      flags:0x00000002',
      'Call Trace:',
      ' <TASK>',
      ' __schedule+0x3f0/0xbe0',
      ' schedule+0x27/0xf0',
      ' rwsem_down_write_slowpath+0x24b/0x5f0',
      ' down_write+0x6b/0x70',
      ' xfs_ilock+0x92/0x100 [xfs]',
      ' xfs_file_buffered_write+0x9c/0x310 [xfs]',
      ' vfs_write+0x2a6/0x460',
      ' ksys_write+0x6f/0xf0',
      ...SYSCALL,
      'Kernel panic - not syncing: hung_task: blocked tasks',
    ],
  },
  {
    name: 'kasan',
    report: (boot) => [
      'BUG: KASAN: slab-use-after-free in nft_set_elem_expr_destroy+0x5e/0x110 [nf_tables]',
      'Read of size 8 at addr ffff888107d53c28 by task kworker/1:2/88',
      ...cpuLines(1, 88, 'kworker/1:2', boot),
      'Workqueue: events nft_trans_gc_work [nf_tables]',
      'Call Trace:',
      ' <TASK>',
      ' dump_stack_lvl+0x5d/0x80',
      ' print_report+0xcf/0x610',
      ' kasan_report+0xb5/0xf0',
      ' nft_set_elem_expr_destroy+0x5e/0x110 [nf_tables]',
      ' nft_trans_gc_trans_free+0x151/0x310 [nf_tables]',
      ' process_one_work+0x177/0x330',
      ' worker_thread+0x252/0x390',
      ' kthread+0xd2/0x100',
      ' ret_from_fork+0x34/0x50',
      ' </TASK>',
      'Allocated by task 1912:',
      ' nft_set_elem_init+0x8d/0x240 [nf_tables]',
      'Freed by task 1930:',
      ' nf_tables_deactivate_set+0x1c2/0x2e0 [nf_tables]',
      'Kernel panic - not syncing: KASAN: panic_on_warn set ...',
    ],
  },
  {
    name: 'memory',
    report: (boot) => [
      'trainer invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0',
      ...cpuLines(7, 20911, 'trainer', boot),
      'Call Trace:',
      ' <TASK>',
      ' dump_stack_lvl+0x5d/0x80',
      ' dump_header+0x43/0x1aa',
      ' out_of_memory.cold+0x8/0x8a',
      ' __alloc_pages_slowpath.constprop.0+0xa3c/0xdf0',
      ' __alloc_pages_noprof+0x318/0x350',
      ' do_anonymous_page+0x94/0x6f0',
      ' handle_mm_fault+0x1ae/0x2c0',
      ' asm_exc_page_fault+0x26/0x30',
      ' </TASK>',
      'Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled',
    ],
  },
  {
    name: 'machine-check',
    report: (boot) => [
      'mce: [Hardware Error]: CPU 5: Machine Check Exception: 5 Bank 7: be00000000800400',
      'mce: [Hardware Error]: RIP !INEXACT! 10:<ffffffff9a0c41d7> {native_safe_halt+0x7/0x10}',
      'mce: [Hardware Error]: TSC 9d3f2c10b5e ADDR 2f4be0c40 MISC 140aa086',
      'mce: [Hardware Error]: PROCESSOR 0:606a6 TIME 1764021600 SOCKET 0 APIC a microcode d0003d1',
      'mce: [Hardware Error]: Machine check: Processor context corrupt',
      ...cpuLines(5, 0, 'swapper/5', boot, 'Tainted: G   M             '),
      'Kernel panic - not syncing: Fatal machine check',
    ],
  },
  {
    name: 'list',
    report: (boot) => [
      'list_del corruption. prev->next should be ffff8f1d4c1e9a08, but was dead000000000122. (prev=ffff8f1d4c1e9b08)',
      '------------[ cut here ]------------',
      'kernel BUG at lib/list_debug.c:62!',
      'Oops: invalid opcode: 0000 [#1] PREEMPT SMP NOPTI',
      ...cpuLines(2, 903, 'kworker/u66:1', boot),
      'Workqueue: nfsiod rpc_async_release [sunrpc]',
      'RIP: 0010:__list_del_entry_valid_or_report.cold+0x5b/0x6f',
      'RSP: 0018:ffffa5d5c1a8fdb8 EFLAGS: 00010246',
      'Call Trace:',
      ' <TASK>',
      ' nfs_direct_write_reschedule+0x1a5/0x3c0 [nfs]',
      ' nfs_direct_write_schedule_work+0x11a/0x1b0 [nfs]',
      ...WORKER,
      ...DIED,
    ],
  },
  {
    name: 'list-callers',
    report: (boot) => [
      'list_del corruption. next->prev should be ffff8f1d62c05548, but was 0000000000000000. (next=ffff8f1d62c05600)',
      '------------[ cut here ]------------',
      'kernel BUG at lib/list_debug.c:65!',
      'Oops: invalid opcode: 0000 [#1] PREEMPT SMP NOPTI',
      ...cpuLines(6, 911, 'kworker/u66:4', boot),
      'Workqueue: nfsiod rpc_async_release [sunrpc]',
      'RIP: 0010:__list_del_entry_valid_or_report.cold+0x3d/0x6f',
      'RSP: 0018:ffffa5d5c1b07db0 EFLAGS: 00010246',
      'Call Trace:',
      ' <TASK>',
      ' nfs_direct_commit_complete+0x17e/0x2d0 [nfs]',
      ' nfs_commit_release+0x23/0x50 [nfs]',
      ' rpc_free_task+0x3d/0x80 [sunrpc]',
      ...WORKER,
      ...DIED,
    ],
  },
] as const satisfies readonly DemoProblem[];

export type ProblemName = (typeof PROBLEMS)[number]['name'];

/** The log of a boot: how it began, and how it ended. */
export function consoleLog(boot: Boot, problem: DemoProblem): string {
  const { release, hardware, uptimeSeconds } = boot;
  let micros = 0;
  const stamp = (seconds: number): string => {
    micros += 7;
    return `[${String(seconds).padStart(5)}.${String(micros).padStart(6, '0')}]`;
  };
  return [
    `${stamp(0)} Linux version ${release} (builder@example) (gcc 14.2.0) #1 SMP PREEMPT_DYNAMIC`,
    `${stamp(0)} Command line: BOOT_IMAGE=/boot/vmlinuz-${release} root=/dev/vda1 ro crashkernel=256M`,
    `${stamp(0)} DMI: ${hardware}`,
    `${stamp(2)} systemd[1]: Reached target multi-user.target - Multi-User System.`,
    ...problem.report(boot).map((line) => `${stamp(uptimeSeconds)} ${line}`),
    '',
  ].join('\n');
}
