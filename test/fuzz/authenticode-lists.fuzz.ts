/** What trust and revocations are read from: signature lists, signed updates, SBAT, checkpoints, bundles of log entries. */
import { parseCheckpoint } from '../../shared/authenticode/log/checkpoint.ts';
import { parseBundle } from '../../shared/authenticode/log/tiles.ts';
import { signVariableUpdate } from '../../shared/authenticode/revocation/authenticated-variable.ts';
import { parseSbat, parseSbatLevel } from '../../shared/authenticode/revocation/sbat.ts';
import { SIGNATURE_TYPE, writeSignatureLists } from '../../shared/authenticode/revocation/signature-list.ts';
import { readTrustFile } from '../../shared/authenticode/trust-files.ts';
import { toPem } from '../../shared/authenticode/sign/certificate.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import { makeTestAuthority } from '../support/signing-keys.ts';

export const name = 'authenticode-lists';

const authority = await makeTestAuthority();
const owner = '11111111-2222-3333-4444-555566667777';
const list = writeSignatureLists([
  { type: SIGNATURE_TYPE.sha256, owner, data: new Uint8Array(32) },
  { type: SIGNATURE_TYPE.sha256, owner, data: new Uint8Array(32) },
  { type: SIGNATURE_TYPE.x509, owner, data: authority.leaf },
]);

export const seeds: readonly Uint8Array[] = [
  list,
  await signVariableUpdate(
    { variable: 'dbx', content: list, time: new Date('2026-01-01Z'), append: true },
    authority.identity,
  ),
  Buffer.from(toPem(authority.leaf)),
  Buffer.from('sbat,1,SBAT Version,sbat,1,https://x\nlinux,1,Example,linux,6.12,https://x\n'),
  Buffer.from('sbat,1,2024010900\nlinux,2\n'),
  Buffer.from(`example.org/log\n3\n${Buffer.alloc(32).toString('base64')}\n\n— example.org/log AAAA\n`),
  Buffer.from([0, 1, 65, 0, 0]),
];

export function fuzz(bytes: Uint8Array): Promise<void> {
  for (const read of [
    () => readTrustFile(bytes, 'fuzz'),
    () => parseSbat(bytes),
    () => parseSbatLevel(bytes),
    () => parseBundle(bytes),
    () => parseCheckpoint(Buffer.from(bytes).toString('utf8')),
  ]) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PurgatoryError)) throw error;
    }
  }
  return Promise.resolve();
}
