import { describe, expect, it } from '@jest/globals';
import { largeReport } from '../../../support/large-report.ts';
import { logLines, oopsLines, selectLines } from '../../../../clients/web/src/logic/log-view.ts';
import { selectTasks, type TaskFilter } from '../../../../clients/web/src/logic/report-view.ts';

describe('selectTasks', () => {
  const { tasks = [] } = largeReport(2000);
  const select = (filter: Partial<TaskFilter>) =>
    selectTasks(tasks, { words: [], states: '', sort: 'interest', ...filter });

  it('finds tasks by words of their name and of their stack, all of them', () => {
    const [wanted] = tasks;
    const symbol = wanted?.frames[3]?.symbol ?? '?';
    const found = select({ words: [symbol, wanted?.comm ?? '?'] });
    expect(found).toContain(wanted);
    expect(found.every(({ comm, frames }) => comm === wanted?.comm && frames.length > 0)).toBe(true);
    expect(select({ words: ['no such thing'] })).toEqual([]);
  });

  it('narrows by state, lists what runs or is blocked first, or the deepest stack', () => {
    const letters = select({}).map(({ state }) => state.charAt(0));
    expect(letters.slice(0, letters.lastIndexOf('D') + 1)).not.toContain('S');
    expect(new Set(select({ states: 'D' }).map(({ state }) => state))).toEqual(new Set(['D']));
    const depths = select({ sort: 'stack' }).map(({ stack }) => stack?.highWaterBytes ?? 0);
    expect(depths).toEqual(depths.toSorted((a, b) => b - a));
    expect(depths).toHaveLength(2000);
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
