/** Readers of what revokes, at the bounds of their sizes and counts. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  encodeEfiTime,
  signVariableUpdate,
  stripAuthenticationHeader,
} from '../../../../../shared/authenticode/revocation/authenticated-variable.ts';
import { stripVariableAttributes } from '../../../../../shared/authenticode/revocation/efi-variable.ts';
import { dbxRecords } from '../../../../../shared/authenticode/revocation/publication.ts';
import {
  isPlainGeneration,
  parseSbat,
  parseSbatLevel,
  writeSbatLevel,
} from '../../../../../shared/authenticode/revocation/sbat.ts';
import { readShimCsv } from '../../../../../shared/authenticode/revocation/sbat-csv.ts';
import {
  parseSignatureLists,
  SIGNATURE_TYPE,
  writeSignatureLists,
} from '../../../../../shared/authenticode/revocation/signature-list.ts';
import { readTrustFile } from '../../../../../shared/authenticode/trust-files.ts';
import { toPem } from '../../../../../shared/authenticode/sign/certificate.ts';
import { makeTestAuthority, type TestAuthority } from '../../../../support/signing-keys.ts';

const OWNER = '11111111-2222-3333-4444-555566667777';
const text = (lines: string): Buffer => Buffer.from(lines, 'latin1');

let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeTestAuthority();
});

describe('an EFI signature list', () => {
  /** One list as it is given, with records of zeros. */
  function list(listBytes: number, headerBytes: number, recordBytes: number, bytes = listBytes): Buffer {
    const out = Buffer.alloc(bytes);
    out.writeUInt32LE(listBytes, 16);
    out.writeUInt32LE(headerBytes, 20);
    out.writeUInt32LE(recordBytes, 24);
    return out;
  }

  it.each<[string, Buffer, number]>([
    ['of one record that is all owner', list(28 + 16, 0, 16), 1],
    ['of two', list(28 + 2 * 17, 0, 17), 2],
    ['with a header', list(28 + 5 + 17, 5, 17), 1],
    ['and another', Buffer.concat([list(28 + 16, 0, 16), list(28 + 16, 0, 16)]), 2],
    ['that is none: nothing', Buffer.alloc(0), 0],
  ])('%s is read', (_name, bytes, count) => {
    expect(parseSignatureLists(bytes)).toHaveLength(count);
  });

  it.each<[string, Buffer, string, string]>([
    ['with records smaller than an owner', list(28 + 15, 0, 15), 'bad-value', 'SignatureSize'],
    ['without a record', list(28, 0, 16), 'bad-value', 'SignatureSize'],
    ['smaller than its own head', list(27, 0, 16, 28), 'bad-value', 'SignatureSize'],
    ['with a part of a record', list(28 + 33, 0, 16), 'bad-value', 'SignatureSize'],
    ['with a header that leaves no room', list(28 + 16, 1, 16), 'bad-value', 'SignatureSize'],
    ['with a header larger than it', list(28 + 16, 0xffffffff, 16), 'bad-value', 'SignatureSize'],
    ['longer than the file', list(28 + 17, 0, 17, 28 + 16), 'truncated', 'SignatureListSize'],
    ['cut in its head', Buffer.alloc(27), 'truncated', 'SignatureSize'],
    ['cut in its type', Buffer.alloc(15), 'truncated', 'SignatureType'],
  ])('%s is none', (_name, bytes, code, field) => {
    expect(() => parseSignatureLists(bytes)).toThrow(expect.objectContaining({ code, format: 'esl', field }));
  });

  it('says what does not fit', () => {
    expect(() => parseSignatureLists(list(28 + 17, 0, 17, 28 + 16))).toThrow('45 bytes, 44 are left');
    expect(() => parseSignatureLists(list(61, 0, 16))).toThrow(
      'a list of 61 bytes with a header of 0 and records of 16',
    );
  });

  it('of a type that nobody knows has records all the same', () => {
    const bytes = writeSignatureLists([{ type: OWNER, owner: OWNER, data: Buffer.of(1) }]);
    expect(parseSignatureLists(bytes)).toEqual([
      { type: OWNER, typeName: undefined, owner: OWNER, data: Uint8Array.of(1) },
    ]);
  });

  it('has neighbours of one type and one size', () => {
    const record = (typeName: 'sha256' | 'x509', bytes: number) => ({
      ...{ type: SIGNATURE_TYPE[typeName], owner: OWNER, data: new Uint8Array(bytes) },
    });
    const bytes = writeSignatureLists([
      ...[record('sha256', 32), record('sha256', 32), record('sha256', 31)],
      ...[record('x509', 31), record('sha256', 31)],
    ]);
    expect(bytes.length).toBe(4 * 28 + 2 * 48 + 3 * 47);
    expect(parseSignatureLists(bytes).map(({ typeName, data }) => `${typeName} ${data.length}`)).toEqual([
      ...['sha256 32', 'sha256 32', 'sha256 31', 'x509 31', 'sha256 31'],
    ]);
  });
});

describe('a variable as efivarfs shows it', () => {
  it.each<[string, readonly number[], number]>([
    ['attributes alone', [6, 0, 0, 0], 0],
    ['attributes and a byte', [0x27, 0, 0, 0, 9], 1],
    ['flags of what can not be read', [5, 0, 0, 0, 9], 5],
    ['no three zeros', [6, 0, 0, 1, 9], 5],
    ['three bytes', [6, 0, 0], 3],
    ['nothing', [], 0],
  ])('%s', (_name, bytes, left) => {
    expect(stripVariableAttributes(Uint8Array.from(bytes))).toEqual(Uint8Array.from(bytes.slice(bytes.length - left)));
  });
});

describe('a signed update', () => {
  const content = Buffer.from('content');
  const update = { variable: 'dbx', content, time: new Date('2026-06-01T02:03:04.900Z'), append: true } as const;

  it('begins with its time to the second, month by month from one', () => {
    expect([...encodeEfiTime(new Date('2026-12-31T23:59:58.900Z'))]).toEqual([
      ...[0xea, 7, 12, 31, 23, 59, 58, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('is known by its head, and cut off as long as that says', async () => {
    const bytes = Buffer.from(await signVariableUpdate(update, authority.identity));
    expect([...bytes.subarray(0, 16)]).toEqual([...encodeEfiTime(update.time)]);
    expect(bytes.readUInt32LE(16)).toBe(bytes.length - 16 - content.length);
    expect(Buffer.from(stripAuthenticationHeader(bytes) ?? [])).toEqual(content);
    expect(stripAuthenticationHeader(bytes.subarray(0, 39))).toBeUndefined();
    const changed = (edit: (copy: Buffer) => void) => {
      const copy = Buffer.from(bytes);
      edit(copy);
      return stripAuthenticationHeader(copy)?.length;
    };
    expect(changed((copy) => copy.writeUInt16LE(0x100, 20))).toBeUndefined();
    expect(changed((copy) => copy.writeUInt16LE(0x2, 22))).toBeUndefined();
    expect(changed((copy) => copy.writeUInt8(0, 24))).toBeUndefined();
    expect(changed((copy) => copy.writeUInt32LE(23, 16))).toBeUndefined();
    expect(changed((copy) => copy.writeUInt32LE(24, 16))).toBe(bytes.length - 40);
    expect(changed((copy) => copy.writeUInt32LE(bytes.length - 16, 16))).toBe(0);
    expect(changed((copy) => copy.writeUInt32LE(bytes.length - 15, 16))).toBeUndefined();
  });

  it('is over the variable’s name, its owner, its attributes, the time and the content', async () => {
    const signedParts: Buffer[] = [];
    const identity = {
      ...authority.identity,
      sign: (digest: Uint8Array) => {
        signedParts.push(Buffer.from(digest));
        return authority.identity.sign(digest);
      },
    };
    const all = [
      update,
      { ...update, append: false },
      { ...update, variable: 'db' },
      { ...update, variable: 'KEK' },
      { ...update, variable: 'PK' },
      { ...update, time: new Date('2026-06-01T02:03:05Z') },
      { ...update, content: Buffer.from('contenT') },
    ] as const;
    for (const one of all) await signVariableUpdate(one, identity);
    const { createHash } = await import('node:crypto');
    const guid = (global: boolean) =>
      Buffer.from(global ? '61dfe48bca93d211aa0d00e098032b8c' : 'cbb219d73a3d9645a3bcdad00e67656f', 'hex');
    const expected = all.map(({ variable, append, time, content: of }) => {
      const attributes = Buffer.alloc(4);
      attributes.writeUInt32LE(append ? 0x67 : 0x27);
      const name = Buffer.from(variable, 'utf16le');
      const isGlobal = variable === 'PK' || variable === 'KEK';
      const parts = [name, guid(isGlobal), attributes, encodeEfiTime(time), of];
      return createHash('sha256').update(Buffer.concat(parts)).digest();
    });
    expect(signedParts).toEqual(expected);
  });
});

describe('SBAT', () => {
  const row = 'a,1,b,c,d,e\n';

  it('has 1024 lines and 64 KiB at most', () => {
    expect(parseSbat(text(row.repeat(1024)))).toHaveLength(1024);
    expect(() => parseSbat(text(row.repeat(1025)))).toThrow('sbat: rows: 1025 rows');
    expect(parseSbat(text(row.padEnd(65536, '\0')))).toHaveLength(1);
    expect(() => parseSbat(text(row.padEnd(65537, '\0')))).toThrow('sbat: size: 65537 bytes');
  });

  it.each([
    ['a,1,b,c,d', 'sbat: row[0]: 5 columns, 6 are needed'],
    [`${row}a`, 'sbat: row[1]: 0 columns, 6 are needed'],
    ['a,1,b,,d,e', 'sbat: row[0]: column 4 is empty'],
    ['a,1,b,c,d,', 'sbat: row[0]: column 6 is empty'],
  ])('%j is none, and says where', (csv, problem) => {
    expect(() => parseSbat(text(csv))).toThrow(problem);
  });

  it('is read line by line and column by column', () => {
    const shown = (csv: string, columns: number) =>
      readShimCsv(text(csv), columns).map((line) => line.map((column) => Buffer.from(column).toString('latin1')));
    expect(shown('a,b,c\r\nd,e\0f,g\n\n,\n', 3)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
      ['f', 'g'],
      ['', ''],
    ]);
    expect(shown('a,b,c,d', 2)).toEqual([['a', 'b']]);
    expect(shown('alone\n,', 2)).toEqual([[], ['', '']]);
    expect(shown('\xef\xbb\xbfa,b', 2)).toEqual([['a', 'b']]);
    expect(shown('\xef\xbba,b', 2)).toEqual([['\xef\xbba', 'b']]);
  });

  it('has generations of 16 bits in plain digits', () => {
    expect(['0', '65535', '00001'].map(isPlainGeneration)).toEqual([true, true, true]);
    expect(['', '65536', '000001', '1x', ' 1', '-1'].map(isPlainGeneration)).toEqual(new Array(6).fill(false));
  });

  it('has a level of two or three columns, whose date is that of its own line', () => {
    expect(parseSbatLevel(text('sbat,1,2024010900\nshim,4\n'))).toEqual({
      date: '2024010900',
      entries: [
        { component: 'sbat', generation: 1 },
        { component: 'shim', generation: 4 },
      ],
    });
    expect(parseSbatLevel(text('shim,4,2024010900\n')).date).toBeUndefined();
    expect(parseSbatLevel(text('sbat,1\n')).date).toBeUndefined();
    expect(parseSbatLevel(text('')).date).toBeUndefined();
    expect(() => parseSbatLevel(text('shim\n'))).toThrow('sbat-level: row[0]: 0 columns, 2 are needed');
    expect(() => parseSbatLevel(text('shim,65536\n'))).toThrow(
      'sbat-level: row[0]: generation "65536" is no number of 16 bits',
    );
  });

  it('is written with its own line first, then by name, each component once', () => {
    const entries = [
      { component: 'shim', generation: 4 },
      { component: 'sbat', generation: 9 },
      { component: 'grub', generation: 3 },
    ];
    expect(writeSbatLevel({ date: undefined, entries })).toBe('sbat,1\ngrub,3\nshim,4\n');
    expect(writeSbatLevel({ date: '2024010900', entries: [] })).toBe('sbat,1,2024010900\n');
  });
});

describe('what is published of a revocation', () => {
  it('names who put it there; a certificate’s hash without a time is revoked for ever', () => {
    const hash = new Uint8Array(32).fill(3);
    const set = {
      imageDigests: [],
      certificates: [],
      certificateHashes: [{ tbsSha256: hash }, { tbsSha256: hash, from: new Date('2026-01-02T03:04:05Z') }],
      sbat: { date: undefined, entries: [] },
    };
    expect(dbxRecords(set).map(({ owner }) => owner)).toEqual(
      new Array(2).fill('2f6f0c4e-7c0c-4d1e-9f0d-6b7e6f0f8a51'),
    );
    const [always, later] = dbxRecords(set, OWNER).map(({ data }) => [...data.subarray(32)]);
    expect(always).toEqual(new Array(16).fill(0));
    expect(later).toEqual([0xea, 7, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('a file of trust', () => {
  it('holds every certificate of a PEM, one in DER, or lists', () => {
    const pem = text(`x\n${toPem(authority.root)}${toPem(authority.leaf)}`);
    expect(readTrustFile(pem, 'a').map(({ data }) => data.length)).toEqual([
      ...[authority.root.length, authority.leaf.length],
    ]);
    expect(readTrustFile(authority.root, 'a')).toEqual([
      {
        ...{ type: SIGNATURE_TYPE.x509, typeName: 'x509', data: authority.root },
        owner: '00000000-0000-0000-0000-000000000000',
      },
    ]);
    expect(readTrustFile(text(toPem(authority.root).replaceAll('CERTIFICATE', 'X509 CERTIFICATE')), 'a')).toHaveLength(
      1,
    );
  });

  it('that is none of these says so, by its name', () => {
    const refused = { code: 'bad-magic', format: 'keys.txt', field: 'content' };
    expect(() => readTrustFile(text('hello'), 'keys.txt')).toThrow(expect.objectContaining(refused));
    expect(() => readTrustFile(text('hello'), 'keys.txt')).toThrow('neither a certificate (PEM, DER) nor an EFI');
    expect(() => readTrustFile(text(''), 'keys.txt')).toThrow(expect.objectContaining(refused));
    expect(() => readTrustFile(Buffer.of(0x30, 0), 'keys.txt')).toThrow(expect.objectContaining({ format: 'x509' }));
  });
});
