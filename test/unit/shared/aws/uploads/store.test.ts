/** Uploads in their table: made once, found again, changed under conditions, listed page by page. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredUpload } from '../../../../../shared/aws/uploads/items.ts';
import { Keys } from '../../../../../shared/aws/uploads/items.ts';
import { UploadStore } from '../../../../../shared/aws/uploads/store.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:00:00.000Z';
const NOW = Date.parse(AT) / 1000;
const idOf = (number: number): string => `01JD${String(number).padStart(22, '0')}`;
const upload = (number: number, over: Partial<StoredUpload> = {}): StoredUpload => ({
  ...{
    id: idOf(number),
    host: 'web-1',
    state: 'open',
    analysis: 'waiting',
    policy: 'all',
    sizeBytes: 1,
    chunkBytes: 1,
  },
  ...{ chunkCount: 1, createdBy: 'web-1', createdAt: AT, updatedAt: AT, wanted: [] },
  ...over,
});

let dynamo: ReturnType<typeof memoryDynamo>;
let store: UploadStore;
beforeEach(() => {
  dynamo = memoryDynamo();
  store = new UploadStore(dynamo.client, 'uploads', () => new Date(AT));
});

describe('an upload with a resume key', () => {
  it('is made once; whoever comes again with it has the same, and another host its own', async () => {
    const first = upload(1, { resumeKey: 'r' });
    expect(await store.create(first)).toEqual({ created: true, upload: first });
    expect(await store.create(upload(2, { resumeKey: 'r' }))).toEqual({ created: false, upload: first });
    expect(await store.create(upload(3, { resumeKey: 'r', host: 'web-2' }))).toMatchObject({ created: true });
    expect(await store.get(idOf(2))).toBeUndefined();
    const key = Keys.resume('web-1', 'r');
    expect(dynamo.items.get(`${key.pk}\u0000${key.sk}`)).toMatchObject({ expiresAt: NOW + 60 * 86_400 });
  });

  it('that was given up is followed by one more, not by two of two that ask at once', async () => {
    await store.create(upload(1, { resumeKey: 'r' }));
    await store.change(idOf(1), { state: 'aborted' });
    const answers = await Promise.all([2, 3, 4].map((number) => store.create(upload(number, { resumeKey: 'r' }))));
    const ids = new Set(answers.map((answer) => answer.upload.id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const [id = ''] = ids;
    expect(await store.create(upload(5, { resumeKey: 'r' }))).toMatchObject({ created: false, upload: { id } });
    const made = [2, 3, 4].filter((number) => dynamo.items.has(`UPLOAD#${idOf(number)}\u0000META`));
    expect(made).toEqual([Number(id.slice(4))]);
  });

  it('whose other requests never settle is a conflict, not a loop', async () => {
    let rounds = 0;
    dynamo.onCommand = (name, input) => {
      if (name !== 'TransactWriteCommand') return;
      rounds += 1;
      // Somebody else is quicker each time, and gives up again.
      const other = upload(100 + rounds, { state: 'aborted' });
      dynamo.items.set(`UPLOAD#${other.id}\u0000META`, { ...Keys.upload(other.id), ...other });
      const key = Keys.resume('web-1', 'r');
      dynamo.items.set(`${key.pk}\u0000${key.sk}`, { ...key, uploadId: other.id });
      expect(JSON.stringify(input)).toContain(idOf(1));
    };
    await expect(store.create(upload(1, { resumeKey: 'r' }))).rejects.toThrow('are under way');
    expect(rounds).toBe(4);
  });
});

describe('an upload of a crash that another is of', () => {
  it('names the first one', async () => {
    await store.create(upload(1, { crashKey: 'c' }));
    expect((await store.create(upload(2, { crashKey: 'c' }))).upload.sameCrashAs).toBe(idOf(1));
    expect((await store.create(upload(3, { crashKey: 'c', host: 'web-2' }))).upload.sameCrashAs).toBeUndefined();
    expect((await store.require(idOf(2))).sameCrashAs).toBe(idOf(1));
  });

  it('names it also where both are announced at once', async () => {
    const answers = await Promise.all([1, 2].map((number) => store.create(upload(number, { crashKey: 'c' }))));
    const named = answers.map((answer) => answer.upload.sameCrashAs);
    expect(named.filter((id) => id !== undefined)).toHaveLength(1);
    expect(answers.map((answer) => answer.upload.id)).toContain(named.find((id) => id !== undefined));
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await store.create(upload(1, { reason: 'old', title: 'panic' }));
  });

  it('sets, takes away, and answers the upload as it is then', async () => {
    const changed = await store.change(idOf(1), { reason: undefined, state: 'complete', crashId: 'c1' }, ['open']);
    expect(changed).toEqual({ ...upload(1), state: 'complete', crashId: 'c1', title: 'panic' });
    expect(await store.require(idOf(1))).toEqual(changed);
  });

  it('is a conflict in another state, and not found where there is none', async () => {
    await store.change(idOf(1), { state: 'sealed' });
    await expect(store.change(idOf(1), { reason: 'late' }, ['open', 'complete'])).rejects.toMatchObject({
      ...{ code: 'conflict', message: 'the upload is sealed', cause: expect.any(Error) },
    });
    await expect(store.change(idOf(9), { reason: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    expect((await store.require(idOf(1))).reason).toBe('old');
    expect(dynamo.items.has(`UPLOAD#${idOf(9)}\u0000META`)).toBe(false);
  });

  it('of what triage found keeps what it does not speak of', async () => {
    await store.change(idOf(1), { crashId: 'c1', sameCrashAs: idOf(7), logTries: 2, logReason: 'slow' });
    await store.noteTriage(idOf(1), { title: null, kind: 'unknown' });
    expect(await store.require(idOf(1))).toMatchObject({
      title: null,
      crashId: 'c1',
      sameCrashAs: idOf(7),
      logReceived: true,
    });
    expect(await store.require(idOf(1))).not.toHaveProperty('logTries');
    expect(await store.require(idOf(1))).not.toHaveProperty('logReason');
    await store.noteTriage(idOf(1), {
      title: 'x',
      kind: 'bug',
      crashId: 'c2',
      sameCrashAs: null,
      kernelRelease: '6.12',
    });
    const noted = await store.require(idOf(1));
    expect(noted).toMatchObject({ title: 'x', kind: 'bug', crashId: 'c2', kernelRelease: '6.12' });
    expect(noted.sameCrashAs).toBeUndefined();
  });

  it('of how much is wanted is made while the host sends, and of a log alone nothing is wanted', async () => {
    const wanted = [{ offset: 0, length: 4096 }];
    await store.change(idOf(1), { wanted, wantedRound: 3 });
    await store.noteTriage(idOf(1), { title: 'x', kind: 'bug', limit: { policy: 'hot', askedPolicy: 'all' } });
    expect(await store.require(idOf(1))).toMatchObject({ policy: 'hot', askedPolicy: 'all', wanted, wantedRound: 3 });
    await store.noteTriage(idOf(1), { title: 'x', kind: 'bug', limit: { policy: 'log', askedPolicy: 'all' } });
    expect(await store.require(idOf(1))).toMatchObject({ policy: 'log', wanted: [] });
    expect(await store.require(idOf(1))).not.toHaveProperty('wantedRound');
    await store.change(idOf(1), { state: 'complete', policy: 'all' });
    await store.noteTriage(idOf(1), { title: 'late', kind: 'bug', limit: { policy: 'log', askedPolicy: 'all' } });
    expect(await store.require(idOf(1))).toMatchObject({ policy: 'all', title: 'late' });
  });

  it('that gives a log up holds only where nobody has read it', async () => {
    expect(await store.giveUpLog(idOf(1), 'poison')).toBe(false);
    expect((await store.require(idOf(1))).logReason).toBeUndefined();
    await store.create(upload(2));
    expect(await store.giveUpLog(idOf(2), 'poison')).toBe(true);
    expect(await store.require(idOf(2))).toMatchObject({
      title: null,
      kind: 'unknown',
      logReason: 'poison',
      logReceived: true,
    });
    expect(await store.giveUpLog(idOf(9), 'poison')).toBe(false);
  });

  it('counts tries at a log, from one again where somebody asks for it, and none once it ended', async () => {
    expect([await store.countLogTry(idOf(1)), await store.countLogTry(idOf(1))]).toEqual([1, 2]);
    expect([await store.countLogTry(idOf(1), true), await store.countLogTry(idOf(1))]).toEqual([1, 2]);
    await store.endLogTry(idOf(1));
    expect(await store.countLogTry(idOf(1))).toBe(1);
    await expect(store.countLogTry(idOf(9))).rejects.toThrow();
  });

  it('notes groups that are being opened, of several at once, until each is counted', async () => {
    await Promise.all(['c1', 'c2', 'c3'].map((id) => store.noteOpening(idOf(1), id)));
    expect((await store.require(idOf(1))).opening).toEqual(new Set(['c1', 'c2', 'c3']));
    await store.endOpening(idOf(1), ['c1', 'c3']);
    expect((await store.require(idOf(1))).opening).toEqual(new Set(['c2']));
    await store.endOpening(idOf(1), ['c2']);
    expect((await store.require(idOf(1))).opening).toBeUndefined();
    await expect(store.noteOpening(idOf(9), 'c1')).rejects.toThrow();
  });
});

describe('the list', () => {
  beforeEach(async () => {
    for (let number = 1; number <= 7; number += 1) {
      await store.create(upload(number, { host: number % 2 === 0 ? 'web-2' : 'web-1' }));
    }
  });
  const pages = async (limit: number, host?: string): Promise<number[][]> => {
    const found: number[][] = [];
    for (let cursor: string | undefined; ;) {
      const page = await store.list({ limit, host, cursor });
      found.push(page.uploads.map(({ id }) => Number(id.slice(4))));
      if (page.next === undefined) return found;
      cursor = page.next;
    }
  };

  it('has the newest first, each once, and ends where nothing follows', async () => {
    expect(await pages(3)).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect(await pages(7)).toEqual([[7, 6, 5, 4, 3, 2, 1]]);
    expect(await pages(2, 'web-1')).toEqual([
      [7, 5],
      [3, 1],
    ]);
    expect(await pages(2, 'web-2')).toEqual([[6, 4], [2]]);
    expect(await pages(2, 'nobody')).toEqual([[]]);
  });

  it('takes no cursor that is none', async () => {
    await expect(store.list({ limit: 1, cursor: 'UPLOADS#0' })).rejects.toMatchObject({
      code: 'input',
      field: 'cursor',
    });
  });
});
