import { describe, expect, it } from '@jest/globals';
import { triage } from '../../../../shared/panic/index.ts';
import { KERNEL_REPORTS } from '../../../support/kernel-reports.ts';
import { saidPlainly } from '../../../support/triage-essence.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

describe('what die() says with nothing below', () => {
  it.each([
    ['[   79.766116] Unhandled kernel unaligned access[#1]:', 'Unhandled kernel unaligned access', 'page-fault'],
    ['[   79.766116] Break instruction in kernel code[#2]:', 'Break instruction in kernel code', 'bug'],
    ['Oops: bus exception, sig: 7', 'bus exception', 'bug'],
    ['Oops: kernel access of bad area, sig: 11', 'BUG: unable to handle kernel access', 'page-fault'],
    ['[  248.196374] Oops - store (or AMO) access fault [#1]', 'store (or AMO) access fault', 'page-fault'],
    ['[    0.000000] Oops: Machine check, sig: 7 [#1]', 'Machine check', 'machine-check'],
  ])('is an answer: %s', (line, title, kind) => {
    expect(read(`${line}\n`)).toMatchObject({ kind, corrupted: true, fingerprint: null });
    expect(read(`${line}\n`).title).toContain(title);
    // Somebody's sentence about it.
    expect(read(`the text ${line.replace(/^\[.*?\] /, '')} is what we saw\n`).title).toBeNull();
  });

  it('is none without the kernel’s stamp', () => {
    expect(read('Oops - load access fault [#1]\n').title).toBeNull();
  });

  it('tells less than registers that stand alone', () => {
    const log = `NIP [c000000000ac0ce8] acme_update+0x18/0xf0
LR [c000000000159748] acme_parent+0x4a8/0x5f0
Call Trace:
[c000003fdc18bc80] [c000000000159400] acme_parent+0x160/0x5f0
[c000003fdc18bd40] [c000000000150aec] acme_wake+0x13c/0x310
---[ end trace 4456a1917aa7e1d7 ]---

Oops: Kernel access of bad area, sig: 11 [#8]
LE SMP NR_CPUS=2048 NUMA PowerNV
`;
    const stamped = log.replaceAll(/^(?=.)/gm, '[  223.606000] ');
    expect(read(stamped)).toMatchObject({
      guilty: 'acme_update',
      title: 'BUG: unable to handle kernel access in acme_update',
    });
  });
});

const TASK = '[   26.710239] CPU: 3 PID: 1319 Comm: acmectl Tainted: G           OE       6.17.0 #7\n';
const trace = (...names: string[]) =>
  `[   26.710243] Call Trace:\n${names.map((name) => `[   26.710244]  ${name}+0x1/0x20\n`).join('')}`;

describe('a trace whose header is lost', () => {
  it.each([
    [['dump_stack_lvl', '__warn', 'acme_reset'], 'WARNING in acme_reset', 'warning'],
    [['dump_stack', 'warn_slowpath_common', 'warn_slowpath_fmt', 'acme_reset'], 'WARNING in acme_reset', 'warning'],
    [
      ['ubsan_epilogue', '__ubsan_handle_out_of_bounds.cold', 'acme_ioctl'],
      'UBSAN: array-index-out-of-bounds in acme_ioctl',
      'ubsan',
    ],
    [
      ['__schedule_bug', '__schedule', 'schedule_timeout', 'wait_for_common', 'acme_set'],
      'BUG: scheduling while atomic in acme_set',
      'atomic-sleep',
    ],
    [
      ['___might_sleep', 'kmem_cache_alloc', 'acme_send'],
      'BUG: sleeping function called from invalid context in acme_send',
      'atomic-sleep',
    ],
  ])('is what the function that reports stands for: %j', (names, title, kind) => {
    const before = 'acme: up\n'.repeat(20);
    expect(read(before + TASK + trace(...names))).toMatchObject({ title, kind, comm: 'acmectl', pid: 1319 });
    // Of a bare trace nobody knows whose it was; nor does a warning that goes before tell.
    expect(read(before + trace(...names)).title).toBeNull();
    expect(read(before + TASK + trace('dump_stack', 'warn_alloc', ...names.slice(-1))).title).toBeNull();
  });

  it('is another’s where many calls lie between', () => {
    const calls = Array.from({ length: 9 }, (_, i) => `acme_call_${'abcdefghi'[i]}`);
    expect(read(TASK + trace('dump_stack', ...calls, '__warn', 'acme_reset')).title).toBeNull();
  });

  it('is the same bug as the whole report', () => {
    const whole = read(
      `WARNING: CPU: 3 PID: 1319 at drivers/acme/core.c:412 acme_reset+0x1/0x20\n${TASK}${trace('dump_stack', '__warn', 'acme_reset')}`,
    );
    expect(read(TASK + trace('dump_stack', '__warn', 'acme_reset')).fingerprint).toBe(whole.fingerprint);
  });

  it('is an answer without a function where the log begins between the task and its registers, and ends there', () => {
    const registers = '[   26.710244] RIP: 0010:queued_spin_lock_slowpath+0xbd/0x160\n';
    const stack = '[   26.710245] RSP: 0018:ffff880101343a28  EFLAGS: 00010002\n';
    expect(read(TASK + registers + stack)).toMatchObject({ kind: 'unknown', comm: 'acmectl', fingerprint: null });
    expect(read(TASK + registers).title).toBeNull();
    expect(read(registers + stack).title).toBeNull();
    expect(read('acme: up\n'.repeat(20) + TASK + registers + stack).title).toBeNull();
  });

  it('has its function in the header where the modules are all that is left below', () => {
    const header = 'WARNING: CPU: 8 PID: 314 at drivers/acme/bios.c:2700 acme_port+0x262/0x290 [acme]\n';
    expect(read(`${header}Modules linked in: acme(+) ttm\n`).guilty).toBe('acme_port');
    expect(read(header).guilty).toBeUndefined();
  });
});

describe('who sleeps where it may not', () => {
  it('is who called the function that waits', () => {
    const log = `BUG: scheduling while atomic: acmed/903/0x00000202\n${trace('dump_stack', '__schedule_bug', '__schedule', 'schedule', 'schedule_timeout', 'bit_wait_io', 'acme_set')}`;
    expect(read(log).guilty).toBe('acme_set');
    expect(read(log.replace('bit_wait_io', 'msleep')).guilty).toBe('acme_set');
    // Where nothing else is left, the one that waits.
    expect(read(log.replace(/.*acme_set.*\n/, '')).guilty).toBe('bit_wait_io');
  });

  it('is the task that the second line names', () => {
    const log =
      'BUG: sleeping function called from invalid context at kernel/workqueue.c:2793\nin_atomic(): 1, irqs_disabled(): 0, non_block: 0, pid: 1471, name: acme helper\n';
    expect(read(log)).toMatchObject({ comm: 'acme helper', pid: 1471 });
  });
});

describe('a header that a script decoded', () => {
  it.each(['KASAN: use-after-free', 'KMSAN: uninit-value'])('is the last one, of no inlined function: %s', (kind) => {
    const log = `BUG: ${kind} in acme_load include/linux/acme.h:197 [inline]
BUG: ${kind} in acme_skb net/core/acme.c:1908 [inline]
BUG: ${kind} in acme_core+0x4630/0x4a80 net/core/acme.c:4545
Read of size 8 at addr ffff8801c8d08480 by task acmed/5999
CPU: 0 PID: 5999 Comm: acmed Not tainted 4.16.0+ #82
Call Trace:
 acme_load include/linux/acme.h:197 [inline]
 acme_core+0x4630/0x4a80 net/core/acme.c:4545
`;
    const { title, comm, others } = read(log);
    expect({ guilty: title?.split(' in ').at(-1), comm, others }).toEqual({
      guilty: 'acme_core',
      comm: 'acmed',
      others: [],
    });
    expect(title).toMatch(/^K[AM]SAN: /);
    // Where it ends before the kernel's own, an inlined one is all there is.
    expect(read(`${log.split('\n').slice(0, 2).join('\n')}\n`).title).not.toBeNull();
  });
});

describe('modules’ assertions', () => {
  it('are named as later versions say them', () => {
    const old = `VERIFY3(a == 0x2F505A) failed (24 == 3100762)
SPLError: 1942:0:(acme_ops.c:444:acme_delta()) SPL PANIC
SPL: Showing stack for process 1942
Pid: 1942, comm: acme_sync Tainted: P           O 3.3.1 #1
`;
    const now = `VERIFY3(a == 0x2F505A) failed (24 == 3100762)
PANIC at acme_ops.c:583:acme_delta()
Showing stack for process 130238
CPU: 5 PID: 130238 Comm: acme_sync Tainted: P           OE  3.10.0 #1
`;
    expect(read(old)).toMatchObject({
      title: 'VERIFY3 failed: PANIC at acme_ops.c:LINE:acme_delta()',
      comm: 'acme_sync',
    });
    expect(read(now).fingerprint).toBe(read(old).fingerprint);
    expect(read('SPLError: 1942:0:(acme_ops.c:444:acme_delta()) something failed\n').title).toBeNull();
  });
});

describe('what stands before the kernel’s words', () => {
  const stamp = (i: number) => `[  901.${String(i).padStart(6, '0')}]`;
  it.each<[string, (line: string, i: number) => string]>([
    ['dmesg with a blank before the caller', (line, i) => `${stamp(i)} [   T1319] ${line}`],
    ['grep', (line, i) => `/sys/fs/pstore/console-ramoops-0:${stamp(i)} ${line}`],
    ['a router', (line, i) => `> ${['alert', 'emerg', 'warning'][i % 3]} kernel[]: ${stamp(i)} ${line}`],
    ['xen-crashdump-analyser', (line, i) => `${stamp(i)} ${[' ALERT', '  INFO', '  WARN'][i % 3]}: ${line}`],
    ['a stamp that lost its bracket', (line, i) => (i === 0 ? `  901.000000] ${line}` : `${stamp(i)} ${line}`)],
  ])('is known: %s', (_name, write) => {
    for (const texts of Object.values(KERNEL_REPORTS)) {
      const { title, fingerprint, comm } = read(texts.map(write).join('\n'));
      const plain = saidPlainly(texts);
      expect({ title, fingerprint, comm }).toEqual({
        title: plain.title,
        fingerprint: plain.fingerprint,
        comm: plain.comm,
      });
    }
  });

  it('is the kernel’s own word where it only looks like a level', () => {
    expect(read('[  901.000000] INFO: task acme:166 blocked for more than 120 seconds.\n').kind).toBe('hung-task');
  });

  it('is the stamp of each line where they were put in one', () => {
    for (const texts of Object.values(KERNEL_REPORTS)) {
      const said = texts.filter((text) => !text.startsWith(' '));
      const apart = said.map((text, i) => `${stamp(i)} ${text}`);
      expect(read(`0x1e4 ${apart.join(' ')}`).title).toBe(read(apart.join('\n')).title);
    }
  });
});
