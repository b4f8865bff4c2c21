import { describe, expect, it } from '@jest/globals';
import type { CpuInfo } from '../../../../shared/contract/report.ts';
import { cpuFacts } from '../../../../shared/report-view/facts.ts';

describe('what is said of a processor', () => {
  const cpu = (online: boolean | undefined, ...symbols: string[]): CpuInfo => ({
    cpu: 1,
    ...(online === undefined ? {} : { online }),
    frames: symbols.map((symbol) => ({ address: '0x1', symbol, reliable: true })),
  });

  it.each([
    ['one that the panic stopped', cpu(false, 'stop_this_cpu', '__sysvec_reboot'), ['stopped by the panic']],
    ['one that stopped itself on riscv64', cpu(false, 'ipi_stop'), ['stopped by the panic']],
    ['one that was told to by an interrupt', cpu(false, 'handle_IPI', 'do_irq'), ['stopped by the panic']],
    ['one that was unplugged', cpu(false, 'play_dead_common', 'do_idle'), ['offline']],
    ['one of which nothing is known but that', cpu(false), ['offline']],
    ['one that runs', cpu(true, 'stop_this_cpu'), []],
  ])('tells %s', (_, info, said) => {
    expect(cpuFacts(info, 0)).toEqual(said);
  });
});
