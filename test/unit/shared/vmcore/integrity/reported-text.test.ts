import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IntegrityInfo } from '../../../../../shared/contract/report.ts';
import { reportedText } from '../../../../../shared/vmcore/integrity/reported-text.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { IMAGE, KernelWriter } from '../../../../support/kernel-writer.ts';

type TextInfo = NonNullable<IntegrityInfo['text']>;

const difference = (
  at: number,
  expected: string,
  found: string,
  more: object = {},
): TextInfo['differences'][number] => ({
  address: `0x${(IMAGE + BigInt(at)).toString(16)}`,
  expected,
  found,
  ...more,
});

describe('what a report says of code', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    const writer = new KernelWriter();
    writer.bytes(IMAGE, new Uint8Array(4096));
    kernel = await writer.open();
  });

  const compare = (text: Partial<TextInfo>, at: number, code: readonly number[]) =>
    reportedText(kernel, { checkedBytes: 1, differences: [], ...text }).compare(
      IMAGE + BigInt(at),
      Uint8Array.from(code),
    );

  it('is a difference where one is listed, and no more than `not listed` elsewhere', () => {
    const { states, image } = compare({ differences: [difference(0x101, '75', '74')] }, 0x100, [0x55, 0x74, 0xc3]);
    expect(states).toEqual(['not listed', 'changed', 'not listed']);
    expect([...image]).toEqual([0x55, 0x75, 0xc3]);
  });

  it('tells bytes of a difference that are the same', () => {
    const { states } = compare({ differences: [difference(0x100, '750275', '740274')] }, 0x100, [0x74, 2, 0x74]);
    expect(states).toEqual(['changed', 'same', 'changed']);
  });

  it('knows nothing where memory is not what the report found', () => {
    const { states, image } = compare({ differences: [difference(0x100, '75', '74')] }, 0x100, [0x75]);
    expect([states, [...image]]).toEqual([['unknown'], [0x75]]);
  });

  it("knows nothing of what is no code of the kernel's own", () => {
    const end = kernel.needSymbol('_etext') - IMAGE;
    expect(compare({}, Number(end) - 1, [1, 2]).states).toEqual(['not listed', 'unknown']);
  });

  it('knows nothing of what is not shown of a long difference', () => {
    const long = difference(0x100, '00', '01', { lengthBytes: 3 });
    expect(compare({ differences: [long] }, 0x100, [1, 1, 1, 1]).states).toEqual([
      'changed',
      'unknown',
      'unknown',
      'not listed',
    ]);
    // A report of before does not say how long one is that shows as much as it can.
    const cut = difference(0x100, '00'.repeat(32), '01'.repeat(32));
    const other = difference(0x130, '00', '01');
    const { states } = compare(
      { differences: [cut, other] },
      0x11f,
      Array.from({ length: 0x13 }, () => 1),
    );
    expect(states[0]).toBe('changed');
    expect(new Set(states.slice(1, 0x11))).toEqual(new Set(['unknown']));
    expect(states.slice(0x11)).toEqual(['changed', 'not listed']);
  });

  it('knows nothing behind the last difference that is listed where there are more', () => {
    const one = difference(0x100, '00', '01');
    expect(compare({ differences: [one], more: 1 }, 0xff, [1, 1, 1]).states).toEqual([
      'not listed',
      'changed',
      'unknown',
    ]);
    const many = Array.from({ length: 64 }, (_, i) => difference(0x100 + 16 * i, '00', '01'));
    expect(compare({ differences: many }, 0x100 + 16 * 63 + 1, [1]).states).toEqual(['unknown']);
    expect(compare({ differences: many.slice(1) }, 0x100 + 16 * 63 + 1, [1]).states).toEqual(['not listed']);
  });

  it('does not fall over a report whose texts are no bytes', () => {
    const odd = difference(0x100, 'no', 'bytes');
    expect(compare({ differences: [odd] }, 0x100, [1]).states).toEqual(['not listed']);
  });
});
