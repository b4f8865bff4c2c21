import { describe, expect, it } from '@jest/globals';
import {
  locate,
  locateAll,
  parseEvidence,
  type Seen,
} from '../../../../../../shared/vmcore/explore/data-names/evidence.ts';

interface World {
  readonly references?: Readonly<Record<string, readonly bigint[]>>;
  readonly pointers?: Readonly<Record<string, readonly bigint[]>>;
}

function seen({ references = {}, pointers = {} }: World): Seen {
  return { references: (name) => references[name], pointers: (name) => pointers[name] ?? [] };
}

function find(line: string, world: World): bigint | undefined {
  const [evidence] = parseEvidence(line);
  return evidence === undefined ? undefined : locate(evidence, seen(world));
}

describe('a name by what refers to it', () => {
  it('is given where all functions agree on one address, one of them in the very place', () => {
    const line = 'tasks 16 first+0:1/2 second+8:0/1';
    expect(find(line, { references: { first: [0x500n, 0x1000n], second: [0x1008n] } })).toBe(0x1000n);
    // Elsewhere in both functions: that they share one is chance.
    expect(find(line, { references: { first: [0x1000n, 0x500n], second: [0x1008n, 0x2000n] } })).toBeUndefined();
  });

  it('is not given where one function that is there does not refer to it', () => {
    const line = 'tasks 16 first+0:0/1 second+0:0/1';
    expect(find(line, { references: { first: [0x1000n], second: [0x2000n] } })).toBeUndefined();
  });

  it('counts functions that are not there for nothing', () => {
    expect(find('tasks 16 first+0:0/2 gone+0:0/1', { references: { first: [0x1000n, 0x2000n] } })).toBe(0x1000n);
    expect(find('tasks 16 gone+0:0/1', {})).toBeUndefined();
  });

  it('needs the place in a function where several addresses are left, and as many of them as there should be', () => {
    const line = 'one 8 reader+0:1/3';
    expect(find(line, { references: { reader: [0x10n, 0x20n, 0x30n] } })).toBe(0x20n);
    expect(find(line, { references: { reader: [0x10n, 0x20n] } })).toBeUndefined();
  });
});

describe('a name by the functions that it points to', () => {
  const line = 'null_fops 264 @16=read_null @24=write_null';
  it('is given where the pointers stand as far apart as they should', () => {
    const pointers = { read_null: [0x1010n, 0x2010n], write_null: [0x1018n, 0x3018n] };
    expect(find(line, { pointers })).toBe(0x1000n);
  });

  it('is not given where they stand so twice, or nowhere', () => {
    const twice = { read_null: [0x1010n, 0x2010n], write_null: [0x1018n, 0x2018n] };
    expect(find(line, { pointers: twice })).toBeUndefined();
    expect(find(line, { pointers: { read_null: [0x1010n], write_null: [0x2018n] } })).toBeUndefined();
  });

  it('is told from another by who refers to it', () => {
    const pointers = { shared: [0x1008n, 0x2008n] };
    const both = 'mine 16 user+0:0/1 @8=shared';
    expect(find(both, { pointers, references: { user: [0x2000n] } })).toBe(0x2000n);
    expect(find(both, { pointers, references: { user: [0x3000n] } })).toBeUndefined();
  });
});

describe('names of a whole table', () => {
  it('are in order; of two that lie over each other neither is believed', () => {
    const table = parseEvidence(['c 8 f+0:0/1', 'a 32 g+0:0/1', 'b 8 h+0:0/1', ''].join('\n'));
    const world = seen({ references: { f: [0x2000n], g: [0x1000n], h: [0x1018n] } });
    expect(locateAll(table, world)).toEqual([{ name: 'c', address: 0x2000n, sizeBytes: 8 }]);
    const apart = seen({ references: { f: [0x2000n], g: [0x1000n], h: [0x1020n] } });
    expect(locateAll(table, apart).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });
});
