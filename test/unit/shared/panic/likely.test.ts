import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TriageResult } from '../../../../shared/contract/triage.ts';
import { triage } from '../../../../shared/panic/index.ts';

const likely = (log: string): string | undefined => triage(Buffer.from(log, 'latin1')).likely;

const TRACE = 'Call Trace:\n <TASK>\n acme_rx+0x11a/0x220 [acme]\n __napi_poll+0x2b/0x1c0\n </TASK>\n';
const USER = 'RIP: 0033:0x7f12\nRSP: 002b:00007ffd RAX: 6b6b6b6b6b6b6b6b RBX: dead000000000100\n';

interface Oops {
  readonly head: string;
  readonly registers?: string;
  readonly modules?: string;
}

/** As v6.12 prints it on x86-64. */
function x86({ head, registers = 'RAX: 0000000000000000 RBX: ffff888104a3c000', modules = 'acme' }: Oops): string {
  return `${head}
Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
CPU: 3 UID: 0 PID: 812 Comm: worker Not tainted 6.12.9-1-amd64 #1
RIP: 0010:acme_copy+0x2f/0x90 [acme]
Code: 48 8b 07 48 89 c2
RSP: 0018:ffffc90003e8f8a0 EFLAGS: 00010246
${registers}
FS:  00007f1234567740(0000) GS:ffff88813bc00000(0000) knlGS:0000000000000000
CR2: 0000000000000000 CR3: 0000000104a3c000 CR4: 0000000000750ef0
${TRACE}${USER}Modules linked in: ${modules}
---[ end trace 0000000000000000 ]---
`;
}

const pageFault = (address: string, registers?: string): string =>
  x86({
    head: `BUG: unable to handle page fault for address: ${address}`,
    ...(registers === undefined ? {} : { registers }),
  });
const nullPointer = (address: string, registers?: string): string =>
  x86({
    head: `BUG: kernel NULL pointer dereference, address: ${address}`,
    ...(registers === undefined ? {} : { registers }),
  });
const refused = (address: string, registers?: string): string =>
  x86({
    head: `Oops: general protection fault, probably for non-canonical address 0x${address}: 0000 [#1] PREEMPT SMP NOPTI`,
    ...(registers === undefined ? {} : { registers }),
  });

describe('the likely cause of a fault', () => {
  it.each([
    [
      'a freed object',
      refused('6b6b6b6b6b6b6b73'),
      'use after free (0x6b6b6b6b6b6b6b73: POISON_FREE: from a freed slab object)',
    ],
    [
      'an object nobody set up',
      refused('5a5a5a5a5a5a5a5a'),
      'use of memory that was never set up (0x5a5a5a5a5a5a5a5a: POISON_INUSE',
    ],
    [
      'a freed page',
      refused('aaaaaaaaaaaaaaaa'),
      'use after free (0xaaaaaaaaaaaaaaaa: from memory that was poisoned when its page was freed)',
    ],
    [
      'a next that was taken off',
      refused('dead000000000108'),
      'use of an entry that had been taken off its list (0xdead000000000108: LIST_POISON1',
    ],
    [
      'a prev that was taken off',
      refused('dead000000000122'),
      'use of an entry that had been taken off its list (0xdead000000000122: LIST_POISON2',
    ],
    ['a null pointer', nullPointer('0000000000000000'), 'a null pointer'],
    ['a member of a null pointer', nullPointer('0000000000000018'), 'a null pointer (member at offset 0x18)'],
    [
      'an error code',
      pageFault('fffffffffffffff4', 'RAX: fffffffffffffff4 RBX: 0000000000000000'),
      'an error code used as a pointer (-ENOMEM)',
    ],
    [
      'a member of an error code',
      pageFault('fffffffffffffffe', 'RAX: fffffffffffffff2 RBX: 0000000000000000'),
      'an error code used as a pointer (-EFAULT, member at offset 0xc)',
    ],
    [
      'a member of an error code past zero',
      nullPointer('0000000000000026', 'RAX: fffffffffffffffe RBX: 0000000000000000'),
      'an error code used as a pointer (-ENOENT, member at offset 0x28)',
    ],
    [
      'what may be either',
      pageFault('ffffffffffffffe0', 'RAX: ffffffffffffffe0 RBX: 0000000000000000'),
      'an error code used as a pointer, or a null pointer less an offset (address -0x20)',
    ],
    [
      'KASAN of a null pointer',
      refused('dffffc0000000003').replace(
        'NOPTI\n',
        'NOPTI KASAN\nKASAN: null-ptr-deref in range [0x0000000000000018-0x000000000000001f]\n',
      ),
      'a null pointer (member at offset 0x18 to 0x1f)',
    ],
    [
      'KASAN of a null pointer without its line',
      refused('dffffc0000000003'),
      'a null pointer (member at offset 0x18 to 0x1f)',
    ],
    [
      'KASAN of a wild pointer',
      refused('e0000bffe0000006').replace(
        'NOPTI\n',
        'NOPTI KASAN\nKASAN: maybe wild-memory-access in range [0x00007fff00000030-0x00007fff00000037]\n',
      ),
      'KASAN: maybe wild-memory-access in range [0x00007fff00000030-0x00007fff00000037]',
    ],
    [
      'one bit',
      refused('feff888104a3c010', 'RAX: feff888104a3c000 RBX: ffff888104a3d000'),
      'one flipped bit, so perhaps the hardware (0xfeff888104a3c010 is 0xffff888104a3c010 but for it)',
    ],
  ])('is told for %s', (_name, log, cause) => {
    expect(likely(log)?.slice(0, cause.length)).toBe(cause);
  });

  it('takes a jump for no access to a member', () => {
    const jump = (address: string): string =>
      nullPointer(address).replace(
        'RIP: 0010:acme_copy+0x2f/0x90 [acme]',
        `RIP: 0010:0x${BigInt(`0x${address}`).toString(16)}`,
      );
    expect(likely(jump('0000000000000000'))).toBe('a null function pointer was called');
    expect(likely(jump('0000000000000286'))).toBeUndefined();
  });

  it('is told by the registers where the address is not printed', () => {
    const head = 'general protection fault: 0000 [#1] SMP';
    expect(likely(x86({ head, registers: 'RAX: 6b6b6b6b6b6b6b6b RBX: ffff888104a3c000' }))).toMatch(
      /^use after free \(rax is 0x6b/,
    );
    expect(likely(x86({ head, registers: 'RAX: dead000000000100 RBX: ffff888104a3c000' }))).toMatch(
      /taken off its list \(rax is 0xdead/,
    );
  });

  it.each([
    ['an address that may be anything', pageFault('ffffc90000a41000')],
    ['a number that is no address', refused('0123456789abcdef')],
    ['a bit where nothing else is near', refused('feff888104a3c000', 'RAX: feff888104a3c000 RBX: ffffffff81234567')],
    ['two bits', refused('fcff888104a3c000', 'RAX: fcff888104a3c000 RBX: ffff888104a3d000')],
    [
      'the poison of a list beside another refused value',
      x86({
        head: 'general protection fault: 0000 [#1] SMP',
        registers: 'RAX: dead000000000100 RBX: 0123456789abcdef',
      }),
    ],
    ['registers of user space', x86({ head: 'general protection fault: 0000 [#1] SMP' })],
    [
      'a bit mask that looks like a freed page',
      pageFault('ffffc90000a41000', 'RAX: aaaaaaaaaaaaaaaa RBX: cccccccccccccccc'),
    ],
    ['a log without a crash', 'Linux version 6.12.9\n'],
  ])('is left open for %s', (_name, log) => {
    expect(likely(log)).toBeUndefined();
  });

  it.each([
    [
      'arm64',
      'Unable to handle kernel paging request at virtual address dead000000000108\nMem abort info:\n  ESR = 0x0000000096000044\n[dead000000000108] address between user and kernel address ranges\nInternal error: Oops: 0000000096000044 [#1] SMP\nCPU: 2 PID: 77 Comm: kworker/2:1 Not tainted 6.1.0-29-arm64 #1\npc : acme_del+0x2c/0x90 [acme]\nlr : acme_rx+0x1c/0x40 [acme]\nsp : ffff80000bd3bb60\nx29: ffff80000bd3bb60 x28: ffff0000c0a44000 x27: 0000000000000000\nCall trace:\n acme_del+0x2c/0x90 [acme]\n acme_rx+0x1c/0x40 [acme]\n',
      /^use of an entry that had been taken off/,
    ],
    [
      'i386',
      'BUG: kernel NULL pointer dereference, address: 00000104\n#PF: supervisor write access in kernel mode\nOops: 0002 [#1] SMP\nCPU: 0 PID: 12 Comm: a Not tainted 6.1.0 #1\nEIP: acme_del+0x10/0x20\nEAX: 00000100 EBX: c1234567 ECX: 00000000 EDX: 00000000\nCall Trace:\n acme_rx+0x1/0x2\n',
      /^a null pointer \(member at offset 0x104\), or an entry that had been taken off its list$/,
    ],
    [
      'i386, freed',
      'BUG: unable to handle page fault for address: 6b6b6b7b\nOops: 0002 [#1] SMP\nCPU: 0 PID: 12 Comm: a Not tainted 6.1.0 #1\nEIP: acme_del+0x10/0x20\nEAX: 6b6b6b6b EBX: c1234567 ECX: 00000000 EDX: 00000000\nCall Trace:\n acme_rx+0x1/0x2\n',
      /^use after free \(0x6b6b6b7b/,
    ],
    [
      'riscv',
      'Unable to handle kernel NULL pointer dereference at virtual address 0000000000000040\nOops [#1]\nCPU: 1 PID: 5233 Comm: a Not tainted 6.12.0 #1\nepc : acme_copy+0x12/0x20\n ra : acme_rx+0x1c/0x40\nepc : ffffffff80012345 ra : ffffffff80023456 sp : ffffffc800003e50\n gp : ffffffff81b2d0c8 tp : ffffffd8023dc240 t0 : ffffffd801f8a000\nstatus: 0000000200000120 badaddr: 0000000000000040 cause: 000000000000000d\n[<ffffffff80012345>] acme_copy+0x12/0x20\n',
      /^a null pointer \(member at offset 0x40\)$/,
    ],
    [
      's390x',
      'Unable to handle kernel pointer dereference in virtual kernel address space\nFailing address: 6b6b6b6b6b6b6000 TEID: 6b6b6b6b6b6b6803\nFault in home space mode while using kernel ASCE.\nOops: 0038 ilc:3 [#1] SMP\nCPU: 0 PID: 812 Comm: worker Not tainted 6.12.0 #1\nKrnl PSW : 0704c00180000000 000003ff8012a3b4 (acme_copy+0x12/0x34 [acme])\n           R:0 T:1 IO:1 EX:1 Key:0 M:1 W:0 P:0 AS:3 CC:0 PM:0 RI:0 EA:3\nKrnl GPRS: 0000000000000000 6b6b6b6b6b6b6b6b 0000000084d2c000 0000000000000001\n           0000000000000000 0000000000000000 0000000000000000 0000000000000000\nCall Trace:\n [<000003ff8012a3b4>] acme_copy+0x12/0x34 [acme]\n',
      /^use after free \(r1 is 0x6b6b6b6b6b6b6b6b/,
    ],
    [
      'ppc64le',
      'BUG: Unable to handle kernel data access on read at 0x6b6b6b6b6b6b6b73\nFaulting instruction address: 0xc0080000012a3b4c\nOops: Kernel access of bad area, sig: 11 [#1]\nCPU: 3 PID: 812 Comm: worker Not tainted 6.12.0 #1\nNIP:  c0080000012a3b4c LR: c0080000012a3b40 CTR: c000000000123456\nGPR00: c0080000012a3b40 c000000012345678 c000000001234500 6b6b6b6b6b6b6b6b\nNIP [c0080000012a3b4c] acme_copy+0x1c/0x90 [acme]\nLR [c0080000012a3b40] acme_copy+0x10/0x90 [acme]\nCall Trace:\n[c000000012345678] [c0080000012a3b40] acme_rx+0x10/0x90 [acme]\n',
      /^use after free \(0x6b6b6b6b6b6b6b73/,
    ],
  ])('is read from what %s prints', (_machine, log, cause) => {
    expect(likely(log)).toMatch(cause);
  });
});

describe('the likely cause that the kernel says', () => {
  const sysrq = (frames: string): string =>
    `sysrq: Trigger a crash\nKernel panic - not syncing: sysrq triggered crash\nCPU: 0 UID: 0 PID: 149 Comm: bash Not tainted 6.12.9 #1\nCall Trace:\n <TASK>\n panic+0x336/0x380\n sysrq_handle_crash+0x16/0x20\n ${frames}\n </TASK>\n`;
  const panic = (text: string, before = ''): string =>
    `${before}Kernel panic - not syncing: ${text}\nCPU: 0 UID: 0 PID: 1 Comm: systemd Not tainted 6.12.9 #1\nCall Trace:\n <TASK>\n panic+0x336/0x380\n do_exit+0x9b1/0xae0\n </TASK>\n`;
  const listBug = (line: string): string =>
    `${line}\n------------[ cut here ]------------\nkernel BUG at lib/list_debug.c:59!\nOops: invalid opcode: 0000 [#1] PREEMPT SMP NOPTI\nCPU: 3 UID: 0 PID: 812 Comm: worker Not tainted 6.12.9 #1\nRIP: 0010:__list_del_entry_valid_or_report+0xb4/0x100\n${TRACE}---[ end trace 0000000000000000 ]---\n`;

  it.each([
    [
      'a crash asked for by a task',
      sysrq('write_sysrq_trigger+0x24/0x40'),
      'asked for: bash (pid 149) wrote to /proc/sysrq-trigger',
    ],
    ['a crash asked for by a key', sysrq('sysrq_filter+0x24/0x40'), 'asked for: SysRq by keyboard or console'],
    [
      'an init that was killed',
      panic('Attempted to kill init! exitcode=0x0000000b'),
      'init was killed by signal 11 (SIGSEGV)',
    ],
    ['an init that gave up', panic('Attempted to kill init! exitcode=0x00007f00'), 'init exited with status 127'],
    [
      'memory that ran out',
      panic('Out of memory: system-wide panic_on_oom is enabled'),
      'memory ran out, and panic_on_oom is set',
    ],
    [
      'memory that ran out for good',
      panic('System is deadlocked on memory'),
      'memory ran out, and no process was left to kill',
    ],
    [
      'a machine check',
      panic(
        'Fatal machine check',
        'mce: [Hardware Error]: CPU 4: Machine Check Exception: 5 Bank 12: be00000000800400\nmce: [Hardware Error]: TSC 0 ADDR 3fff81a2b4c0\n',
      ),
      'hardware: machine check on CPU 4, bank 12',
    ],
    [
      'an error told by the firmware',
      panic(
        'Fatal hardware error!',
        '{1}[Hardware Error]: event severity: fatal\n{1}[Hardware Error]:   section_type: memory error\n',
      ),
      'hardware: memory error, fatal, reported by the firmware',
    ],
    [
      'a list entry deleted twice',
      listBug('list_del corruption, ffff888104a3c000->next is LIST_POISON1 (dead000000000100)'),
      'the entry was taken off its list twice (its link is LIST_POISON1)',
    ],
    [
      'a neighbour that was freed',
      listBug(
        'list_del corruption. prev->next should be ffff888104a3c000, but was 6b6b6b6b6b6b6b6b. (prev=ffff888104a3d000)',
      ),
      'the neighbour in the list had been freed (its link is 0x6b6b6b6b6b6b6b6b)',
    ],
    [
      'an entry added twice',
      listBug('list_add double add: new=ffff888104a3c000, prev=ffff888104a3d000, next=ffff888104a3c000.'),
      'the entry was put on the list twice',
    ],
    [
      'a recursion',
      `BUG: TASK stack guard page was hit at ffffc90003ccffd8 (stack is ffffc90003cd0000..ffffc90003cd8000)\nOops: stack guard page: 0000 [#1] PREEMPT SMP\nCPU: 0 PID: 812 Comm: worker Not tainted 6.12.9 #1\nRIP: 0010:acme_walk+0x8/0x40\nCall Trace:\n <TASK>\n${' acme_walk+0x20/0x40\n'.repeat(9)} </TASK>\n`,
      'the kernel stack overflowed: recursion, 10 frames of acme_walk',
    ],
    [
      'a counter',
      `refcount_t: underflow; use-after-free.\nWARNING: CPU: 0 PID: 812 at lib/refcount.c:28 refcount_warn_saturate+0x1d1/0x1e0\nCPU: 0 PID: 812 Comm: worker Not tainted 6.12.9 #1\nRIP: 0010:refcount_warn_saturate+0x1d1/0x1e0\n${TRACE}`,
      'a reference was given back once too often',
    ],
    [
      'KASAN of a freed object',
      `BUG: KASAN: slab-use-after-free in acme_copy+0x2f/0x90\nRead of size 8 at addr ffff888104a3c010 by task worker/812\nCPU: 0 PID: 812 Comm: worker Not tainted 6.12.9 #1\n${TRACE}Allocated by task 1:\n kasan_save_stack+0x1/0x2\n acme_new+0x10/0x20\nFreed by task 813:\n kasan_save_stack+0x1/0x2\n kfree+0x10/0x20\n acme_close+0x10/0x20\n`,
      'use after free: freed in acme_close',
    ],
  ])('is told for %s', (_name, log, cause) => {
    expect(likely(log)).toBe(cause);
  });

  /** As v7.2 kernel/hung_task.c prints one, with what it says of the lock below the stack, and the stack of who has it. */
  const hung = (how: string, said: string): string =>
    `INFO: task rmmod:120 blocked${how} for more than 122 seconds.\n      Tainted: G           OE       7.2.13 #1\n"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.\ntask:rmmod           state:D stack:0     pid:120   tgid:120   ppid:1      task_flags:0x400100 flags:0x00080000\nCall Trace:\n <TASK>\n __schedule+0x4c5/0x1070\n schedule+0x27/0xa0\n acme_exit+0x20/0x40 [acme]\n __do_sys_delete_module+0x1c0/0x310\n </TASK>\n${said}task:keeper          state:S stack:0     pid:118   tgid:118   ppid:2      task_flags:0x208040 flags:0x00080000\nCall Trace:\n <TASK>\n __schedule+0x4c5/0x1070\n schedule+0x27/0xa0\n keep_it+0x20/0x40 [acme]\n </TASK>\n`;

  it.each([
    ['is blocked on a mutex likely owned by task keeper:118.', 'it waits for a mutex that keeper:118 holds'],
    ['blocked on a semaphore likely last held by task a b:118', 'it waits for a semaphore that a b:118 took last'],
    [
      '<writer> blocked on an rw-semaphore likely owned by task keeper:118 <reader>',
      'it waits for an rw-semaphore that keeper:118 has or had, as a reader',
    ],
    [
      '<reader> blocked on an rw-semaphore likely owned by task keeper:118 <writer>',
      'it waits for an rw-semaphore that keeper:118 holds',
    ],
    ['is blocked on a mutex, but the owner is not found.', undefined],
  ])('is told for a hung task that %s', (said, cause) => {
    const { title, likely: told, others } = triage(Buffer.from(hung('', `INFO: task rmmod:120 ${said}\n`), 'latin1'));
    expect([title, told, others]).toEqual(['INFO: task hung in acme_exit', cause, []]);
  });

  it('is told for a hung task that waits for a device', () => {
    const result = triage(Buffer.from(hung(' in I/O wait', ''), 'latin1'));
    expect([result.title, result.comm, result.pid]).toEqual(['INFO: task hung in acme_exit', 'rmmod', 120]);
    expect(result.likely).toBe('it waits for I/O');
  });

  it('names the module that is not of the kernel, beside the cause and alone', () => {
    const modules = 'nls_utf8 acme(POE) ext4';
    const head = 'BUG: unable to handle page fault for address: ';
    const module = 'acme, a module that is proprietary, out-of-tree, unsigned';
    expect(likely(x86({ head: `${head}ffffc90000a41000`, modules }))).toBe(module);
    expect(likely(x86({ head: `${head}6b6b6b6b6b6b6b6b`, modules }))).toMatch(
      /\), in acme, a module that is proprietary/,
    );
    expect(likely(x86({ head: `${head}ffffc90000a41000`, modules: 'acme(E) other(PO)' }))).toBeUndefined();
  });

  it('does not take words of long before for those of this report', () => {
    const noise = 'usb 1-1: new device\n'.repeat(100);
    const old = 'mce: [Hardware Error]: CPU 4: Machine Check Exception: 5 Bank 12: be00000000800400\n';
    expect(likely(panic('Fatal machine check', old + noise))).toBe('hardware: a machine check');
  });
});

describe('whatever the log says', () => {
  const ALL = [refused('6b6b6b6b6b6b6b73'), nullPointer('0000000000000018'), pageFault('fffffffffffffff4')];

  it('answers with one bounded line', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...ALL.flatMap((log) => log.split('\n')),
        'KASAN: x in range [0x',
        'exitcode=0x',
        'list_del corruption',
        'but was ',
        ' is located ',
        'RAX: ',
        '(null)',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(...ALL), (pieces, log) => {
        const result = TriageResult.parse(
          triage(Buffer.from(`${log.split('\n', 2).join('\n')}\n${pieces.join('\n')}`)),
        );
        expect(result.likely ?? '').toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['colons', ':'.repeat(2_000_000)],
    ['registers', 'RAX: 6b6b6b6b6b6b6b6b '.repeat(100_000)],
    ['hex', `RAX: ${'a'.repeat(2_000_000)}`],
    ['blanks before a colon', `${' '.repeat(2_000_000)}:`],
    ['modules', `Modules linked in:${' acme('.repeat(300_000)}`],
    ['hints', 'list_del corruption [Hardware Error] refcount_t: '.repeat(40_000)],
    ['hardware errors', '[Hardware Error]: CPU  Bank \n'.repeat(60_000)],
  ])('answers a pathological line of %s: nothing goes back over what it has read', (_name, line) => {
    const log = x86({ head: 'BUG: unable to handle page fault for address: ffffc90000a41000' });
    expect(triage(Buffer.from(log.replace('FS: ', `${line}\nFS: `))).kind).toBe('page-fault');
  });
});
