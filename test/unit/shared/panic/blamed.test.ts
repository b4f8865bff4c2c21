import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

const warning = (place: string, frames: readonly string[]) =>
  `WARNING: CPU: 1 PID: 10 at ${place}\nCPU: 1 PID: 10 Comm: x Not tainted 6.1.0-acme #1\nCall Trace:\n${frames.map((name) => ` ${name}+0x10/0x20\n`).join('')} acme_close+0x10/0x20\n`;

describe('what finds a bug is not blamed for it', () => {
  it.each(
    ['kernel/dma/debug.c:1011', 'lib/dma-debug.c:1011'].flatMap((file) =>
      [
        'check_unmap',
        'check_sync',
        'debug_dma_unmap_page',
        'add_dma_entry',
        'dma_unmap_page_attrs',
        'dma_free_attrs',
        'dma_map_sg',
        'dma_alloc_attrs',
        'err_printk',
      ].map((name) => [file, name] as const),
    ),
  )('by the DMA debugger in %s: not %s', (file, name) => {
    const log = warning(`${file} ${name}+0x50/0x60`, [name]);
    expect(read(log)).toMatchObject({ title: 'WARNING in acme_close', guilty: 'acme_close' });
  });
});

it.each([
  'watchdog_overflow_callback',
  '__perf_event_overflow',
  'perf_prepare_sample',
  'x86_pmu_handle_irq',
  'nmi_handle',
  'default_do_nmi',
  'end_repeat_nmi',
  'watchdog_hardlockup_check',
  'soft_nmi_interrupt',
  'wd_smp_clear_cpu_pending',
  'watchdog_timer_fn',
  'native_read_msr',
  'intel_pmu_handle_irq',
  'handle_pmi_common',
  'nmi_panic',
])('the NMI that notices a lock-up is not blamed for it: not %s', (name) => {
  const log = `NMI watchdog: Watchdog detected hard LOCKUP on cpu 1\nCPU: 1 PID: 55 Comm: acme Not tainted 6.1.0 #1\nCall Trace:\n ${name}+0x25/0x30\n acme_irq+0x40/0x60\n`;
  expect(read(log).guilty).toBe('acme_irq');
});

describe('lockdep', () => {
  const report = (
    header: string,
    release = '6.12.0-acme #1 Not tainted',
  ) => `============================================
${header}
${release}
--------------------------------------------
repro/77 is trying to acquire lock:
ffff888011111111 (&a->mutex){+.+.}-{3:3}, at: acme_lock+0x30/0x90

but task is already holding lock:
ffff888022222222 (&a->mutex){+.+.}-{3:3}, at: acme_begin+0x20/0x40

stack backtrace:
Call Trace:
 dump_stack_lvl+0x10/0x20
 __lock_acquire+0x10/0x20
 acme_outer+0x30/0x90
`;

  it.each([
    'WARNING: possible recursive locking detected',
    '[ INFO: possible recursive locking detected ]',
    'INFO: possible recursive locking detected',
  ])('names the lock’s taker: %s', (header) => {
    expect(read(report(header))).toMatchObject({ title: 'possible deadlock in acme_lock', kind: 'lockdep' });
  });

  it.each([
    ['6.12.0-acme #1 Not tainted', '6.12.0-acme'],
    ['6.12.0-acme #1 Tainted: G        W', '6.12.0-acme'],
    ['syzkaller #0 Not tainted', undefined],
  ])('tells the kernel by its second line: %s', (line, release) => {
    expect(read(report('WARNING: possible recursive locking detected', line)).kernelRelease).toBe(release);
  });
});

it.each([
  ['      Not tainted 6.1.0-18-amd64 #1', '6.1.0-18-amd64'],
  ['      Tainted: G           OE     5.13.0-7614-generic #14', '5.13.0-7614-generic'],
  ['      Not tainted yet #1', undefined],
])('a hung task’s kernel is that of the second line: %s', (line, release) => {
  const log = `INFO: task acme:412 blocked for more than 122 seconds.\n${line}\n"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\nCall Trace:\n schedule+0x1/0x2\n acme_flush+0x1/0x2\n`;
  expect(read(log).kernelRelease).toBe(release);
});

it.each([
  ['Kernel BUG at inode:1204', 'kernel BUG in acme_evict'],
  ['Kernel BUG at fs/acme/inode.c:1204 ', 'kernel BUG in acme_evict'],
  ['Kernel BUG at your service', 'kernel BUG at your service'],
])('a BUG() of old is blamed where it names a place: %s', (header, title) => {
  expect(
    read(
      `${header}\nCPU: 0 PID: 1 Comm: x Not tainted 2.6.9 #1\nRIP: 0010:acme_evict+0x1/0x2\nCall Trace:\n acme_put+0x1/0x2\n`,
    ).title,
  ).toBe(title);
});

it('forty reports that others only said do not crowd out those of the kernel', () => {
  const said = Array.from(
    { length: 45 },
    (_, i) => `note: ${'x'.repeat(i)} WARNING: CPU: 0 PID: 1 at fs/acme.c:${i} acme_${i}\n${'said he\n'.repeat(90)}`,
  );
  const own = Array.from({ length: 9 }, (_, i) =>
    warning(`drivers/acme/core.c:12 acme_${'abcdefghi'[i]}+0x50/0x60`, [`acme_${'abcdefghi'[i]}`]),
  );
  const { title, others } = read(own.join('') + said.join(''));
  expect(new Set([title, ...others.map((other) => other.title)])).toEqual(
    new Set(Array.from('abcdefghi').map((letter) => `WARNING in acme_${letter}`)),
  );
});

it.each(Array.from('ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ_'))(
  'a number that is part of a name stays in the title: %s123456',
  (letter) => {
    const log = `Kernel panic - not syncing: model ${letter}123456 is gone\nCall Trace:\n panic+0x1/0x2\n acme_die+0x1/0x2\n`;
    expect(read(log).title).toBe(`kernel panic: model ${letter}123456 is gone`);
  },
);

it.each([
  ['Slab corruption: size-64 start=ffff81003a5f3000, len=64', 'Slab corruption: size-64'],
  ['Slab corruption (Not tainted): size-64 start=ffff81003a5f3000, len=64', 'Slab corruption: size-64'],
  ['Slab corruption: start=ffff81003a5f3000, len=64', 'Slab corruption'],
])('SLAB names its cache: %s', (header, title) => {
  const log = `${header}\nRedzone: 0x9f911029d74e35b/0x9f911029d74e35b.\nLast user: [<ffffffffa01f0c21>](acme_free+0x31/0x60 [acme])\nCall Trace:\n [<ffffffff8020c8a4>] check_poison_obj+0x1/0x2\n`;
  expect(read(log)).toMatchObject({ title, kind: 'slab-corruption', guilty: 'acme_free' });
});

it.each([
  'sync_buffer',
  'sync_page',
  'sync_page_killable',
  'sleep_on_buffer',
  'sleep_on_page',
  'sleep_on_page_killable',
])('what a wait for a bit calls is not what a task hangs in: not %s', (name) => {
  const log = `INFO: task acmed:77 blocked for more than 120 seconds.\n      Not tainted 2.6.32-1.el6 #1\nacmed D 0000000000000000 0 77 1 0x00000000\nCall Trace:\n io_schedule+0x70/0xc0\n ${name}+0x40/0x50\n __wait_on_bit+0x5f/0x90\n acme_commit+0x10/0x20\n`;
  expect(read(log)).toMatchObject({ kind: 'hung-task', guilty: 'acme_commit' });
});

it('who sleeps in atomic context is named, and not the wait', () => {
  const log =
    'BUG: scheduling while atomic: acmed/77/0x00000002\nCPU: 1 PID: 77 Comm: acmed Not tainted 4.9.84 #1\nCall Trace:\n __schedule_bug+0x3d/0x5c\n schedule_timeout+0x15/0x162\n wait_for_common+0x7d/0xcc\n acme_sync+0x10/0x20\n';
  expect(read(log)).toMatchObject({ kind: 'atomic-sleep', guilty: 'acme_sync' });
});

it('a function at whose first byte a call would return was not called: the one before it does not return', () => {
  const log = (reason: string, frames: string) =>
    `Kernel panic - not syncing: ${reason}\nCPU: 6 UID: 0 PID: 55 Comm: acmed Not tainted 6.19.0 #1\nCall trace:\n show_stack+0x18/0x30 (C)\n vpanic+0xf8/0x2dc\n acme_first+0x0/0x4\n${frames} acme_write+0x98/0xb4\n`;
  expect(read(log('acme is lost', '')).guilty).toBe('acme_write');
  expect(read(log('acme is lost', ' acme_here+0x0/0x20 (P)\n')).guilty).toBe('acme_here');
  const serror =
    ' arm64_serror_panic+0x70/0x80\n arm64_is_fatal_ras_serror+0x34/0xac\n do_serror+0x58/0x74\n el1h_64_error+0x70/0x74\n';
  // What ran when it came is chance.
  expect(read(log('Asynchronous SError Interrupt', serror))).not.toHaveProperty('guilty');
});

describe('of two processors that fault at once', () => {
  const head = (at: number, address: string) =>
    `[  625.6597${at}] Unable to handle kernel paging request at virtual address ${address}\n`;
  const body =
    '[  625.659788] Internal error: Oops: 96000005 [#1] SMP\n[  625.659809] CPU: 1 PID: 709 Comm: acmed Not tainted 4.4.120 #1\n[  625.659828] PC is at acme_remove+0x20/0x258\n[  625.659833] LR is at acme_adjust+0x214/0x510\n';

  it('the one that has more than its header is told', () => {
    expect(read(head(54, '000ee028') + head(73, '000e1028') + body)).toMatchObject({
      kind: 'page-fault',
      guilty: 'acme_remove',
    });
  });

  it('a warning between them does not take the place of the header', () => {
    const warned =
      '[  625.659800] WARNING: CPU: 8 PID: 16 at mm/acme.c:979 acme_warn+0x92/0xa0\n[  625.659847] Oops: 0002 [#1] SMP\n[  625.659855] RIP: 0010:acme_here+0x24c/0x6b0\n';
    expect(read(head(54, '000ee028') + warned).kind).toBe('page-fault');
  });

  it('the first is told where it names a function', () => {
    const first = head(54, '000ee028') + body.replace('acme_remove', 'acme_first');
    expect(read(first + head(90, '000e1028') + body).guilty).toBe('acme_first');
  });
});

describe('an oops of arm whose header is lost', () => {
  const log =
    '<4>[   87.610059] CPU: 1 PID: 121 Comm: kworker/1:1 Not tainted 4.4.60 #0\n<4>[   87.626602] PC is at acme_notify+0xa4/0xb4 [acme]\n<4>[   87.631974] LR is at acme_dump+0x248/0x2c0 [acme]\n<4>[   87.638020] pc : [<7f7d7064>]    lr : [<7f7d9764>]    psr: 60000013\n<0>[   87.681335] Process kworker/1:1 (pid: 121, stack limit = 0x9d922210)\n';

  it('is told by the line that only a dying task has', () => {
    expect(read(log)).toMatchObject({ guilty: 'acme_notify' });
  });

  it('is none without it', () => {
    expect(read(log.replace(/^.*Process.*\n/m, '')).kind).toBe('none');
  });
});
