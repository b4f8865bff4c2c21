import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCertificateTable, writeWinCertificate } from '../../../../../shared/authenticode/pe/certificate-table.ts';

interface Entry {
  readonly length: number;
  readonly revision?: number;
  readonly type?: number;
  readonly content?: readonly number[];
  /** Behind dwLength. */
  readonly padding?: readonly number[];
}

function written(...entries: readonly Entry[]): Buffer {
  return Buffer.concat(
    entries.map(({ length, revision = 0x200, type = 2, content = [], padding = [] }) => {
      const header = Buffer.alloc(8);
      header.writeUInt32LE(length, 0);
      header.writeUInt16LE(revision, 4);
      header.writeUInt16LE(type, 6);
      return Buffer.concat([header, Buffer.from(content), Buffer.from(padding)]);
    }),
  );
}

/** An element of DER that is so long, header included. */
const der = (bytes: number): number[] => [0x30, bytes - 2, ...new Array<number>(bytes - 2).fill(1)];
const read = (table: Buffer) => readCertificateTable(table, 1000);
const said = (table: Buffer) =>
  read(table).violations.map(({ rule, where, problem }) => `${rule} ${where}: ${problem}`);

describe('a certificate table', () => {
  it('is read as it was written, whatever the signatures', () => {
    const content = fc.integer({ min: 2, max: 100 }).map((bytes) => Uint8Array.from(der(bytes)));
    fc.assert(
      fc.property(fc.array(content, { maxLength: 6 }), (signatures) => {
        const table = Buffer.concat(signatures.map(writeWinCertificate));
        const { certificates, violations } = read(table);
        expect(violations).toEqual([]);
        expect(certificates.map((certificate) => [...certificate.content])).toEqual(signatures.map((one) => [...one]));
        let offset = 1000;
        for (const [index, certificate] of certificates.entries()) {
          const lengthBytes = 8 + (signatures[index]?.length ?? 0);
          expect(certificate).toMatchObject({ index, offset, lengthBytes, revision: 0x200, type: 2 });
          offset += Math.ceil(lengthBytes / 8) * 8;
        }
        expect(offset).toBe(1000 + table.length);
      }),
    );
  });

  it.each<[string, Buffer, number, readonly string[]]>([
    ['of eight bytes is an entry without content', written({ length: 8 }), 0, ['dwLength is 8, 8 bytes are left']],
    ['of seven is none', written({ length: 8 }).subarray(0, 7), 0, ['7 bytes are left for it']],
    ['with one byte of content is read', written({ length: 9, content: [7] }), 1, []],
    [
      'that claims one byte more is not',
      written({ length: 10, content: [7] }),
      0,
      ['dwLength is 10, 9 bytes are left'],
    ],
  ])('%s', (_name, table, count, problems) => {
    expect(read(table).certificates).toHaveLength(count);
    expect(said(table)).toEqual(problems.map((problem) => `certificate-length certificate[0]: ${problem}`));
  });

  it('names the entry that breaks off, and keeps those before it', () => {
    const table = written({ length: 16, content: der(8) }, { length: 99 });
    expect(read(table).certificates).toHaveLength(1);
    expect(said(table)).toEqual(['certificate-length certificate[1]: dwLength is 99, 8 bytes are left']);
  });

  it('has 64 signatures at most', () => {
    const entry = { length: 16, content: der(8) };
    const most = written(...new Array<Entry>(64).fill(entry));
    expect([read(most).certificates.length, said(most)]).toEqual([64, []]);
    const more = written(...new Array<Entry>(65).fill(entry));
    expect(read(more).certificates).toHaveLength(64);
    expect(said(more)).toEqual(['certificate-count certificate[64]: more than 64 signatures']);
  });

  it('says of another revision, another type and other padding, and reads all the same', () => {
    const table = written({ length: 13, revision: 0x100, content: der(5), padding: [0, 0, 1] });
    expect(said(table)).toEqual([
      'certificate-revision certificate[0]: wRevision is 0x100',
      'certificate-padding certificate[0]: padding that is not zero: it is not digested',
    ]);
    expect(read(table).certificates[0]?.content).toHaveLength(5);
    expect(said(written({ length: 13, type: 0xef1, content: der(5), padding: [0, 0, 0] }))).toEqual([
      'certificate-type certificate[0]: wCertificateType is 0xef1',
    ]);
  });

  it.each<[string, readonly number[], boolean]>([
    ['nothing', [], true],
    ['seven zeros', new Array<number>(7).fill(0), true],
    ['eight zeros', new Array<number>(8).fill(0), false],
    ['a byte that is not zero', [0, 1], false],
  ])('%s behind the PKCS#7 within dwLength', (_name, behind, isFine) => {
    for (const [length, element] of [
      [13, der(5)],
      [140, [0x30, 0x81, 129, ...new Array<number>(129).fill(1)]],
      [268, [0x30, 0x82, 1, 0, ...new Array<number>(256).fill(1)]],
    ] as const) {
      const table = written({ length: length + behind.length, content: [...element, ...behind] });
      const problem = `certificate-trailing-bytes certificate[0]: ${behind.length} bytes stand behind the PKCS#7, which no signature covers`;
      expect(said(table)).toEqual(isFine ? [] : [problem]);
      // What is no PKCS#7 has no end that is known.
      const other = written({ length: length + behind.length, type: 1, content: [...element, ...behind] });
      expect(said(other)).toEqual(['certificate-type certificate[0]: wCertificateType is 0x1']);
    }
  });

  it.each<[string, readonly number[]]>([
    ['of indefinite length', [0x30, 0x80, 1, 1, 0, 0, 9, 9]],
    ['longer than its entry', [0x30, 7, 1, 1, 1, 1, 1, 1]],
    ['whose length takes five bytes', [0x30, 0x85, 0, 0, 0, 0, 0, 9]],
    ['whose length breaks off', [0x30, 0x84, 0, 0, 0]],
    ['of one byte', [0x30]],
  ])('a PKCS#7 %s is left to its readers', (_name, content) => {
    expect(said(written({ length: 8 + content.length, content }))).toEqual([]);
  });
});
