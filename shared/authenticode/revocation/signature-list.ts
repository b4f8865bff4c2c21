/**
 * EFI signature lists: what db, dbx, MokList and MokListX are made of (UEFI 2.10, 32.4.1 EFI_SIGNATURE_LIST).
 *
 *     GUID type | u32 list size | u32 header size | u32 record size | header | records: owner GUID, data
 */
import { Cursor } from '../../bytes/cursor.ts';
import { FormatErrorCode } from '../../errors.ts';

export const SIGNATURE_TYPE = {
  sha1: '826ca512-cf10-4ac9-b187-be01496631bd',
  sha256: 'c1c41626-504c-4092-aca9-41f936934328',
  sha384: 'ff3e5307-9fd0-48c9-85f1-8ad56c701e01',
  sha512: '093e0fae-a6c4-4f50-9f1b-d41e2b89c19a',
  x509: 'a5c059a1-94e4-4aa7-87b5-ab155c2bf072',
  x509Sha256: '3bd2a492-96c0-4079-b420-fcf98ef103ed',
  x509Sha384: '7076876e-80c2-4ee6-aad2-28b349a6865b',
  x509Sha512: '446dbf63-2502-4cda-bcfa-2465d2b0fe9d',
  rsa2048: '3c5766e8-269c-4e34-aa14-ed776e85b3b6',
} as const;
export type SignatureTypeName = keyof typeof SIGNATURE_TYPE;

/** Digest or certificate (DER). `owner` is the GUID of who put it there. */
export interface SignatureRecord {
  readonly type: string;
  readonly typeName: SignatureTypeName | undefined;
  readonly owner: string;
  readonly data: Uint8Array;
}

const LIST_HEADER_BYTES = 28;
const GUID_BYTES = 16;

/**
 * Reads the records of all lists. Sizes are checked as linux security/integrity/platform_certs/efi_parser.c does.
 *
 * @throws {FormatError} truncated | bad-value
 */
export function parseSignatureLists(bytes: Uint8Array): readonly SignatureRecord[] {
  const c = new Cursor(bytes, 'esl');
  const records: SignatureRecord[] = [];
  while (c.remaining > 0) {
    const start = c.offset;
    const type = readGuid(c, 'SignatureType');
    const listBytes = c.u32('SignatureListSize');
    const headerBytes = c.u32('SignatureHeaderSize');
    const recordBytes = c.u32('SignatureSize');
    const recordsBytes = listBytes - LIST_HEADER_BYTES - headerBytes;
    if (listBytes > bytes.length - start) {
      c.fail(FormatErrorCode.Truncated, 'SignatureListSize', `${listBytes} bytes, ${bytes.length - start} are left`);
    }
    if (recordBytes < GUID_BYTES || recordsBytes < recordBytes || recordsBytes % recordBytes !== 0) {
      c.fail(
        FormatErrorCode.BadValue,
        'SignatureSize',
        `a list of ${listBytes} bytes with a header of ${headerBytes} and records of ${recordBytes}`,
      );
    }
    c.skip(headerBytes, 'SignatureHeader');
    const typeName = TYPE_NAMES.get(type);
    for (let left = recordsBytes; left > 0; left -= recordBytes) {
      const owner = readGuid(c, 'SignatureOwner');
      records.push({ type, typeName, owner, data: c.take(recordBytes - GUID_BYTES, 'SignatureData') });
    }
  }
  return records;
}

/** Writes records as lists: neighbours of one type and size share one. */
export function writeSignatureLists(records: readonly Omit<SignatureRecord, 'typeName'>[]): Uint8Array {
  const lists: Uint8Array[] = [];
  for (let at = 0; at < records.length;) {
    const first = records[at];
    if (first === undefined) break;
    let end = at + 1;
    while (records[end]?.type === first.type && records[end]?.data.length === first.data.length) end += 1;
    const recordBytes = GUID_BYTES + first.data.length;
    const list = new Uint8Array(LIST_HEADER_BYTES + recordBytes * (end - at));
    const view = new DataView(list.buffer);
    list.set(encodeGuid(first.type), 0);
    view.setUint32(16, list.length, true);
    view.setUint32(24, recordBytes, true);
    records.slice(at, end).forEach((record, index) => {
      const offset = LIST_HEADER_BYTES + index * recordBytes;
      list.set(encodeGuid(record.owner), offset);
      list.set(record.data, offset + GUID_BYTES);
    });
    lists.push(list);
    at = end;
  }
  return Buffer.concat(lists);
}

const TYPE_NAMES: ReadonlyMap<string, SignatureTypeName> = new Map(
  (Object.keys(SIGNATURE_TYPE) as SignatureTypeName[]).map((name) => [SIGNATURE_TYPE[name], name]),
);

function readGuid(c: Cursor, field: string): string {
  return decodeGuid(c.take(GUID_BYTES, field));
}

/** `EFI_GUID` as text: the first three fields are little-endian. */
export function decodeGuid(bytes: Uint8Array): string {
  const hex = (from: number, to: number, reverse: boolean): string => {
    const part = Buffer.from(bytes.subarray(from, to));
    return (reverse ? part.reverse() : part).toString('hex');
  };
  return [hex(0, 4, true), hex(4, 6, true), hex(6, 8, true), hex(8, 10, false), hex(10, 16, false)].join('-');
}

export function encodeGuid(guid: string): Uint8Array {
  const hex = Buffer.from(guid.replaceAll('-', ''), 'hex');
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => hex[index] ?? 0));
}
