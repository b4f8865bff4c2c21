import { describe, expect, it } from '@jest/globals';
import { marksOf } from '../../../../clients/web/src/logic/trend-marks.ts';
import type { Activity, CrashStatus } from '../../../../shared/contract/crashes.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
const open: CrashStatus = { state: 'open', since: day(1) };
const event = (number: number, kernelRelease?: string) => ({
  capturedAt: day(number),
  ...(kernelRelease === undefined ? {} : { kernelRelease }),
});
const did = (number: number, what: Activity['what'], detail?: string): Activity => ({
  ...{ at: day(number), by: 'rae', what },
  ...(detail === undefined ? {} : { detail }),
});
const told = (...given: Parameters<typeof marksOf>): string[] =>
  marksOf(...given).map(({ at, what, kind }) => `${kind} ${String(Number(at.slice(8, 10)))} ${what}`);

describe('marks on the chart of a crash', () => {
  it('are what people did and when each release first had it, in the order of time', () => {
    const activity = [did(9, 'resolved', 'in 6.12.118'), did(4, 'acknowledged'), did(5, 'note')];
    const events = [event(8, '6.12.117'), event(3, '6.12.111'), event(6, '6.12.117'), event(2)];
    expect(told({ status: open, firstSeen: day(2), activity }, events)).toEqual([
      'state 2 first seen',
      'release 3 first on 6.12.111',
      'state 4 acknowledged by rae',
      'release 6 first on 6.12.117',
      'state 9 resolved in 6.12.118 by rae',
    ]);
  });

  it('name no release where some events are not loaded: which was its first is not known', () => {
    expect(told({ status: open, firstSeen: day(2) }, undefined)).toEqual(['state 2 first seen']);
  });

  it('have what the status says where nobody kept what was done, and that it came back', () => {
    const resolved: CrashStatus = { state: 'resolved', since: day(5), by: 'rae', release: '6.12.118' };
    expect(told({ status: resolved, firstSeen: day(2) }, [])).toContain('state 5 resolved in 6.12.118 by rae');
    expect(told({ status: { ...open, regressed: true, since: day(7) }, firstSeen: day(2) }, [])).toContain(
      'state 7 regressed',
    );
  });
});

describe('the chart of a crash', () => {
  it('lists the marks of its days beneath, and none of others', async () => {
    const today = new Date().toISOString();
    const marks = [
      { at: '2020-01-01T00:00:00.000Z', kind: 'release', what: 'first on 5.10' },
      { at: today, kind: 'release', what: 'first on <b>' },
      { at: today, kind: 'state', what: 'resolved by rae' },
    ];
    const markup = await drawn('ui/trend', 'Trend', { days: {}, marks, note: 'what is missing' });
    expect(markup.match(/<line /g)).toHaveLength(2);
    expect(markup).toMatch(/<line class="release"/);
    const text = seen(markup);
    for (const words of ['first on <b>', 'resolved by rae', 'what is missing']) expect(text).toContain(words);
    expect(text).not.toContain('5.10');
  });
});

describe('what is being loaded', () => {
  it('has its place, and says what is awaited', async () => {
    const reload = (): void => undefined;
    const props = { loaded: { state: 'loading', reload }, what: 'the dumps', children: () => 'never' };
    const markup = await drawn('ui/parts', 'Await', props);
    expect(markup).toMatch(/role="status">Loading the dumps…/);
    expect(markup.match(/class="bone"/g)).toHaveLength(5);
    expect(markup).not.toContain('never');
  });
});
