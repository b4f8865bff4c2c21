/** Dumps of every container: opened, listed and read. Only typed errors, whatever the bytes. */
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { openDump } from '../../shared/vmcore/formats/index.ts';
import { MemorySink, writeKdump as writeExtract } from '../../shared/vmcore/extract/index.ts';
import { testPage, testPages, vmcoreinfoNote, writeElf, writeFlattened, writeKdump } from '../support/dump-writer.ts';
import { regionTags, writeVmss } from '../support/vmss-writer.ts';
import { compact, expand } from './dump-file.ts';
import type { Part } from './dump-file.ts';

export const name = 'vmcore-containers';

const INFO = 'OSRELEASE=6.1.0\nPAGESIZE=4096\nSYMBOL(init_uts_ns)=ffffffff80001000\nNUMBER(phys_base)=0\n';
const MAX_LISTED = 50_000;
const pages = new Map([...testPages([0, 1, 9, 70, 71, 500]), [501, new Uint8Array(4096)], [502, new Uint8Array(4096)]]);

/** Header, sub-header with notes, both bitmaps; table and pages follow. */
const KDUMP: readonly Part[] = [
  { at: 0, length: 464 },
  { at: 4096, length: 600 },
  { at: 8192, length: 80 },
  { at: 12_288, length: 80 },
  { at: 16_384, length: 0 },
];
const ELF: readonly Part[] = [
  { at: 0, length: 400 },
  { at: 4096, length: 400 },
  { at: 8192, length: 0 },
];
const FLATTENED: readonly Part[] = [
  { at: 0, length: 32 },
  { at: 4096, length: 0 },
];

const VMSS: readonly Part[] = [
  { at: 0, length: 700 },
  { at: 4096, length: 0 },
];

const codecs = ['none', 'zlib', 'lzo', 'snappy', 'zstd'] as const;
const kdumps = codecs.map((codec) =>
  writeKdump({ pages, codec, shareZeros: true, excluded: [2], notes: [vmcoreinfoNote(INFO)], vmcoreinfo: INFO }),
);
const versions = [1, 3, 5].map((version) => writeKdump({ pages, version, status: 8, brokenFromRank: 3 }));
const split = writeKdump({ pages, split: { startPfn: 0, endPfn: 503 } });
const segments = [
  { physicalAddress: 0x1000, bytes: Buffer.concat([testPage(1), testPage(2)]), memoryBytes: 0x5000 },
  { physicalAddress: 0x2800, bytes: testPage(3) },
];
const elfs = [
  writeElf({ segments, notes: [vmcoreinfoNote(INFO), vmcoreinfoNote(`${INFO}\n`)] }),
  writeElf({ segments, extendedCount: true, qemu: true }),
];

/** Its memory begins on a page: padding stands before it. */
const vmss = writeVmss({
  cpu: [
    { name: 'rip', indices: [0], value: [0xffff_ffff_8100_0000n, 8] },
    { name: 'rsp', indices: [0], value: [0xffff_8880_0000_1000n, 8] },
  ],
  memory: [
    { name: 'align_mask', value: [0xfffn, 4] },
    ...regionTags([
      { firstPage: 0, filePage: 0, pages: 2 },
      { firstPage: 70, filePage: 2, pages: 1 },
    ]),
    { name: 'Memory', indices: [0, 0], block: Buffer.concat([testPage(0), testPage(1), testPage(70)]), padding: 3500 },
  ],
});

const LAYOUTS = [KDUMP, ELF, FLATTENED, VMSS] as const;
const tagged = (kind: number, file: Uint8Array): Uint8Array => {
  const layout = LAYOUTS[kind] ?? KDUMP;
  return Buffer.concat([Buffer.from([kind]), compact(file, layout)]);
};

export const seeds: readonly Uint8Array[] = [
  ...[...kdumps, ...versions, split].map((file) => tagged(0, file)),
  ...elfs.map((file) => tagged(1, file)),
  tagged(3, vmss),
  ...[kdumps[0]!, elfs[0]!].map((file) => tagged(2, writeFlattened(file, { recordBytes: 3000 }))),
];

export async function fuzz(bytes: Uint8Array): Promise<void> {
  const layout = LAYOUTS[(bytes[0] ?? 0) % LAYOUTS.length] ?? KDUMP;
  const file = expand(bytes.subarray(1), layout);
  const dump = await openDump([memorySource(file)], { scanBytes: 2 ** 20 });
  const found: number[] = [];
  for await (const batch of dump.presentPages()) {
    found.push(...batch.slice(0, MAX_LISTED));
    if (found.length >= MAX_LISTED) break;
  }
  const asked = [...found.slice(0, 64), 0, 1, 2, dump.memory.maxPfn, 2 ** 40];
  const results = await dump.memory.readPages(asked);
  if (results.length !== asked.length) throw new Error('another number of answers than questions');
  for (const page of results) {
    if (page.bytes !== undefined && page.bytes.length !== dump.memory.pageSizeBytes)
      throw new Error('a page of a wrong size');
  }
  let runs = 0;
  for await (const { startPfn, endPfn } of dump.knownMemory()) {
    if (startPfn >= endPfn) throw new Error('an empty run of memory');
    if (++runs > 1000) break;
  }
  if (dump.memory.maxPfn < 2 ** 24) await writeExtract(dump, asked, new MemorySink(2 ** 26));
  await dump.close();
}
