import { describe, expect, it } from '@jest/globals';
import {
  ANSWER_KEY_SUFFIX,
  LOG_KEY_SUFFIX,
  ObjectKeys,
  digestInAnswerKey,
  parseAnswerKey,
  parseChunkKey,
  parseLogKey,
} from '../../../../../shared/aws/runtime/layout.ts';
import { uploadInPath } from '../../../../../shared/aws/runtime/correlation.ts';

const ID = '01JD0000000000000000000000';
const SHA = 'ab'.repeat(32);
const LIST = 'cd'.repeat(16);

describe('keys of objects', () => {
  it('are where rules of the bucket and functions look for them', () => {
    expect(
      Object.fromEntries(Object.entries(ObjectKeys).map(([name, key]) => [name, key(ID, 7 as never, SHA)])),
    ).toEqual({
      log: `uploads/${ID}/log`,
      crashKernelLog: `uploads/${ID}/crash-kernel-log`,
      chunk: `uploads/${ID}/chunks/00007-${SHA}`,
      chunkPrefix: `uploads/${ID}/chunks/`,
      answer: `uploads/${ID}/ranges/7-${SHA}.ranges`,
      answerPrefix: `uploads/${ID}/ranges/`,
      dump: `dumps/${ID}/vmcore`,
      manifest: `dumps/${ID}/manifest.json`,
      report: `dumps/${ID}/report.json`,
      summary: `dumps/${ID}/summary.json`,
      flattenedIndex: `dumps/${ID}/flattened-index`,
      dumpLog: `dumps/${ID}/log`,
    });
  });

  it('are told apart by their ends: only logs end as a log, only answers as an answer', () => {
    const keys = Object.entries(ObjectKeys).map(([name, key]) => [name, key(ID, 7 as never, SHA)] as const);
    const ending = (end: string) => keys.filter(([, key]) => key.endsWith(end)).map(([name]) => name);
    expect([ending(LOG_KEY_SUFFIX), ending(ANSWER_KEY_SUFFIX)]).toEqual([['log', 'dumpLog'], ['answer']]);
  });

  it('sort chunks by their number', () => {
    const sorted = [9999, 2, 10, 0].map((index) => ObjectKeys.chunk(ID, index, SHA)).sort();
    expect(sorted.map((key) => parseChunkKey(key)?.index)).toEqual([0, 2, 10, 9999]);
  });
});

describe('the key of a chunk', () => {
  it('says which one, and of what bytes', () => {
    expect(parseChunkKey(ObjectKeys.chunk(ID, 12, SHA))).toEqual({ index: 12, sha256: SHA });
  });

  it.each([
    [`uploads/${ID}/chunks/00001-${SHA}0`],
    [`uploads/${ID}/chunks/00001-${SHA}.part`],
    [`x/uploads/${ID}/chunks/00001-${SHA}`],
    [`uploads/${ID}/chunks/0001-${SHA}`],
    [`uploads/${ID}/chunks/00001-${SHA.toUpperCase()}`],
    [`uploads/${ID}/ranges/00001-${SHA}`],
    [`uploads/a/b/chunks/00001-${SHA}`],
  ])('is no other: %s', (key) => {
    expect(parseChunkKey(key)).toBeUndefined();
  });
});

describe('the key of a log', () => {
  it('says whose it is and who wrote it, raw or as some emulators send it', () => {
    expect(parseLogKey(`uploads/${ID}/log`)).toEqual({ key: `uploads/${ID}/log`, uploadId: ID, source: 'log' });
    expect(parseLogKey(`dumps%2F${ID}%2Flog`)).toEqual({ key: `dumps/${ID}/log`, uploadId: ID, source: 'dump' });
  });

  it.each([
    [`other/${ID}/log`],
    [`uploads/${ID}/log/log`],
    [`a/uploads/${ID}/log`],
    [`uploads/${ID}/logs`],
    ['uploads/nonsense/log'],
    [`uploads/+${ID}/log`],
    ['%'],
  ])('is no other: %s', (key) => {
    expect(parseLogKey(key)).toBeUndefined();
  });
});

describe('the key of an answer', () => {
  const key = ObjectKeys.answer(ID, LIST, SHA);

  it('says whose it is, and of what bytes', () => {
    expect([parseAnswerKey(key), parseAnswerKey(encodeURIComponent(key)), digestInAnswerKey(key)]).toEqual([
      ID,
      ID,
      SHA,
    ]);
  });

  it.each([[`x${key}`], [`${key}x`], [key.replace(ID, 'nonsense')], [key.replace('-', '')], [`uploads/${ID}/log`]])(
    'is no other: %s',
    (other) => {
      expect(parseAnswerKey(other)).toBeUndefined();
    },
  );

  it('of something else holds no digest', () => {
    expect([digestInAnswerKey(`uploads/${ID}/log`), digestInAnswerKey(`${key}x`)]).toEqual(['', '']);
  });
});

describe('the upload that a request is about', () => {
  it.each([
    [`/v1/uploads/${ID}`, ID],
    [`/v1/uploads/${ID}/chunks`, ID],
    [`/v1/dumps/${ID}/report`, ID],
    [`/v1/crashes/${ID}`, undefined],
    ['/v1/uploads/nonsense', undefined],
    ['/v1/uploads', undefined],
  ])('is in its path: %s', (path, id) => {
    expect(uploadInPath(path)).toBe(id);
  });
});
