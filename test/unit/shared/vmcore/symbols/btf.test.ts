import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { FormatError } from '../../../../../shared/errors.ts';
import { Btf } from '../../../../../shared/vmcore/symbols/btf.ts';
import { BtfKind } from '../../../../../shared/vmcore/symbols/btf-records.ts';
import { Types } from '../../../../../shared/vmcore/symbols/types.ts';
import { BtfWriter } from '../../../../support/btf-writer.ts';

function types(writer: BtfWriter): Types {
  return new Types(Btf.parse(writer.bytes()));
}

describe('Types', () => {
  const kernel = types(
    new BtfWriter()
      .struct('list_head', { next: 'ptr', prev: 'ptr' })
      .struct('inner', { a: 'u32', b: 'u64', name: 'char[8]' })
      .struct('outer', {
        flag: 'u8',
        '?1': { union: { whole: 'u64', '?2': { struct: { low: 'u32', high: 'u32' } } } },
        nested: 'struct inner',
        many: 'struct inner[3]',
        list: 'struct list_head',
      })
      .struct('bits', { first: 'u32:3', second: 'u32:7', third: 'u32:1', after: 'u16' })
      .typedef('alias', 'struct inner')
      .enum('color', { RED: 0, GREEN: 5, NEGATIVE: -1 })
      .enum('wide', { BIG: 7 }, true),
  );

  it('finds members by path, through structs, arrays and anonymous unions', () => {
    const outer = kernel.struct('outer');
    expect(outer.offsetOf('nested.b')).toBe(24);
    expect(outer.offsetOf('many[2].name')).toBe(40 + 2 * 24 + 16);
    expect(outer.offsetOf('whole')).toBe(8);
    expect(outer.offsetOf('high')).toBe(12);
    expect(outer.field('list')?.sizeBytes).toBe(16);
    expect(outer.field('missing')).toBeUndefined();
    expect(outer.field('nested.missing')).toBeUndefined();
    expect(() => outer.offsetOf('missing')).toThrow('btf: struct outer: has no member missing');
  });

  it('says where in which bytes a bitfield is', () => {
    expect(kernel.struct('bits').field('second')).toMatchObject({
      offsetBytes: 0,
      sizeBytes: 2,
      bits: { shift: 3, count: 7 },
    });
    expect(kernel.struct('bits').field('third')).toMatchObject({
      offsetBytes: 1,
      sizeBytes: 1,
      bits: { shift: 2, count: 1 },
    });
    expect(kernel.struct('bits').field('after')).toMatchObject({ offsetBytes: 2, sizeBytes: 2 });
  });

  it('goes through typedefs, and reads enums of both widths', () => {
    expect(kernel.struct('alias').sizeBytes).toBe(24);
    expect(kernel.enum('color')).toEqual(
      new Map([
        ['RED', 0],
        ['GREEN', 5],
        ['NEGATIVE', -1],
      ]),
    );
    expect(kernel.enum('wide')?.get('BIG')).toBe(7);
    expect(kernel.enum('missing')).toBeUndefined();
  });

  it('takes the fullest of several structs of one name', () => {
    const writer = new BtfWriter().struct('thing', { a: 'u8' });
    writer.struct('thing', { a: 'u32', b: 'u32', c: 'u32' }).struct('thing', { z: 'u64' });
    expect(types(writer).struct('thing').sizeBytes).toBe(12);
  });

  it('lists per-CPU variables with their types', () => {
    const writer = new BtfWriter().struct('rq', { n: 'u32' }).perCpu({ runqueues: { type: 'struct rq', offset: 128 } });
    expect(types(writer).perCpu.get('runqueues')?.offset).toBe(128);
  });
});

describe('Btf of a module', () => {
  it('shares ids and strings with the kernel', () => {
    const base = new BtfWriter().struct('module', { name: 'char[8]' });
    const own = new BtfWriter(base).struct('mine', { base: 'struct module', extra: 'u32' });
    const kernel = Btf.parse(base.bytes());
    const module = Btf.parse(own.bytes(), kernel);
    const found = new Types(module).struct('mine');
    expect(found.sizeBytes).toBe(12);
    expect(found.field('base.name')?.sizeBytes).toBe(8);
    expect(new Types(module).struct('module').sizeBytes).toBe(8);
    expect(kernel.find('mine', [BtfKind.Struct])).toEqual([]);
  });
});

describe('malformed BTF', () => {
  const good = new BtfWriter().struct('list_head', { next: 'ptr', prev: 'ptr' }).bytes();
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  it.each([
    ['another magic', changed(0, 0x1234), 'btf: header.magic'],
    ['another version', changed(0, 0x0002_eb9f), 'btf: header.version'],
    ['a header that is too short', changed(4, 8), 'btf: header.hdr_len'],
    ['types beyond the end', changed(12, 1 << 20), 'btf: header.type_len'],
    ['strings beyond the end', changed(20, 1 << 20), 'btf: header.str_len'],
    ['a record beyond its section', changed(24 + 4, 0x0400_ffff), 'btf: types'],
    ['a kind that is not known', changed(24 + 4, 0x1f00_0000), 'kind 31 is not known'],
    ['nothing at all', Buffer.alloc(0), 'btf: header.magic'],
  ])('refuses %s and says where', (_, bytes, message) => {
    expect(() => Btf.parse(bytes)).toThrow(FormatError);
    expect(() => Btf.parse(bytes)).toThrow(message);
  });

  it('ends at a typedef that refers to itself', () => {
    const writer = new BtfWriter().typedef('loop', 'u32');
    const bytes = writer.bytes();
    // The typedef is the second record: u32 has 16 bytes.
    bytes.writeUInt32LE(2, 24 + 16 + 8);
    expect(new Types(Btf.parse(bytes)).find('loop')).toBeUndefined();
  });

  it('throws nothing but FormatError whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length - 1), (noise, at) => {
        const bytes = Buffer.from(good);
        bytes.set(noise.subarray(0, bytes.length - at), at);
        try {
          const parsed = new Types(Btf.parse(bytes));
          parsed.find('list_head')?.field('next.prev');
          expect(parsed.perCpu.size).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
