/** Logs and documents of the bucket: what is read of them, and how much. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { s3DumpStore } from '../../../../../shared/aws/dumps/dump-store.ts';
import type { DumpStore, LogEnds } from '../../../../../shared/aws/dumps/dump-store.ts';
import { MAX_LOG_BYTES } from '../../../../../shared/contract/uploads.ts';
import { NotFoundError } from '../../../../../shared/errors.ts';
import { memoryS3 } from '../../../../support/memory-s3.ts';

const KEY = 'uploads/x/log';
let s3: ReturnType<typeof memoryS3>;
let store: DumpStore;
beforeEach(() => {
  s3 = memoryS3();
  store = s3DumpStore(s3.client, 'dumps');
});

async function read(ends?: LogEnds): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.open(KEY, ends)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
const keep = (text: string) => s3.objects.set(KEY, { bytes: Buffer.from(text) });
const text = (length: number) => Array.from({ length }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');

describe('a log', () => {
  it('is read piece by piece, all of it', async () => {
    keep(text(2500));
    expect(await read()).toBe(text(2500));
    keep('');
    expect(await read()).toBe('');
  });

  it('that is not there is said to be not there, also where its ends are asked for', async () => {
    await expect(read()).rejects.toThrow(new NotFoundError(`there is no object ${KEY}`));
    await expect(read({ headBytes: 10, tailBytes: 10 })).rejects.toThrow(NotFoundError);
  });

  it('is read so far and no further, whatever S3 sends', async () => {
    const piece = new Uint8Array(MAX_LOG_BYTES / 4 + 1);
    let sent = 0;
    const endless = {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          sent += 1;
          yield await Promise.resolve(piece);
        }
      },
    };
    const client = { send: () => Promise.resolve({ Body: endless }) } as never;
    let length = 0;
    for await (const { length: some } of s3DumpStore(client, 'dumps').open(KEY)) length += some;
    expect([length, sent]).toEqual([MAX_LOG_BYTES, 4]);
  });
});

describe('the ends of a log', () => {
  async function ends(length: number) {
    keep(text(length));
    let cuts = 0;
    const said = await read({ headBytes: 100, tailBytes: 50, onCut: () => cuts++ });
    return { said, cuts, gets: s3.calls.filter((call) => call.startsWith('GetObject')).length };
  }

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [149, 2],
    [150, 2],
  ])('are all of one of %d bytes', async (length, gets) => {
    expect(await ends(length)).toEqual({ said: text(length), cuts: 0, gets });
  });

  it.each([151, 1000, 5000])(
    'of one of %d bytes are on lines of their own, and what lies between is left out',
    async (length) => {
      const whole = text(length);
      expect(await ends(length)).toEqual({ said: `${whole.slice(0, 100)}\n${whole.slice(-50)}`, cuts: 1, gets: 2 });
    },
  );

  it('that S3 does not answer for are no empty log', async () => {
    s3.onCommand = () => {
      throw new Error('slow down');
    };
    await expect(read({ headBytes: 10, tailBytes: 10 })).rejects.toThrow('slow down');
  });
});

describe('a document', () => {
  it.each([[true], [false]])('is read as it was put, packed (%s) or not', async (gzip) => {
    await store.putJson('r', { ä: [1, null] }, { gzip });
    const kept = s3.objects.get('r');
    expect(kept).toMatchObject({ contentType: 'application/json', contentEncoding: gzip ? 'gzip' : undefined });
    const bytes = gzip ? gunzipSync(kept?.bytes ?? '') : Buffer.from(kept?.bytes ?? '');
    expect(bytes.toString()).toBe('{"ä":[1,null]}');
    expect(await store.readJson('r')).toEqual({ ä: [1, null] });
  });

  it('is not packed where nobody asks for that, and undefined where there is none', async () => {
    await store.putJson('r', 1);
    expect(s3.objects.get('r')?.contentEncoding).toBeUndefined();
    expect(await store.readJson('other')).toBeUndefined();
  });

  it('has a size, text too', async () => {
    await store.putText('t', 'grün');
    expect(s3.objects.get('t')?.contentType).toBe('text/plain; charset=utf-8');
    expect([await store.sizeOf('t'), await store.sizeOf('other')]).toEqual([5, undefined]);
  });
});
