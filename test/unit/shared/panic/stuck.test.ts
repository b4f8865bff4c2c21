import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../../shared/panic/index.ts';
import { stuckProcessors } from '../../../../shared/panic/stuck.ts';

const read = (log: string) => triage(Buffer.from(log, 'latin1'));

const task = (cpu: number, comm: string) =>
  `CPU: ${cpu} UID: 0 PID: ${10 + cpu} Comm: ${comm} Not tainted 6.12.9 #1\nHardware name: Acme Board\n`;

const HEADER = 'watchdog: Watchdog detected hard LOCKUP on cpu 2\nModules linked in: acme\n';
const MISSING = 'the log has no stack of the processor that is stuck';
/** v6.12 on arm64 without pseudo-NMI: the stuck processor cannot be asked. */
const PANIC = `Kernel panic - not syncing: Hard LOCKUP
${task(1, 'swapper/1')}Call trace:
 dump_backtrace+0x94/0xec
 show_stack+0x18/0x24
 dump_stack_lvl+0x34/0x8c
 panic+0x138/0x33c
 nmi_panic+0x8c/0x90
 watchdog_hardlockup_check+0x150/0x1f0
 watchdog_buddy_check_hardlockup+0x6c/0x90
 watchdog_timer_fn+0x88/0x230
 __hrtimer_run_queues+0x160/0x370
 el1h_64_irq+0x64/0x68
 cpuidle_idle_call+0x1/0x2
`;
const STUCK = `${task(2, 'acme/2')}pc : acme_spin+0x10/0x40 [acme]\nlr : acme_hold+0x8/0x20 [acme]\nCall trace:\n acme_spin+0x10/0x40 [acme]\n acme_hold+0x8/0x20 [acme]\n`;

describe('a lock-up that another processor finds', () => {
  it('is not named after the one that watches', () => {
    const result = read(HEADER + PANIC);
    expect(result).toMatchObject({
      title: 'Watchdog detected hard LOCKUP',
      kind: 'hard-lockup',
      corruptedReason: MISSING,
      fingerprint: null,
      frames: [],
      cpu: 2,
      kernelRelease: '6.12.9',
      hardware: 'Acme Board',
      panicked: true,
    });
    expect(result).not.toHaveProperty('guilty');
    expect(result).not.toHaveProperty('comm');
    expect(result).not.toHaveProperty('pid');
  });

  it.each([
    ['before it gives up', HEADER + STUCK + PANIC],
    ['asked by NMI', `${HEADER}Sending NMI from CPU 1 to CPUs 2:\nNMI backtrace for cpu 2\n${STUCK}${PANIC}`],
    ['after it gave up', HEADER + PANIC + STUCK],
    [
      'after others',
      `${HEADER}NMI backtrace for cpu 3\n${STUCK.replaceAll('acme_spin', 'idle').replace('CPU: 2', 'CPU: 3')}${STUCK}`,
    ],
  ])('is named after the one that is stuck, where it shows itself %s', (_, log) => {
    const result = read(log);
    expect(result).toMatchObject({ guilty: 'acme_spin', cpu: 2, pid: 12, comm: 'acme/2', corrupted: false });
    expect(result.frames[0]).toMatchObject({ symbol: 'acme_spin' });
    expect(result.fingerprint).toMatch(/^v\d+:/);
  });

  it('is not named after the watcher where the header is lost', () => {
    expect(read(PANIC)).toMatchObject({
      title: 'kernel panic: Hard LOCKUP',
      corruptedReason: MISSING,
      fingerprint: null,
    });
    expect(read(PANIC)).not.toHaveProperty('guilty');
  });

  it('is not named after the watcher on ppc64', () => {
    const header = 'watchdog: CPU 1 detected hard LOCKUP on other CPUs 2,4-5\n';
    const watcher = `${task(1, 'swapper/1')}NIP [c000000000012345] watchdog_smp_panic+0x1/0x2\nCall Trace:\n[c000000012340000] [c000000000012345] watchdog_timer_interrupt+0x1/0x2\n`;
    expect(read(header + watcher)).not.toHaveProperty('guilty');
    expect(read(header + watcher + STUCK.replace('CPU: 2', 'CPU: 5'))).toMatchObject({ guilty: 'acme_spin', cpu: 5 });
  });

  it('keeps what a processor shows that finds itself stuck', () => {
    const own = `${HEADER}${task(2, 'acme/2')}RIP: 0010:acme_spin+0x10/0x40 [acme]\nCall Trace:\n <NMI>\n </NMI>\n acme_hold+0x8/0x20 [acme]\n`;
    expect(read(own)).toMatchObject({ guilty: 'acme_spin', corrupted: false });
  });

  it('is one group for each function', () => {
    const of = (name: string) => read(HEADER + STUCK.replaceAll('acme_spin', name) + PANIC).fingerprint;
    expect(of('acme_one')).not.toBe(of('acme_two'));
  });
});

describe('stuckProcessors', () => {
  it.each([
    ['Watchdog detected hard LOCKUP on cpu 3', [3]],
    ['CPU1: Watchdog detected Hard LOCKUP on cpu 12', [12]],
    ['NMI Watchdog detected LOCKUP on CPU3, registers:', undefined],
    ['CPU 5 detected hard LOCKUP on other CPUs 3', [3]],
    ['CPU 5 detected hard LOCKUP on other CPUs 3,7-9', [3, 7, 8, 9]],
    ['CPU 5 detected hard LOCKUP on other CPUs 9-7', []],
    ['CPU 5 detected hard LOCKUP on other CPUs 1-99999999999', []],
    ['CPU 5 self-detected hard LOCKUP @ foo+0x1/0x2', undefined],
  ])('of %j is %j', (header, want) => {
    const found = stuckProcessors(header);
    expect(found === undefined ? undefined : [...found]).toEqual(want);
  });

  it('reads every list that the kernel prints', () => {
    const cpus = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cpus, (some) => {
        const header = `CPU 5 detected hard LOCKUP on other CPUs ${some.join(',')}`;
        expect(stuckProcessors(header)).toEqual(new Set(some));
      }),
    );
  });
});
