import { beforeEach, describe, expect, it } from '@jest/globals';
import { OccurrencePage } from '../../../../shared/contract/crashes.ts';
import type { Problem } from '../../../../shared/contract/problem.ts';
import { Silence, SilenceHistory, SilenceList } from '../../../../shared/contract/silences.ts';
import { harness, NOW, person } from './harness.ts';
import type { Answer, Harness } from './harness.ts';

const DAY_MS = 86_400_000;
const responder = person('responder');
const later = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();

let api: Harness;
beforeEach(async () => {
  api = harness();
  await api.hosts.enrol({
    ...{ host: 'lab', enrolledAt: NOW.toISOString(), enrolledBy: 'ada' },
    tokenExpiresAt: later(30 * DAY_MS),
  });
});

const silence = (host: string, body: object): Promise<Answer> =>
  api.call(responder, 'PUT', `/v1/hosts/${host}/silence`, body);

describe('silencing a host', () => {
  const asked = { until: later(DAY_MS), reason: 'a bad board' };

  it('is done by a responder, listed, kept with who did it, and taken back', async () => {
    const answer = await silence('lab', asked);
    expect(answer.status).toBe(200);
    const made = Silence.parse(answer.json);
    expect(made).toEqual({ host: 'lab', since: NOW.toISOString(), by: 'ada@example.com', ...asked });
    const reader = person('approver');
    expect(SilenceList.parse((await api.call(reader, 'GET', '/v1/silences')).json).silences).toEqual([made]);

    api.clock.now += 1000;
    expect((await api.call(responder, 'DELETE', '/v1/hosts/lab/silence')).status).toBe(204);
    expect((await api.call(responder, 'DELETE', '/v1/hosts/lab/silence')).status).toBe(404);
    expect((await api.call(reader, 'GET', '/v1/silences')).json).toEqual({ silences: [] });
    const history = SilenceHistory.parse((await api.call(reader, 'GET', '/v1/silences/history?limit=10')).json);
    expect(history.changes.map(({ what, by, host }) => [what, by, host])).toEqual([
      ['unsilenced', 'ada@example.com', 'lab'],
      ['silenced', 'ada@example.com', 'lab'],
    ]);
  });

  it('is refused to who only reads', async () => {
    expect((await api.call(person('approver'), 'PUT', '/v1/hosts/lab/silence', asked)).status).toBe(403);
    expect((await api.call(person('approver'), 'DELETE', '/v1/hosts/lab/silence')).status).toBe(403);
  });

  it.each([
    ['a time that is over', { ...asked, until: later(-1) }],
    ['more than 30 days', { ...asked, until: later(31 * DAY_MS) }],
    ['no time', { reason: 'for ever' }],
    ['no reason', { until: asked.until }],
    ['an empty reason', { ...asked, reason: ' ' }],
  ])('is refused with %s', async (_, body) => {
    const answer = await silence('lab', body);
    expect(answer.status).toBe(400);
    expect((answer.json as Problem).errors?.[0]?.field).toMatch(/^(until|reason)$/);
    expect((await api.call(responder, 'GET', '/v1/silences')).json).toEqual({ silences: [] });
  });

  it('is refused for a name that no host has, and done for one that is not enrolled and has crashed', async () => {
    const refused = await silence('labb', asked);
    expect([refused.status, (refused.json as Problem).detail]).toEqual([
      404,
      expect.stringContaining('check its name'),
    ]);
    const occurrence = {
      ...{ uploadId: '01J0000000000000000000000A', host: 'labb', title: 'BUG in f', kind: 'bug', fingerprint: null },
      ...{ corrupted: false, panicked: true, capturedAt: NOW.toISOString(), receivedAt: NOW.toISOString() },
    };
    const page = OccurrencePage.parse({ occurrences: [occurrence] });
    api.crashes.occurrencesOfHost = (host) => Promise.resolve(host === 'labb' ? page : { occurrences: [] });
    expect((await silence('labb', asked)).status).toBe(200);
  });
});
