import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { countingSource } from '../../../../../shared/bytes/counting-source.ts';
import { FormatError } from '../../../../../shared/errors.ts';
import {
  decodeFlattenedIndex,
  encodeFlattenedIndex,
  indexFlattened,
  unflatten,
} from '../../../../../shared/vmcore/formats/flattened/index.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPage, testPages, writeElf, writeFlattened, writeKdump } from '../../../../support/dump-writer.ts';

const record = fc.record({ offset: fc.nat(400), bytes: fc.uint8Array({ minLength: 0, maxLength: 120 }) });

async function rearranged(file: Uint8Array): Promise<Buffer> {
  const source = memorySource(file);
  const content = unflatten(source, await indexFlattened(source));
  const [bytes] = await content.read([{ offset: 0, length: content.sizeBytes }]);
  return Buffer.from(bytes!);
}

describe('a flattened file', () => {
  it('is what writing its records in turn would leave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        fc.pre(records.some(({ bytes }) => bytes.length > 0));
        const expected = Buffer.alloc(
          Math.max(...records.map(({ offset, bytes }) => (bytes.length > 0 ? offset + bytes.length : 0))),
        );
        for (const { offset, bytes } of records) if (bytes.length > 0) expected.set(bytes, offset);
        const read = await rearranged(writeFlattened(Buffer.alloc(0), { records }));
        expect(Buffer.compare(read, expected)).toBe(0);
      }),
    );
  });

  it('is indexed with few reads, whether its records are small or large', async () => {
    const small = writeFlattened(Buffer.alloc(3_000_000, 1), { recordBytes: 100 });
    const large = writeFlattened(Buffer.alloc(8_000_000, 1), { recordBytes: 1_000_000 });
    for (const [file, maxRounds, maxBytes] of [
      [small, 8, small.length * 1.1],
      [large, 12, 1_000_000],
    ] as const) {
      const source = countingSource(memorySource(file));
      await indexFlattened(source);
      expect(source.stats.rounds).toBeLessThanOrEqual(maxRounds);
      expect(source.stats.bytesRead).toBeLessThan(maxBytes);
    }
  });

  it.each([
    ['another magic', (file: Buffer) => file.write('makedumpfilx', 0), 'header.signature'],
    ['another type', (file: Buffer) => file.writeBigInt64BE(2n, 16), 'header.type'],
    ['another version', (file: Buffer) => file.writeBigInt64BE(2n, 24), 'header.version'],
    ['a negative size', (file: Buffer) => file.writeBigInt64BE(-5n, 4096 + 8), 'record'],
    ['an offset beyond everything', (file: Buffer) => file.writeBigInt64BE(2n ** 62n, 4096), 'record'],
  ])('with %s is refused', async (_, damage, field) => {
    const file = writeFlattened(Buffer.alloc(100));
    damage(file);
    await expect(indexFlattened(memorySource(file))).rejects.toThrow(FormatError);
    await expect(indexFlattened(memorySource(file))).rejects.toThrow(field);
  });

  it.each([
    ['between records', 4096 + 16 + 5000],
    ['inside a record', 4096 + 16 + 5000 + 16 + 10],
    ['inside the header of a record', 4096 + 16 + 5000 + 5],
  ])('that breaks off %s is read up to there', async (_, length) => {
    const content = Buffer.from(Array.from({ length: 15_000 }, (_unused, i) => i & 0xff));
    const source = memorySource(writeFlattened(content).subarray(0, length));
    const index = await indexFlattened(source);
    expect(index.incomplete).toBe(true);
    const read = unflatten(source, index);
    const [bytes] = await read.read([{ offset: 0, length: read.sizeBytes }]);
    expect(Buffer.compare(bytes!, content.subarray(0, read.sizeBytes))).toBe(0);
  });

  it('without a single whole record is refused', async () => {
    const file = writeFlattened(Buffer.alloc(100)).subarray(0, 4096 + 7);
    await expect(indexFlattened(memorySource(file))).rejects.toThrow('no record is whole');
  });
});

describe('the index of a flattened file', () => {
  const file = writeFlattened(Buffer.alloc(20_000, 3), { recordBytes: 700, endMarker: false });

  it('comes back as it was stored', async () => {
    const index = await indexFlattened(memorySource(file));
    const stored = encodeFlattenedIndex(index);
    const back = decodeFlattenedIndex(stored, file.length);
    expect([...back.extents]).toEqual([...index.extents]);
    expect(back.incomplete).toBe(true);
  });

  it('of another file, or with bytes changed, gives a FormatError or an index within the file', async () => {
    const stored = encodeFlattenedIndex(await indexFlattened(memorySource(file)));
    expect(() => decodeFlattenedIndex(stored, file.length + 1)).toThrow('made of a file of');
    fc.assert(
      fc.property(fc.nat(stored.length - 1), fc.nat(255), fc.nat(stored.length), (at, value, cut) => {
        const bytes = Buffer.from(stored.subarray(0, cut));
        if (at < cut) bytes[at] = value;
        try {
          for (const { lengthBytes, target } of decodeFlattenedIndex(bytes, file.length).extents) {
            expect(target + lengthBytes).toBeLessThanOrEqual(file.length);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });

  it('is asked for before it is made, and made again when it is of no use', async () => {
    const source = memorySource(writeFlattened(writeKdump({ pages: testPages([1, 2]) })));
    const saved: Uint8Array[] = [];
    const store = (index: Uint8Array | undefined): Parameters<typeof openDump>[1] => ({
      scanBytes: 0,
      flattenedIndexes: {
        load: () => Promise.resolve(index),
        save: (_, made) => Promise.resolve(void saved.push(made)),
      },
    });
    const first = await openDump([source], store(undefined));
    const second = await openDump([source], store(saved[0]));
    await openDump([source], store(Buffer.from('of another version')));
    expect(saved).toHaveLength(2);
    expect(await second.memory.readPages([1])).toEqual(await first.memory.readPages([1]));
  });
});

describe('a store of indexes that fails', () => {
  it('does not keep a dump from being read', async () => {
    const source = memorySource(writeFlattened(writeKdump({ pages: testPages([1]) })));
    const fail = (): Promise<never> => Promise.reject(new Error('denied'));
    const dump = await openDump([source], { scanBytes: 0, flattenedIndexes: { load: fail, save: fail } });
    expect((await dump.memory.readPages([1]))[0]?.bytes).toBeDefined();
  });
});

describe('a dump in a flattened file', () => {
  it('is read as the dump itself', async () => {
    const pages = testPages([0, 5, 900]);
    for (const [content, format] of [
      [writeKdump({ pages }), 'flattened kdump-compressed'],
      [writeElf({ segments: [{ physicalAddress: 5 * 4096, bytes: testPage(5) }] }), 'flattened elf'],
    ] as const) {
      const dump = await openDump([memorySource(writeFlattened(content))], { scanBytes: 0 });
      expect(dump.info.format).toBe(format);
      const [page] = await dump.memory.readPages([5]);
      expect(Buffer.compare(page!.bytes!, testPage(5))).toBe(0);
    }
  });

  it('that broke off says so and has what arrived', async () => {
    const pages = testPages(Array.from({ length: 40 }, (_, i) => i));
    const file = writeFlattened(writeKdump({ pages, codec: 'none' }));
    const dump = await openDump([memorySource(file.subarray(0, file.length - 20_000))], { scanBytes: 0 });
    expect(dump.info.incomplete).toBe(true);
    expect(dump.problems[0]).toContain('breaks off');
    const [first, last] = await dump.memory.readPages([0, 39]);
    expect(first?.bytes).toBeDefined();
    expect(last).toMatchObject({ absence: 'lost' });
  });
});
