import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { zipFolder } from '../../../../infra/local/stack/zip.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'purgatory-zip-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Reads an archive by its central directory, as unzip does. */
function unzip(archive: Buffer): Record<string, string> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const files: Record<string, string> = {};
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const packedBytes = archive.readUInt32LE(at + 20);
    const nameBytes = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = inflateRawSync(archive.subarray(start, start + packedBytes));
    expect(content.length).toBe(archive.readUInt32LE(at + 24));
    expect(crc32(content)).toBe(archive.readUInt32LE(at + 16));
    files[archive.toString('utf8', at + 46, at + 46 + nameBytes)] = content.toString();
    at += 46 + nameBytes;
  }
  expect(at).toBe(end);
  return files;
}

describe('zipFolder', () => {
  it('holds every file below the folder under its path', () => {
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
    writeFileSync(join(folder, 'index.mjs'), 'export {};');
    writeFileSync(join(folder, 'deep', 'er', 'für.txt'), 'x'.repeat(100_000));
    writeFileSync(join(folder, 'empty'), '');
    expect(unzip(zipFolder(folder))).toEqual({
      'index.mjs': 'export {};',
      'deep/er/für.txt': 'x'.repeat(100_000),
      empty: '',
    });
  });

  it('is the same for the same files, whenever it is made', () => {
    writeFileSync(join(folder, 'a'), 'a');
    const before = zipFolder(folder);
    writeFileSync(join(folder, 'a'), 'a');
    expect(zipFolder(folder).equals(before)).toBe(true);
  });
});
