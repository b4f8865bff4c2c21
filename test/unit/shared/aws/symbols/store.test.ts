/** Which builds have lines or types, page by page, and what is written of each. */
import { describe, expect, it } from '@jest/globals';
import { typesRecordOf, recordOf } from '../../../../../shared/aws/symbols/record.ts';
import { SymbolSearches } from '../../../../../shared/aws/symbols/searches.ts';
import { SymbolStore } from '../../../../../shared/aws/symbols/store.ts';
import type { SymbolsRecord } from '../../../../../shared/contract/symbols.ts';
import { InputError } from '../../../../../shared/errors.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:00:00.000Z';
const ADDED = { sizeBytes: 9, sha256: 'ab'.repeat(32), addedAt: AT, addedBy: 'ada' };
const buildIdOf = (index: number): string => String(index).padStart(40, '0');
const record = (index: number, more: Partial<SymbolsRecord> = {}): SymbolsRecord => ({
  ...{ buildId: buildIdOf(index), part: 'lines', kind: 'kernel', name: 'vmlinux', release: '6.1.0' },
  ...{ machine: 'x86_64', rows: 1, ...ADDED },
  ...more,
});

describe('a list of builds', () => {
  it('ends with its last page, and goes on behind the types of a build as behind its lines', async () => {
    const store = new SymbolStore(memoryDynamo().client, 'images');
    expect(await store.list({ limit: 2 })).toEqual({ symbols: [] });
    const all = [record(1), record(1, { part: 'types' }), record(2)];
    for (const each of all) await store.put(each);
    const seen: SymbolsRecord[] = [];
    const cursors: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const { symbols, next } = await store.list({ limit: 1, cursor });
      seen.push(...symbols);
      cursors.push(next);
      cursor = next;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
    expect(cursors.slice(0, 2)).toEqual([buildIdOf(1), `${buildIdOf(1)}.types`]);
    expect(await store.list({ limit: 4 })).toEqual({ symbols: all });
  });

  it.each([
    ['no cursor', 'elsewhere'],
    ['one with more before it', `x${buildIdOf(1)}`],
    ['one with more behind it', `${buildIdOf(1)}.types2`],
    ['that of a build that was removed', buildIdOf(2)],
    ['that of types that were removed', `${buildIdOf(1)}.types`],
  ])('refuses %s', async (_what, cursor) => {
    const store = new SymbolStore(memoryDynamo().client, 'images');
    await store.put(record(1));
    const asked = store.list({ limit: 1, cursor });
    await expect(asked).rejects.toThrow(new InputError('not a cursor, or its build was removed'));
    await expect(asked).rejects.toMatchObject({ field: 'cursor' });
  });
});

it('finds the builds of one release and name, the one that was added last first', async () => {
  const store = new SymbolStore(memoryDynamo().client, 'images');
  const later = record(1, { addedAt: '2026-11-24T12:00:00.000Z' });
  for (const each of [record(2), later, record(3, { release: '6.1.1' })]) await store.put(each);
  expect(await store.named('6.1.0', 'vmlinux')).toEqual([later, record(2)]);
});

describe('what is written of a build', () => {
  const lines = { buildId: buildIdOf(1), kind: 'kernel', name: 'vmlinux', machine: 'x86_64', rows: 3 } as const;
  const types = { buildId: buildIdOf(1), types: 7 };

  it('is what its file says', () => {
    expect(
      recordOf({ ...lines, release: '6.1.0', producer: 'GNU C11' } as Parameters<typeof recordOf>[0], ADDED),
    ).toEqual({ ...lines, part: 'lines', release: '6.1.0', producer: 'GNU C11', ...ADDED });
    expect(
      typesRecordOf({ ...types, release: '6.1.0', machine: 'arm64' } as Parameters<typeof typesRecordOf>[0], ADDED),
    ).toEqual({ ...record(1, { part: 'types', machine: 'arm64', rows: 7 }) });
  });

  it('names no release and no compiler where its file names none', () => {
    const ofLines = recordOf(lines as Parameters<typeof recordOf>[0], ADDED);
    const ofTypes = typesRecordOf(types as Parameters<typeof typesRecordOf>[0], ADDED);
    expect([Object.keys(ofLines), Object.keys(ofTypes)].flat()).not.toContain('release');
    expect(Object.keys(ofLines)).not.toContain('producer');
    expect(ofTypes.machine).toBe('unknown');
  });
});

it('fails where it can’t be learned who searches for lines, and says of nobody that he does', async () => {
  const dynamo = memoryDynamo();
  dynamo.onCommand = () => {
    throw new Error('the table is gone');
  };
  const begun = new SymbolSearches(dynamo.client, 'images').begin(buildIdOf(1), new Date(AT));
  await expect(begun).rejects.toThrow('the table is gone');
  expect(dynamo.calls).toEqual(new Map([['PutCommand', 1]]));
});
