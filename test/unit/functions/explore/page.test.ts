/** Answers of every kind cut to pages: at their bounds in entries and in characters, and what of them says that memory is not there. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contractAnswer, failureOf } from '../../../../functions/explore/answer.ts';
import { BudgetError } from '../../../../functions/explore/budget.ts';
import { missingOf, pageOf } from '../../../../functions/explore/page.ts';
import { PendingBytesError } from '../../../../shared/bytes/pending.ts';
import type { ExploreAnswer, ExploreDatum } from '../../../../shared/contract/explore.ts';
import { InputError, TransientError } from '../../../../shared/errors.ts';
import { ExploreError } from '../../../../shared/vmcore/explore/explore-error.ts';
import { MemoryReadError } from '../../../../shared/vmcore/memory/read-failure.ts';

const MOST = 512 * 1024;
const number = (value: number): ExploreDatum => ({ is: 'integer', value: String(value) });
const text = (characters: number): ExploreDatum => ({ is: 'text', text: 'a'.repeat(characters) });
/** A datum of text whose JSON is so long. */
const ofLength = (length: number): ExploreDatum => text(length - JSON.stringify(text(0)).length);
const unreadable = (address: string): ExploreDatum => ({ is: 'unreadable', address, why: `no ${address}` });
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** One answer of each kind, with so many entries, and how to see them. */
const kinds: Readonly<
  Record<string, { make: (count: number) => ExploreAnswer; see: (answer: ExploreAnswer) => unknown[] }>
> = {
  walk: {
    make: (count) => ({ kind: 'walk', columns: ['a'], rows: range(count).map((value) => [number(value)]) }),
    see: (answer) => (answer.kind === 'walk' ? answer.rows.flat() : []),
  },
  table: {
    make: (count) => ({ kind: 'table', columns: ['a'], rows: range(count).map((value) => [number(value)]) }),
    see: (answer) => (answer.kind === 'table' ? answer.rows.flat() : []),
  },
  symbols: {
    make: (count) => ({
      kind: 'symbols',
      symbols: range(count).map((value) => ({ name: `s${value}`, address: '0x1', type: 'T' })),
    }),
    see: (answer) => (answer.kind === 'symbols' ? [...answer.symbols] : []),
  },
  address: {
    make: (count) => ({
      kind: 'address',
      address: '0x1',
      facets: range(count).map((value) => ({ class: `c${value}` })),
    }),
    see: (answer) => (answer.kind === 'address' ? [...answer.facets] : []),
  },
  text: {
    make: (count) => ({ kind: 'text', text: range(count).join('\n') }),
    see: (answer) => (answer.kind === 'text' ? answer.text.split('\n') : []),
  },
  array: {
    make: (count) => ({
      ...{ kind: 'value', type: 'int []' },
      datum: { is: 'array', length: count, items: range(count).map(number) },
    }),
    see: (answer) => (answer.kind === 'value' && answer.datum.is === 'array' ? [...answer.datum.items] : []),
  },
  struct: {
    make: (count) => ({
      ...{ kind: 'value', type: 'struct a' },
      datum: {
        ...{ is: 'struct', type: 'struct a' },
        fields: range(count).map((value) => ({ name: `f${value}`, type: 'int', datum: number(value) })),
      },
    }),
    see: (answer) => (answer.kind === 'value' && answer.datum.is === 'struct' ? [...answer.datum.fields] : []),
  },
};

describe.each(Object.entries(kinds))('an answer of the kind %s', (_name, { make, see }) => {
  it.each([1, 199, 200, 201, 400, 401])('of %d entries is told whole, 200 at a time', (count) => {
    const whole = make(count);
    const seen: unknown[] = [];
    let from: number | undefined = 0;
    const pages: number[] = [];
    while (from !== undefined) {
      const { answer, next } = pageOf(whole, from);
      expect({ ...answer, ...emptied }).toEqual({ ...whole, ...emptied });
      pages.push(see(answer).length);
      seen.push(...see(answer));
      from = next;
    }
    expect(seen).toEqual(see(whole));
    expect(pages).toEqual([...new Array<number>(Math.ceil(count / 200) - 1).fill(200), ((count - 1) % 200) + 1]);
  });
});
const emptied = { rows: [], symbols: [], facets: [], text: '', datum: undefined };

describe('a page', () => {
  const walk = (...rows: readonly (readonly ExploreDatum[])[]): ExploreAnswer => ({
    ...{ kind: 'walk', columns: ['a'], rows: rows.map((row) => [...row]) },
  });
  const rowsOf = (answer: ExploreAnswer) => (answer.kind === 'walk' ? answer.rows : []);

  it('has 512 KiB of entries, and one more than that has where it is the first', () => {
    const half = MOST / 2 - 2;
    const fits = pageOf(walk([ofLength(half)], [ofLength(half)]), 0);
    expect([rowsOf(fits.answer).length, fits.next]).toEqual([2, undefined]);
    const not = pageOf(walk([ofLength(half)], [ofLength(half + 1)]), 0);
    expect([rowsOf(not.answer).length, not.next]).toEqual([1, 1]);
    expect(pageOf(walk([ofLength(MOST)]), 0).answer).toEqual(walk([ofLength(MOST)]));
  });

  it('cuts what alone is more than its share: a text to half of it, by the cells of its row', () => {
    const [[cut] = []] = rowsOf(pageOf(walk([ofLength(MOST + 1)]), 0).answer);
    expect(cut).toEqual({ is: 'text', text: `${'a'.repeat(MOST / 2)}…` });
    const [[first, second] = []] = rowsOf(pageOf(walk([ofLength(MOST / 2 + 1), ofLength(MOST / 2)]), 0).answer);
    expect(first).toEqual({ is: 'text', text: `${'a'.repeat(MOST / 4)}…` });
    expect(second).toEqual(ofLength(MOST / 2));
  });

  it('cuts a line of text that is longer than a page', () => {
    const lines = (...lengths: readonly number[]): ExploreAnswer => ({
      ...{ kind: 'text', text: lengths.map((length) => 'a'.repeat(length)).join('\n') },
    });
    expect(pageOf(lines(MOST), 0)).toEqual({ answer: lines(MOST) });
    const { answer, next } = pageOf(lines(MOST + 1, 3), 0);
    expect([answer, next]).toEqual([{ kind: 'text', text: `${'a'.repeat(MOST)}…` }, 1]);
  });

  it.each([
    [3000, 128],
    [15_000, 32],
    [20_000, 8],
    [100_000, 1],
  ])('tells the head of an array that is too large, and how long that is: texts of %d', (characters, kept) => {
    const items = range(200).map(() => text(characters));
    const large: ExploreDatum = { is: 'array', length: 999, items };
    const [[cut] = []] = rowsOf(pageOf(walk([large]), 0).answer);
    expect(cut).toMatchObject({ is: 'array', length: 999 });
    expect(cut?.is === 'array' ? cut.items.length : 0).toBe(kept);
  });

  it('tells the head of structs that are too large, and how many fields are not told', () => {
    const fields = range(130).map((value) => ({ name: `f${value}`, type: 'x', datum: text(4000) }));
    const inField = (datum: ExploreDatum): ExploreAnswer => ({
      ...{ kind: 'value', type: 'struct a' },
      datum: { is: 'struct', type: 'struct a', fields: [{ name: 'of', type: 'struct b', datum }] },
    });
    const shown = (more?: number, count = 130) => {
      const datum: ExploreDatum = {
        ...{ is: 'struct', type: 'struct b', fields: fields.slice(0, count) },
        ...(more === undefined ? {} : { more }),
      };
      const { answer } = pageOf(inField(datum), 0);
      if (answer.kind !== 'value' || answer.datum.is !== 'struct') throw new Error(answer.kind);
      const [field] = answer.datum.fields;
      if (field?.datum.is !== 'struct') throw new Error('no field');
      return [field.name, field.datum.fields.length, field.datum.more];
    };
    expect(shown()).toEqual(['of', 128, 2]);
    expect(shown(5)).toEqual(['of', 128, 7]);
    expect(shown(undefined, 128)).toEqual(['of', 128, undefined]);
  });

  it('says that there is more where not even the head fits', () => {
    const deep = (levels: number): ExploreDatum =>
      levels === 0 ? number(1) : { is: 'array', length: 1, items: [deep(levels - 1)] };
    const long: ExploreDatum = { is: 'array', length: 1, items: [{ is: 'enum', value: '1', name: 'a'.repeat(MOST) }] };
    expect(rowsOf(pageOf(walk([long]), 0).answer)).toEqual([[{ is: 'text', text: '…' }]]);
    expect(pageOf(walk([deep(20)]), 0).answer).toEqual(walk([deep(20)]));
  });

  it('of one value is that value, and an error is told as it is', () => {
    const value: ExploreAnswer = { kind: 'value', type: 'int', datum: number(1) };
    expect(pageOf(value, 0)).toEqual({ answer: value });
    expect(pageOf({ ...value, datum: ofLength(MOST + 1) }, 0).answer).toMatchObject({ datum: { is: 'text' } });
    const error: ExploreAnswer = { kind: 'error', code: 'x', message: 'y', near: [] };
    expect(pageOf(error, 3)).toEqual({ answer: error });
  });

  it('is never more than a page, whatever the rows', () => {
    const lengths = fc.array(fc.integer({ min: 30, max: MOST * 2 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lengths, (of) => {
        const whole = walk(...of.map((length) => [ofLength(length)]));
        let count = 0;
        for (let from: number | undefined = 0; from !== undefined;) {
          const page: ReturnType<typeof pageOf> = pageOf(whole, from);
          expect(JSON.stringify(page.answer).length).toBeLessThanOrEqual(MOST + 100);
          count += rowsOf(page.answer).length;
          from = page.next;
        }
        expect(count).toBe(of.length);
      }),
      { numRuns: 10 },
    );
  });
});

describe('memory that an answer says is not there', () => {
  const struct = (...data: readonly ExploreDatum[]): ExploreDatum => ({
    ...{ is: 'struct', type: 's', fields: data.map((datum) => ({ name: 'f', type: 't', datum })) },
  });
  const array = (...items: readonly ExploreDatum[]): ExploreDatum => ({ is: 'array', length: items.length, items });
  const said = (...addresses: readonly string[]) => addresses.map((address) => ({ address, why: `no ${address}` }));

  it.each<[string, ExploreAnswer, readonly string[]]>([
    ['a value', { kind: 'value', type: 't', datum: unreadable('0x1') }, ['0x1']],
    [
      'within it',
      { kind: 'value', type: 't', datum: struct(array(unreadable('0x1')), unreadable('0x2')) },
      ['0x1', '0x2'],
    ],
    [
      'rows of a walk',
      { kind: 'walk', columns: [], rows: [[number(1), unreadable('0x1')], [unreadable('0x2')]] },
      ['0x1', '0x2'],
    ],
    ['rows of a table', { kind: 'table', columns: [], rows: [[unreadable('0x1')], [unreadable('0x1')]] }, ['0x1']],
    [
      'where a walk broke off',
      { kind: 'walk', columns: [], rows: [], broken: { problem: 'p', address: '0x3', why: 'no 0x3' } },
      ['0x3'],
    ],
    [
      'where a walk broke off for another reason',
      { kind: 'walk', columns: [], rows: [], broken: { problem: 'p' } },
      [],
    ],
    [
      'of an error',
      { kind: 'error', code: 'c', message: 'm', near: [], fault: { address: '0x4', why: 'no 0x4' } },
      ['0x4'],
    ],
    ['of an error without any', { kind: 'error', code: 'c', message: 'm', near: [] }, []],
    ['of a text', { kind: 'text', text: 'x' }, []],
  ])('%s', (_name, answer, addresses) => {
    expect(missingOf(answer)).toEqual(said(...addresses));
  });

  it('is told of 50 places', () => {
    const many = (count: number) =>
      missingOf({ kind: 'value', type: 't', datum: array(...range(count).map((i) => unreadable(`0x${i}`))) });
    expect([49, 50, 51].map((count) => many(count).length)).toEqual([49, 50, 50]);
  });
});

describe('what the explorer says', () => {
  it('is told as the contract has it, field by field', () => {
    const walk = { kind: 'walk', columns: ['a'], rows: [[number(1)]], broken: { problem: 'p' } } as const;
    expect(contractAnswer({ ...walk, next: 7 } as Parameters<typeof contractAnswer>[0])).toEqual({
      answer: walk,
      next: 7,
    });
    const table = { kind: 'table', title: 't', columns: ['a'], rows: [[number(1)]] } as const;
    expect(contractAnswer(table as Parameters<typeof contractAnswer>[0])).toEqual({ answer: table });
    const noted = { ...table, notes: ['n'] };
    expect(contractAnswer(noted as unknown as Parameters<typeof contractAnswer>[0])).toEqual({ answer: noted });
    for (const answer of [
      kinds['symbols']?.make(2),
      kinds['address']?.make(2),
      kinds['text']?.make(2),
      kinds['array']?.make(2),
    ]) {
      expect(contractAnswer(answer as Parameters<typeof contractAnswer>[0])).toEqual({ answer });
    }
  });

  it('of a failure is what is wrong, and where', () => {
    expect(
      failureOf(
        new ExploreError('fault', 'm', { at: 3, expected: 'e', near: ['n'], fault: { address: 255n, why: 'w' } }),
      ),
    ).toEqual({
      ...{ kind: 'error', code: 'fault', message: 'm, expected e (near: n)', at: 3, expected: 'e', near: ['n'] },
      fault: { address: '0xff', why: 'w' },
    });
    expect(failureOf(new BudgetError('too long'))).toEqual({
      ...{ kind: 'error', code: 'limit', message: 'too long: narrow it, with `limit` or `where`', near: [] },
    });
    expect(failureOf(new InputError('not so'))).toEqual({
      ...{ kind: 'error', code: new InputError('').code, message: 'not so', near: [] },
    });
    expect(failureOf(new PendingBytesError({ name: 'x' }, []))).toEqual({
      ...{ kind: 'error', code: 'fault', message: 'x: bytes have not arrived yet', near: [] },
    });
    expect(failureOf(new MemoryReadError('x', { reason: 'lost', address: 255n }))).toMatchObject({
      ...{ kind: 'error', code: 'fault', near: [], fault: { address: '0xff' } },
    });
  });

  it('of what may pass by itself, or is a fault of ours, is nothing', () => {
    for (const error of [new TransientError('later'), new TypeError('ours'), 'text']) {
      expect(() => failureOf(error)).toThrow(error instanceof Error ? error.message : undefined);
    }
  });
});
