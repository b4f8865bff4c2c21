import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';
import { listedBelow } from '../../../../shared/panic/listings.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

/** So that the log is not taken for one that begins in the middle of a report. */
const BEFORE = Array.from({ length: 10 }, (_, i) => `acme 0000:00:0${i % 8}.0: link is up\n`).join('');
const INIT_DIED = `Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009
CPU: 0 PID: 1 Comm: systemd Not tainted 6.1.0 #1
Call Trace:
 <TASK>
 dump_stack_lvl+0x45/0x5e
 panic+0x118/0x2ed
 do_exit.cold+0x15/0x15
 </TASK>
`;
const ASLEEP = `Call Trace:
 <TASK>
 __schedule+0x34d/0x9e0
 schedule+0x5a/0xd0
 acme_poll+0x10/0x20
 </TASK>
`;
const RUNS = 'RIP: 0010:acme_copy+0x2f/0x90 [acme]\nCall Trace:\n <TASK>\n acme_rx+0x11a/0x220 [acme]\n </TASK>\n';

describe('a panic below traces that are no crash', () => {
  it.each([
    [
      'SysRq-t',
      `sysrq: Show State\ntask:systemd         state:S stack:0     pid:1     ppid:0      flags:0x00000002\n${ASLEEP}`,
    ],
    ['SysRq-t that lost its lines but the traces', ASLEEP],
    ['SysRq-t on arm64', `Call trace:\n __switch_to+0xf0/0x170\n __schedule+0x34d/0x9e0\n acme_poll+0x10/0x20\n`],
    [
      'SysRq-t of a task that runs',
      `task:acme            state:R  running task     stack:0     pid:7     ppid:2      flags:0x00000008\n${RUNS}`,
    ],
    ['SysRq-t of v5.10', `acme            R  running task        0     7      2 0x00000008\n${RUNS}`],
    ['SysRq-w', `sysrq: Show Blocked State\nacme            D    0     7      2 0x80004000\n${ASLEEP}`],
    [
      'SysRq-l',
      `sysrq: Show backtrace of all active CPUs\nNMI backtrace for cpu 1\nCPU: 1 PID: 7 Comm: acme Not tainted 6.1.0 #1\n${RUNS}`,
    ],
    [
      'SysRq-l on arm64',
      `sysrq: Show backtrace of all active CPUs\nsysrq: CPU1:\nCall trace:\n acme_spin+0x10/0x20\n acme_rx+0x10/0x20\n`,
    ],
    ['SysRq-p', `sysrq: Show Regs\nCPU: 1 PID: 7 Comm: acme Not tainted 6.1.0 #1\n${RUNS}`],
    [
      'whoever was asked for it',
      `Call Trace:\n sched_show_task.part.0+0x10/0x20\n show_state_filter+0x10/0x20\n sysrq_handle_showstate+0x10/0x20\n`,
    ],
    [
      'an RCU stall’s tasks',
      `Task dump for CPU 3:\ntask:acme            state:R  running task     stack:0     pid:7     ppid:2      flags:0x00000008\n${RUNS}`,
    ],
    [
      'the memory killer',
      `acme invoked oom-killer: gfp_mask=0xcc0, order=0\nCPU: 1 PID: 7 Comm: acme Not tainted 6.1.0 #1\nCall Trace:\n dump_stack_lvl+0x45/0x5e\n dump_header+0x4a/0x210\n oom_kill_process+0x10/0x20\n`,
    ],
    [
      'an allocation that failed',
      `acme: page allocation failure: order:4, mode:0xcc0\nCall Trace:\n dump_stack_lvl+0x45/0x5e\n warn_alloc+0x4a/0x210\n acme_alloc+0x10/0x20\n`,
    ],
    [
      'a driver that shows where it is',
      'Call Trace:\n dump_stack_lvl+0x45/0x5e\n acme_debug+0x10/0x20\n acme_rx+0x10/0x20\n',
    ],
  ])('is not named after them: %s', (_, listing) => {
    expect(read(BEFORE + listing + INIT_DIED)).toMatchObject({ title: 'kernel panic: Attempted to kill init!' });
  });

  it.each([
    ['registers', RUNS],
    [
      'a trace that die() ended',
      'Call Trace:\n acme_copy+0x11a/0x220 [acme]\n acme_rx+0x1/0x2\n---[ end trace 0123456789abcdef ]---\n',
    ],
    ['a listing of long before', `sysrq: Show State\n${BEFORE.repeat(8)}${RUNS}`],
    ['who prints that a task is in some state', `acme: task:7 state:unknown\n${RUNS}`],
  ])('is named after what is left of an oops: %s', (_, left) => {
    expect(read(BEFORE + left + INIT_DIED)).toMatchObject({
      title: 'kernel panic: Attempted to kill init! in acme_copy',
    });
  });

  it('is named after a trace with which the log begins', () => {
    const log = `Call Trace:\n acme_copy+0x54/0x70\n acme_rx+0xb1/0x240\n${INIT_DIED}`;
    expect(read(log).title).toBe('kernel panic: Attempted to kill init! in acme_copy');
  });

  it('is no crash, where the kernel goes on, though the log begins with it', () => {
    expect(read(`RIP: 0010:acme_copy+0x2f/0x90 [acme]\n${ASLEEP}`).title).toBeNull();
  });

  it('blames its own caller, though the other processors are shown below it first', () => {
    const others = `NMI backtrace for cpu 1\nCPU: 1 PID: 7 Comm: acme Not tainted 6.1.0 #1\n${RUNS}`;
    const panic = 'Kernel panic - not syncing: no more widgets\n';
    expect(read(`${panic}Call Trace:\n panic+0x1/0x2\n acme_die+0x1/0x2\n${others}`).guilty).toBe('acme_die');
    expect(read(panic + others).guilty).toBeUndefined();
  });
});

describe('listedBelow', () => {
  it.each([
    ['NMI backtrace for cpu 3', true],
    ['Sending NMI from CPU 0 to CPUs 1-3:', true],
    ['Task dump for CPU 2:', true],
    ['Showing all locks held in the system:', true],
    ['sysrq: Show State', true],
    ['CPU2: stopping', true],
    ['acme: CPU2: stopping', false],
    ['SysRq : Show Blocked State', true],
    ['sysrq: Show backtrace of all active CPUs', true],
    ['sysrq: Show Regs', true],
    ['task:kworker/u97:11  state:D stack:    0 pid:  340 ppid:     2 flags:0x00004000', true],
    ['task:a b c            state:R  running task     stack:0     pid:7', true],
    ['kworker/u8:2    R  running task        0    56      2 0x00000000', true],
    ['acme: Show State', false],
    ['acme: Show Blocked State of mind', false],
    ['acme: Show Regs', false],
    ['acme: task:7 state:D', false],
    ['task:acme state:done', false],
    ['thermal zone 1 state:A', false],
    ['the running task is done', false],
  ])('of %j tells whether a listing begins: %j', (line, begins) => {
    expect(listedBelow(line) > 0).toBe(begins);
  });

  it('is short below one task’s line, and as long as a processor’s registers and trace below the others', () => {
    const registers = Array.from({ length: 40 }, (_, i) => `R${i}: 0000000000000000\n`).join('');
    const listing = (head: string) => read(BEFORE + head + registers + RUNS + INIT_DIED).title;
    expect(listing('NMI backtrace for cpu 3\n')).toBe('kernel panic: Attempted to kill init!');
    expect(listing('task:acme            state:R  running task     stack:0     pid:7\n')).toBe(
      'kernel panic: Attempted to kill init! in acme_copy',
    );
  });
});
