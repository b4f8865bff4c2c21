import { describe, expect, it } from '@jest/globals';
import type { Frame, LockInfo, Report } from '../../../../shared/contract/report.ts';
import { asMarkdown, culpritFrame, lockGraph, logLines } from '../../../../clients/web/src/logic/report-view.ts';

const frame = (symbol: string): Frame => ({ address: '0x1', symbol, offset: 16, reliable: true });

describe('culpritFrame', () => {
  it('is the function that the title blames, wherever it stands', () => {
    const frames = ['delay_tsc', 'panic', 'oops_end', 'helper', 'guilty', 'caller'].map(frame);
    expect(culpritFrame({ title: 'general protection fault in guilty', frames })?.symbol).toBe('guilty');
  });

  it('is otherwise the first below the way to panic', () => {
    const frames = ['delay_tsc', 'panic', 'sysrq_handle_crash', 'caller'].map(frame);
    expect(culpritFrame({ title: 'kernel panic: sysrq triggered crash', frames })?.symbol).toBe('sysrq_handle_crash');
    expect(culpritFrame({ title: null, frames: [] })).toBeUndefined();
  });
});

describe('lockGraph', () => {
  it('marks the ring and draws each wait and each hold once', () => {
    const lock = (address: string, owner: number, waiter: number): LockInfo => ({
      kind: 'mutex',
      address,
      owner: { pid: owner, comm: 'a' },
      waiters: [{ pid: waiter, comm: 'b' }],
      cycle: [1, 2],
    });
    const graph = lockGraph([lock('0x1', 1, 2), lock('0x2', 2, 1), { ...lock('0x3', 3, 4), cycle: [] }]);
    expect(graph.edges).toHaveLength(6);
    expect(graph.edges.filter((edge) => edge.inCycle)).toHaveLength(4);
    const ids = new Set(graph.nodes.map((node) => node.id));
    expect(graph.edges.every((edge) => ids.has(edge.from) && ids.has(edge.to))).toBe(true);
  });
});

describe('logLines', () => {
  it('numbers every line and marks those that tell of trouble', () => {
    expect(logLines('one\nBUG: two\n')).toEqual([
      { number: 1, text: 'one', alarming: false },
      { number: 2, text: 'BUG: two', alarming: true },
    ]);
  });
});

describe('asMarkdown', () => {
  it('keeps what the kernel said within its fences', () => {
    const report: Report = {
      reportVersion: 1,
      dump: { format: 'elf', compression: 'none', sizeBytes: 1, bytesRead: 1, incomplete: false },
      panic: { title: 'x', kind: 'bug', fingerprint: null, frames: [frame('```evil')] },
      findings: [],
      unavailable: [],
    };
    expect(asMarkdown(report).match(/```/g)).toHaveLength(2);
  });
});
