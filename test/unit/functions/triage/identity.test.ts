import { describe, expect, it } from '@jest/globals';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { sendLeftBehind } from '../../../../shared/aws/crashes/sending.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import type { UploadFacts } from '../../../../functions/triage/occurrence.ts';
import { crash, harness, noCrash, uploadId } from './harness.ts';

const HOST = 'web-1';
const KEY = '1763863800-6.12.117';
const PANIC = '[  100.000001] Kernel panic - not syncing: Fatal exception\n';
const OTHER_PANIC = '[   77.000001] Kernel panic - not syncing: hung_task: blocked tasks\n';
const warning = crash('WARNING in foo', { kind: 'warning', panicked: false });
const real = crash('general protection fault in bar');

type Harness = ReturnType<typeof harness>;

/** One log of the host's, read by itself. */
async function arrive(
  h: Harness,
  index: number,
  result: TriageResult,
  { text, dump, ...upload }: Partial<UploadFacts> & { text?: string; dump?: boolean } = {},
) {
  const request = h.send(index, result, { host: HOST, ...upload }, text);
  const key = dump === true ? request.key.replace('uploads/', 'dumps/') : request.key;
  if (dump === true) h.results.set(key, result);
  if (dump === true && text !== undefined) h.texts.set(key, text);
  const outcome = await triageBatch([{ ...request, key, source: dump === true ? 'dump' : 'log' }], h.deps);
  expect([...outcome.failures.values()]).toEqual([]);
}

async function groups(h: Harness) {
  const { crashes } = await h.crashes.read.list({});
  return Object.fromEntries(
    crashes.map(({ title, count, hostCount, status }) => [title, `${count} ${hostCount} ${status.state}`]),
  );
}

describe('a log that was cut short, and the dump of the real panic', () => {
  it('moves the crash to the group of its own, tells of it, and gives its fingerprint to nobody else', async () => {
    const h = harness();
    await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
    await arrive(h, 1, real, { dump: true, text: PANIC, findings: ['use-after-free'] });
    expect(await groups(h)).toEqual({
      'WARNING in foo': '0 0 resolved',
      'general protection fault in bar': '1 1 open',
    });
    expect(h.names().sort()).toEqual(['crash.changed', 'crash.opened', 'crash.opened']);

    h.clock.now += 60_000;
    await arrive(h, 2, real, { host: 'web-2' });
    expect(await groups(h)).toMatchObject({ 'general protection fault in bar': '2 2 open' });
    const { crashes } = await h.crashes.read.list({ states: ['open'] });
    expect(crashes[0]).toMatchObject({ findings: ['use-after-free'], sampleHosts: [HOST, 'web-2'] });
    expect(h.notes.get(uploadId(1))).toMatchObject({ title: real.title, crashId: crashes[0]?.id });
  });

  it('moves it to a group that is there, with its count', async () => {
    const h = harness();
    await arrive(h, 2, real, { host: 'web-2' });
    await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
    await arrive(h, 1, real, { dump: true, text: PANIC });
    expect(await groups(h)).toMatchObject({ 'general protection fault in bar': '2 2 open' });
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(2);
  });

  it('counts it once whichever log is read first, and however often', async () => {
    const h = harness();
    for (let times = 0; times < 3; times++) {
      await arrive(h, 1, real, { dump: true, text: PANIC, crashKey: KEY });
      await arrive(h, 1, warning, { crashKey: KEY });
    }
    expect(await groups(h)).toEqual({ 'general protection fault in bar': '1 1 open' });
    expect(h.names()).toEqual(['crash.opened']);
  });

  it('leaves a group that is opened anew, as news, by the first who truly has its problem', async () => {
    const h = harness();
    await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
    await arrive(h, 1, real, { dump: true, text: PANIC });
    // It crashed before the group was found to be empty, and is heard of now.
    const capturedAt = new Date(h.clock.now - 3_600_000).toISOString();
    h.clock.now += 60_000;
    await arrive(h, 2, warning, { host: 'web-2', capturedAt });
    expect(await groups(h)).toMatchObject({ 'WARNING in foo': '1 1 open' });
    const told = h.published.filter(({ name }) => name === 'crash.opened').map(({ detail }) => detail);
    expect(told).toHaveLength(3);
    expect(told[2]).toMatchObject({ title: warning.title, count: 1, hosts: ['web-2'], uploadIds: [uploadId(2)] });
    expect(told[2]?.id).not.toBe(told[0]?.id);
    expect(h.names()).not.toContain('crash.recurred');
    await arrive(h, 3, warning, { host: 'web-3' });
    expect(h.names().at(-1)).toBe('crash.recurred');
  });

  it('leaves no empty group behind where whoever opened it died before it counted', async () => {
    const h = harness();
    const first = h.send(1, warning, { host: HOST, crashKey: KEY, sizeBytes: 1000 });
    let isDead = false;
    h.dynamo.onCommand = (_, input) => {
      isDead ||= JSON.stringify(input).includes('"receivedAt"');
      if (isDead) throw new Error('killed');
    };
    const died = await triageBatch([first], h.deps);
    expect(died.failures.size).toBe(1);
    delete h.dynamo.onCommand;
    expect(await groups(h)).toEqual({ 'WARNING in foo': '0 0 open' });
    await arrive(h, 1, real, { dump: true, text: PANIC });
    await triageBatch([{ ...first, receives: 2 }], h.deps);
    expect(await groups(h)).toEqual({
      'WARNING in foo': '0 0 resolved',
      'general protection fault in bar': '1 1 open',
    });
    expect(h.uploads.get(uploadId(1))?.opening).toBeUndefined();
    // Nobody ever had it: nothing is told of it.
    h.clock.now += 120_000;
    await sendLeftBehind(60_000, h.deps);
    const opened = h.published.filter(({ name }) => name === 'crash.opened');
    expect(opened.map(({ detail }) => 'title' in detail && detail.title)).toEqual([real.title]);
    expect(await h.crashes.outbox.pending(0)).toEqual([]);
  });

  it('is made good by the next delivery when it is killed at any command of the store', async () => {
    // Each takes its time: of neighbours one is enough.
    for (let at = 1; ; at += 4) {
      const h = harness();
      await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
      let commands = 0;
      h.dynamo.onCommand = () => {
        if ((commands += 1) === at) throw new Error('killed');
      };
      const request = h.send(1, warning, { host: HOST });
      const key = request.key.replace('uploads/', 'dumps/');
      h.results.set(key, real);
      const outcome = await triageBatch([{ ...request, key, source: 'dump' }], h.deps);
      delete h.dynamo.onCommand;
      h.clock.now += 10_000;
      await arrive(h, 1, real, { dump: true, text: PANIC });
      expect(await groups(h)).toEqual({
        'WARNING in foo': '0 0 resolved',
        'general protection fault in bar': '1 1 open',
      });
      expect(new Set(h.names().filter((name) => name === 'crash.opened')).size).toBe(1);
      expect(new Set(h.published.map(({ detail }) => detail.id).filter((id) => id.startsWith('opened:'))).size).toBe(2);
      if (outcome.failures.size === 0) break;
    }
  });
});

describe('two panics of one host with one crash time and release', () => {
  it('are two crashes where their logs end in words of their own', async () => {
    const h = harness();
    await arrive(h, 1, real, { crashKey: KEY, text: PANIC });
    await arrive(h, 2, crash('INFO: task hung in baz'), { crashKey: KEY, sameCrashAs: uploadId(1), text: OTHER_PANIC });
    expect(await groups(h)).toEqual({
      'general protection fault in bar': '1 1 open',
      'INFO: task hung in baz': '1 1 open',
    });
    expect(h.uploads.get(uploadId(2))?.sameCrashAs).toBeUndefined();
    expect(h.names()).toEqual(['crash.opened', 'crash.opened']);
  });

  it('are two crashes of one problem where it is the same again', async () => {
    const h = harness();
    await arrive(h, 1, real, { crashKey: KEY, text: PANIC });
    await arrive(h, 2, real, { crashKey: KEY, text: PANIC.replace('100.', '101.') });
    expect(await groups(h)).toEqual({ 'general protection fault in bar': '2 1 open' });
  });
});

describe('one crash that is sent in many forms', () => {
  it('is one occurrence: hot pages, the whole dump, pstore, the console', async () => {
    const h = harness();
    await arrive(h, 1, real, { crashKey: KEY, text: PANIC, policy: 'hot', sizeBytes: 1000 });
    await arrive(h, 2, real, { crashKey: KEY, text: PANIC, sizeBytes: 1000 });
    await arrive(h, 3, real, { text: `<0>${PANIC}` });
    await arrive(h, 4, crash('kernel panic: Fatal exception'), {
      text: `kernel: ${PANIC}`,
      crashKey: 'log-' + 'a'.repeat(32),
    });
    await arrive(h, 1, real, { dump: true, text: PANIC });
    expect(await groups(h)).toEqual({ 'general protection fault in bar': '1 1 open' });
    for (const index of [2, 3, 4]) expect(h.uploads.get(uploadId(index))?.sameCrashAs).toBe(uploadId(1));
  });

  it('does not come back after a resolve because a further form of it arrives', async () => {
    const h = harness();
    await arrive(h, 1, real, { crashKey: KEY, text: PANIC });
    const [group] = (await h.crashes.read.list({})).crashes;
    await h.crashes.act(group?.id ?? '', { action: 'resolve' }, 'somebody');
    h.clock.now += 3_600_000;
    await arrive(h, 2, real, { text: PANIC });
    expect(await groups(h)).toEqual({ 'general protection fault in bar': '1 1 resolved' });
    expect(h.names()).not.toContain('crash.regressed');
    expect(h.names()).not.toContain('crash.recurred');
  });

  it('is joined when a dump shows that two that were counted are one', async () => {
    const h = harness();
    await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
    await arrive(h, 2, real, { text: PANIC });
    expect(await groups(h)).toEqual({ 'WARNING in foo': '1 1 open', 'general protection fault in bar': '1 1 open' });
    await arrive(h, 1, real, { dump: true, text: PANIC });
    expect(await groups(h)).toEqual({
      'WARNING in foo': '0 0 resolved',
      'general protection fault in bar': '1 1 open',
    });
  });

  it('has one title on all its uploads, but on one whose log is yet to be looked at', async () => {
    const h = harness();
    await arrive(h, 1, warning, { crashKey: KEY, sizeBytes: 1000 });
    await arrive(h, 2, warning, { crashKey: KEY });
    await arrive(h, 3, real, { crashKey: KEY, text: PANIC });
    expect([1, 2, 3].map((index) => h.uploads.get(uploadId(index))?.title)).toEqual([
      real.title,
      real.title,
      real.title,
    ]);
    const waiting = { ...h.uploads.get(uploadId(2)), title: undefined } as UploadFacts;
    h.uploads.set(uploadId(2), waiting);
    await arrive(h, 3, real, { crashKey: KEY, text: PANIC });
    expect(h.uploads.get(uploadId(2))).toMatchObject({ title: undefined, sameCrashAs: uploadId(1) });
  });

  it('stays two crashes on two hosts, whatever their logs say', async () => {
    const h = harness();
    await arrive(h, 1, real, { crashKey: KEY, text: PANIC });
    await arrive(h, 2, real, { crashKey: KEY, text: PANIC, host: 'web-2' });
    expect(await groups(h)).toEqual({ 'general protection fault in bar': '2 2 open' });
  });

  it('was received when its first log was, whichever log says more of it', async () => {
    const h = harness();
    const receivedAt = new Date(h.clock.now).toISOString();
    await arrive(h, 1, warning, { crashKey: KEY });
    h.clock.now += 60_000;
    await arrive(h, 1, real, { crashKey: KEY, dump: true, text: PANIC });
    expect(await h.crashes.read.occurrence(uploadId(1))).toMatchObject({ title: real.title, receivedAt });
  });
});

describe('the time of a crash', () => {
  it('is corrected by what the dump says, in the crash and in its group', async () => {
    const h = harness();
    await arrive(h, 1, real, { text: PANIC });
    const crashedAt = '2026-11-17T02:11:08.000Z';
    await arrive(h, 1, real, { dump: true, text: PANIC, crashedAt });
    expect((await h.crashes.read.occurrence(uploadId(1)))?.capturedAt).toBe(crashedAt);
    const [group] = (await h.crashes.read.list({})).crashes;
    expect(group).toMatchObject({ firstSeen: crashedAt, lastSeen: crashedAt, days: { '2026-11-17': 1 }, count: 1 });
  });
});

describe('a host that panics again and again', () => {
  it('is told of once a day, by the number of the hour', async () => {
    const h = harness();
    for (let index = 1; index <= 14; index++) {
      h.clock.now += 4 * 60_000;
      await arrive(h, index, real, { text: PANIC.replace('100.', `${index}.`) });
    }
    const loops = h.published.filter(({ name }) => name === 'host.looping');
    expect(loops).toHaveLength(1);
    expect(loops[0]?.detail).toMatchObject({ host: HOST, count: 5, title: real.title });
    h.clock.now += 86_400_000;
    for (let index = 21; index <= 25; index++)
      await arrive(h, index, real, { text: PANIC.replace('100.', `${index}.`) });
    expect(h.names().filter((name) => name === 'host.looping')).toHaveLength(2);
  });

  it('is none where it lives on and warns, or where old dumps are sent together', async () => {
    const h = harness();
    for (let index = 1; index <= 8; index++) await arrive(h, index, warning, { text: `[ ${index}.0] BUG: x` });
    for (let index = 11; index <= 18; index++)
      await arrive(h, index, real, { host: 'web-2', crashKey: `${1763000000 + index * 7200}-6.12` });
    expect(h.names()).not.toContain('host.looping');
  });
});

describe('a warning that ends a kernel', () => {
  it('is told of when it does, once', async () => {
    const h = harness();
    await arrive(h, 1, warning);
    await arrive(h, 2, { ...warning, panicked: true }, { host: 'web-2' });
    await arrive(h, 3, warning, { host: 'web-3', sizeBytes: 1000 });
    expect(h.names().filter((name) => name === 'crash.fatal')).toHaveLength(1);
    await arrive(h, 4, noCrash);
    expect((await h.crashes.read.list({})).crashes[0]).toMatchObject({ fatal: true, count: 3 });
  });
});
