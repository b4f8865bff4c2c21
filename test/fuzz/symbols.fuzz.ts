/** Debug files, packages of them, and files of lines: what `symbols add` reads, and what the service is sent. */
import { tmpdir } from 'node:os';
import { zstdCompressSync } from 'node:zlib';
import { ar, cpio, tar } from '../../clients/packaging/archive.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import { extractLines } from '../../shared/symbols/extract.ts';
import { buildsOf } from '../../shared/symbols/packages/builds.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';
import { symbolFixture } from '../support/symbol-fixtures.ts';

export const name = 'symbols';

const debugFile = symbolFixture('gcc-dwarf5');
const module = symbolFixture('module-x86-64');
const { pieces } = await extractLines(memorySource(debugFile, 'seed'));
const files = [{ name: 'usr/lib/debug/boot/vmlinux-6.1.0', mode: 0o644, content: debugFile }];
const rpmHead = Buffer.alloc(96 + 16 + 16);
rpmHead.writeUInt32BE(0xedabeedb);
rpmHead.writeUInt32BE(0x8eade801, 96);
rpmHead.writeUInt32BE(0x8eade801, 112);

export const seeds: readonly Uint8Array[] = [
  debugFile,
  module,
  Buffer.concat(pieces),
  ar([{ name: 'data.tar', content: tar(files, 0) }], 0),
  ar([{ name: 'data.tar.zst', content: zstdCompressSync(tar(files, 0)) }], 0),
  Buffer.concat([rpmHead, cpio(files, 0)]),
];

export async function fuzz(bytes: Uint8Array): Promise<void> {
  try {
    for await (const made of buildsOf(memorySource(bytes, 'fuzz'), { directory: tmpdir() })) {
      if (made.outcome !== 'made') continue;
      const table = await LineTable.open(memorySource(made.lines.bytes, 'lines'));
      await table.lookup('', 64);
    }
  } catch (error) {
    if (!(error instanceof PurgatoryError)) throw error;
  }
  try {
    const table = await LineTable.open(memorySource(bytes, 'lines'));
    await table.check();
    await table.symbol('start_kernel');
  } catch (error) {
    if (!(error instanceof PurgatoryError)) throw error;
  }
}
