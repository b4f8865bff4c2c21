/**
 * The two halves together: a kernel is signed by the service, crashes, and the dump's build-id finds the very image; its code in
 * memory is what was signed.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ImageRecord } from '../../../shared/contract/images.ts';
import type { Report } from '../../../shared/contract/report.ts';
import { debianKernel } from '../../support/debian-kernel.ts';
import { CORPUS, missing } from '../../support/oracles.ts';
import { purgatory } from '../support/cli.ts';
import { callApi, describeOnStack, eventually } from '../support/stack.ts';
import { Host } from './host.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/vmcore/sample.kdump');
const RELEASE = '6.1.0-56-cloud-amd64';
/** The image is some 40 MB from the Debian archive: not fetched on a user's machine. */
const image = missing({ files: [CORPUS] }).length === 0 ? debianKernel(RELEASE) : undefined;

const lacks = image === undefined ? [`there is no image of ${RELEASE}`] : [];

describeOnStack(
  'a dump of a signed kernel',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'purgatory-tie-'));
    let record: ImageRecord;

    beforeAll(async () => {
      // Another test may have made the keys.
      await purgatory('ada', 'keys', 'init', '--organization', 'Example', '--json');
      const asked = await purgatory(
        'remy',
        'sign',
        image ?? '',
        '-o',
        join(folder, 'signed'),
        '--name',
        'tie',
        '--json',
      );
      record = asked.json;
      const approved = await purgatory('april', 'approve', record.id, '--digest', record.digest ?? '', '--json');
      expect(approved).toMatchObject({ exitCode: 0, json: { state: 'signed' } });
    });
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    it('says that the kernel is signed and its code intact', async () => {
      const host = await Host.enrol();
      const id = await host.upload({ dump: readFileSync(SAMPLE) });
      const report = await eventually('the report with the comparison', async () => {
        const { status, body } = await callApi('GET', `v1/dumps/${id}/report`, { as: 'rae' });
        const found = status === 200 ? (body as Report) : undefined;
        return found?.integrity?.text === undefined ? undefined : found;
      });
      expect(report.kernel?.buildId).toBe(record.image?.buildId);
      expect(report.integrity).toMatchObject({ image: 'signed', text: { differences: [] } });
      expect(report.integrity?.text?.checkedBytes).toBeGreaterThan(8 * 2 ** 20);
    });
  },
  lacks,
);
