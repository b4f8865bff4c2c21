import { describe, expect, it } from '@jest/globals';
import { largeReport } from '../../../support/large-report.ts';
import type { Frame, LockInfo, Report } from '../../../../shared/contract/report.ts';
import { logLines, oopsLines, selectLines } from '../../../../clients/web/src/logic/log-view.ts';
import {
  asMarkdown,
  baseName,
  culpritFrame,
  lockGraph,
  selectTasks,
  textStanding,
  whereFrame,
  type TaskFilter,
} from '../../../../clients/web/src/logic/report-view.ts';

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

  it('passes over the way from the fault to the panic, and over what the compiler appended to a name', () => {
    const frames = ['panic', 'oops_end.cold', 'page_fault_oops', 'exc_page_fault', 'asm_exc_page_fault', 'peek.isra.0'];
    expect(culpritFrame({ title: null, frames: frames.map(frame) })?.symbol).toBe('peek.isra.0');
    expect(culpritFrame({ title: 'BUG: something in peek', frames: frames.map(frame) })?.symbol).toBe('peek.isra.0');
    expect(['a.isra.0', 'a.constprop.0.cold', 'a.part.3', 'a', 'a.b'].map(baseName)).toEqual([
      'a',
      'a',
      'a',
      'a',
      'a.b',
    ]);
  });

  it('is none where the task that panicked only noticed', () => {
    const frames = ['delay_tsc', 'panic', 'watchdog.cold', 'kthread', 'ret_from_fork'].map(frame);
    expect(culpritFrame({ title: 'INFO: task hung in guilty', frames })).toBeUndefined();
  });
});

describe('whereFrame', () => {
  it('is past the scheduler in which all sleep, and past what was guessed', () => {
    const frames = [frame('__schedule'), frame('schedule'), { ...frame('stale'), reliable: false }, frame('pipe_read')];
    expect(whereFrame({ frames })?.symbol).toBe('pipe_read');
    expect(whereFrame({ frames: frames.slice(0, 2) })?.symbol).toBe('__schedule');
  });
});

describe('selectTasks', () => {
  const { tasks = [] } = largeReport(2000);
  const select = (filter: Partial<TaskFilter>) => selectTasks(tasks, { words: [], states: '', sort: 'pid', ...filter });

  it('finds tasks by words of their name and of their stack, all of them', () => {
    const [wanted] = tasks;
    const symbol = wanted?.frames[3]?.symbol ?? '?';
    const found = select({ words: [symbol, wanted?.comm ?? '?'] });
    expect(found).toContain(wanted);
    expect(found.every(({ comm, frames }) => comm === wanted?.comm && frames.length > 0)).toBe(true);
    expect(select({ words: ['no such thing'] })).toEqual([]);
  });

  it('narrows by state, and sorts the deepest stack first', () => {
    expect(new Set(select({ states: 'D' }).map(({ state }) => state))).toEqual(new Set(['D']));
    const depths = select({ sort: 'stack' }).map(({ stack }) => stack?.highWaterBytes ?? 0);
    expect(depths).toEqual(depths.toSorted((a, b) => b - a));
    expect(depths).toHaveLength(2000);
  });
});

describe('textStanding', () => {
  it('says nothing where nobody compared', () => {
    expect(textStanding({ integrity: { image: 'unknown' } })).toBeUndefined();
    expect(textStanding({ integrity: { image: 'signed', text: { checkedBytes: 1, differences: [] } } })).toBe('intact');
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
    expect(logLines({ text: 'one\nBUG: two\n' })).toEqual([
      { number: 1, text: 'one', alarming: false },
      { number: 2, text: 'BUG: two', alarming: true },
    ]);
  });
});

describe('selectLines', () => {
  const lines = logLines({ text: 'quiet\nBUG: loud\nplain\n', levels: '614' });
  const numbers = (filter: Partial<Parameters<typeof selectLines>[1]>) =>
    selectLines(lines, { search: '', alarmingOnly: false, level: undefined, ...filter }).map(({ number }) => number);

  it('narrows by words, by what alarms and by level', () => {
    expect(numbers({})).toEqual([1, 2, 3]);
    expect(numbers({ search: 'LOUD' })).toEqual([2]);
    expect(numbers({ alarmingOnly: true })).toEqual([2]);
    expect(numbers({ level: 4 })).toEqual([2, 3]);
  });

  it('leaves out no line whose level is not known', () => {
    const unknown = logLines({ text: 'a\nb\n', levels: '7' });
    expect(selectLines(unknown, { search: '', alarmingOnly: false, level: 0 })).toHaveLength(2);
  });
});

describe('oopsLines', () => {
  const texts = (lines: string[]) => oopsLines(logLines({ text: lines.join('\n') })).map(({ text }) => text);
  const early = ['[1.0] booting', '[2.0] WARNING: CPU: 0 PID: 1 at x', '[2.1] ---[ end trace 0 ]---'];
  const quiet = Array.from({ length: 300 }, (_, i) => `[3.${String(i)}] usb: fine`);
  const oops = [
    '[9.0] BUG: kernel NULL pointer dereference, address: 0000000000000008',
    '[9.0] #PF: supervisor read access in kernel mode',
    '[9.0] Oops: 0000 [#1] PREEMPT SMP PTI',
    '[9.0] RIP: 0010:peek+0x5/0x10',
    ...Array.from({ length: 40 }, (_, i) => `[9.0]  frame_${String(i)}+0x1/0x2`),
    '[9.1] ---[ end trace 0000000000000000 ]---',
    '[9.1] Kernel panic - not syncing: Fatal exception',
    '[9.1] ---[ end Kernel panic - not syncing: Fatal exception ]---',
  ];

  it('are those of the last report, whole, and nothing of earlier ones', () => {
    expect(texts([...early, ...quiet, ...oops, '[9.9] later'])).toEqual(oops);
  });

  it('are those of a log that ends before the panic said so', () => {
    expect(texts([...quiet, ...oops.slice(0, 20)])).toEqual(oops.slice(0, 20));
  });

  it('are the panic alone where nothing went before', () => {
    const panic = ['[9.1] Kernel panic - not syncing: VFS: Unable to mount root fs', '[9.1] CPU: 0 PID: 1'];
    expect(texts([...quiet, ...panic])).toEqual(panic);
  });

  it('are none of a log without trouble', () => {
    expect(texts(quiet)).toEqual([]);
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
