import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readTrustFile } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { fileSource } from '../../../../shared/bytes/file-source.ts';
import type { Consumer } from '../../../../shared/contract/verify.ts';
import { CORPUS, describeWith } from '../../../support/oracles.ts';

const folder = join(CORPUS, 'signed-images');
const archive = join(folder, 'images.tar.zst');

type Expected = Readonly<Record<string, Readonly<Record<string, string>>>>;

describeWith(
  { commands: ['tar', 'zstd'], files: [archive] },
  'real images, and what real kernels and firmware said of them',
  () => {
    let images = '';
    beforeAll(() => {
      images = mkdtempSync(join(tmpdir(), 'purgatory-images-'));
      execFileSync('sh', ['-c', 'zstd -d --long=27 -c "$0" | tar x -C "$1"', archive, images]);
    });
    afterAll(() => {
      rmSync(images, { recursive: true, force: true });
    });

    it('agrees with every one of them', async () => {
      const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
      const db = readTrustFile(readFileSync(join(folder, 'CA.crt')), 'CA.crt');
      const columns: readonly (readonly [Consumer, string])[] = [
        ['kexec-6.1', 'kexec_6_1'],
        ['kexec-6.12', 'kexec_6_12'],
        ['uefi', 'uefi'],
      ];
      const wrong: string[] = [];
      for (const [name, row] of Object.entries(expected)) {
        const source = await fileSource(join(images, `${name}.efi`));
        const report = await verifyImage(source, { policy: { db, dbx: [] } });
        await source.close();
        for (const [consumer, column] of columns) {
          const verdict = report.verdicts.find((candidate) => candidate.consumer === consumer);
          const answer = verdict?.accepts === true ? 'ok' : (verdict?.errno ?? 'REFUSE');
          if (answer !== row[column])
            wrong.push(`${name}: ${consumer} ${answer}, not ${row[column] ?? '?'}: ${verdict?.reason ?? ''}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(Object.keys(expected).length).toBeGreaterThan(20);
    });
  },
);
