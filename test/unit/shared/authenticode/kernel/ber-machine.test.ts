/** Elements that the grammar does not look into, as `asn1_ber_decoder` and `asn1_find_indefinite_length` of linux v6.1 lib/asn1_decoder.c take them. */
import { describe, expect, it } from '@jest/globals';
import { BerMachine } from '../../../../../shared/authenticode/kernel/ber-machine.ts';
import { KernelError } from '../../../../../shared/authenticode/kernel/errno.ts';

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** The contents of the elements that follow one another, or what the decoder says of them. */
function leaves(hex: string): string[] {
  const machine = new BerMachine(bytes(hex));
  const found: string[] = [];
  try {
    while (
      machine.leaf({ skip: true }, ({ headerLength, value }) => {
        found.push(`${headerLength}: ${Buffer.from(value).toString('hex')}`);
      })
    );
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    found.push(error.message);
  }
  return found;
}

describe('an element that is not looked into', () => {
  it.each([
    ['of a length in one byte', '04 02 0102 05 00', ['2: 0102', '2: ']],
    ['of a length in two', '04 81 02 0102', ['3: 0102']],
    ['of a length in three', '04 82 0002 0102', ['4: 0102']],
    ['of a length in four', '04 83 000002 0102', [/^Unsupported length/]],
    ['longer than the message', '04 03 0102', [/^Data overrun error/]],
    ['whose length is cut', '04 82 00', [/^Data overrun error/]],
    ['of a long tag', '1f 01 00', [/^Long tag not supported/]],
    ['of half a header', '04', [/^Data overrun error/]],
  ])('is one %s', (_, hex, expected) => {
    expect(leaves(hex)).toEqual(expected.map((each) => (each instanceof RegExp ? expect.stringMatching(each) : each)));
  });

  it.each([
    ['with nothing in it', '30 80 0000 05 00', ['2: 0000', '2: ']],
    ['with another one in it', '30 80 30 80 0401 09 0000 0000 05 00', ['2: 308004010900000000', '2: ']],
    ['with a length in one byte', '30 80 04 02 0000 0000', ['2: 040200000000']],
    ['with a length in two', '30 80 04 81 02 0000 0000', ['2: 04810200000000']],
    ['with a length in three', '30 80 04 82 0002 0000 0000', ['2: 0482000200000000']],
    ['with a length in eight', '30 80 04 87 00000000000002 0000 0000', ['2: 04870000000000000200000000']],
    ['with a length in nine', '30 80 04 88 0000000000000002 0000 0000', [/^Unsupported length/]],
    ['with a long tag', '30 80 3f 8f 01 01 00 0000', ['2: 3f8f0101000000']],
    ['with a long tag that is cut', '30 80 3f 8f', [/^Data overrun error/]],
    ['with a part that is longer than it', '30 80 04 05 0000', [/^Data overrun error/]],
    ['with a part whose length is cut', '30 80 04 83 00', [/^Data overrun error/]],
    ['with a primitive one of none', '30 80 04 80 0000 0000', [/^Indefinite len primitive not permitted/]],
    ['with half an end', '30 80 05 00 00', [/^Data overrun error/]],
    ['with an end that is none', '30 80 05 00 00 01', [/^Invalid length EOC/]],
    ['as a primitive', '04 80 0000', [/^Indefinite len primitive not permitted/]],
  ])('is one of indefinite length %s', (_, hex, expected) => {
    expect(leaves(hex)).toEqual(expected.map((each) => (each instanceof RegExp ? expect.stringMatching(each) : each)));
  });

  it('is in a message of 65,535 bytes at most', () => {
    expect(() => new BerMachine(new Uint8Array(65_535))).not.toThrow();
    expect(() => new BerMachine(new Uint8Array(65_536))).toThrow(expect.objectContaining({ errno: 'EMSGSIZE' }));
  });
});

describe('elements that the grammar names', () => {
  const nested = (machine: BerMachine, depth: number): void => {
    if (depth > 0) {
      machine.constructed({ tag: 0x30 }, () => {
        nested(machine, depth - 1);
      });
    }
  };

  it.each([
    [10, undefined],
    [11, 'Cons stack overflow'],
  ])('nest %d deep', (depth, problem) => {
    let hex = '';
    for (let i = 0; i < depth; i++) hex = `30${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`;
    const decode = () => {
      nested(new BerMachine(bytes(hex)), depth);
    };
    if (problem === undefined) expect(decode).not.toThrow();
    else expect(decode).toThrow(problem);
  });

  it.each([
    ['30 00', /^Data overrun error/],
    ['30 80 05 00', /^Data overrun error/],
    ['30 80 05 00 01 00', /^Missing EOC in indefinite len cons/],
    ['30 80 05 00 00 01', /^Invalid length EOC/],
    ['30 04 05 00 05 00', /^Cons length error/],
    ['31 02 05 00', /^Unexpected tag/],
  ])('end where they say: %s', (hex, says) => {
    const machine = new BerMachine(bytes(hex));
    expect(() =>
      machine.constructed({ tag: 0x30 }, () => {
        machine.leaf({ tag: 0x05 });
      }),
    ).toThrow(says);
  });

  it('tell their action where they lie, without the mark of their end', () => {
    for (const hex of ['30 02 05 00', '30 80 05 00 00 00']) {
      const machine = new BerMachine(bytes(hex));
      const told: [number, number, string][] = [];
      machine.constructed(
        { tag: 0x30 },
        () => machine.leaf({ tag: 0x05 }),
        ({ offset, headerLength, value }) => told.push([offset, headerLength, Buffer.from(value).toString('hex')]),
      );
      expect(told).toEqual([[2, 2, '0500']]);
    }
  });
});
