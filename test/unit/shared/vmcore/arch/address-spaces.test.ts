import { describe, expect, it } from '@jest/globals';
import { arm64AddressSpace } from '../../../../../shared/vmcore/arch/arm64/address-space.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/formats/vmcoreinfo.ts';
import { x86AddressSpace, x86DirectMap } from '../../../../../shared/vmcore/arch/x86-64/address-space.ts';
import type { PhysicalMemory } from '../../../../../shared/vmcore/formats/dump.ts';

const memory = (maxPfn: number, pageSizeBytes = 4096): PhysicalMemory => ({
  pageSizeBytes,
  maxPfn,
  readPages: () => Promise.resolve([]),
});

describe('parseVmcoreInfo', () => {
  const info = parseVmcoreInfo(
    'OSRELEASE=6.1.0\nSYMBOL(_stext)=ffffffff81000000\nNUMBER(phys_base)=-608174080\nNUMBER(kimage_voffset)=0xffff9ff480800000\n' +
      'OFFSET(list_head.prev)=8\nSIZE(page)=64\nLENGTH(mem_section)=2048\nSYMBOL(bad)=zz\nKERNELOFFSET=2de00000\nOSRELEASE=other',
  );

  it('reads every kind of entry', () => {
    expect(info.get('OSRELEASE')).toBe('6.1.0');
    expect(info.symbol('_stext')).toBe(0xffff_ffff_8100_0000n);
    expect(info.number('phys_base')).toBe(-608_174_080n);
    expect(info.number('kimage_voffset')).toBe(0xffff_9ff4_8080_0000n);
    expect(info.offset('list_head.prev')).toBe(8);
    expect(info.size('page')).toBe(64);
    expect(info.length('mem_section')).toBe(2048);
  });

  it('has nothing for what is missing or makes no sense', () => {
    expect(info.symbol('bad')).toBeUndefined();
    expect(info.symbol('missing')).toBeUndefined();
    expect(info.number('missing')).toBeUndefined();
  });
});

describe('x86AddressSpace', () => {
  it('maps the image by phys_base, with KASLR', () => {
    const info = parseVmcoreInfo(
      'SYMBOL(_stext)=ffffffffaee00000\nSYMBOL(init_top_pgt)=ffffffffb0810000\nNUMBER(phys_base)=-608174080',
    );
    const space = x86AddressSpace(info, {});
    expect(space?.pageTables?.root).toBe(0xb081_0000 - 0x8000_0000 - 608_174_080);
    expect(space?.linear[0]).toMatchObject({
      start: 0xffff_ffff_aee0_0000n,
      physicalStart: 0x2ee0_0000n - 608_174_080n,
    });
  });

  it('has no space where VMCOREINFO lacks what that takes', () => {
    expect(x86AddressSpace(parseVmcoreInfo('SYMBOL(_stext)=ffffffff81000000'), {})).toBeUndefined();
  });

  it.each([
    ['a base that is no address of the kernel', 0x1000n],
    ['a base that is not at a boundary', 0xffff_8880_0000_1000n],
  ])('does not take %s for the direct map', (_, base) => {
    expect(x86DirectMap(base, memory(1 << 20))).toBeUndefined();
  });
});

describe('arm64AddressSpace', () => {
  const lines = (entries: Record<string, string>): string =>
    Object.entries(entries)
      .map(([key, value]) => `${key}=${value}`)
      .join('\n');

  it('places the linear map in the lower half since 5.4, also where KASLR made PHYS_OFFSET wrap', () => {
    const info = parseVmcoreInfo(
      lines({
        'SYMBOL(_stext)': 'ffffdf1493810000',
        'SYMBOL(swapper_pg_dir)': 'ffffdf1494e58000',
        'NUMBER(VA_BITS)': '48',
        'NUMBER(kimage_voffset)': '0xffffdf1453600000',
        'NUMBER(PHYS_OFFSET)': '0xffffab6f80000000',
        'NUMBER(TCR_EL1_T1SZ)': '0x10',
      }),
    );
    const space = arm64AddressSpace(info, memory(0x5_0000));
    expect(space?.linear[1]).toEqual({
      start: 0xffff_5490_8000_0000n,
      end: 0xffff_5490_8000_0000n + 0x5000_0000n,
      physicalStart: 0n,
    });
    expect(space?.pageTables?.levels.length).toBe(4);
  });

  it('places it in the upper half before', () => {
    const info = parseVmcoreInfo(
      lines({
        'SYMBOL(_stext)': 'ffff000010080000',
        'SYMBOL(swapper_pg_dir)': 'ffff000011000000',
        'NUMBER(VA_BITS)': '48',
        'NUMBER(kimage_voffset)': '0xfffefffff0000000',
        'NUMBER(PHYS_OFFSET)': '0x40000000',
      }),
    );
    expect(arm64AddressSpace(info, memory(0x8_0000))?.linear[1]).toMatchObject({
      start: 0xffff_8000_0000_0000n,
      physicalStart: 0x4000_0000n,
    });
  });

  it('walks as many levels as the machine uses, not as many as the kernel could', () => {
    const entries = {
      'SYMBOL(_stext)': 'ffffcbf946610000',
      'SYMBOL(swapper_pg_dir)': 'ffffcbf9482fe000',
      'NUMBER(VA_BITS)': '52',
      'NUMBER(kimage_voffset)': '0xffffcbf906400000',
    };
    const levels = (t1sz: string, pageSizeBytes: number): number | undefined =>
      arm64AddressSpace(
        parseVmcoreInfo(lines({ ...entries, 'NUMBER(TCR_EL1_T1SZ)': t1sz })),
        memory(0x8_0000, pageSizeBytes),
      )?.pageTables?.levels.length;
    expect(levels('0x10', 4096)).toBe(4);
    expect(levels('0xc', 4096)).toBe(5);
    expect(levels('0xc', 65_536)).toBe(3);
    expect(levels('0x10', 65_536)).toBe(3);
  });
});
