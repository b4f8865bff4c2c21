import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryDynamo } from '../../support/memory-dynamo.ts';
import { copied } from '../../support/memory-dynamo-items.ts';
import { testTable } from '../../support/table-contract.ts';

describe('the table in memory', () => {
  testTable(() => ({ client: memoryDynamo().client, TableName: 'table' }));
});

describe('copied', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(undefined, null, '', true, -0, Number.NaN, 2n ** 70n),
      fc.string(),
      fc.date({ noInvalidDate: true }),
      fc.uint8Array(),
      fc.array(tie('value')),
      fc.array(fc.string()).map((members) => new Set(members)),
      fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { noNullPrototype: true }),
      // What comes in as JSON may name it.
      fc.constant(JSON.parse('{"__proto__":{"a":1}}') as unknown),
    ),
  }));

  it('answers what structuredClone does', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(copied(given)).toStrictEqual(structuredClone(given));
      }),
    );
  });

  it('answers a time that is none for one that is none, which Jest takes for no other', () => {
    for (const copy of [copied, structuredClone]) {
      const { at } = copy<{ at: Date }>({ at: new Date(Number.NaN) });
      expect([Object.prototype.toString.call(at), at.getTime()]).toEqual(['[object Date]', Number.NaN]);
    }
  });

  it('shares nothing with what it was given', () => {
    const given = { list: [{ a: 1 }], set: new Set(['x']), bytes: Uint8Array.of(1) };
    const copy = copied(given);
    given.list[0]!.a = 2;
    given.set.add('y');
    given.bytes[0] = 2;
    expect(copy).toEqual({ list: [{ a: 1 }], set: new Set(['x']), bytes: Uint8Array.of(1) });
  });

  it('takes nothing that a table does not keep', () => {
    expect(() => copied({ call: () => 1 })).toThrow(TypeError);
  });
});
