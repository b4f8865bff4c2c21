import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seedProperties } from '../../support/seed.ts';

const found = fc.readConfigureGlobal();
afterEach(() => {
  fc.configureGlobal(found);
});

function drawn(): number[] {
  const numbers: number[] = [];
  fc.assert(
    fc.property(fc.integer(), (number) => {
      numbers.push(number);
    }),
  );
  return numbers;
}

describe('the seed of properties', () => {
  it('is the one that PURGATORY_SEED has before the tests of a file run', () => {
    const given = process.env['PURGATORY_SEED'];
    expect(found.seed).toBe(given === undefined || given === '' ? undefined : Number(given));
  });

  it('makes the same inputs again, another seed others', async () => {
    await seedProperties('1234');
    const once = drawn();
    expect(drawn()).toEqual(once);
    await seedProperties('1235');
    expect(drawn()).not.toEqual(once);
  });

  it('is left to chance where none is given, and is a number', async () => {
    fc.configureGlobal({});
    await seedProperties(undefined);
    expect(fc.readConfigureGlobal().seed).toBeUndefined();
    await expect(seedProperties('abc')).rejects.toThrow('PURGATORY_SEED is a whole number, not "abc"');
  });
});
