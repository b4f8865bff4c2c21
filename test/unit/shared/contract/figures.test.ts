import { describe, expect, it } from '@jest/globals';
import { figuresOf, foldDigits } from '../../../../shared/contract/figures.ts';
import type { InterruptInfo, Report, TaskInfo } from '../../../../shared/contract/report.ts';

const dump = { uploadId: '01JDB000000000000000000001', host: 'fs-17.eu', at: '2026-11-23T02:15:00.000Z' };
const report: Report = {
  reportVersion: 1,
  dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
  kernel: { release: '6.12.117', machine: 'x86_64', tainted: [], buildId: 'ab'.repeat(20), uptimeSeconds: 1000 },
  findings: [],
  unavailable: [],
};
const task = (usedBytes: number | undefined, ...symbols: string[]): TaskInfo => ({
  pid: 1,
  comm: `t${String(usedBytes)}`,
  state: 'S',
  frames: symbols.map((symbol) => ({
    address: '0xffffffff81000000',
    symbol: symbol.replace('?', ''),
    reliable: !symbol.startsWith('?'),
  })),
  stack: { sizeBytes: 16384, ...(usedBytes === undefined ? {} : { usedBytes }) },
});
const interrupt = (irq: number | string, name: string | undefined, total: number, wraps?: number): InterruptInfo => ({
  irq,
  ...(name === undefined ? {} : { name }),
  perCpu: [total],
  total,
  wrap: { possible: wraps !== undefined, ...(wraps === undefined ? {} : { wraps, estimatedTotal: 2 ** 32 + total }) },
});

describe('figuresOf', () => {
  it('tells for each function the deepest stack that stood in it, past the way to sleep and what was guessed', () => {
    const tasks = [
      task(900, '__schedule', 'schedule', 'ext4_writepages'),
      task(2000, '?stale', 'io_schedule', 'ext4_writepages'),
      task(1500, 'do_nanosleep'),
      task(undefined, 'no_depth_known'),
      task(3000, '?only_guessed'),
    ];
    expect(figuresOf({ ...report, tasks }, dump).stacks).toEqual([
      { function: 'ext4_writepages', usedBytes: 2000, sizeBytes: 16384, comm: 't2000' },
      { function: 'do_nanosleep', usedBytes: 1500, sizeBytes: 16384, comm: 't1500' },
    ]);
  });

  it('tells no more than a dozen stacks, whatever number of tasks', () => {
    const tasks = Array.from({ length: 500 }, (_, i) => task(i, `function_${String(i)}`));
    const { stacks } = figuresOf({ ...report, tasks }, dump);
    expect([stacks.length, stacks[0]?.function]).toEqual([12, 'function_499']);
  });

  it('tells interrupts a second by kind of device, wrapped counters by what they had counted', () => {
    const interrupts = [
      interrupt(30, 'nvme0q1', 4000),
      interrupt(31, 'nvme0q2', 6000),
      interrupt('LOC', undefined, 704, 1),
      interrupt(9, undefined, 77),
      interrupt(10, 'idle', 0),
    ];
    expect(figuresOf({ ...report, interrupts }, dump).interrupts).toEqual([
      { name: 'LOC', perSecond: (2 ** 32 + 704) / 1000, wraps: 1 },
      { name: 'nvme*q*', perSecond: 10, wraps: 0 },
    ]);
    expect(foldDigits('eth0-TxRx-12')).toBe('eth*-TxRx-*');
  });

  it('tells no rates of a host that has just booted', () => {
    const kernel = { release: '6.12.117', machine: 'x86_64', tainted: [], uptimeSeconds: 20 };
    expect(figuresOf({ ...report, kernel, interrupts: [interrupt('LOC', undefined, 9)] }, dump).interrupts).toEqual([]);
  });

  it('tells what speaks for bad memory, and nothing of what does not', () => {
    const findings: Report['findings'] = [
      { code: 'flipped-bit', severity: 'warning', summary: 'RAX is one bit away', evidence: [] },
      { code: 'deadlock', severity: 'critical', summary: 'A waits for B', evidence: [] },
    ];
    const difference = { address: '0xffffffff81000000', expected: '90', found: '91', flippedBits: 1 };
    const integrity: Report['integrity'] = { image: 'unknown', text: { checkedBytes: 1, differences: [difference] } };
    expect(figuresOf({ ...report, findings, integrity }, dump).memorySigns).toEqual([
      'RAX is one bit away',
      '1 single bit of kernel text flipped',
    ]);
    expect(figuresOf(report, dump).memorySigns).toEqual([]);
  });
});
