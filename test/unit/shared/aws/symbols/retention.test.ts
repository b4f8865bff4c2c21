/** Lines and types of kernels that nobody runs any more go, and nobody is told of what is gone. */
import { describe, expect, it } from '@jest/globals';
import { removeUnused } from '../../../../../shared/aws/symbols/retention.ts';
import { SymbolSearches } from '../../../../../shared/aws/symbols/searches.ts';
import type { SymbolsRecord } from '../../../../../shared/contract/symbols.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const NOW = Date.parse('2026-11-23T12:00:00.500Z');
const DAY = 86_400_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();

const record = (buildId: string, more: Partial<SymbolsRecord> = {}): SymbolsRecord => ({
  ...{ buildId, part: 'lines', kind: 'kernel', name: 'vmlinux', release: '6.1.0', machine: 'x86_64' },
  ...{ sizeBytes: 1, sha256: 'ab'.repeat(32), rows: 1, addedAt: ago(401 * DAY), addedBy: 'ada' },
  ...more,
});

const withoutRelease = ({ release: _release, ...rest }: SymbolsRecord): SymbolsRecord => rest;

async function removed(pages: readonly (readonly SymbolsRecord[])[], seen: readonly string[] = []) {
  const steps: string[] = [];
  const count = await removeUnused({
    store: {
      async *all() {
        for (const page of pages) yield await Promise.resolve(page);
      },
      remove: (buildId, part) => Promise.resolve(void steps.push(`entry ${buildId} ${part}`)),
    },
    objects: { remove: ({ buildId }) => Promise.resolve(void steps.push(`object ${buildId}`)) },
    isSeen: (buildId) => Promise.resolve(seen.includes(buildId)),
    now: () => new Date(NOW),
  });
  return { count, steps };
}

describe('the lines of a kernel that no host was seen with', () => {
  it('go after 400 days, the entry before its object: an entry without one would be read', async () => {
    expect(await removed([[record('k1')]])).toEqual({ count: 1, steps: ['entry k1 lines', 'object k1'] });
    expect(await removed([[record('k1', { addedAt: ago(400 * DAY) })]])).toMatchObject({ count: 1 });
    expect(await removed([[record('k1', { addedAt: ago(400 * DAY - 1) })]])).toEqual({ count: 0, steps: [] });
  });

  it('go with its types and its modules, and stay with them, though they are listed far apart', async () => {
    const module = record('m1', { kind: 'module', name: 'ext4' });
    const pages = [[record('k1'), record('k1', { part: 'types' })], [record('k2', { release: '6.2.0' })], [module]];
    expect(await removed(pages)).toMatchObject({ count: 4 });
    expect((await removed(pages, ['k1'])).steps).toEqual(['entry k2 lines', 'object k2']);
    const renewed = [...pages, [record('m2', { kind: 'module', name: 'xfs', addedAt: ago(DAY) })]];
    expect((await removed(renewed)).steps).toEqual(['entry k2 lines', 'object k2']);
  });

  it('whose release is not known are each for themselves', async () => {
    const [one, other] = ['k1', 'k2'].map((buildId) => withoutRelease(record(buildId)));
    expect((await removed([[one!, other!]], ['k1'])).steps).toEqual(['entry k2 lines', 'object k2']);
  });
});

describe('a search for lines', () => {
  const until = (ms: number) => new Date(NOW + ms);

  it('is one’s own until its end, or until it should have come to one', async () => {
    const dynamo = memoryDynamo();
    let now = NOW;
    const searches = new SymbolSearches(dynamo.client, 'images', () => new Date(now));
    expect(await searches.begin('k1', until(60_000))).toBe('begun');
    expect(await searches.begin('k1', until(60_000))).toBe('busy');
    expect(await searches.begin('k2', until(60_000))).toBe('begun');
    await searches.end('k2');
    expect(await searches.begin('k2', until(60_000))).toBe('begun');
    now += 60_001;
    expect(await searches.begin('k1', until(120_000))).toBe('begun');
  });

  it('that found none is not begun again for as long as is said, and then forgotten: in whole seconds, not before', async () => {
    const dynamo = memoryDynamo();
    let now = NOW;
    const searches = new SymbolSearches(dynamo.client, 'images', () => new Date(now));
    await searches.begin('k1', until(60_000));
    await searches.endWithNone('k1', until(DAY));
    expect([...dynamo.items.values()][0]?.['expiresAt']).toBe(Math.ceil((NOW + DAY) / 1000));
    now += DAY;
    expect(await searches.begin('k1', until(2 * DAY))).toBe('none');
    now += 1;
    expect(await searches.begin('k1', until(2 * DAY))).toBe('begun');
  });
});
