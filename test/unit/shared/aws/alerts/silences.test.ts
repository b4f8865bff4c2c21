import { describe, expect, it } from '@jest/globals';
import { dynamoSilences } from '../../../../../shared/aws/alerts/silences.ts';
import { MAX_SILENCES } from '../../../../../shared/contract/silences.ts';
import { ConflictError } from '../../../../../shared/errors.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const START = Date.parse('2026-11-23T02:15:30.000Z');
const MINUTE_MS = 60_000;

function harness() {
  const clock = { now: START };
  const silences = dynamoSilences(memoryDynamo().client, 'crashes', () => new Date(clock.now));
  const later = (minutes: number) => new Date(clock.now + minutes * MINUTE_MS).toISOString();
  return { clock, silences, later };
}

describe('silences', () => {
  it('are in force until their time, which a later word changes', async () => {
    const { clock, silences, later } = harness();
    const made = await silences.set('lab', { until: later(10), reason: 'a bad board' }, 'ada');
    expect(await silences.list()).toEqual([made]);
    clock.now += 5 * MINUTE_MS;
    const longer = await silences.set('lab', { until: later(10), reason: 'still' }, 'aziz');
    clock.now += 10 * MINUTE_MS - 1;
    expect(await silences.list()).toEqual([longer]);
    clock.now += 1;
    expect(await silences.list()).toEqual([]);
    // What has ended by itself can't be ended.
    expect(await silences.end('lab', 'ada')).toBe(false);
  });

  it('keep who did what, the newest first', async () => {
    const { clock, silences, later } = harness();
    const until = later(60);
    await silences.set('lab', { until, reason: 'a bad board' }, 'ada');
    clock.now += MINUTE_MS;
    expect(await silences.end('web-1', 'aziz')).toBe(false);
    expect(await silences.end('lab', 'aziz')).toBe(true);
    expect(await silences.list()).toEqual([]);
    const at = (ms: number) => new Date(ms).toISOString();
    expect(await silences.changes(10)).toEqual([
      { at: at(clock.now), by: 'aziz', host: 'lab', what: 'unsilenced' },
      { at: at(START), by: 'ada', host: 'lab', what: 'silenced', until, reason: 'a bad board' },
    ]);
    expect(await silences.changes(1)).toHaveLength(1);
  });

  it('are bounded; one that is there can be changed all the same', async () => {
    const { silences, later } = harness();
    const asked = { until: later(60), reason: 'a rack' };
    for (let host = 0; host < MAX_SILENCES; host++) await silences.set(`web-${host}`, asked, 'ada');
    await expect(silences.set('lab', asked, 'ada')).rejects.toThrow(ConflictError);
    await silences.set('web-7', { ...asked, reason: 'another' }, 'ada');
    expect(await silences.list()).toHaveLength(MAX_SILENCES);
    await silences.end('web-7', 'ada');
    await silences.set('lab', asked, 'ada');
  });
});
