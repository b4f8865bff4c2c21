import { describe, expect, it } from '@jest/globals';
import type { Frame } from '../../../../shared/contract/report.ts';
import { baseName, culpritFrame } from '../../../../shared/report-view/culprit.ts';

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

  it('passes over the way to the panic on riscv64', () => {
    const frames = [
      'udelay',
      'panic',
      'die',
      'die_kernel_fault',
      'handle_page_fault',
      'do_page_fault',
      'handle_exception',
    ];
    expect(culpritFrame({ title: null, frames: [...frames, 'peek'].map(frame) })?.symbol).toBe('peek');
    const broke = ['__delay', 'panic', 'die', 'handle_break', 'do_trap_break', 'handle_exception', 'check'];
    expect(culpritFrame({ title: null, frames: broke.map(frame) })?.symbol).toBe('check');
  });

  it('is nothing that the way to panic called, and no guess', () => {
    const guess = { ...frame('stale'), reliable: false };
    const frames = [...['bust_spinlocks', 'panic', 'oops_end'].map(frame), guess, frame('guilty')];
    expect(culpritFrame({ title: null, frames })?.symbol).toBe('guilty');
  });

  it('is none where the task that panicked only noticed', () => {
    const frames = ['delay_tsc', 'panic', 'watchdog.cold', 'kthread', 'ret_from_fork'].map(frame);
    expect(culpritFrame({ title: 'INFO: task hung in guilty', frames })).toBeUndefined();
  });
});
