import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { describeWith } from '../../../support/oracles.ts';
import { CARRIERS, printedLines, STAMPS, transported, WRAPPERS } from '../../../support/log-transports.ts';

/** What others than the kernel say in the kernel's words, and what the kernel says in passing. */
const SAID = [
  'WARNING: apt does not have a stable CLI interface. Use with caution in scripts.',
  'WARNING: Running pip as the root user can result in broken permissions',
  "WARNING: can't convert coreboot GPIOs, 'lid' won't be resampled at runtime!",
  'WARNING: The following packages cannot be authenticated!',
  'WARNING: bluestore: spurious read errors at startup',
  'WARNING: no console will be available to OS',
  'INFO: task 12 of 40 is done',
  'INFO: starting container runtime',
  'INFO:    BL31: Initializing runtime services',
  'NOTICE:  BL2: v2.9(release):v2.9.0',
  'INFO: rcu is a word too',
  'BUG: this should not happen, please tell the authors',
  'BUG report at https://example.org/bugs',
  'ERROR: unable to handle kernel of type xen',
  'Unable to handle request: internal error: 500',
  'Internal error: the pool is busy',
  'general protection fault ip:7f0a1 sp:7ffc error:0 in libacme.so[7f0a00000000+1000]',
  'traps: acmed[812] general protection fault ip:7f0a1 sp:7ffc error:0 in libacme.so',
  'traps: acmed[812] trap invalid opcode ip:55d0 sp:7ffc error:0 in acmed[55d000000000+1000]',
  'acmed[812]: segfault at 0 ip 000055d0 sp 00007ffc error 4 in acmed[55d000000000+1000]',
  'fatal error: all goroutines are asleep - deadlock!',
  'panic: runtime error: index out of range [5] with length 3',
  "thread 'main' panicked at 'called `Option::unwrap()` on a `None` value', src/main.rs:4:37",
  'Kernel panic timeout is set to 10 seconds',
  'Kernel command line: BOOT_IMAGE=/vmlinuz root=/dev/vda1 panic=10 oops=panic softlockup_panic=1',
  'NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.',
  'mce: [Hardware Error]: Machine check events logged',
  '{1}[Hardware Error]: event severity: corrected',
  'EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0',
  'Out of memory: Killed process 812 (acmed) total-vm:812kB, anon-rss:400kB',
  'BERT: [Hardware Error]: Skipped 1 error records',
  'hung_task: khungtaskd is running',
  'systemd-coredump[99]: Process 812 (acmed) of user 0 dumped core. Stack trace of thread 812: #0 0x00007f foo',
  'audit: type=1400 msg=audit(1.2:3): apparmor="DENIED" name="Kernel panic - not syncing: test"',
  'sudo: root : COMMAND=/usr/bin/grep BUG: unable to handle kernel NULL pointer dereference /var/log/kern.log',
  '------------[ cut here ]------------ is how a warning begins',
  'INFO: NMI handler (perf_event_nmi_handler) took too long to run: 1.101 msecs',
  'perf: interrupt took too long (2509 > 2500), lowering kernel.perf_event_max_sample_rate to 79500',
  'WARNING: Unprivileged eBPF is enabled with eIBRS on, data leaks possible via Spectre v2 BHB attacks!',
  'BUG: arch topology borken',
  'cgroup: cgroup: disabling cgroup2 socket matching due to net_prio or net_cls activation',
  'Oops, something went wrong',
  'watchdog: watchdog0: watchdog did not stop!',
] as const;

const names = (table: object) => Object.keys(table);

describe('no alarm', () => {
  it('over what others say, by any way, alone and together', () => {
    const way = fc.record({
      stamp: fc.constantFrom(...names(STAMPS)),
      carrier: fc.constantFrom(...names(CARRIERS)),
      wrapper: fc.constantFrom(...names(WRAPPERS)),
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SAID), { minLength: 1, maxLength: 60 }), way, (texts, by) => {
        expect({ texts, by, title: triage(transported(printedLines(texts), by)).title }).toEqual({
          texts,
          by,
          title: null,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('over what another program writes in the very form of the kernel', () => {
    const header = 'BUG: kernel NULL pointer dereference, address: 0000000000000018';
    for (const head of [
      'Nov 29 19:00:01 host1 acmed[12]: ',
      '2026-11-29T19:00:01.123456+00:00 host1 sshd[12]: ',
      'Sun Nov 29 19:00:01 2026 daemon.err acmed[12]: ',
      '[   12.345678] acmed[12]: ',
      '[   12.345678] audit: ',
    ]) {
      expect({ head, title: triage(Buffer.from(`${head}${header}\n${head}done\n`)).title }).toEqual({
        head,
        title: null,
      });
    }
  });

  it('over a stack that was only asked for', () => {
    const asked = `[   50.000001] sysrq: Show backtrace of all active CPUs
[   50.000002] NMI backtrace for cpu 1
[   50.000003] CPU: 1 PID: 0 Comm: swapper/1 Not tainted 6.1.0 #1
[   50.000004] RIP: 0010:native_safe_halt+0xe/0x10
[   50.000005] Call Trace:
[   50.000006]  default_idle+0x1a/0x20
[   50.000007]  do_idle+0x1f1/0x240
[   60.000001] acmed: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP)
[   60.000002] CPU: 1 PID: 12 Comm: acmed Not tainted 6.1.0 #1
[   60.000003] Call Trace:
[   60.000004]  dump_stack_lvl+0x44/0x5c
[   60.000005]  warn_alloc+0x134/0x1c0
[   60.000006] Mem-Info:
`;
    expect(triage(Buffer.from(asked)).title).toBeNull();
  });
});

const FIELD = path.resolve(import.meta.dirname, '../../../../../shared/corpus/field-logs');

describeWith({ files: [FIELD] }, 'the healthy logs of the field', () => {
  it('raise no alarm', () => {
    const names = readdirSync(FIELD).filter((name) => name.endsWith('.src'));
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const log = readFileSync(path.join(FIELD, name.replace('.src', '.txt')));
      expect({ name, title: triage(log).title }).toEqual({ name, title: null });
    }
  });
});
