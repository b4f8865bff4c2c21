/** How often the store of lines is asked, which builds it has, and where their files lie. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { storedLines } from '../../../../../shared/aws/symbols/find.ts';
import { s3SymbolObjects } from '../../../../../shared/aws/symbols/objects.ts';
import { s3Subsystems } from '../../../../../shared/aws/symbols/subsystems.ts';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import type { SymbolsRecord } from '../../../../../shared/contract/symbols.ts';
import type { FindLines } from '../../../../../shared/symbols/lines/find.ts';
import { extractLines } from '../../../../../shared/symbols/extract.ts';
import { memoryS3 } from '../../../../support/memory-s3.ts';
import { symbolFixture } from '../../../../support/symbol-fixtures.ts';

const { pieces } = await extractLines(memorySource(symbolFixture('gcc-dwarf5'), 'gcc-dwarf5'));
const file = Buffer.concat(pieces);
const BELIEVED_MS = 60_000;

describe('lines of the store', () => {
  let records: SymbolsRecord[];
  let asked: string[];
  let opened: string[];
  let fails: boolean;
  let now: number;
  let find: FindLines;
  beforeEach(() => {
    [records, asked, opened, fails, now] = [[], [], [], false, 1_000_000];
    find = storedLines(
      {
        get: (buildId) => Promise.resolve(records.find((each) => each.buildId === buildId)),
        named: (release, name) => {
          asked.push(`${release} ${name}`);
          return Promise.resolve(records.filter((each) => each.release === release && each.name === name));
        },
      },
      {
        open: ({ buildId }) => {
          opened.push(buildId);
          return memorySource(fails ? new Uint8Array(0) : file, buildId);
        },
      },
      () => now,
    );
  });
  const record = (buildId: string, name = 'ext4') =>
    ({ buildId, name, release: '6.1.0', sha256: buildId, kind: 'module' }) as SymbolsRecord;
  const ask = async (name: string, buildId?: string, release: string | undefined = '6.1.0') =>
    (await find({ kind: 'module', name, buildId, release })).length;

  it('are of the very build, else of the same release and name; a kernel’s are of the very build alone', async () => {
    records = [record('aa'), record('bb'), record('cc', 'vmlinux')];
    expect(await Promise.all([ask('ext4', 'aa'), ask('ext4', 'ff'), ask('ext4'), ask('xfs', 'ff')])).toEqual([
      1, 2, 2, 0,
    ]);
    expect(await Promise.all([ask('vmlinux', 'cc'), ask('vmlinux', 'ff'), ask('vmlinux')])).toEqual([1, 0, 1]);
    expect(await find({ kind: 'module', name: 'ext4', buildId: 'ff' })).toEqual([]);
  });

  it('that are not there are asked for once a minute, those that are there each time', async () => {
    await ask('ext4');
    await ask('ext4');
    await ask('xfs');
    now += BELIEVED_MS - 1;
    await ask('ext4');
    expect(asked).toEqual(['6.1.0 ext4', '6.1.0 xfs']);
    now += 1;
    records = [record('aa')];
    expect(await ask('ext4')).toBe(1);
    expect(await ask('ext4')).toBe(1);
    expect(asked).toHaveLength(4);
  });

  it('are known not to be there of a thousand builds at once, not only of the last', async () => {
    for (let n = 0; n < 1000; n++) await ask(`m${n}`);
    await ask('m0');
    expect(asked).toHaveLength(1000);
    await ask('one more');
    await ask('m0');
    expect(asked).toHaveLength(1002);
  });

  it('stay open, of eight builds; the one that was opened first is closed', async () => {
    const ids = Array.from({ length: 9 }, (_, n) => `${n}${n}`);
    records = ids.map((id) => record(id));
    for (const id of ids.slice(0, 8)) await ask('ext4', id);
    for (const id of ids.slice(0, 8)) await ask('ext4', id);
    expect(opened).toEqual(ids.slice(0, 8));
    for (const id of ['88', '11', '00']) await ask('ext4', id);
    expect(opened.slice(8)).toEqual(['88', '00']);
  });

  it('that could not be opened are opened again', async () => {
    records = [record('aa')];
    fails = true;
    await expect(ask('ext4', 'aa')).rejects.toThrow();
    fails = false;
    expect(await ask('ext4', 'aa')).toBe(1);
  });
});

describe('a file of lines', () => {
  const bytes = Buffer.from('lines');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const object = { buildId: 'ab'.repeat(20), sha256, sizeBytes: bytes.length };
  const key = `symbols/${object.buildId}/${sha256}`;

  it('lies under its build and its digest, and is there once all of it is', async () => {
    const s3 = memoryS3();
    const objects = s3SymbolObjects(s3.client, 'symbols');
    expect(await objects.isThere(object)).toBe(false);
    await objects.keep(object, bytes);
    expect([...s3.objects.keys()]).toEqual([key]);
    expect(await objects.isThere(object)).toBe(true);
    expect(await objects.isThere({ ...object, sizeBytes: 4 })).toBe(false);
    await objects.remove(object);
    expect([...s3.objects.keys()]).toEqual([]);
  });

  it('is not kept where its bytes are others', async () => {
    const objects = s3SymbolObjects(memoryS3().client, 'symbols');
    await expect(objects.keep(object, Buffer.from('other'))).rejects.toMatchObject({ name: 'BadDigest' });
  });
});

describe('rules of subsystems', () => {
  it('are none where the operator gave none; that is asked for every five minutes, and a failure is not kept', async () => {
    const s3 = memoryS3();
    let now = 1_000_000;
    const store = s3Subsystems(s3.client, 'symbols', () => now);
    expect(await store.rules()).toBeUndefined();
    expect(await store.rules()).toBeUndefined();
    expect(s3.calls.filter((call) => call.startsWith('GetObject'))).toHaveLength(1);
    now += 5 * 60_000 + 1;
    s3.onCommand = () => {
      throw new Error('slow down');
    };
    await expect(store.rules()).rejects.toThrow('slow down');
    await expect(store.rules()).rejects.toThrow('slow down');
    expect(s3.calls.filter((call) => call.startsWith('GetObject'))).toHaveLength(3);
  });
});
