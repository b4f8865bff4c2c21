import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';

const read = (log: string) => triage(Buffer.from(log, 'utf8'));
const lines = (log: string, each: (line: string) => string) =>
  log.trimEnd().split('\n').map(each).join('\n').concat('\n');
const stamped = (log: string) => lines(log, (line) => `[   40.000001] ${line}`);

const SOFT = `watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [acme:55]
CPU: 1 PID: 55 Comm: acme Not tainted 6.1.0 #1
RIP: 0010:acme_spin+0x1c7/0x200
Call Trace:
 acme_walk+0x40/0x60
 vfs_ioctl+0x10/0x20
`;
const MIPS = `CPU 0 Unable to handle kernel paging request at virtual address 00000018, epc == 803c4cc8, ra == 803c4ca4
Oops[#1]:
Cpu 0
$ 0   : 00000000 80510000 00000000 00000000
epc   : 803c4cc8 acme_map+0x54/0x6c
    Not tainted
ra    : 803c4ca4 acme_map+0x30/0x6c
Process swapper (pid: 1, threadinfo=81c20000, task=81c18000, tls=00000000)
`;
const KFENCE = `BUG: KFENCE: use-after-free read in acme_release+0x10/0x70

Use-after-free read at 0x000000007f3b80eb (in kfence-#115):
 acme_release+0x10/0x70
 acme_deinit+0x28/0x78
`;

describe('a log that somebody quotes', () => {
  it.each(['> ', '>> ', '> > > ', '>>>> ', '| ', '|'])('is read behind %j', (mark) => {
    for (const [log, title] of [
      [SOFT, 'BUG: soft lockup in acme_walk'],
      [MIPS, 'BUG: unable to handle kernel paging request in acme_map'],
      [KFENCE, 'KFENCE: use-after-free read in acme_release'],
    ] as const) {
      expect(read(lines(log, (line) => mark + line)).title).toBe(title);
    }
  });

  it('is no crash for a header alone', () => {
    expect(
      read('> watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [acme:55]\n> that is all I saw\n').title,
    ).toBeNull();
  });

  it('is read below a line that a tool repeats', () => {
    const rest = stamped('CPU: 0 PID: 1 Comm: swapper/0 Not tainted 4.19.253 #1\nCall Trace:\n panic+0xe4/0x252\n');
    expect(
      read(`Job error: Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(2,0)\n${rest}`),
    ).toMatchObject({
      kind: 'no-root-fs',
      kernelRelease: '4.19.253',
    });
    expect(
      read(
        `Job error: Kernel panic - not syncing: VFS: Unable to mount root fs\n${stamped('usb 1-1: reset\nacme: up')}`,
      ).title,
    ).toBeNull();
  });
});

describe('a header that was broken in two', () => {
  const cut = (log: string, behind: string) => {
    const at = log.indexOf(behind) + behind.length;
    return [log.slice(0, at), log.slice(at).trimStart()] as const;
  };

  it.each([
    ['KFENCE: use-after-free read in', KFENCE, 'KFENCE: use-after-free read in acme_release'],
    ['watchdog: BUG:', SOFT, 'BUG: soft lockup in acme_walk'],
    [
      'Kernel stack',
      `Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: acme_parse+0xb8/0xb8\nCPU: 0 PID: 1 Comm: sh Not tainted 6.1.0 #1\nCall Trace:\n panic+0x1/0x2\n acme_wrong+0x1/0x2\n`,
      'kernel panic: stack is corrupted in acme_parse',
    ],
  ])('behind %j is read whole', (behind, log, title) => {
    const [before, after] = cut(log, behind);
    expect(read(`${before}\n${after}`).title).toBe(title);
    const [first, ...rest] = after.trimEnd().split('\n');
    expect(read(stamped(before) + `${first}\n` + stamped(rest.join('\n'))).title).toBe(title);
    expect(read(lines(stamped(before) + `${first}\n` + stamped(rest.join('\n')), (line) => `>> ${line}`)).title).toBe(
      title,
    );
  });

  it('is not made longer by another message, nor by the report’s own lines', () => {
    const panic = 'Kernel panic - not syncing: stack-protector: Kernel stack';
    for (const next of ['acme: is corrupted in: foo+0x1/0x2', 'is corrupted in: foo+0x1/0x2 CPU: 1 PID: 1 Comm: x']) {
      expect(read(`${panic}\n${next}\nCall Trace:\n panic+0x1/0x2\n acme_die+0x1/0x2\n`).guilty).not.toBe('foo');
    }
    expect(read(`BUG:\nCall Trace:\n acme+0x1/0x2\n b+0x1/0x2\n`).title).toBe('BUG: corrupted');
  });
});

describe('what programs and people make of lines', () => {
  it.each([
    'Message from syslogd@host1 at Jun 17 13:06:42 ...\n kernel:',
    'Broadcast message from systemd-journald@host1:\n\nkernel[812]: ',
  ])('is read where it was written to everybody’s terminal: %j', (before) => {
    const line = '[405108.698255] watchdog: BUG: soft lockup - CPU#2 stuck for 22s! [acme:29632]\n';
    expect(read(before + line)).toMatchObject({ kind: 'soft-lockup', cpu: 2, pid: 29632 });
    expect(read(`${before}${line.replace('watchdog: BUG', 'acme: bug')}`).title).toBeNull();
  });

  it('is read with dashes for hyphens and without offsets', () => {
    const log = `Kernel panic — not syncing: stack-protector: Kernel stack is corrupted in: acme_start
CPU: 1 PID: 0 Comm: swapper/1 Not tainted 5.6.0-rc5–00235 #139
Call Trace:
  dump_stack
`;
    expect(read(log)).toMatchObject({ title: 'kernel panic: stack is corrupted in acme_start', guilty: 'acme_start' });
    expect(read(log.replace('acme_start', 'ffffffffc0c88942')).guilty).not.toBe('ffffffffc0c88942');
  });

  it('is read where addresses in angles were taken for mark-up', () => {
    const log = `INFO: task acme:166 blocked for more than 120 seconds.
"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
acme            D ffff88081fc54440     0   166      2 0x00000000
Call Trace:
 [] schedule+0x29/0x70
 [] ? up+0x32/0x50
 [] acme_push+0x89/0x3c0 [acme]
`;
    const { guilty, frames } = read(log);
    expect(guilty).toBe('acme_push');
    expect(frames.map(({ symbol, reliable }) => [symbol, reliable])).toEqual([
      ['schedule', true],
      ['up', false],
      ['acme_push', true],
    ]);
  });

  it('is read where a page lost its newlines and kept the levels', () => {
    const log = `Hi, we hit this: <1>BUG: unable to handle kernel paging request at 0000000b819fdb98 <1>IP: [<ffffffff812a588f>] acme_notify+0x13/0x34 <4>PGD 94b10067 PUD 0 <0>Oops: 0000 [#1] SMP <4>Call Trace: <4> [<ffffffff812714c9>] acme_flush+0x1/0x2 <4> [<ffffffff812714ee>] acme_work+0x1/0x2\n`;
    expect(read(log)).toMatchObject({ title: 'BUG: unable to handle kernel paging request in acme_notify' });
    expect(read(log).frames.map(({ symbol }) => symbol)).toContain('acme_work');
    expect(read('a <1>BUG: x <2>BUG: y <3>z <4>\n').title).toBeNull();
  });

  it('is believed by its places in the way of 2.6.16', () => {
    const log = `BUG: spinlock bad magic on CPU#0, acme/5192
 lock: ffff81005f79ae28, .magic: 000001ff, .owner: <none>/-1, .owner_cpu: 0

Call Trace: <ffffffff80210383>{__alloc_pages+99} <ffffffff802156c3>{spin_bug+195}
       <ffffffff802077dc>{_raw_spin_lock+44} <ffffffff8033712d>{acme_extend+77}
`;
    expect(read(lines(log, (line) => `>  ${line}`)).title).toBe('BUG: spinlock bad magic in acme_extend');
    expect(read('>  BUG: spinlock bad magic on CPU#0, acme/5192\n>  says he\n>  and she\n').title).toBeNull();
  });

  it.each([
    ['pc : acme_free', 'acme_free'],
    ['pc : acme_free [acme]', 'acme_free'],
    ['PC is at acme_free', 'acme_free'],
    ['pc : deadbeef', undefined],
    ['pc : fe', undefined],
  ])('is named by %j though offsets are taken away: %j', (pointer, guilty) => {
    const log = `Unable to handle kernel paging request at virtual address dfff800000000001\nInternal error: Oops: 96000004 [#1] SMP\nCPU: 1 PID: 2622 Comm: mount Not tainted 5.17.0 #50\n${pointer}\nsp : ffff8000371b7760\n`;
    expect(read(log).guilty).toBe(guilty);
  });

  it('is believed by its body where a number sign was taken for a comment’s', () => {
    const log = `Internal error: synchronous external abort: 96000210 1 PREEMPT SMP
CPU: 2 PID: 18231 Comm: acme Not tainted 5.2.33 #1
pc : acme_read+0x24/0x48
lr : acme_probe+0x48/0x70
`;
    expect(read(lines(log, (line) => `>> ${line}`))).toMatchObject({ kind: 'hardware-error', guilty: 'acme_read' });
    expect(read('>> Internal error: out of paper: 96000210 1\n>> please call\n').title).toBeNull();
  });

  it('is read through klogd’s symbols and ksymoops’', () => {
    const head =
      'Unable to handle kernel NULL pointer dereference at virtual address 0000007c\nOops: 0000\nCPU:    0\n';
    const klogd = read(
      `${head}EIP:    0010:[acme_make_inode+131/176]\nEIP:    0010:[<c01467e3>]\nCall Trace: [acme_lookup+33/48] [acme:acme_walk+52/64]\n`,
    );
    expect(klogd.guilty).toBe('acme_make_inode');
    expect(klogd.frames).toEqual([
      { symbol: 'acme_make_inode', offset: 131, sizeBytes: 176, reliable: true, exact: true },
      { symbol: 'acme_lookup', offset: 33, sizeBytes: 48, reliable: true },
      { symbol: 'acme_walk', offset: 52, sizeBytes: 64, module: 'acme', reliable: true },
    ]);
    const after = '>>EIP; c01bf7f6 <acme_end_request+fe/140>   <=====\nTrace; c01c311b <[acme]acme_end+1b/20>\n';
    expect(read(`${head}EIP:    0010:[<c01bf7f6>]    Not tainted\nCall Trace: [<c01c311b>]\n${after}`).guilty).toBe(
      'acme_end_request',
    );
    expect(
      read(`${head}x; c01bf7f6 <not+fe/140>\n${after.replace('>>EIP', 'EBX')}`).frames.map(({ symbol }) => symbol),
    ).not.toContain('not');
  });
});

describe('reports that lack something', () => {
  it('are named where the processor stood, though ppc marks that frame and its registers are gone', () => {
    const oops = `BUG: Kernel NULL pointer dereference on read at 0x00000000
Faulting instruction address: 0xc0080000025065fc
Oops: Kernel access of bad area, sig: 11 [#1]
Call Trace:
[c000000003c67a20] [c00800000250658c] acme_reset+0x204/0x610 [acme] (unreliable)
[c000000003c67af0] [c0000000000518a8] acme_report+0xb8/0xf0
`;
    for (const log of [oops, stamped(oops)]) expect(read(log).guilty).toBe('acme_reset');
    const registers = 'NIP [c0080000025065fc] memcpy+0x10/0x20\n';
    expect(read(oops.replace('Call Trace', `${registers}Call Trace`)).guilty).toBe('acme_report');
  });

  it.each(['Kernel BUG at 80399764', 'Kernel BUG at 80399764 [verbose debug info unavailable]'])(
    'are named by the registers: %s',
    (header) => {
      const log = `${header}\nInternal error: Oops - BUG: 0 [#1] ARM\nCPU: 0 PID: 676 Comm: insmod Not tainted 4.5.0 #320\nPC is at acme_fill+0x48/0xac\nLR is at acme_free+0x5c/0x74\n`;
      expect(read(log)).toMatchObject({ title: 'kernel BUG in acme_fill', kind: 'bug' });
    },
  );

  it('are crashes without any symbol, where a task is named', () => {
    const log = `acme: tuning\nOops[#1]:\nCPU: 0 PID: 1962 Comm: acme_tune Tainted: G           O 3.10.14 #1\n$ 0   : 00000000 10001c00 c02a8b24 00000000\nepc   : c02a8b2c 0xc02a8b2c\nModules linked in: acme(O)\n`;
    expect(read(log)).toMatchObject({ title: 'Oops in corrupted', comm: 'acme_tune', corrupted: true });
    expect(read(log.replace('CPU: 0 PID', 'Pid')).title).toBeNull();
  });

  it('keep their kind where a panic names it', () => {
    const log = `${'x\n'.repeat(8)}pc : acme_mux+0x0/0xc0\nlr : acme_parent+0x4c/0x84\nKernel panic - not syncing: Asynchronous SError Interrupt\n`;
    expect(read(log)).toMatchObject({ kind: 'hardware-error', guilty: 'acme_mux' });
  });

  it('are the oops, not the sleep that its task went to on its way out', () => {
    const registers = `RIP  [<ffffffff81083097>] acme_remove+0x54/0xa5\n RSP <ffff8800721dbc58>\n`;
    const sleep = 'note: acme[6034] exited with preempt_count 1\nBUG: scheduling while atomic: acme/6034/0x00000002\n';
    const trace = 'Call Trace:\n __schedule_bug+0x1/0x2\n __schedule+0x1/0x2\n acme_wait+0x1/0x2\n';
    const before = 'acme: up\n'.repeat(9);
    expect(read(before + registers + sleep + trace).title).toBe('kernel oops in acme_remove');
    expect(read(before + registers + 'acme: up\n'.repeat(12) + sleep + trace).title).toBe(
      'BUG: scheduling while atomic in acme_wait',
    );
    const other = sleep.replace(/BUG.*/, 'BUG: Bad rss-counter state mm:1 idx:1 val:1');
    expect(read(before + registers + other).title).toBe('BUG: Bad rss-counter state');
  });

  it('are the fault of a processor whose number is not known yet, and not the stall that it left', () => {
    const log = `CPU -1 Unable to handle kernel paging request at virtual address 0000000000000018, era == 90000000845659f4, ra == 90000000845659e8
Oops[#1]:
rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
rcu:     1-...0: (19 ticks this GP) idle=1094/1/0x4000000000000000 softirq=1380/1382 fqs=801
`;
    expect(read(log).kind).toBe('page-fault');
  });
});

describe('who is to blame', () => {
  it('for a soft lockup of which only the watchdog’s panic is there', () => {
    const log = `watchdog: BUG: soft lockup - CPU#3 stuck for 25s! [acme:7]
Kernel panic - not syncing: softlockup: hung tasks
CPU: 3 PID: 7 Comm: acme Not tainted 6.5.3 #1
Call Trace:
 <IRQ>
 panic+0x180/0x330
 watchdog_timer_fn+0x1e2/0x220
 __hrtimer_run_queues+0x10f/0x2b0
 asm_sysvec_apic_timer_interrupt+0x1a/0x20
 </IRQ>
 <TASK>
RIP: 0010:acme_spin+0x7c/0x2c8
 acme_walk+0x40/0x60
 vfs_ioctl+0x10/0x20
`;
    expect(read(log)).toMatchObject({ title: 'BUG: soft lockup in acme_walk', others: [] });
    expect(read(log.replace(/RIP.*\n/, '')).guilty).toBe('acme_walk');
  });

  it('for a task that hangs: a function with `down` in its name waits only where that is all', () => {
    const hung = (name: string) =>
      read(
        `INFO: task acme:1 blocked for more than 120 seconds.\n      Not tainted 6.1.0 #1\n"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\nCall Trace:\n schedule+0x1/0x2\n ${name}+0x1/0x2\n acme_outer+0x1/0x2\n`,
      ).guilty;
    expect(hung('device_shutdown')).toBe('device_shutdown');
    for (const name of ['down', 'down_write', '__down_common', 'percpu_down_write'])
      expect(hung(name)).toBe('acme_outer');
  });

  it.each(['__down_common', 'down_timeout', 'down_interruptible', 'down_killable'])('for a sleep: not %s', (name) => {
    const log = `BUG: scheduling while atomic: acme/2588/0x00000003\nCall Trace:\n schedule_timeout+0xbd/0x100\n ${name}+0x175/0x290\n acme_get+0x57/0x90\n`;
    expect(read(log).guilty).toBe('acme_get');
  });

  it('for an atomic operation of arm64 that is a call: its caller', () => {
    const log = `Unable to handle kernel paging request at virtual address ffff000008effe40
Internal error: Oops: 96000007 [#1] SMP
pc : __ll_sc___cmpxchg_case_acq_4+0x4/0x20
Call trace:
 __ll_sc___cmpxchg_case_acq_4+0x4/0x20
 acme_move+0xc8/0xe0
`;
    expect(read(log).guilty).toBe('acme_move');
  });

  it('for arm’s BUG() of old: not the function that it is', () => {
    const log = `kernel BUG at kernel/acme.c:2988!
Unable to handle kernel NULL pointer dereference at virtual address 00000000
Internal error: Oops: 8f5 [#1]
PC is at __bug+0x40/0x54
LR is at 0x60000013
Backtrace:
[<c0021250>] (__bug+0x0/0x54) from [<c01f01a8>] (acme_irq+0x84/0x8c)
[<c01f0124>] (acme_irq+0x0/0x8c) from [<c001ba3c>] (acme_run+0x28/0x4c)
`;
    expect(read(log).guilty).toBe('acme_irq');
  });
});
