import { describe, expect, it } from '@jest/globals';
import { openKernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { Sections } from '../../../../../shared/vmcore/report/sections.ts';
import { BtfWriter } from '../../../../support/btf-writer.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

/** Types as a kernel has them whose `struct page` is so large. */
function typesWith(pageWords: number): Uint8Array {
  return new BtfWriter()
    .struct('list_head', { next: 'ptr', prev: 'ptr' })
    .struct('page', { flags: 'u64', lru: 'struct list_head', rest: `u64[${pageWords}]` })
    .bytes();
}

async function open(btf: Uint8Array, info: string) {
  const dump = new KernelWriter().dump();
  const sections = new Sections();
  const vmcoreinfo = [`${dump.vmcoreinfo[0] ?? ''}\n${info}`];
  const kernel = await openKernel({ ...dump, vmcoreinfo }, sections, { btf });
  return { kernel, reasons: sections.unavailable.map(({ section, reason }) => `${section}: ${reason}`) };
}

const INFO = 'SIZE(page)=64\nOFFSET(page.lru)=8\nOFFSET(page.gone)=4\nSIZE(zone)=8\n';

describe('BTF from outside', () => {
  it('is taken where it agrees with VMCOREINFO in all that both know', async () => {
    const { kernel, reasons } = await open(typesWith(5), INFO);
    expect(reasons).toEqual([]);
    expect(kernel.types.struct('page').sizeBytes).toBe(64);
  });

  it('is refused with the difference where it is of another kernel, and the own is read', async () => {
    const { kernel, reasons } = await open(typesWith(6), INFO.replace('lru)=8', 'lru)=16'));
    expect(reasons).toEqual([
      'types: btf: given: the BTF is of another kernel: page has 72 bytes, VMCOREINFO says 64; page.lru is at 8, VMCOREINFO says 16',
    ]);
    expect(kernel.hasTypes).toBe(true);
    expect(kernel.types.find('page')).toBeUndefined();
  });
});
