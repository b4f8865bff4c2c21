import { constants, deflateSync, zstdCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { snappyCompress } from 'hysnappy';
import { FormatError } from '../../../../shared/errors.ts';
import { Codec, decompressPage, decompressPages, prepareCodec } from '../../../../shared/codecs/page-codec.ts';
import { lzo1xDecompress } from '../../../../shared/codecs/lzo.ts';
import { lzoLiterals, testPage } from '../../../support/dump-writer.ts';

beforeAll(() => prepareCodec(Codec.Snappy));

const page = testPage(0x1234);
const compress: Record<Codec, (bytes: Uint8Array) => Uint8Array> = {
  none: (bytes) => bytes,
  zlib: (bytes) => deflateSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
  snappy: (bytes) => snappyCompress(bytes),
  lzo: lzoLiterals,
};
const codecs = Object.values(Codec);

describe('decompressPage', () => {
  it.each(codecs)('undoes %s', (codec) => {
    expect(Buffer.compare(decompressPage(codec, compress[codec](page), 4096), page)).toBe(0);
  });

  it.each(codecs)('refuses a %s page that is longer or shorter than a page', (codec) => {
    for (const length of [0, 4095, 4097, 100_000]) {
      const stored = compress[codec](new Uint8Array(length));
      expect(() => decompressPage(codec, stored, 4096)).toThrow(FormatError);
    }
  });

  it.each(codecs)('makes a page or a FormatError of %s, whatever the bytes', (codec) => {
    const good = compress[codec](page);
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(flips, fc.nat(good.length), fc.uint8Array({ maxLength: 40 }), (edits, cut, tail) => {
        const bytes = Buffer.concat([good.subarray(0, cut), tail]);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        try {
          expect(decompressPage(codec, bytes, 4096)).toHaveLength(4096);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
  });
});

describe('decompressPages', () => {
  const zstd = (bytes: Uint8Array, params: Record<number, number> = {}) =>
    zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length });
  const pages = Array.from({ length: 600 }, (_, i) => (i % 5 === 0 ? new Uint8Array(4096).fill(i) : testPage(i)));
  const together = (stored: readonly (Uint8Array | undefined)[], codec: Codec = Codec.Zstd) =>
    decompressPages(
      stored.map((bytes) => ({ codec, bytes })),
      4096,
    );

  it('undoes zstd for many at once', () => {
    const decoded = together(pages.map((bytes) => zstd(bytes)));
    expect(Buffer.compare(Buffer.concat(decoded.map((bytes) => bytes ?? Buffer.alloc(0))), Buffer.concat(pages))).toBe(
      0,
    );
    expect(decoded.some((bytes) => Buffer.isBuffer(bytes))).toBe(false);
  });

  it('undoes frames with a checksum too', () => {
    const stored = pages.slice(0, 3).map((bytes) => zstd(bytes, { [constants.ZSTD_c_checksumFlag]: 1 }));
    expect(together(stored).map((bytes) => bytes && Buffer.from(bytes))).toEqual(
      pages.slice(0, 3).map((bytes) => Buffer.from(bytes)),
    );
  });

  it.each([
    ['of another codec', () => together([compress.zlib(page)], Codec.Zlib)],
    ['that has not arrived', () => together([undefined])],
    ['that does not say its size', () => together([zstd(page, { [constants.ZSTD_c_contentSizeFlag]: 0 })])],
    ['of another size', () => together([zstd(page.subarray(1))])],
    ['with bytes behind it', () => together([Buffer.concat([zstd(page), Buffer.from([0])])])],
    ['of two frames', () => together([Buffer.concat([zstd(page.subarray(0, 9)), zstd(page.subarray(9))])])],
    ['that is cut', () => together([zstd(page).subarray(0, -1)])],
    ['that is empty', () => together([new Uint8Array(0)])],
  ])('leaves a page %s to be asked alone', (_what, decode) => {
    expect(decode()).toEqual([undefined]);
  });

  it('does not make two pages of one that is too short and one that is too long', () => {
    expect(together([zstd(new Uint8Array(4095)), zstd(new Uint8Array(4097))])).toEqual([undefined, undefined]);
  });

  it('gives what decompressPage gives, or leaves it, whatever the bytes', () => {
    const edits = fc.array(fc.tuple(fc.nat(2), fc.nat(4000), fc.nat(255)), { maxLength: 3 });
    fc.assert(
      fc.property(edits, fc.nat(2), fc.nat(4096), (flips, which, cut) => {
        const stored = pages.slice(0, 3).map((bytes) => Buffer.from(zstd(bytes)));
        for (const [nth, at, value] of flips) {
          const bytes = stored[nth] ?? Buffer.alloc(1);
          bytes[at % bytes.length] = value;
        }
        stored[which] = stored[which]?.subarray(0, cut) ?? Buffer.alloc(0);
        together(stored).forEach((bytes, i) => {
          if (bytes !== undefined) {
            expect(Buffer.compare(bytes, decompressPage(Codec.Zstd, stored[i] ?? page, 4096))).toBe(0);
          }
        });
      }),
    );
  });
});

describe('lzo1xDecompress', () => {
  const end = [0x11, 0, 0];
  const letters = (text: string): number[] => [...Buffer.from(text)];
  const lzo = (...bytes: readonly number[]): string =>
    Buffer.from(lzo1xDecompress(Uint8Array.from(bytes), 40_000)).toString();

  it.each([
    ['short first literals', [17 + 3, ...letters('abc'), ...end], 'abc'],
    ['long first literals', [17 + 5, ...letters('abcde'), ...end], 'abcde'],
    ['a literal run', [2, ...letters('abcde'), ...end], 'abcde'],
    ['a literal run with a long length', [0, 2, ...letters('abcdefghijklmnopqrst'), ...end], 'abcdefghijklmnopqrst'],
    // 01LDDDSS: length 3, distance 1 + 2, then 1 literal
    ['a near match and literals behind it', [17 + 4, ...letters('wxyz'), 0x49, 0, ...letters('!'), ...end], 'wxyzxyz!'],
    // 1LLDDDSS: length 5, distance 1: a run
    ['a match that overlaps what it makes', [17 + 4, ...letters('wxyz'), 0x80, 0, ...end], 'wxyzzzzzz'],
    // 001LLLLL: length 2 + 4, distance 1 + 3
    ['a match with a 14-bit distance', [17 + 4, ...letters('wxyz'), 0x24, 3 << 2, 0, ...end], 'wxyzwxyzwx'],
    // 001LLLLL with L = 0: length 33 + 7
    ['a match with a long length', [17 + 4, ...letters('aaab'), 0x20, 7, 0, 0, ...end], `aaab${'b'.repeat(40)}`],
    // 0000DDSS after 1..3 literals: length 2, distance 1 + D
    ['a two-byte match after literals', [17 + 2, ...letters('ab'), 1 << 2, 0, ...end], 'abab'],
  ])('reads %s', (_, stream, text) => {
    expect(lzo(...stream)).toBe(text);
  });

  it('reads a match farther than 16 KiB, and one of 3 bytes behind 2 KiB', () => {
    const run = (text: string): number[] => [0, ...Array.from({ length: 65 }, () => 0), 255 - 18 + 0, ...letters(text)];
    const text = Array.from({ length: 65 * 255 + 255 }, (_, i) => String.fromCharCode(97 + (i % 23))).join('');
    // 0001HLLL: length 2 + 3, distance 16384 + 10
    expect(lzo(...run(text), 0x13, 10 << 2, 0, ...end)).toBe(text + text.slice(-16394, -16394 + 5));
    // 0000DDSS after four or more literals: length 3, distance 2049 + D + (byte << 2)
    expect(lzo(...run(text), 2 << 2, 5, ...end)).toBe(text + text.slice(-2071, -2071 + 3));
  });

  it.each([
    ['an empty stream', []],
    ['a match before the first byte', [17 + 1, 97, 0x49, 1, 98, ...end]],
    ['literals that pass the end', [17 + 20, 97]],
    ['no end marker', [17 + 3, 97, 98, 99]],
    ['bytes behind the end', [17 + 3, 97, 98, 99, ...end, 0]],
    ['an end marker of a wrong length', [17 + 3, 97, 98, 99, 0x12, 0, 0]],
    ['a length that never ends', [0, ...Array.from({ length: 300 }, () => 0)]],
  ])('refuses %s', (_, stream) => {
    expect(() => lzo(...stream)).toThrow(FormatError);
  });
});
