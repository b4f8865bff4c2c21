import { describe, expect, it } from '@jest/globals';
import { awakeFrame, isScheduler } from '../../../../shared/contract/awake-frame.ts';
import type { Frame } from '../../../../shared/contract/report.ts';
import { taskWhere, whereabouts } from '../../../../shared/report-view/tasks.ts';

const frame = (symbol: string, reliable = true): Frame => ({ address: '0x1', symbol, offset: 16, reliable });
const frames = (words: string): Frame[] => words.split(' ').map((word) => frame(word));

describe('isScheduler', () => {
  it.each([
    '__schedule schedule schedule_timeout schedule_timeout_uninterruptible schedule_hrtimeout_range_clock schedule_idle',
    'schedule_preempt_disabled schedule_rtlock io_schedule io_schedule_timeout preempt_schedule_common __cond_resched',
    'context_switch __switch_to __switch_to_asm __schedule.constprop.0 schedule.cold',
  ])('knows %s', (words) => {
    expect(words.split(' ').filter((word) => !isScheduler(word))).toEqual([]);
  });

  it('takes nothing for it that only begins alike', () => {
    const others = 'schedule_work schedule_tail scheduler_tick schedule_delayed_work reschedule_retry do_nanosleep';
    expect(others.split(' ').filter(isScheduler)).toEqual([]);
  });
});

describe('whereabouts', () => {
  it('is past the scheduler in which all sleep, and past what was guessed', () => {
    const stack = [
      ...frames('__schedule schedule'),
      frame('stale', false),
      ...frames('pipe_read vfs_read ksys_read x'),
    ];
    expect(whereabouts(stack)).toBe('pipe_read ← vfs_read ← ksys_read');
    expect(awakeFrame(stack)?.symbol).toBe('pipe_read');
  });

  it('is the scheduler where there is nothing else, and empty where nothing is certain', () => {
    expect(whereabouts(frames('__schedule schedule'))).toBe('__schedule ← schedule');
    expect(whereabouts([frame('stale', false)])).toBe('');
    expect(taskWhere({ frames: [], note: 'its stack is not in the dump' })).toBe('its stack is not in the dump');
  });
});
