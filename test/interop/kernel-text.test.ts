/**
 * The code of real kernels in real dumps beside the images that they were booted from: intact in all but one, in which one bit
 * was flipped in a function that never ran.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { findBuildId, kernelBuildId } from '../../shared/authenticode/image/build-id.ts';
import { unpackKernel } from '../../shared/authenticode/image/unpack-kernel.ts';
import { openImage } from '../../shared/authenticode/image-view.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { Report } from '../../shared/contract/report.ts';
import { openCapstone } from '../../shared/disassembly/capstone.ts';
import { Explorer, type Answer } from '../../shared/vmcore/explore/explorer.ts';
import { openDumpFiles } from '../../shared/vmcore/formats/files.ts';
import { compareText } from '../../shared/vmcore/integrity/compare-text.ts';
import { examineKernel } from '../../shared/vmcore/report/examine.ts';
import { debianKernel } from '../support/debian-kernel.ts';
import { CORPUS, describeUnless, describeWith } from '../support/oracles.ts';

const KERNELS: Readonly<Record<string, readonly string[]>> = {
  '6.1.0-56-amd64': [
    'd-abba.zstd-d31.kdump',
    'g-stack.zstd-d31.kdump',
    'j2-textflip.zstd-d31.kdump',
    'p1-kdump-sysrq-c.flat',
  ],
  '6.1.0-56-cloud-amd64': ['q-cloud-sysrq-c.zstd-d31.kdump'],
};
const FLIPPED = 'j2-textflip.zstd-d31.kdump';
const at = (name: string): string => join(CORPUS, 'vmcores', name);

describeWith({ files: Object.values(KERNELS).flat().map(at) }, 'the code of a crashed kernel', () => {
  for (const [release, dumps] of Object.entries(KERNELS)) {
    const image = debianKernel(release);
    const path = image ?? '';
    const lacks = image === undefined ? ['the Debian archive does not have its image, or there is none'] : [];
    describeUnless(lacks, release, () => {
      let kernel: Uint8Array;
      beforeAll(async () => {
        kernel = await unpackKernel(memorySource(readFileSync(path)));
      });

      it('has the build-id that its dumps have', async () => {
        const { source, head, headers } = await openImage(memorySource(readFileSync(path)));
        const { report } = await examined(dumps[0] ?? '', () => Promise.resolve(undefined));
        expect(await findBuildId(source, head, headers)).toBe(report.kernel?.buildId);
      });

      it.each(dumps)('is compared with its image in %s', async (name) => {
        const { report, asked } = await examined(name, (buildId) =>
          Promise.resolve(buildId === kernelBuildId(kernel) ? kernel : undefined),
        );
        expect(asked).toBe(1);
        expect(report.integrity?.text?.checkedBytes).toBeGreaterThan(8 * 2 ** 20);
        const differences = report.integrity?.text?.differences ?? [];
        const finding = report.findings.find(({ code }) => code === 'text-changed');
        if (name !== FLIPPED) {
          expect(differences).toEqual([]);
          expect(finding).toBeUndefined();
          return;
        }
        expect(differences).toEqual([
          expect.objectContaining({ symbol: 'ksys_sync_file_range', offset: 37, flippedBits: 1 }),
        ]);
        expect(finding?.summary).toContain('ksys_sync_file_range+0x25. One bit flipped');
      });

      if (!dumps.includes(FLIPPED)) return;
      it('is shown beside its image where a bit was flipped', async () => {
        const explorer = await Explorer.open([memorySource(readFileSync(at(FLIPPED)))], {
          disassembler: openCapstone,
          signedText: (asked) => compareText(asked, kernel),
        });
        const answer = await explorer.ask('dis ksys_sync_file_range');
        const module = await explorer.ask('dis ext4_sync_file 4');
        await explorer.close();
        const rows = rowsOf(answer).map(([mark, , instruction, , bytes, state]) => [mark, instruction, bytes, state]);
        const first = rows.findIndex(([mark]) => mark !== '');
        expect(rows.slice(first, first + 2)).toEqual([
          ['!', 'andl $0xfffffffc, %r14d', '41 83 e6 fc', 'changed, 1 bit'],
          ['-', 'andq $0xfffffffffffffffc, %r14', '49 83 e6 fc', 'has this'],
        ]);
        const others = new Set(rows.flatMap(([mark, , , state]) => (mark === '' ? state : [])));
        expect(others).toEqual(new Set(['same', 'rewritten']));
        expect(new Set(rowsOf(module).map((row) => row[5]))).toEqual(new Set(['unknown']));
      });
    });
  }
});

function rowsOf(answer: Answer): (string | undefined)[][] {
  if (answer.kind !== 'table') throw new Error(answer.kind);
  return answer.rows.map((row) => row.map((cell) => (cell.is === 'text' ? cell.text : undefined)));
}

async function examined(
  name: string,
  image: (buildId: string) => Promise<Uint8Array | undefined>,
): Promise<{ report: Report; asked: number }> {
  let asked = 0;
  const dump = await openDumpFiles([at(name)]);
  const report = await examineKernel(dump, {
    image: (buildId) => {
      asked += 1;
      return image(buildId);
    },
  });
  await dump.close();
  return { report, asked };
}
