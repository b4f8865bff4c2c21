import { describe, expect, it } from '@jest/globals';
import {
  hasFlag,
  isPageType,
  readPageInfo,
  type PageInfo,
  type PageMap,
} from '../../../../../shared/vmcore/explore/pages.ts';
import type { Kernel } from '../../../../../shared/vmcore/kernel/kernel.ts';
import { KernelWriter, type Value } from '../../../../support/kernel-writer.ts';

interface Pages {
  readonly kernel: Kernel;
  readonly first: bigint;
  readonly bytes: bigint;
  readonly infos: readonly PageInfo[];
}

/** Eight `struct page`s in a row, aligned as many. */
async function pagesOf(
  head: 'compound_head' | 'compound_info',
  values: (index: number, first: bigint, bytes: bigint) => Readonly<Record<string, Value>>,
  define: (writer: KernelWriter) => void = () => undefined,
): Promise<Pages> {
  const writer = new KernelWriter();
  define(writer);
  writer.btf.struct('atomic', { counter: 's32' }).struct('page', {
    ...{ flags: 'u64', [head]: 'u64', mapping: 'u64', index: 'u64', private: 'u64' },
    ...{ page_type: 'u32', _refcount: 'struct atomic', rest: 'u64[2]' },
  });
  const bytes = BigInt(writer.btf.sizeOf('struct page'));
  const first = writer.alloc(Number(bytes * 8n), Number(bytes * 8n));
  for (let i = 0; i < 8; i += 1) writer.set('page', first + BigInt(i) * bytes, values(i, first, bytes));
  const kernel = await writer.open();
  const map: PageMap = { kernel, base: first, pageStructBytes: bytes, start: first, end: first + 8n * bytes };
  const addresses = Array.from({ length: 8 }, (_, i) => first + BigInt(i) * bytes);
  return { kernel, first, bytes, infos: [...(await readPageInfo(map, addresses)).values()] };
}

const TYPED = (writer: KernelWriter): void => {
  writer.btf.enum('pagetype', { PGTY_buddy: 0xf0, PGTY_table: 0xf2, PGTY_zsmalloc: 0xf6 });
};

describe('readPageInfo', () => {
  it('finds the first page of a larger one by its address, and by the mask that 7.2 keeps in its place', async () => {
    const direct = await pagesOf('compound_head', (i, first, bytes) => {
      return i > 4 ? { compound_head: first + 4n * bytes + 1n } : {};
    });
    const headsOf = ({ infos, first, bytes }: Pages): number[] =>
      infos.map(({ head }) => Number((head - first) / bytes));
    expect(headsOf(direct)).toEqual([0, 1, 2, 3, 4, 4, 4, 4]);
    // Of order 2: the four pages have all but the bits below in common.
    const masked = await pagesOf('compound_info', (i, _, bytes) => {
      return i > 4 ? { compound_info: BigInt.asUintN(64, -(4n * bytes)) | 1n } : {};
    });
    expect(headsOf(masked)).toEqual([0, 1, 2, 3, 4, 4, 4, 4]);
  });

  it('tells types and flags of pages, of kernels that clear bits for a type too', async () => {
    const newer = await pagesOf(
      'compound_head',
      (i) => ({ page_type: [0xffffffff, 0xf0000003, 0xf6000000][i] ?? 0 }),
      TYPED,
    );
    const is = ({ kernel, infos }: Pages, name: string): boolean[] =>
      infos.slice(0, 4).map((info) => isPageType(kernel, info, name));
    expect(is(newer, 'buddy')).toEqual([false, true, false, false]);
    expect(is(newer, 'zsmalloc')).toEqual([false, false, true, false]);
    expect(is(newer, 'large_kmalloc')).toEqual([false, false, false, false]);
    const older = await pagesOf('compound_head', (i) => ({ page_type: [0xffffffff, 0xffffff7f, 0xfffffdff][i] ?? 0 }));
    expect(is(older, 'buddy')).toEqual([false, true, false, false]);
    expect(is(older, 'table')).toEqual([false, false, true, false]);
    expect(is(older, 'zsmalloc')).toEqual([false, false, false, false]);
    const flagged = await pagesOf(
      'compound_head',
      (i) => ({ flags: i === 1 ? 0x40 : 0x20 }),
      (writer) => writer.btf.enum('pageflags', { PG_head: 6 }),
    );
    expect(flagged.infos.slice(0, 2).map((info) => hasFlag(flagged.kernel, info, 'PG_head'))).toEqual([false, true]);
    expect(hasFlag(older.kernel, flagged.infos[1] as PageInfo, 'PG_head')).toBeUndefined();
  });
});
