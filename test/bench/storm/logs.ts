/** What the hosts of a storm have to say: three problems that are known and one that is new, each with its own trace. */
const FUNCTIONS = ['ext4_mb_new_blocks', 'nvme_complete_rq', 'tcp_retransmit_timer', 'xfs_buf_ioend'] as const;

export const PROBLEMS = FUNCTIONS.length;
/** The last one is the new one. */
export const NEW_PROBLEM = PROBLEMS - 1;

/** As an x86-64 kernel prints it on a null pointer. */
export function logOf(problem: number, host: number): Buffer {
  const symbol = FUNCTIONS[problem] ?? '';
  const stamp = (at: number): string => `[${(4000 + (host % 900) + at / 10).toFixed(6).padStart(12)}]`;
  const lines = [
    'Linux version 6.12.117 (build@example) (gcc 14.2.0) #1 SMP',
    `usb 1-${host % 8}: new high-speed USB device number ${host % 100} using xhci_hcd`,
    'BUG: kernel NULL pointer dereference, address: 0000000000000018',
    '#PF: supervisor read access in kernel mode',
    '#PF: error_code(0x0000) - not-present page',
    'PGD 0 P4D 0',
    'Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI',
    `CPU: ${host % 64} UID: 0 PID: ${1000 + host} Comm: worker Not tainted 6.12.117 #1`,
    'Hardware name: Example Corp. Model 7/Board 2, BIOS 1.4 01/02/2026',
    `RIP: 0010:${symbol}+0x31a/0x8c0`,
    'Call Trace:',
    ' <TASK>',
    ` ${symbol}+0x31a/0x8c0`,
    ` ${symbol}_caller+0x42/0x100`,
    ' do_syscall_64+0x5d/0x90',
    ' </TASK>',
    'Kernel panic - not syncing: Fatal exception',
  ];
  return Buffer.from(lines.map((line, at) => `${stamp(at)} ${line}\n`).join(''));
}
