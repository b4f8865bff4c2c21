import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newsOf } from '../../../../functions/alert/news.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { tries } from '../../../support/thorough.ts';
import { crash, harness } from './harness.ts';

const HOUR_MS = 3_600_000;
const NEWS = new Set<PurgatoryEvent['name']>([
  'crash.opened',
  'crash.regressed',
  'crash.spiking',
  'crash.fatal',
  'host.looping',
]);
const news = (events: readonly PurgatoryEvent[]) => events.filter(({ name }) => NEWS.has(name));

type Harness = ReturnType<typeof harness>;
let h: Harness;
let sent: number;
beforeEach(() => {
  h = harness();
  sent = 0;
});

const silence = (host: string, hours = 1) =>
  h.silences.set(host, { until: new Date(h.clock.now + hours * HOUR_MS).toISOString(), reason: 'a bad board' }, 'ada');

/** Hosts crash one after the other, a minute apart; the names of what is told of it. */
async function crashes(hosts: readonly string[], result = crash('BUG in f')): Promise<string[]> {
  const before = h.published.length;
  for (const host of hosts) {
    h.clock.now += 60_000;
    const { failures } = await triageBatch([h.send((sent += 1), result, { host })], h.deps);
    expect([...failures.values()]).toEqual([]);
  }
  return news(h.published.slice(before)).map(({ name }) => name);
}

async function theGroup() {
  const [group] = (await h.crashes.read.list({})).crashes;
  if (group === undefined) throw new Error('there is no group');
  return await h.crashes.groups.mustGet(group.id);
}

describe('a problem that only a silenced host has', () => {
  it('is counted and shown, and nobody is told before another host has it', async () => {
    await silence('lab');
    expect(await crashes(['lab', 'lab'])).toEqual([]);
    expect(await theGroup()).toMatchObject({ count: 2, status: { state: 'open' }, untold: { word: 'NEW' } });
    expect(h.names()).toEqual(['crash.recurred', 'crash.recurred']);

    expect(await crashes(['web-1'])).toEqual(['crash.opened']);
    const told = await theGroup();
    expect(told.untold).toBeUndefined();
    const [event] = news(h.published);
    expect(event?.detail).toMatchObject({ id: `opened:${told.id}`, hosts: ['web-1', 'lab'], count: 3 });
    if (event === undefined) throw new Error('nothing was told');
    const [alert] = await newsOf(event, () => Promise.resolve(told));
    expect(alert).toMatchObject({ word: 'NEW', detail: 'since 2026-11-23 02:12Z on silenced hosts only' });
    expect(await crashes(['web-1', 'web-2', 'lab'])).toEqual([]);
  });

  it('is told by its own host when the silence has ended by itself, and when it was taken back', async () => {
    await silence('lab');
    await crashes(['lab']);
    h.clock.now += HOUR_MS;
    expect(await crashes(['lab'])).toEqual(['crash.opened']);

    await silence('lab');
    expect(await crashes(['lab'], crash('BUG in g'))).toEqual([]);
    expect(await h.silences.end('lab', 'ada')).toBe(true);
    expect(await crashes(['lab'], crash('BUG in g'))).toEqual(['crash.opened']);
  });

  it('is told at once where a batch has another host beside it, whichever comes first', async () => {
    await silence('lab');
    const batch = ['lab', 'web-1', 'lab'].map((host, index) => h.send(index, crash('BUG in f'), { host }));
    await triageBatch(batch, h.deps);
    expect(news(h.published).map(({ name }) => name)).toEqual(['crash.opened']);
    expect((await theGroup()).untold).toBeUndefined();
  });

  it('stays so when somebody acknowledges it, and says nothing while it is ignored', async () => {
    await silence('lab', 48);
    await crashes(['lab']);
    const { id } = await theGroup();
    await h.crashes.act(id, { action: 'ignore' }, 'ada');
    expect(await crashes(['web-1'])).toEqual([]);
    await h.crashes.act(id, { action: 'acknowledge' }, 'ada');
    expect(await crashes(['lab'])).toEqual([]);
    expect(await crashes(['web-1'])).toEqual(['crash.opened']);
    expect((await theGroup()).status.state).toBe('acknowledged');
  });

  it('is told where it can not be learned who is silent', async () => {
    await silence('lab');
    h.deps.silences = { list: () => Promise.reject(new Error('throttled')) };
    expect(await crashes(['lab'])).toEqual(['crash.opened']);
  });
});

describe('a regression that only a silenced host has', () => {
  const on = (kernelRelease: string) => crash('BUG in f', { kernelRelease });

  it('is shown, and told by the first other host with such a release, once', async () => {
    await crashes(['web-1'], on('6.12.117'));
    const { id } = await theGroup();
    await h.crashes.act(id, { action: 'resolve', release: '6.12.118' }, 'ada');
    await silence('lab');
    expect(await crashes(['lab'], on('6.12.118'))).toEqual([]);
    expect(await theGroup()).toMatchObject({
      status: { state: 'open', regressed: true },
      untold: { word: 'REGRESSED' },
    });
    // A host on an older kernel proves nothing, as ever.
    expect(await crashes(['web-2'], on('6.12.117'))).toEqual([]);
    expect(await crashes(['web-3'], on('6.12.119'))).toEqual(['crash.regressed']);
    expect(news(h.published).at(-1)?.detail).toMatchObject({ kernelRelease: '6.12.119', resolvedIn: '6.12.118' });
    expect(await crashes(['web-3', 'web-4'], on('6.12.119'))).toEqual([]);
  });

  it('is told at once where a batch has another host behind it, and names that one first', async () => {
    await crashes(['web-1'], on('6.12.117'));
    await h.crashes.act((await theGroup()).id, { action: 'resolve', release: '6.12.118' }, 'ada');
    await silence('lab');
    const batch = ['lab', 'web-2'].map((host) => h.send((sent += 1), on('6.12.118'), { host }));
    await triageBatch(batch, h.deps);
    expect(news(h.published).map(({ name }) => name)).toEqual(['crash.opened', 'crash.regressed']);
    const [, { detail } = {}] = news(h.published);
    expect(detail).toMatchObject({ hosts: ['web-2', 'lab', 'web-1'] });
    expect((await theGroup()).untold).toBeUndefined();
  });
});

describe('other news', () => {
  it('of a spike comes with a host that is not silenced', async () => {
    await crashes(['web-1']);
    h.clock.now += 48 * HOUR_MS;
    await silence('lab', 2);
    expect(await crashes(Array.from({ length: 20 }, () => 'lab'))).toEqual([]);
    expect(await crashes(['web-1'])).toEqual(['crash.spiking']);
    expect(await crashes(['web-1'])).toEqual([]);
  });

  it('of a warning that ends a kernel comes with a host that is not silenced and dies of it', async () => {
    const warning = (panicked: boolean) => crash('WARNING in f', { kind: 'warning', panicked });
    await crashes(['web-1'], warning(false));
    await silence('lab');
    expect(await crashes(['lab'], warning(true))).toEqual([]);
    expect(await theGroup()).toMatchObject({ fatal: true, untoldFatal: true });
    expect(await crashes(['web-2'], warning(false))).toEqual([]);
    expect(await crashes(['web-3'], warning(true))).toEqual(['crash.fatal']);
    expect((await theGroup()).untoldFatal).toBeUndefined();
    expect(await crashes(['web-3', 'lab'], warning(true))).toEqual([]);
  });

  it('of a crash loop waits until the silence is over', async () => {
    await crashes(['web-1']);
    await silence('lab');
    expect(await crashes(['lab', 'lab', 'lab', 'lab', 'lab', 'lab'])).toEqual([]);
    await h.silences.end('lab', 'ada');
    expect(await crashes(['lab'])).toEqual(['host.looping']);
  });
});

describe('whatever the order in which silenced hosts and others have a problem', () => {
  const Step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ crash: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }) }),
    },
    { weight: 2, arbitrary: fc.record({ silence: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 1, arbitrary: fc.record({ end: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 1, arbitrary: fc.record({ again: fc.nat() }) },
  );

  it('it is told of once, by the first host that is not silenced, and not without one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { maxLength: 14 }), async (steps) => {
        h = harness();
        const silent = new Set<string>();
        const requests: ReturnType<Harness['send']>[] = [];
        let isHeard = false;
        for (const step of steps) {
          h.clock.now += 1_000;
          if ('silence' in step) {
            await silence(step.silence, 24);
            silent.add(step.silence);
          } else if ('end' in step) {
            expect(await h.silences.end(step.end, 'ada')).toBe(silent.delete(step.end));
          } else if ('again' in step) {
            // A message that is delivered twice.
            const request = requests[step.again % Math.max(1, requests.length)];
            if (request !== undefined) await triageBatch([{ ...request, receives: 2 }], h.deps);
          } else {
            const batch = step.crash.map((host) => h.send((sent += 1), crash('BUG in f'), { host }));
            requests.push(...batch);
            // Several functions at the same time.
            await Promise.all(batch.map((request) => triageBatch([request], h.deps)));
            isHeard ||= step.crash.some((host) => !silent.has(host));
          }
          expect(news(h.published).filter(({ name }) => name === 'crash.opened')).toHaveLength(isHeard ? 1 : 0);
        }
        const groups = (await h.crashes.read.list({})).crashes;
        expect(groups.map(({ untold, count }) => [untold?.word, count])).toEqual(
          requests.length === 0 ? [] : [[isHeard ? undefined : 'NEW', requests.length]],
        );
      }),
      { numRuns: tries(40, 400) },
    );
  });
});
