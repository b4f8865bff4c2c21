import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TriageResult } from '../../../../shared/contract/triage.ts';
import { triage } from '../../../../shared/panic/index.ts';

const OOPS = `BUG: unable to handle page fault for address: ffffc90000a41000
Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
CPU: 3 UID: 0 PID: 812 Comm: worker Not tainted 6.12.9-1-amd64 #1
RIP: 0010:acme_copy+0x2f/0x90 [acme]
Call Trace:
 <TASK>
 acme_rx+0x11a/0x220 [acme]
 __napi_poll+0x2b/0x1c0
 </TASK>
Modules linked in: acme
---[ end trace 0000000000000000 ]---`.split('\n');

const TITLE = 'BUG: unable to handle kernel paging request in acme_copy';

const WORDS = [
  'BUG: KASAN: slab-use-after-free in ',
  'BUG: KASAN: ',
  'BUG: ',
  'WARNING: CPU: 0 PID: 1 at ',
  'WARNING: ',
  'INFO: task ',
  'INFO: rcu_',
  'Kernel panic - not syncing: ',
  'Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: ',
  'kernel BUG at ',
  'Unable to handle kernel ',
  'general protection fault: ',
  'UBSAN: ',
  'rust_kernel: panicked at ',
  'fatal error: ',
  'Oops: 0000 [#1]',
  'BUG kmalloc-8 (Not tainted): ',
  'Call Trace:',
  ' backtrace:',
  'RIP: 0010:',
  'Krnl PSW : ',
  'foo+0x1/0x2',
  ' ? foo+0x1/0x2',
  '[<ffffffff81234567>] ',
  ' at: ',
  ' in ',
  '_RNvC4acme4main+0x1/0x2',
  '<a::b>::c+0x1/0x2',
  '[   12.345678]',
  '[  T12]',
  '\r',
  '\n',
  '\t',
  ' ',
  '%',
  '\u001b[31m',
  '<4>',
  '6,1,2,-;',
  'drivers/acme/core.c:12',
  '[unmount of ',
  ' still in use',
  'is trying to acquire lock',
  'takes:',
] as const;

/** Logs made of the words that matter, in any order: far likelier to reach a rule than bytes at random. */
const nearLog = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 8 })), { maxLength: 80 })
  .map((parts) => parts.join(''));

describe('triage of anything', () => {
  it('answers any bytes in the shape of the contract', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        TriageResult.strict().parse(triage(bytes));
      }),
    );
  });

  it('answers any mixture of the words that matter, with a title fit to be shown', () => {
    fc.assert(
      fc.property(nearLog, (log) => {
        const result = TriageResult.strict().parse(triage(Buffer.from(log, 'latin1')));
        if (result.title === null) expect(result.kind).toBe('none');
        for (const title of [
          result.title ?? 'none',
          ...result.altTitles,
          ...result.others.map((other) => other.title),
        ]) {
          expect(title).toMatch(/^[\x20-\x7e]{1,120}$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  const noise = fc.constantFrom(
    '',
    'executing program 3',
    '\u0000\u00ff\u0080 not text',
    'usb 1-1: new high-speed USB device number 7 using dummy_hcd',
    '          <idle>-0     [001] d.h1. 12345us : irq_enter <-do_IRQ',
    '00000010: de ad be ef 00 00 00 00 00 00 00 00 00 00 00 00  ................',
    'random: crng init done',
  );

  it('gives the same title whatever is printed in between', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(OOPS.length), noise), { maxLength: 10 }), (insertions) => {
        const lines = [...OOPS];
        for (const [at, line] of insertions) lines.splice(at, 0, line);
        expect(triage(Buffer.from(lines.join('\n'), 'latin1')).title).toBe(TITLE);
      }),
    );
  });

  it.each([
    ['timestamps', (line: string, i: number) => `[${(42 + i / 1000).toFixed(6).padStart(12)}] ${line}`],
    ['callers', (line: string, i: number) => `[${(42 + i / 1000).toFixed(6).padStart(12)}][  T812] ${line}`],
    ['levels', (line: string, i: number) => `<${i % 8}>[   42.000000] ${line}`],
    ['carriage returns', (line: string) => `${line}\r`],
    ['doubled carriage returns', (line: string) => `${line}\r\r`],
    ['colours', (line: string) => `\u001b[0;1;31m${line}\u001b[0m`],
    ['syslog', (line: string) => `Nov 23 16:22:22 host-1 kernel: ${line}`],
    ['syslog with timestamps', (line: string) => `Nov 23 16:22:22 host-1 kernel: [   42.000000] ${line}`],
    ['netconsole', (line: string, i: number) => `4,${i},42000000,-;${line}`],
  ])('gives the same title with %s', (_name, wrap) => {
    expect(triage(Buffer.from(OOPS.map(wrap).join('\n'), 'latin1')).title).toBe(TITLE);
  });

  it.each([
    ['one line without an end', 'BUG: '.repeat(400_000)],
    ['blanks', `BUG: KASAN: ${' '.repeat(1_000_000)}`],
    ['brackets', `BUG: x\n${'[<'.repeat(500_000)}`],
    ['stamps', `${'[    1.0] '.repeat(200_000)}BUG: x`],
    ['escapes', `BUG: x\n${'\u001b['.repeat(500_000)}`],
    ['carriage returns', `BUG: x${'\ra'.repeat(500_000)}`],
    ['colons of Rust', `BUG: x\n${'a::'.repeat(300_000)}`],
    [
      'a Rust name that goes in circles',
      `rust_kernel: panicked at x\ny\nCall Trace:\n _RN${'vB_'.repeat(2000)}+0x1/0x2\n`,
    ],
    ['digits', `Kernel panic - not syncing: ${'1.'.repeat(500_000)}`],
    ['headers', 'WARNING: CPU: 0 PID: 1 at a.c:1 b+0x1/0x2\n'.repeat(20_000)],
    ['frames', `BUG: soft lockup\nCall Trace:\n${' acme_fn+0x1/0x2\n'.repeat(100_000)}`],
    ['heads of traces', `BUG: memory leak\n${' backtrace:\n'.repeat(100_000)}`],
    ['locks', `WARNING: possible circular locking dependency detected\n${' at: foo\n'.repeat(100_000)}`],
    [
      'reports of many tasks that promise and do not keep',
      Array.from({ length: 60_000 }, (_, i) => `[    1.0][ T${i % 32}] BUG: KASAN: a in b+0x1/0x2\n`).join(''),
    ],
    ['newlines', '\n'.repeat(2_000_000)],
  ])('is through with %s', (_name, log) => {
    expect(() => TriageResult.strict().parse(triage(Buffer.from(log, 'latin1')))).not.toThrow();
  });

  it('lists no more reports than it can hold', () => {
    const many = Array.from(
      { length: 500 },
      (_, i) => `[    1.0][ T${i + 1}] WARNING: CPU: 0 PID: 1 at a.c:1 b${i}+0x1/0x2\n`,
    );
    expect(triage(Buffer.from(many.join(''))).others.length).toBeLessThanOrEqual(31);
  });
});
