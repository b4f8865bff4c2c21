/**
 * Odd images, each in one thing, and what real firmware and real kernels said of them: OVMF 2022.11, Debian's Linux 6.1.192 and
 * 6.12.117 under Secure Boot. `test/e2e/secureboot.test.ts` asks them again; here it takes no machine.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SIGNATURE_TYPE, type SignatureRecord } from '../../../../shared/authenticode/revocation/signature-list.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { Consumer } from '../../../../shared/contract/verify.ts';
import { makeOddWorld, STRICTER, type OddWorld } from '../../../support/odd-images.ts';

type Answer = string | null;

/** By image, in the order of the columns; null: not asked. */
const measured = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/odd-images/measured.json'), 'utf8'),
) as { readonly said: Readonly<Record<string, readonly [Answer, Answer, Answer, Answer]>> };

/** What is told of them all, each reason once: people act on its words, and on the function of the kernel or the firmware that it names. */
const reasons = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../fixtures/odd-images/reasons.json'), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

/**
 * Signatures that are none. What they decrypt to depends on the key, which is made anew: once in some hundred times it begins as padding
 * does, and the kernel's answer is the next one of its checks.
 */
const BY_CHANCE: readonly string[] = ['signature-corrupt', 'signature-pss-named-rsa'];

let world: OddWorld;
let db: readonly SignatureRecord[];

beforeAll(async () => {
  world = await makeOddWorld();
  db = [
    ...world.db.map((der) => certificateRecord(der)),
    ...world.dbDigests.map(
      (data) => ({ type: SIGNATURE_TYPE.sha256, typeName: 'sha256', owner: 'a', data }) satisfies SignatureRecord,
    ),
  ];
});

describe('verify, held against what was measured of odd images', () => {
  it.each<readonly [column: string, index: 0 | 1 | 2 | 3, consumer: Consumer, withDbx: boolean]>([
    ['firmware', 0, 'uefi', false],
    ['firmware with a dbx', 1, 'uefi', true],
    ['kexec of Linux 6.1, whatever dbx says', 2, 'kexec-6.1', true],
    ['kexec of Linux 6.12', 3, 'kexec-6.12', false],
  ])('%s', async (column, index, consumer, withDbx) => {
    const said: Record<string, string> = {};
    const ours: Record<string, string> = {};
    const told = new Set<string>();
    for (const [name, image] of Object.entries(world.images)) {
      const answer = measured.said[name]?.[index];
      if (answer === undefined || answer === null || (withDbx && STRICTER.includes(name))) continue;
      const dbx = withDbx ? world.dbx : [];
      const { verdicts } = await verifyImage(memorySource(image), { policy: { db, dbx }, consumers: [consumer] });
      if (!BY_CHANCE.includes(name)) told.add(verdicts[0]?.reason ?? '');
      const given = verdicts[0]?.accepts === true ? 'ok' : (verdicts[0]?.errno ?? 'refuse');
      said[name] = answer;
      ours[name] = BY_CHANCE.includes(name) && answer === 'EINVAL' && given === 'EBADMSG' ? answer : given;
    }
    expect(ours).toEqual(said);
    expect([...told].sort()).toEqual(reasons[column]);
    expect(Object.keys(said).length).toBeGreaterThan(250);
  });

  it('shim, as far as its words go', async () => {
    const told = new Set<string>();
    for (const image of Object.values(world.images)) {
      const { verdicts } = await verifyImage(memorySource(image), { policy: { db, dbx: [] }, consumers: ['shim'] });
      told.add(verdicts[0]?.reason ?? '');
    }
    expect([...told].sort()).toEqual(reasons['shim']);
  });

  it('every image was asked about', () => {
    expect(Object.keys(measured.said).sort()).toEqual(Object.keys(world.images).sort());
  });
});
