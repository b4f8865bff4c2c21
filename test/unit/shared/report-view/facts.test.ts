import { describe, expect, it } from '@jest/globals';
import type { CpuInfo } from '../../../../shared/contract/report.ts';
import { cpuFacts } from '../../../../shared/report-view/facts.ts';
import { frameText } from '../../../../shared/report-view/frames.ts';

describe('what is said of a processor', () => {
  const cpu = (online: boolean | undefined, ...symbols: string[]): CpuInfo => ({
    cpu: 1,
    ...(online === undefined ? {} : { online }),
    frames: symbols.map((symbol) => ({ address: '0x1', symbol, reliable: true })),
  });

  it.each([
    ['one that the panic stopped', cpu(false, 'stop_this_cpu', '__sysvec_reboot'), ['stopped by the panic']],
    [
      'one that ran a guest',
      { cpu: 1, frames: [{ address: '0x1000', guest: true, reliable: true }], comm: 'qemu', pid: 7 },
      ['qemu (pid 7)', 'ran a KVM guest'],
    ],
    [
      'the one that panicked, stopped once another had taken over',
      { ...cpu(false, 'panic_smp_self_stop'), cpu: 0 },
      ['panicked'],
    ],
    ['one that stopped itself on riscv64', cpu(false, 'ipi_stop'), ['stopped by the panic']],
    ['one that was told to by an interrupt', cpu(false, 'handle_IPI', 'do_irq'), ['stopped by the panic']],
    ['one that was unplugged', cpu(false, 'play_dead_common', 'do_idle'), ['offline']],
    ['one of which nothing is known but that', cpu(false), ['offline']],
    ['one that runs', cpu(true, 'stop_this_cpu'), []],
  ])('tells %s', (_, info, said) => {
    expect(cpuFacts(info, 0)).toEqual(said);
  });
});

describe('what is said of a frame', () => {
  it.each([
    [{ address: '0x1000' }, '0x1000'],
    [{ address: '0x1000', user: true }, '0x1000 (user space)'],
    [{ address: '0x1000', guest: true }, '0x1000 (KVM guest)'],
    [{ address: '0x1000', symbol: 'f', offset: 4, sizeBytes: 16, module: 'm' }, 'f+0x4/0x10 [m]'],
  ])('of %j is %s', (frame, said) => {
    expect(frameText(frame)).toBe(said);
  });
});
