import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../../shared/bytes/byte-source.ts';
import { FormatError, InputError } from '../../../../../shared/errors.ts';
import { openDump } from '../../../../../shared/vmcore/formats/index.ts';
import { testPage, testPages, writeElf, writeFlattened, writeKdump } from '../../../../support/dump-writer.ts';

const kdump = writeKdump({ pages: testPages([0, 5, 900]) });
const elf = writeElf({ segments: [{ physicalAddress: 5 * 4096, bytes: testPage(5) }] });

describe('openDump', () => {
  it.each([
    ['gzip kdump-compressed', gzipSync(kdump)],
    ['gzip elf', gzipSync(elf)],
    ['zstd kdump-compressed', zstdCompressSync(kdump)],
    ['zstd flattened kdump-compressed', zstdCompressSync(writeFlattened(kdump))],
    ['gzip flattened elf', gzipSync(writeFlattened(elf))],
  ])('reads a %s dump', async (format, file) => {
    const dump = await openDump([memorySource(file)], { scanBytes: 0 });
    expect(dump.info).toMatchObject({ format, sizeBytes: file.length, incomplete: false });
    const [page] = await dump.memory.readPages([5]);
    expect(Buffer.compare(page!.bytes!, testPage(5))).toBe(0);
    await dump.close();
  });

  it('reads what came out of a compressed file that breaks off', async () => {
    const noise = Array.from({ length: 100 }, (_, pfn): [number, Buffer] => {
      return [pfn, createHash('shake256', { outputLength: 4096 }).update(`${pfn}`).digest()];
    });
    const file = gzipSync(writeKdump({ pages: new Map(noise), codec: 'none' }));
    const dump = await openDump([memorySource(file.subarray(0, file.length - 50_000))], { scanBytes: 0 });
    expect(dump.info.incomplete).toBe(true);
    expect(dump.problems[0]).toContain('gzip file breaks off');
    expect(await dump.memory.readPages([99])).toMatchObject([{ absence: 'lost' }]);
    await dump.close();
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'this is an empty file'],
    ['zeros', Buffer.alloc(9000), 'zeros from the start'],
    [
      'a kernel log',
      Buffer.from('[    0.000000] Linux version 6.1\n'),
      'looks like a kernel log: `triage` reads those',
    ],
    [
      'a text',
      Buffer.from('kdump: saving vmcore failed\n'),
      'a text file; it begins with "kdump: saving vmcore failed"',
    ],
    ['a Windows dump', Buffer.from('PAGEDU64 and so on \0\0\x01'), 'a Windows crash dump'],
    ['a virsh save that broke off', Buffer.from('LibvirtQemudPart\x02\0\0\0'), 'a libvirt save file that broke off'],
    ['a disk image', Buffer.from('QFI\xfb\0\0\0\x03', 'latin1'), '`dump-guest-memory` in its monitor'],
    [
      'a state of a Hyper-V machine',
      Buffer.from([0x14, 0x20, 0x28, 0x01, 0, 0, 0xff, 0]),
      'Debug-VM -InjectNonMaskableInterrupt',
    ],
    ['a bzip2 file', Buffer.from('BZh91AY&SY\0\0'), 'a bzip2 file: decompress it first'],
    ['random bytes', Buffer.from([1, 2, 3, 4, 0x99, 0xfe]), 'begins with 01 02 03 04 99 fe'],
    ['a compressed text', gzipSync('hello there'), 'a gzip file that holds a text file; it begins with "hello there"'],
    [
      'a dump compressed twice',
      gzipSync(gzipSync(kdump)),
      'a gzip file that holds a gzip file: it is compressed twice',
    ],
    ['a flattened text', writeFlattened(Buffer.from('hello there')), 'a flattened file that holds a text file'],
    [
      'a dump flattened twice',
      writeFlattened(writeFlattened(kdump)),
      'a flattened file that holds a flattened file within another',
    ],
    ['a compressed dump in a flattened file', writeFlattened(gzipSync(kdump)), 'a gzip file within another'],
  ])('says what %s is instead of a dump', async (_, bytes, message) => {
    const opening = openDump([memorySource(bytes, 'given')]);
    await expect(opening).rejects.toThrow(FormatError);
    await expect(opening).rejects.toThrow(`given: not a memory dump of a kernel: this is`);
    await expect(opening).rejects.toThrow(message);
  });

  it('refuses several files that are no split set', async () => {
    await expect(openDump([])).rejects.toThrow(InputError);
    await expect(openDump([memorySource(kdump, 'a'), memorySource(elf, 'b')])).rejects.toThrow('b is an ELF dump');
    await expect(openDump([memorySource(kdump, 'a'), memorySource(kdump, 'b')])).rejects.toThrow('a is a whole dump');
  });

  it('throws only FormatErrors, whatever the bytes', async () => {
    const magics = [
      'KDUMP   ',
      '\x7fELF\x02\x01',
      'makedumpfile\0\0\0\0',
      '\x1f\x8b\x08',
      '\x28\xb5\x2f\xfd',
      '\xfd7zXZ\0',
      '',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...magics),
        fc.uint8Array({ maxLength: 300 }),
        fc.boolean(),
        async (magic, tail, long) => {
          const bytes = Buffer.concat([Buffer.from(magic, 'latin1'), tail, Buffer.alloc(long ? 9000 : 0)]);
          await expect(openDump([memorySource(bytes)])).rejects.toThrow(FormatError);
        },
      ),
      { numRuns: 200 },
    );
  });
});
