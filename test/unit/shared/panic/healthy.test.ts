import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { describeWith } from '../../../support/oracles.ts';
import { KERNEL_REPORTS } from '../../../support/kernel-reports.ts';
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
  'ACPI BIOS Error (bug): Could not resolve symbol [\\_SB.PCI0.XHC.RHUB.TPLD], AE_NOT_FOUND (20230628/psargs-330)',
  'ACPI BUG: Dock station scan failed',
  '[Firmware Bug]: TSC_DEADLINE disabled due to Errata; please update microcode to version: 0x52 (or later)',
  'pci 0000:00:1f.0: [Firmware Bug]: BAR 5: invalid; cannot assign',
  'x86/cpu: SGX disabled by BIOS.',
  'Spectre V2 : WARNING: Unprivileged eBPF is enabled with eIBRS on, data leaks possible via Spectre v2 BHB attacks!',
  'device-mapper: core: CONFIG_IMA_DISABLE_HTABLE is disabled. Duplicate IMA measurements will not be recorded in the IMA log.',
  'EXT4-fs (sda1): warning: mounting fs with errors, running e2fsck is recommended',
  'EXT4-fs error (device sdb1): ext4_lookup:1785: inode #2: comm ls: deleted inode referenced: 12',
  'EXT4-fs (sdb1): Remounting filesystem read-only',
  'XFS (sda1): WARNING: Reset corrupted AGFL on AG 0. 4 blocks leaked. Please unmount and run xfs_repair.',
  'BTRFS warning (device sda1): csum failed root 5 ino 257 off 0 csum 0x98f94189 expected csum 0x94c3a7d1 mirror 1',
  'BTRFS error (device sda1): parent transid verify failed on logical 30441472 mirror 1 wanted 9 found 7',
  'nvme nvme0: I/O 12 QID 3 timeout, aborting',
  'nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff',
  'ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x6 frozen',
  'sd 0:0:0:0: [sda] tag#0 FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE',
  'blk_update_request: critical medium error, dev sda, sector 1234 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0',
  'amdgpu 0000:0b:00.0: amdgpu: GPU fault detected: 146 0x0000480c for process Xorg pid 1523',
  'amdgpu 0000:0b:00.0: [drm] *ERROR* ring gfx timeout, signaled seq=12, emitted seq=14',
  'i915 0000:00:02.0: [drm] GPU HANG: ecode 9:1:85dffffb, in Xorg [1523]',
  'NVRM: Xid (PCI:0000:01:00): 31, pid=1523, name=python3, Ch 00000008, intr 00000000. MMU Fault: ENGINE GRAPHICS',
  'iwlwifi 0000:00:14.3: Microcode SW error detected. Restarting 0x0.',
  'iwlwifi 0000:00:14.3: 0x00000071 | NMI_INTERRUPT_UMAC_FATAL',
  'ath10k_pci 0000:02:00.0: firmware crashed! (guid 0b0f5a5e-1f6c-4a0a-9d5b-0123456789ab)',
  'mpt3sas_cm0: fault_state(0x5862)!',
  'megaraid_sas 0000:18:00.0: Found FW in FAULT state, will reset adapter scsi0.',
  'ixgbe 0000:01:00.0 eth0: Detected Tx Unit Hang',
  'e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:',
  'bnxt_en 0000:3b:00.0 ens1f0: Firmware unresponsive, status: 0x40200',
  "mlx5_core 0000:3b:00.0: poll_health:800:(pid 0): device's health compromised - reached miss count",
  'pcieport 0000:00:1c.5: AER: Corrected error received: 0000:00:1c.5',
  'pcieport 0000:00:1c.5: PCIe Bus Error: severity=Corrected, type=Physical Layer, (Receiver ID)',
  'pcieport 0000:00:1c.5: AER: Uncorrected (Non-Fatal) error received: 0000:00:1c.5',
  'mce: CPU0: Core temperature above threshold, cpu clock throttled (total events = 1)',
  'mce: [Hardware Error]: CPU 4: Machine Check: 0 Bank 8: 8c00004200800090',
  '{2}[Hardware Error]:   section_type: memory error',
  'EDAC sbridge MC1: HANDLING MCE MEMORY ERROR',
  'Memory failure: 0x12345: recovery action for dirty LRU page: Recovered',
  'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=acme,mems_allowed=0,task=acmed,pid=812,uid=0',
  'Memory cgroup out of memory: Killed process 812 (acmed) total-vm:812kB, anon-rss:400kB, file-rss:0kB',
  'systemd[1]: systemd-journald.service: Watchdog timeout (limit 3min)!',
  'systemd[1]: acmed.service: Main process exited, code=dumped, status=11/SEGV',
  'systemd[1]: kdump.service: Deactivated successfully.',
  'kdump: crash dump will be saved on the next panic',
  'rcu: Hierarchical RCU implementation.',
  'rcu: \tRCU restricting CPUs from NR_CPUS=8192 to nr_cpu_ids=4.',
  'rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.',
  'rcu_sched kthread is running',
  'Lockdep: debug_locks is on',
  'kfence: initialized - using 2097152 bytes for 255 objects at 0x(____ptrval____)-0x(____ptrval____)',
  'kasan: KernelAddressSanitizer initialized (generic)',
  'kmemleak: Kernel memory leak detector initialized (mem pool available: 15679)',
  'kmemleak: 2 new suspected memory leaks (see /sys/kernel/debug/kmemleak)',
  'NMI watchdog: Perf NMI watchdog permanently disabled',
  'watchdog: Delayed init of the lockup detector failed: -19',
  "clocksource: timekeeping watchdog on CPU3: Marking clocksource 'tsc' as unstable because the skew is too large:",
  'workqueue: acme_work [acme] hogged CPU for >10000us 4 times, consider switching to WQ_UNBOUND',
  'hrtimer: interrupt took 81234 ns',
  'Uhhuh. NMI received for unknown reason 2d on CPU 0.',
  'Dazed and confused, but trying to continue',
  "process 'acmed' started with executable stack",
  'acmed (812): drop_caches: 3',
  'traps: acmed[812] trap divide error ip:55d0 sp:7ffc error:0 in acmed[55d000000000+1000]',
  'acmed[812]: unhandled level 3 translation fault (11) at 0x00000000, esr 0x92000007, in acmed[400000+1000]',
  'acmed[812]: unhandled signal 11 code 0x1 at 0x00000010 in acmed[10000+1000]',
  'Alignment trap: acmed (812) PC=0x000105a4 Instr=0xe1931f9f Address=0x000212d2 FSR 0x011',
  'Unhandled fault: alignment exception (0x011) at 0x00508ae4',
  'Data bus error, epc == 00400a10, ra == 00400a00',
  'do_page_fault(): sending SIGSEGV to acmed for invalid read access from 00000000',
  'User process fault: interruption code 003b ilc:3 in acmed[1000000+1000]',
  'random: crng init done',
  'TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.',
  'nf_conntrack: nf_conntrack: table full, dropping packet',
  'UBSAN: is enabled',
  'lkdtm: No crash points registered, enable through debugfs',
  'panic_on_oops = 1',
  'kernel.panic_on_warn = 0',
  'crash> bt: PANIC: "Oops: 0000 [#1] SMP" (check log for details)',
  'Loading crash kernel ... Call Trace: none',
  'PANIC: unprotected error in call to Lua API (attempt to call a nil value)',
  'PANIC:  could not write to file "pg_wal/xlogtemp.812": No space left on device',
  'BUG: failure is not an option',
  'WARNING: CPU frequency scaling is enabled, the results may vary',
  'WARNING: at least one device is missing',
  'INFO: task queue is empty, INFO: rcu is not used here',
  'Kernel panic - see the manual, chapter 12',
  'Oops: the page cannot be displayed',
  'general protection fault is an exception of x86',
  "Guru Meditation Error: Core  0 panic'ed (LoadProhibited). Exception was unhandled.",
  'Hard LOCKUP detector: not available',
  'CFI: enabled',
  'Xen-4.17.2 is running, Panic on CPU is set to reboot',
] as const;

const BOOT = [
  'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0)',
  'Command line: BOOT_IMAGE=/boot/vmlinuz-6.1.0-18-amd64 root=UUID=1 ro panic=30 crashkernel=256M',
  'BIOS-provided physical RAM map:',
  'DMI: Acme Server/Board, BIOS 1.2 03/04/2025',
  'Kernel/User page tables isolation: enabled',
  'Freeing unused kernel image (initmem) memory: 2796K',
  'Run /init as init process',
];

/** How programs write down what they read: node-problem-detector, abrt, the kubelet, cloud-init, an agent, a test. */
const QUOTATIONS: Readonly<Record<string, (line: string) => string>> = {
  'syslog, with a process': (line) => `Nov 29 19:00:01 host1 acmed[12]: ${line}`,
  'syslog, without': (line) => `Nov 29 19:00:01 host1 abrt-server: ${line}`,
  klog: (line) => `I1129 19:00:01.123456       1 log_monitor.go:160] New status generated: ${line}`,
  'klog in syslog': (line) =>
    `Nov 29 19:00:01 host1 node-problem-detector[1]: I1129 19:00:01.123456       1 log_watchers.go:40] ${line}`,
  'an event of Kubernetes': (line) => `Nov 29 19:00:01 host1 kubelet[812]: E1129 event.go:1] Message:"kernel: ${line}"`,
  'journal short-iso': (line) => `2026-11-29T19:00:01+0000 host1 python3[991]: ${line}`,
  'journal short-precise': (line) => `Nov 29 19:00:01.123456 host1 python3[991]: ${line}`,
  'journal short-full, with a unit': (line) => `Sun 2026-11-29 19:00:01 UTC host1 acme.service[991]: ${line}`,
  'rsyslog, ISO': (line) => `2026-11-29T19:00:01.123456+00:00 host1 sudo: ${line}`,
  'systemd by way of /dev/kmsg': (line) => `[  901.000001] systemd[1]: ${line}`,
  'a program by way of /dev/kmsg': (line) => `<14>[  901.000001] cloud-init[812]: ${line}`,
  'journal json, standard output': (MESSAGE) =>
    JSON.stringify({ _TRANSPORT: 'stdout', SYSLOG_IDENTIFIER: 'acmed', PRIORITY: '6', MESSAGE }),
  'journal json, syslog': (MESSAGE) =>
    JSON.stringify({ _TRANSPORT: 'syslog', SYSLOG_IDENTIFIER: 'collector', _COMM: 'collector', MESSAGE }),
  'RFC 5424': (line) => `<14>1 2026-11-29T19:00:01.123Z host1 acmed 812 - - ${line}`,
  'RFC 5424, structured data': (line) => `<14>1 2026-11-29T19:00:01.123Z host1 acmed 812 ID47 [a b="c"] ${line}`,
  audit: (line) => `type=USER_CMD msg=audit(1764442801.123:45): pid=1 cmd="${line}"`,
  logcat: (line) => `11-29 19:00:01.123  1523  1523 E AcmeApp : ${line}`,
  'logcat, brief': (line) => `E/AcmeApp ( 1523): ${line}`,
  "Python's logging": (line) => `2026-11-29 19:00:01,123 ERROR acme.collector: ${line}`,
  logback: (line) => `2026-11-29 19:00:01.123  WARN 1 --- [main] c.acme.Collector : ${line}`,
  'an assertion': (line) => `E       assert '${line}' == 'x'`,
  'source code': (line) => `        "${line}\\n"`,
  'a patch': (line) => `+${line}`,
  OpenWrt: (line) => `Sun Nov 29 19:00:01 2026 daemon.info acmed[812]: ${line}`,
  busybox: (line) => `Nov 29 19:00:01 host1 user.info acmed: ${line}`,
};

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

  it('over each such line in a boot of its own, by any way alone', () => {
    for (const [i, text] of SAID.entries()) {
      const lines = printedLines([...BOOT, text, ...BOOT]);
      const ways = [
        ...names(STAMPS).map((stamp) => ({ stamp, carrier: 'none', wrapper: 'text' })),
        ...names(CARRIERS).map((carrier) => ({ stamp: 'none', carrier, wrapper: 'text' })),
      ];
      for (const by of ways.filter((_, way) => way % 6 === i % 6))
        expect({ text, by, title: triage(transported(lines, by)).title }).toEqual({ text, by, title: null });
    }
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

  it.each(Object.entries(QUOTATIONS))('over whole reports that another quotes: %s', (_name, quote) => {
    for (const texts of Object.values(KERNEL_REPORTS)) {
      for (const stamp of ['none', 'time', 'level and time']) {
        const lines = printedLines(texts).map((line) => quote(STAMPS[stamp]?.(line) ?? ''));
        expect({ stamp, title: triage(Buffer.from(`${lines.join('\n')}\n`)).title }).toEqual({ stamp, title: null });
      }
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

/** Change logs of the machine's own packages, where it has any: the kernel's tell of every crash there was. */
const CARRIED = textsBelow('/usr/share/doc').slice(0, 600);

function textsBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(?:changelog|NEWS|README).*\.gz$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch {
    return [];
  }
}

function readable(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    return bytes.length > 1 << 20 ? null : bytes;
  } catch {
    return null;
  }
}

describe('what a machine carries that never crashed', () => {
  it('raises no alarm over the change logs of its packages', () => {
    for (const file of CARRIED) {
      const log = readable(file);
      if (log !== null) expect({ file, title: triage(log).title }).toEqual({ file, title: null });
    }
  });

  it('raises no alarm over a change log that tells of crashes', () => {
    const log = `linux (6.1.192-3) bookworm-security; urgency=high

  * New upstream stable update:
    - WARNING: possible circular locking dependency detected in acme_probe()
    - UBSAN: array-index-out-of-bounds in drivers/acme/core.c
    * BUG: KASAN: slab-out-of-bounds in acme_rx+0x1c/0x40
    + kernel BUG at mm/usercopy.c:102
`;
    expect(triage(Buffer.from(log)).title).toBeNull();
  });
});

/** Consoles of machines under qemu, recorded by `test/fixtures/healthy-logs/record.sh`: `##### kernel.tour`, then the log. */
const BOOTS = zstdDecompressSync(
  readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/healthy-logs/boots.txt.zst')),
)
  .toString('latin1')
  .split(/^##### /m)
  .slice(1)
  .map((part) => ({ name: part.slice(0, part.indexOf('\n')), lines: part.split('\n').slice(1) }));

/** A ring buffer that has gone round, a console that was opened late: the log begins anywhere. */
const CUTS = 24;

describe('machines that booted, were asked for backtraces, ran out of memory, lost processors and powered off', () => {
  it('are many, and of several kernels', () => {
    expect(BOOTS.length).toBeGreaterThanOrEqual(27);
    expect(new Set(BOOTS.map(({ name }) => name.slice(0, name.lastIndexOf('.')))).size).toBeGreaterThanOrEqual(3);
    const all = BOOTS.map(({ lines }) => lines.join('\n')).join('\n');
    for (const said of ['Call Trace:', 'RIP: 0010:', 'Out of memory: Killed', 'segfault at 0', 'NMI backtrace for cpu'])
      expect({ said, found: all.includes(said) }).toEqual({ said, found: true });
  });

  it.each(BOOTS)('raise no alarm, wherever their log begins: $name', ({ name, lines }) => {
    for (let cut = 0; cut < CUTS; cut++) {
      const from = Math.floor((lines.length * cut) / CUTS);
      const log = Buffer.from(lines.slice(from).join('\n'), 'latin1');
      expect({ name, from, title: triage(log).title }).toEqual({ name, from, title: null });
    }
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
