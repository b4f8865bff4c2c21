import { expect, it } from '@jest/globals';
import { pointer } from '../../../../../../shared/vmcore/explore/views/table.ts';

it.each([
  [0xffff_ffff_8100_0000n, '0xffffffff81000000'],
  [0n, '0x0'],
  [1n << 64n, '0x0'],
  [0xfffff_0000_0000_0000_1000n, '0x1000'],
  [-8n, '0xfffffffffffffff8'],
])('tells %d as an address of 64 bits', (value, address) => {
  expect(pointer(value)).toEqual({ is: 'pointer', address });
});
