import { describe, expect, it } from '@jest/globals';
import { FormatError } from '../../../../../shared/errors.ts';
import { readPrintkRing } from '../../../../../shared/vmcore/log/printk-ring.ts';
import { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/formats/vmcoreinfo.ts';
import { PRINTK_RING_INFO, PRINTK_RING_BASE, printkRingMemory } from '../../../../support/printk-ring.ts';

function memoryOf(bytes: Uint8Array): VirtualMemory {
  const memory = new VirtualMemory({
    pageSizeBytes: 4096,
    maxPfn: bytes.length / 4096,
    readPages: (pfns) => Promise.resolve(pfns.map((pfn) => ({ bytes: bytes.subarray(pfn * 4096, (pfn + 1) * 4096) }))),
  });
  const start = PRINTK_RING_BASE;
  memory.use({ pageTables: undefined, linear: [{ start, end: start + BigInt(bytes.length), physicalStart: 0n }] });
  return memory;
}

describe('readPrintkRing', () => {
  it('reads the records of a ring', async () => {
    const { records } = await readPrintkRing(memoryOf(printkRingMemory()), parseVmcoreInfo(PRINTK_RING_INFO));
    expect(records.map(({ text }) => text)).toEqual(['first', 'second line', 'third']);
  });

  it.each([
    'OFFSET(prb_desc_ring.count_bits)',
    'OFFSET(prb_data_ring.size_bits)',
    'OFFSET(prb_desc.state_var)',
    'OFFSET(printk_info.text_len)',
  ])('refuses a VMCOREINFO whose %s is outside the structure', async (key) => {
    const text = PRINTK_RING_INFO.split('\n')
      .map((line) => (line.startsWith(`${key}=`) ? `${key}=4000000` : line))
      .join('\n');
    const reading = readPrintkRing(memoryOf(printkRingMemory()), parseVmcoreInfo(text));
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow('outside its structure');
  });
});
