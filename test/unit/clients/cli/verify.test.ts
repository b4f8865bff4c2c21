import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import type { VerifyReport } from '../../../../shared/contract/verify.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { signedOddly } from '../../../support/signed-images.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';
import { cli, scratch, type Directory } from './harness.ts';

let directory: Directory;
let line: string[];
beforeEach(async () => {
  directory = scratch();
  const authority = await makeTestAuthority();
  const put = (name: string, bytes: Uint8Array): string => {
    const path = join(directory.path, name);
    writeFileSync(path, bytes);
    return path;
  };
  const image = put('vmlinuz', await signedOddly(buildPe({ bzImage: true }), authority));
  line = ['verify', image, '--trust', put('ca.pem', Buffer.from(toPem(authority.root)))];
});
afterEach(() => {
  directory.remove();
});

it('verify --profile asks the kernel of one distribution, and says which', async () => {
  const { stdout, exitCode } = await cli([...line, '--profile', 'debian-12-amd64', '--for', 'kexec']);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringMatching(/kexec-6\.1 +accepts[\s\S]*kernel +Debian 6\.1\..* amd64/),
  ]);
  expect(stdout).not.toContain('kexec-6.12');
  const json = await cli([...line, '--profile', 'debian-13-arm64', '--for', 'kexec', '--json']);
  expect(json.exitCode).toBe(1);
  const { verdicts } = JSON.parse(json.stdout) as VerifyReport;
  expect(verdicts.filter(({ consumer }) => consumer.startsWith('kexec'))).toMatchObject([
    { consumer: 'kexec-6.12', errno: 'ENOSYS', build: expect.stringMatching(/arm64/) },
  ]);
});

it('verify --profile knows no other names, and lets no other kernel decide', async () => {
  const unknown = await cli([...line, '--profile', 'debian-11-amd64']);
  expect(unknown).toMatchObject({ stderr: expect.stringMatching(/debian-11-amd64 is none of debian-12-amd64, /) });
  const other = await cli([...line, '--profile', 'debian-12-amd64', '--for', 'kexec-6.12,uefi']);
  expect(other).toMatchObject({ stderr: expect.stringMatching(/a kernel of --profile debian-12-amd64 is kexec-6\.1/) });
  expect([unknown.exitCode, other.exitCode].includes(0)).toBe(false);
});
