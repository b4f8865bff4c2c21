/** Files of other makers, one of each kind, after somebody hostile edited them: nothing that was changed is good, and no error is a surprise. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { inspectImage } from '../../../../functions/inspect/look.ts';
import { planSigning } from '../../../../shared/authenticode/sign/sign-image.ts';
import { signAuthenticode } from '../../../../shared/authenticode/sign/signed-data.ts';
import { certificateRecord, readTrustFile } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { VerifyReport } from '../../../../shared/contract/verify.ts';
import { PurgatoryError } from '../../../../shared/errors.ts';
import type { HostileEdit } from '../../../support/hostile/edits.ts';
import { hostileImages } from '../../../support/hostile/images.ts';
import { hostileModules } from '../../../support/hostile/modules.ts';
import { CORPUS, describeWith } from '../../../support/oracles.ts';
import { attach, digestOf } from '../../../support/signed-images.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';

const folder = join(CORPUS, 'signed-real');
const read = (name: string): Buffer => readFileSync(join(folder, name));

/** Of an edit: what should not be. */
async function faultsOf(edit: HostileEdit, db: Parameters<typeof verifyImage>[1]['policy']['db']): Promise<string[]> {
  const source = memorySource(edit.bytes);
  const faults: string[] = [];
  const fault = (problem: string): void => {
    faults.push(`${edit.name}: ${problem}`);
  };
  const report = await typed(() => verifyImage(source, { policy: { db, dbx: [] } }), fault);
  if (report === undefined) fault('verify gives no report');
  else {
    const accepting = report.verdicts.filter(({ accepts }) => accepts).map(({ consumer }) => consumer);
    if (edit.changesSigned && isGood(report)) fault('a signature is good of other bytes');
    if ((edit.changesSigned || edit.hidesSignature === true) && accepting.length > 0)
      fault(`${accepting.join(', ')} would take it`);
    // Firmware takes it: what is in a gap is covered by nothing.
    if (edit.changesGap && !report.problems.some(({ rule }) => rule === 'section-gap')) fault('no rule names the gap');
  }
  await typed(() => inspectImage(source, { date: undefined, entries: [] }), fault);
  for (const waive of [false, true]) await typed(() => planSigning(source, { waive }), fault);
  return faults;
}

/** The value, or undefined where an error of this project says why there is none. */
async function typed<T>(ask: () => Promise<T>, fault: (problem: string) => void): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PurgatoryError)) fault(`an error that nobody meant: ${String(error)}`);
    return undefined;
  }
}

/** Whether a signature is good, and of this very file. */
function isGood({ signatures }: VerifyReport): boolean {
  return signatures.some(
    ({ kind, digestMatches, signers }) =>
      (kind === 'appended' || digestMatches === true) && signers.some(({ state }) => state === 'valid'),
  );
}

describeWith({ files: [join(folder, 'ok5.efi')] }, 'hostile edits of files of other makers', () => {
  const db = [...readTrustFile(read('ca.pem'), 'ca.pem'), ...readTrustFile(read('debian-ca.der'), 'debian-ca.der')];

  it.each(['ok5.efi', 'fwupd-gaps.efi.signed', 'vs0-overlap.efi', 'smuggle-entry.efi'])(
    '%s: what was changed is good for nobody',
    async (name) => {
      const edits = [...hostileImages(read(name))];
      expect(isGood(await verifyImage(memorySource(read(name)), { policy: { db, dbx: [] } }))).toBe(true);
      expect((await Promise.all(edits.map((edit) => faultsOf(edit, db)))).flat()).toEqual([]);
      expect(edits.length).toBeGreaterThan(200);
    },
  );

  it.each([
    ['uki-uname-spoof.efi', 1],
    // It takes long to unpack, as it is meant to.
    ['zboot-xz128.efi', 5],
  ])('%s, signed: the same', async (name, step) => {
    const authority = await makeTestAuthority();
    const trusted = [certificateRecord(authority.root)];
    const file = await attach(read(name), await signAuthenticode(digestOf(read(name))('sha256'), authority.identity));
    expect(isGood(await verifyImage(memorySource(file), { policy: { db: trusted, dbx: [] } }))).toBe(true);
    const faults: string[] = [];
    const edits = [...hostileImages(file)].filter((_edit, index) => index % step === 0);
    for (const edit of edits) faults.push(...(await faultsOf(edit, trusted)));
    expect(faults).toEqual([]);
    expect(edits.length).toBeGreaterThan(40);
  });

  it.each(['module.ko', 'pss.ko', 'hid-redragon.ko', 'signedxz.ko.xz', 's390-bzImage'])(
    '%s: what was changed is good for nobody',
    async (name) => {
      const faults: string[] = [];
      const edits = [...hostileModules(read(name))];
      for (const edit of edits) faults.push(...(await faultsOf(edit, db)));
      expect(faults).toEqual([]);
      expect(edits.length).toBeGreaterThan(100);
    },
  );
});
