/** When a group comes so much more often than it did that the on-call is told. */
import { describe, expect, it } from '@jest/globals';
import { spikeOf } from '../../../../functions/triage/roll-up.ts';
import type { StoredGroup } from '../../../../shared/aws/crashes/items.ts';
import { START } from './harness.ts';

const DAY_MS = 24 * 3_600_000;
const daysAgo = (days: number): string => new Date(START - days * DAY_MS).toISOString();
const day = (days: number): string => daysAgo(days).slice(0, 10);

/** An open group, first seen so many days ago. */
const group = (age: number, more: Partial<StoredGroup> = {}) =>
  ({ firstSeen: daysAgo(age), status: { state: 'open', since: daysAgo(age) }, ...more }) as StoredGroup;

const spike = (of: StoredGroup, days: Readonly<Record<string, number>>, lastHour: number) =>
  spikeOf(of, { count: 0, hostCount: 0, kernels: {}, models: {}, days }, lastHour, new Date(START));

describe('a group spikes', () => {
  it('from ten in an hour, and five times what an hour had', () => {
    expect(spike(group(2), {}, 9)).toBeUndefined();
    expect(spike(group(2), {}, 10)).toEqual({ lastHour: 10, usualPerHour: 0 });
    // Two days of 72: one and a half an hour.
    const days = { [day(1)]: 72, [day(2)]: 0 };
    expect(spike(group(2), days, 10)).toEqual({ lastHour: 10, usualPerHour: 1.5 });
    expect(spike(group(2), { [day(1)]: 144, [day(2)]: 0 }, 14)).toBeUndefined();
    expect(spike(group(2), { [day(1)]: 144, [day(2)]: 0 }, 15)).toEqual({ lastHour: 15, usualPerHour: 3 });
  });

  it('by the seven days before today: not by today, and not by older ones', () => {
    const days = { [day(0)]: 10_000, [day(7)]: 168, [day(8)]: 10_000 };
    expect(spike(group(30), days, 10)).toEqual({ lastHour: 10, usualPerHour: 1 });
    expect(spike(group(3), { [day(4)]: 10_000 }, 10)).toEqual({ lastHour: 10, usualPerHour: 0 });
  });

  it('once a day', () => {
    expect(spike(group(9, { spikedAt: new Date(START - DAY_MS + 1).toISOString() }), {}, 50)).toBeUndefined();
    expect(spike(group(9, { spikedAt: daysAgo(1) }), {}, 50)).toBeDefined();
  });

  it('from its second day: before, its own alert has just been sent', () => {
    expect(spike(group(0.99), {}, 50)).toBeUndefined();
    expect(spike(group(1), {}, 50)).toBeDefined();
  });

  it.each(['resolved', 'ignored'] as const)('not while it is %s', (state) => {
    const status = { state, since: daysAgo(1) } as StoredGroup['status'];
    expect(spike(group(9, { status }), {}, 50)).toBeUndefined();
  });
});
