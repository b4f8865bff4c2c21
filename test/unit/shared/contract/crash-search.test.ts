import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSearch, searchedStates, searchFits, SEARCH_KEYS } from '../../../../shared/contract/crash-search.ts';
import type { Searched } from '../../../../shared/contract/crash-search.ts';
import { CRASH_STATES } from '../../../../shared/contract/crash-states.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const crash: Searched = {
  title: 'KASAN: use-after-free Read in ext4_fill_super',
  altTitles: ['BUG: unable to handle page fault in ext4_put_super'],
  culprit: ['ext4_fill_super+0x1a', 'mount_bdev+0x20'],
  kind: 'kasan',
  status: { state: 'open', since: '2026-11-30T09:00:00.000Z' },
  kernels: { '6.12.117-amd64': 4, '6.1.0-56-amd64': 1 },
  models: { 'Dell PowerEdge R640': 5 },
  sampleHosts: ['fs-17.eu', 'fs-18.eu'],
  owner: 'storage team',
  subsystem: 'EXT4 FILE SYSTEM',
  count: 5,
  hostCount: 2,
  firstSeen: '2026-11-30T09:00:00.000Z',
  lastSeen: '2026-11-30T11:30:00.000Z',
};
const regressed: Searched = { ...crash, status: { ...crash.status, state: 'open', regressed: true } };
const finds = (text: string, group: Searched = crash): boolean => searchFits(parseSearch(text), group, NOW);
const problemOf = (text: string): string | undefined => parseSearch(text).problems[0]?.problem;

describe('regressed:', () => {
  it('finds what came back within the time, and nothing that never did', () => {
    expect(['regressed:1d', 'regressed:2026-11-30', '-regressed:1h'].map((text) => finds(text, regressed))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['regressed:1h', 'regressed:2026-11-29'].map((text) => finds(text, regressed))).toEqual([false, false]);
    expect([finds('regressed:9999d'), finds('regressed:2000-01-01..2099-01-01')]).toEqual([false, false]);
    expect(searchedStates(parseSearch('regressed:7d'))).toEqual(['open']);
    expect(problemOf('regressed:yes')).toContain('a span like 24h');
  });
});

describe('a search', () => {
  it.each([
    [''],
    ['ext4'],
    ['EXT4 use-after-free'],
    ['"KASAN: use-after-free Read in ext4_fill_super"'],
    ['KASAN: use-after-free'],
    ['"page fault"'],
    ['mount_bdev'],
    ['title:"Read in ext4"'],
    ['title:KASAN*super'],
    ['state:open'],
    ['state:new'],
    ['state:unresolved'],
    ['state:resolved,open'],
    ['-state:resolved'],
    ['kernel:6.12'],
    ['kernel:*amd64'],
    ['host:fs-*.eu'],
    ['kind:kasan'],
    ['kind:bug,KASAN'],
    ['model:r640'],
    ['owner:storage'],
    ['owner:"storage team"'],
    ['-owner:none'],
    ['subsystem:ext4'],
    ['-subsystem:none'],
    ['count:5'],
    ['count:>4'],
    ['count:<=5'],
    ['hosts:>=2'],
    ['seen:1h'],
    ['seen:2026-11-30'],
    ['first:2026-11-29..2026-11-30'],
    ['xfs OR ext4'],
    ['kind:bug xfs OR kind:kasan ext4'],
    ['-xfs'],
    ['-"no such words"'],
  ])('finds it by %s', (text) => {
    expect(parseSearch(text).problems).toEqual([]);
    expect(finds(text)).toBe(true);
  });

  it.each([
    ['xfs'],
    ['ext4 xfs'],
    ['"use after free"'],
    ['-ext4'],
    ['title:mount_bdev'],
    ['state:acknowledged'],
    ['state:regressed'],
    ['-state:open'],
    ['kernel:5'],
    ['kernel:12'],
    ['host:db-*'],
    ['kind:bug'],
    ['owner:none'],
    ['owner:mm'],
    ['subsystem:none'],
    ['subsystem:XFS*'],
    ['count:4'],
    ['count:>5'],
    ['count:<5'],
    ['hosts:<2'],
    ['seen:10m'],
    ['seen:2026-11-29'],
    ['first:2026-11-28..2026-11-29'],
    ['xfs OR btrfs'],
    ['kind:bug ext4 OR kind:kasan xfs'],
  ])('does not find it by %s', (text) => {
    expect(parseSearch(text).problems).toEqual([]);
    expect(finds(text)).toBe(false);
  });

  it('knows the list\u2019s own badges: new and regressed', () => {
    const regressed: Searched = { ...crash, status: { ...crash.status, state: 'open', regressed: true } };
    expect([finds('state:regressed', regressed), finds('state:new', regressed)]).toEqual([true, false]);
    const old: Searched = { ...crash, firstSeen: '2026-11-01T00:00:00.000Z' };
    expect([finds('state:new', old), finds('state:open', old)]).toEqual([false, true]);
  });

  it.each([
    ['state:opne', '"opne" is none of its values: did you mean open?'],
    ['state:banana', 'it is one of open, acknowledged'],
    ['kind:kasn', 'did you mean kasan?'],
    ['stat:open', 'there is no stat: did you mean state:?'],
    ['count:many', 'it is a number'],
    ['seen:yesterday', 'it is a span like 24h'],
    ['seen:2026-11-30..2026-11-01', 'two with .. between them'],
    ['seen:2026-02-31..x', 'two with .. between them'],
    ['OR ext4', 'OR stands between two terms'],
    ['ext4 OR', 'OR stands between two terms'],
    ['ext4 OR OR xfs', 'OR stands between two terms'],
    ['a '.repeat(41), 'at most 40 words'],
  ])('says what is wrong with %s, and finds nothing by it', (text, problem) => {
    expect(problemOf(text)).toContain(problem);
    expect(finds(text)).toBe(false);
  });

  it('names the word that is wrong', () => {
    expect(parseSearch('ext4 state:x kernel:6').problems).toMatchObject([{ word: 'state:x' }]);
  });

  it('never throws, and takes any text in quotes as words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const { problems, alternatives } = parseSearch(text);
        expect(problems.length + alternatives.length).toBeLessThan(200);
        expect(parseSearch(`"${text.replaceAll('"', '')}"`).problems).toEqual([]);
      }),
    );
  });

  it('asks the store for no state in which nothing fits, and for all in which something may', () => {
    const word = fc.constantFrom(
      'state:open',
      '-state:open',
      'state:resolved,ignored',
      'state:new',
      'ext4',
      'OR',
      '-state:new',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const search = parseSearch(words.join(' '));
        fc.pre(search.problems.length === 0);
        const states = searchedStates(search);
        for (const state of CRASH_STATES) {
          const status = { state, since: crash.firstSeen, by: 'rae' } as Searched['status'];
          if (searchFits(search, { ...crash, status }, NOW)) expect(states).toContain(state);
        }
      }),
    );
    expect(searchedStates(parseSearch('state:unresolved'))).toEqual(['open', 'acknowledged']);
    expect(searchedStates(parseSearch('ext4'))).toEqual(CRASH_STATES);
  });

  it('has each of its keys in the page of the documentation', async () => {
    const { readFile } = await import('node:fs/promises');
    const page = await readFile(new URL('../../../../docs/console.md', import.meta.url), 'utf8');
    for (const key of SEARCH_KEYS) expect(page).toContain(`\`${key}:`);
  });
});
