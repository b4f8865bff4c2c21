import { describe, expect, it } from '@jest/globals';
import { selectEvents } from '../../../../clients/web/src/logic/audit.ts';
import {
  eventOfSilence,
  SILENCE_HOURS,
  silenceEnd,
  silenceText,
  silentAmong,
} from '../../../../clients/web/src/logic/silences.ts';
import { untoldWords } from '../../../../shared/contract/crash-states.ts';
import type { Silence } from '../../../../shared/contract/silences.ts';
import { checkSilenceEnd } from '../../../../shared/domain/host/silence.ts';
import { drawn, seen } from '../../../support/drawn.ts';
import { group } from '../../functions/console/fake-crashes.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const silence = (host: string): Silence => ({
  ...{ host, since: NOW.toISOString(), until: '2026-11-30T12:00:00.000Z', by: 'ada', reason: 'a bad board' },
});

describe('silences', () => {
  it('say until when, by whom and why', () => {
    expect(silenceText(silence('lab'))).toBe('until 2026-11-30 12:00 UTC, by ada: a bad board');
  });

  it('that the console offers are none that the service refuses', () => {
    for (const [hours] of SILENCE_HOURS) {
      const until = silenceEnd(Number(hours), NOW);
      expect(Date.parse(until)).toBeGreaterThan(NOW.getTime());
      expect(() => {
        checkSilenceEnd(until, NOW);
      }).not.toThrow();
    }
  });

  it('of a crash are those of its hosts, each once', () => {
    expect(silentAmong(['lab', 'web-1', 'lab'], [silence('lab'), silence('db')])).toEqual([silence('lab')]);
  });

  it('stand in the audit trail', () => {
    const at = NOW.toISOString();
    const { until, reason } = silence('lab');
    const events = [
      eventOfSilence({ at, by: 'ada', host: 'lab', what: 'silenced', until, reason }),
      eventOfSilence({ at, by: 'aziz', host: 'lab', what: 'unsilenced' }),
    ];
    expect(
      selectEvents(events, { who: '', kind: 'silence' }).map(({ by, what, about, comment }) => [
        by,
        what,
        about,
        comment,
      ]),
    ).toEqual([
      ['ada', 'silenced a host until 2026-11-30 12:00 UTC', 'lab', 'a bad board'],
      ['aziz', 'ended a silence', 'lab', undefined],
    ]);
    expect(selectEvents(events, { who: '', kind: 'change' })).toEqual([]);
  });
});

describe('a crash that nobody was told of', () => {
  const since = '2026-11-23T09:30:00.000Z';

  it.each([
    [
      { untold: { word: 'NEW', since } },
      'No alert was sent of it: since 2026-11-23 09:30 UTC only silenced hosts have had it',
    ],
    [
      { untold: { word: 'REGRESSED', since, resolvedAt: since } },
      'No alert was sent of its return: since 2026-11-23 09:30 UTC only silenced hosts have had it',
    ],
    [{ untoldFatal: true }, 'No alert was sent of its ending a kernel: only silenced hosts have died of it'],
    [{}, undefined],
  ] as const)('%j says so', (more, words) => {
    expect(untoldWords(group(1, more))).toBe(words);
  });

  it('says so on its page, before it is known who is silent', async () => {
    const noteOf = async (more: Parameters<typeof group>[1]) =>
      seen(await drawn('screens/silence', 'SilenceNote', { group: group(1, more), hosts: ['lab'] }));
    expect(await noteOf({ untold: { word: 'NEW', since } })).toContain(
      'only silenced hosts have had it. The first other host that has it is told of at once.',
    );
    expect(await noteOf({})).toBe('');
  });
});
