import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  signVariableUpdate,
  stripAuthenticationHeader,
} from '../../../../shared/authenticode/revocation/authenticated-variable.ts';
import { publish } from '../../../../shared/authenticode/revocation/publication.ts';
import {
  parseSbat,
  parseSbatLevel,
  revokedBySbat,
  shimGeneration,
  writeSbatLevel,
} from '../../../../shared/authenticode/revocation/sbat.ts';
import {
  decodeGuid,
  encodeGuid,
  parseSignatureLists,
  SIGNATURE_TYPE,
  writeSignatureLists,
} from '../../../../shared/authenticode/revocation/signature-list.ts';
import { readTrustFile } from '../../../../shared/authenticode/trust-files.ts';
import { FormatError } from '../../../../shared/errors.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';

const OWNER = '11111111-2222-3333-4444-555566667777';
const text = (lines: string): Uint8Array => Buffer.from(lines, 'latin1');

describe('EFI signature lists', () => {
  it('are read as they were written, whatever records they hold', () => {
    const record = fc.record({
      type: fc.constantFrom(...Object.values(SIGNATURE_TYPE)),
      owner: fc.constant(OWNER),
      data: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (records) => {
        const read = parseSignatureLists(writeSignatureLists(records));
        expect(read.map(({ type, owner, data }) => ({ type, owner, data: [...data] }))).toEqual(
          records.map(({ type, owner, data }) => ({ type, owner, data: [...data] })),
        );
      }),
    );
  });

  it('throw nothing but FormatError, whatever the bytes', () => {
    const list = writeSignatureLists([{ type: SIGNATURE_TYPE.sha256, owner: OWNER, data: new Uint8Array(32) }]);
    fc.assert(
      fc.property(
        fc.nat({ max: list.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        fc.nat({ max: 80 }),
        (at, value, cut) => {
          const bytes = Uint8Array.from(list);
          bytes[at] = value;
          try {
            parseSignatureLists(bytes.subarray(0, bytes.length - cut));
          } catch (error) {
            expect(error).toBeInstanceOf(FormatError);
          }
        },
      ),
    );
  });

  it('write GUIDs as EFI does', () => {
    expect(Buffer.from(encodeGuid(SIGNATURE_TYPE.sha256)).toString('hex')).toBe('2616c4c14c509240aca941f936934328');
    expect(decodeGuid(encodeGuid(OWNER))).toBe(OWNER);
  });
});

describe('SBAT', () => {
  const section = text('sbat,1,SBAT Version,sbat,1,https://x\nlinux,2,Example,linux,6.12,https://example\n');

  it('revokes components below the level, and no others', () => {
    const entries = parseSbat(section);
    const level = (csv: string) => parseSbatLevel(text(csv));
    expect(revokedBySbat(entries, level('sbat,1,2024010900\nlinux,3\n'))).toEqual([
      { component: 'linux', generation: 2, required: 3 },
    ]);
    expect(revokedBySbat(entries, level('sbat,1,2024010900\nlinux,2\ngrub,9\n'))).toEqual([]);
  });

  it('writes the level as it was read', () => {
    const level = parseSbatLevel(text('sbat,1,2024010900\ngrub,3\nshim,4\n'));
    expect(writeSbatLevel(level)).toBe('sbat,1,2024010900\ngrub,3\nshim,4\n');
  });

  it.each(['linux', 'linux,1', ',1,a,b,c,d', 'linux,1,,b,c,d', 'linux,1,a,b,c,\nshim,1,a,b,c,d', 'linux,1,a,b,c,d\0x'])(
    'refuses %j, as shim does',
    (csv) => {
      expect(() => parseSbat(text(csv))).toThrow(FormatError);
    },
  );
});

describe('SBAT as shim 16.1 reads it', () => {
  it.each([
    ['5', 5],
    ['05', 5],
    [' \t5x', 5],
    ['x', 0],
    ['-1', 0],
    ['65535', 65535],
    ['65536', 0],
    ['65537', 1],
    ['18446744073709551615', 65535],
    ['99999999999999999999999', 65535],
  ])('takes the generation %j for %d', (written, generation) => {
    expect(shimGeneration(written)).toBe(generation);
    expect(parseSbat(text(`linux,${written},a,b,c,d`))).toMatchObject([{ generation, written }]);
  });

  it('skips a byte order mark, empty lines and NULs, and reads bytes that are not ASCII', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from('\r\na,1,Société,c,d,e,more\0\0b,2,c,d,e,f\0'),
    ]);
    expect(parseSbat(bytes)).toMatchObject([
      { component: 'a', vendor: 'Société', url: 'e' },
      { component: 'b', generation: 2 },
    ]);
    expect(parseSbat(text('\n\n\0'))).toEqual([]);
  });

  it('takes the first line of a component in the level', () => {
    const level = parseSbatLevel(text('sbat,1,2024010900\ngrub,2\ngrub,9\n'));
    expect(revokedBySbat([{ component: 'grub', generation: 3 }], level)).toEqual([]);
  });

  it('reads the level as efivarfs shows it, and no level that holds what is no number', () => {
    expect(parseSbatLevel(Buffer.concat([Buffer.from([6, 0, 0, 0]), text('sbat,1,2024010900\n')])).date).toBe(
      '2024010900',
    );
    expect(() => parseSbatLevel(text('sbat,1,x\ngrub,3x\n'))).toThrow(FormatError);
  });
});

describe('files of trust', () => {
  it('read what efivarfs shows, and take an empty file for no answer', () => {
    const list = writeSignatureLists([{ type: SIGNATURE_TYPE.sha256, owner: OWNER, data: new Uint8Array(32) }]);
    expect(readTrustFile(Buffer.concat([Buffer.from([0x27, 0, 0, 0]), list]), 'dbx')).toHaveLength(1);
    expect(() => readTrustFile(new Uint8Array(0), 'dbx')).toThrow(/empty/);
  });
});

describe('what is published', () => {
  it('comes in every form, and says the same in each', async () => {
    const authority = await makeTestAuthority();
    const set = {
      imageDigests: [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)],
      certificates: [authority.leaf],
      certificateHashes: [{ tbsSha256: new Uint8Array(32).fill(3), from: new Date('2026-01-02T03:04:05Z') }],
      sbat: { date: '2026010100', entries: [{ component: 'linux', generation: 2 }] },
    };
    const files = publish(set);
    const dbx = readTrustFile(files['dbx.esl'], 'dbx.esl');
    expect(dbx.map(({ typeName, data }) => [typeName, data.length])).toEqual([
      ['sha256', 32],
      ['sha256', 32],
      ['x509', authority.leaf.length],
      ['x509Sha256', 48],
    ]);
    expect(readTrustFile(files['MokListX.esl'], 'MokListX.esl')).toHaveLength(3);
    expect(readTrustFile(files['revocation-keys.pem'], 'pem')[0]?.data).toEqual(Buffer.from(authority.leaf));

    const update = {
      variable: 'dbx',
      content: files['dbx.esl'],
      time: new Date('2026-06-01T00:00:00Z'),
      append: true,
    } as const;
    const auth = await signVariableUpdate(update, authority.identity);
    expect(Buffer.from(stripAuthenticationHeader(auth) ?? [])).toEqual(Buffer.from(files['dbx.esl']));
    expect(readTrustFile(auth, 'dbx.auth')).toHaveLength(4);
    expect(await signVariableUpdate(update, authority.identity)).toEqual(auth);
  });
});
