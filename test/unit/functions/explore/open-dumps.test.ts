/** Dumps that are kept open, what ends a question, and what a completion says where there is nothing to say. */
import { describe, expect, it } from '@jest/globals';
import { budgeted } from '../../../../functions/explore/budget.ts';
import { completion } from '../../../../functions/explore/explore.ts';
import { NotThereError, OpenDumps } from '../../../../functions/explore/open-dumps.ts';
import type { OpenExplorer } from '../../../../functions/explore/ports.ts';
import type { DumpSource } from '../../../../shared/aws/dumps/dump-source.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { PendingBytesError } from '../../../../shared/bytes/pending.ts';
import {
  ConflictError,
  FormatError,
  FormatErrorCode,
  NotFoundError,
  TransientError,
} from '../../../../shared/errors.ts';
import { ExploreError } from '../../../../shared/vmcore/explore/explore-error.ts';
import { NOW, SAMPLE, saying, service } from './harness.ts';

const upload = (id: string, more: Partial<StoredUpload> = {}): StoredUpload =>
  ({ id, state: 'sealed', sealedAt: NOW.toISOString(), policy: 'all', sizeBytes: 100, ...more }) as StoredUpload;

function world(open: (id: string) => Promise<Partial<OpenExplorer>> = () => Promise.resolve({})) {
  const log: string[] = [];
  const signals: AbortSignal[] = [];
  let arrived = [{ offset: 0, length: 100 }];
  const dumps = new OpenDumps({
    source: ({ id }) => {
      log.push(`source ${id}`);
      const source = {
        ...{ name: id, sizeBytes: 100, arrived, stats: { bytesFetched: 0, rounds: 0 } },
        read: () => Promise.resolve([]),
      };
      return Promise.resolve(source as unknown as DumpSource);
    },
    openExplorer: async (_source, { uploadId, before }) => {
      log.push(`open ${uploadId}${before === undefined ? '' : ' again'}`);
      return {
        close: () => Promise.resolve(void log.push(`close ${uploadId}`)),
        ...(await open(uploadId)),
      } as OpenExplorer;
    },
    now: () => NOW,
    sleep: (_ms, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  });
  const ask = (of: StoredUpload) => dumps.ask(of, () => Promise.resolve('said'));
  return { log, signals, dumps, ask, arrive: (ranges: typeof arrived) => (arrived = ranges) };
}

describe('open dumps', () => {
  it('are three: the one that was asked longest ago is closed', async () => {
    const { log, ask } = world();
    for (const id of ['a', 'b', 'c', 'a', 'd']) await ask(upload(id));
    expect(log.filter((line) => !line.startsWith('source'))).toEqual([
      'open a',
      'open b',
      'open c',
      'open d',
      'close b',
    ]);
  });

  it('that are sealed are asked again without a look; of others it is looked for what has arrived', async () => {
    const { log, ask, arrive } = world();
    for (let time = 0; time < 2; time += 1) await ask(upload('a'));
    expect(log).toEqual(['source a', 'open a']);
    log.length = 0;
    const open = upload('b', { state: 'open' });
    for (let time = 0; time < 2; time += 1) await ask(open);
    expect(log).toEqual(['source b', 'open b', 'source b']);
    arrive([{ offset: 0, length: 50 }]);
    await ask(open);
    expect(log.slice(3)).toEqual(['source b', 'open b again', 'close b']);
    log.length = 0;
    await ask(upload('a', { sealedAt: 'later' }));
    expect(log).toEqual(['source a', 'open a again', 'close a']);
  });

  it('are opened anew where what they lacked is to be forgotten, and nothing is where they are not open', async () => {
    const { log, ask, dumps } = world();
    dumps.forgetLacks('a');
    await ask(upload('a'));
    dumps.forgetLacks('a');
    await ask(upload('a'));
    expect(log).toEqual(['source a', 'open a', 'source a', 'open a again', 'close a']);
  });

  it('wait no longer once the question is answered', async () => {
    const { signals, ask } = world();
    await ask(upload('a'));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it.each<[string, Error, readonly { offset: number; length: number }[], string]>([
    [
      'too little has arrived',
      new PendingBytesError({ name: 'x' }, []),
      [],
      'too little of this dump has arrived to ask it',
    ],
    [
      'it is none, though all has arrived',
      new FormatError(FormatErrorCode.BadMagic, { format: 'dump', field: 'magic' }, 'no dump'),
      [{ offset: 0, length: 100 }],
      "this dump can't be asked: dump: magic: no dump",
    ],
    [
      'it seems to be none as far as it has arrived',
      new FormatError(FormatErrorCode.BadMagic, { format: 'dump', field: 'magic' }, 'no dump'),
      [{ offset: 0, length: 99 }],
      "this dump can't be asked: dump: magic: no dump; not all of it has arrived",
    ],
  ])('say why they can not be opened: %s', async (_name, error, arrived, message) => {
    const { ask, arrive } = world(() => Promise.reject(error));
    arrive([...arrived]);
    const asked = ask(upload('a', { state: 'open' }));
    await expect(asked).rejects.toBeInstanceOf(NotThereError);
    await expect(asked).rejects.toMatchObject({ message, cause: error });
  });

  it('pass on a fault of another kind', async () => {
    const { ask } = world(() => Promise.reject(new TypeError('ours')));
    await expect(ask(upload('a'))).rejects.toThrow(TypeError);
  });
});

describe('a budget', () => {
  it('is over in the moment that it ends', async () => {
    let now = NOW.getTime() - 1;
    const inner = {
      ...{ name: 'x', sizeBytes: 9, stats: { bytesFetched: 0, rounds: 0 } },
      read: () => Promise.resolve([]),
    };
    const source = budgeted(inner, () => new Date(now));
    source.allow({ bytes: 1, until: NOW });
    await expect(source.read([])).resolves.toEqual([]);
    now += 1;
    await expect(source.read([])).rejects.toThrow('it takes longer than one question may');
    expect([source.name, source.sizeBytes]).toEqual(['x', 9]);
  });
});

describe('a completion', () => {
  const complete = (error: Error) => {
    const { dumps } = world(() => Promise.resolve({ complete: () => Promise.reject(error) }));
    return completion('a', 'line', { uploads: { get: () => Promise.resolve(upload('a')) } }, dumps);
  };

  it.each<[string, Error]>([
    ['there is no such type', new ExploreError('no-type', 'what is it')],
    ['bytes have not arrived', new PendingBytesError({ name: 'x' }, [])],
  ])('has nothing where %s', async (_name, error) => {
    expect(await complete(error)).toEqual({ partial: '', candidates: [] });
  });

  it.each<[string, Error]>([
    ['the dump is not to be asked', new ConflictError('no dump')],
    ['the dump is gone', new NotFoundError('gone')],
    ['it may pass by itself', new TransientError('later')],
    ['the fault is ours', new TypeError('ours')],
  ])('is none where %s', async (_name, error) => {
    await expect(complete(error)).rejects.toBe(error);
  });
});

describe('the trail', () => {
  it('has the cursor of a question that goes on, and none of one that begins', async () => {
    const h = service(saying(() => Promise.resolve({ kind: 'text', text: 'a\nb' })));
    const id = await h.add();
    await h.put(`dumps/${id}/vmcore`, SAMPLE);
    await h.ask(id, 'log');
    h.clock.now = new Date(NOW.getTime() + 1000);
    const { answer } = await h.ask(id, 'log', '1');
    expect(answer).toMatchObject({ text: 'b' });
    const { questions } = await h.asked(id);
    expect(questions.map((question) => ('cursor' in question ? question.cursor : 'none')).sort()).toEqual([
      '1',
      'none',
    ]);
    expect(new Set(questions.map(({ by }) => by))).toEqual(new Set(['dara@example.com']));
  });
});
