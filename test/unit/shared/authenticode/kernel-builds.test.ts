import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  KERNEL_BUILDS,
  kernelBuild,
  KernelLine,
  type KernelBuild,
} from '../../../../shared/authenticode/kernel/builds.ts';
import { CONFIGS_AS_OF, KERNEL_CONFIGS } from '../../../../shared/authenticode/kernel/configs.ts';
import { kernelProfile } from '../../../../shared/authenticode/kernel/profile.ts';
import { signModule } from '../../../../shared/authenticode/sign/signed-data.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { writeModuleSignature } from '../../../../shared/authenticode/image/module-signature.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { Verdict } from '../../../../shared/contract/verify.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { signedOddly } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';
import { createHash } from 'node:crypto';

const named = (id: string): KernelBuild => {
  const build = KERNEL_BUILDS.find((candidate) => candidate.id === id);
  if (build === undefined) throw new Error(`no ${id}`);
  return build;
};

const without = ({ options }: KernelBuild, option: string): KernelBuild['options'] =>
  Object.fromEntries(Object.entries(options).filter(([name]) => name !== option));

let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeTestAuthority();
});

async function verdicts(image: Uint8Array, build: KernelBuild): Promise<Record<string, Verdict>> {
  const policy = { db: [authority.root, authority.leaf].map((each) => certificateRecord(each)), dbx: [] };
  const report = await verifyImage(memorySource(image), { policy, build });
  return Object.fromEntries(report.verdicts.map((verdict) => [verdict.consumer, verdict]));
}

describe('builds of kernels', () => {
  it('have names of their own, are dated, and stand for a line that is modelled', () => {
    const ids = KERNEL_BUILDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(['debian-12-amd64', 'debian-12-arm64', 'debian-13-amd64', 'debian-13-riscv64']),
    );
    expect(CONFIGS_AS_OF).toMatch(/^20\d\d-\d\d-\d\d$/);
    for (const line of Object.values(KernelLine)) {
      for (const machine of ['x86_64', 'aarch64'] as const)
        expect(kernelBuild(line, machine)).toMatchObject({ line, machine });
    }
    expect(kernelBuild('6.1', 'x86_64').id).toBe('debian-12-amd64');
    // It is no build of this line: nobody may take it for one.
    expect(kernelBuild('7', 'x86_64')).toMatchObject({
      id: undefined,
      name: expect.stringMatching(/^7\.x amd64, built as/),
    });
  });

  it('hold what the models take for granted: who loads files checks their signatures, and modules’', () => {
    for (const { id, options } of KERNEL_CONFIGS) {
      const has = (option: string): boolean => option in options;
      const loader = has('KEXEC_BZIMAGE_VERIFY_SIG') || has('KEXEC_IMAGE_VERIFY_SIG');
      expect([id, has('KEXEC_FILE')]).toEqual([id, has('KEXEC_SIG') && loader]);
      expect([id, has('MODULE_SIG'), has('SECONDARY_TRUSTED_KEYRING'), has('IMA_ARCH_POLICY')]).toEqual([
        id,
        true,
        true,
        true,
      ]);
    }
  });

  it('make of options what a signature may be made with: an algorithm that is a module is not there', () => {
    const of = (id: string) => kernelProfile(named(id).line, named(id));
    // As was measured of real kernels: test/fixtures/odd-images/measured.json.
    expect([...of('debian-12-amd64').hashes].sort()).toEqual(['md5', 'sha1', 'sha224', 'sha256']);
    expect([...of('debian-12-amd64').publicKeys]).toEqual(['rsa']);
    expect(of('debian-13-amd64').hashes).toContain('sha512');
    expect(of('debian-13-amd64').publicKeys).toContain('ecdsa-nist-p521');
    const other = kernelProfile('6.12', {
      options: { CRYPTO_RSA: 'm', CRYPTO_SHA256: 'y', SYSTEM_REVOCATION_LIST: 'y' },
    });
    expect([...other.publicKeys, ...other.hashes]).toEqual(['sha224', 'sha256']);
    expect([other.revocationList, other.platformKeyring]).toEqual([true, false]);
  });
});

describe('verify, of one build', () => {
  const image = buildPe({ bzImage: true });

  it('asks kexec of its line alone, and says whose verdict it is', async () => {
    const signed = await signedOddly(image, authority);
    const said = await verdicts(signed, named('debian-12-amd64'));
    expect(Object.keys(said)).toEqual(['uefi', 'shim', 'kexec-6.1', 'module']);
    expect(said['kexec-6.1']).toMatchObject({
      accepts: true,
      build: expect.stringMatching(/^Debian 6\.1\.\d+-\d+ amd64/),
    });
    expect(said['module']?.build).toBe(said['kexec-6.1']?.build);
  });

  it('refuses on a machine without kexec_file_load, modelled or not, and an image of another machine', async () => {
    const signed = await signedOddly(image, authority);
    expect((await verdicts(signed, named('debian-13-riscv64')))['kexec-6.12']).toMatchObject({
      accepts: false,
      errno: 'ENOSYS',
      reason: expect.stringMatching(/riscv64.*without CONFIG_KEXEC_FILE/),
    });
    const { withKexecFile } = (await verdicts(signed, named('debian-13-arm64')))['kexec-6.12'] ?? {};
    expect(withKexecFile).toMatchObject({ accepts: false, errno: 'EINVAL' });
  });

  it('trusts nothing of the firmware where its keys are not loaded', async () => {
    const build = named('debian-13-amd64');
    const options = without(build, 'LOAD_UEFI_KEYS');
    const signed = await signedOddly(image, authority);
    expect((await verdicts(signed, { ...build, options }))['kexec-6.12']).toMatchObject({
      accepts: false,
      errno: 'ENOKEY',
    });
  });

  it('judges modules by its own options', async () => {
    const file = buildModule();
    const pkcs7 = await signModule(createHash('sha256').update(file).digest(), authority.identity);
    const module = Buffer.concat([file, writeModuleSignature(pkcs7)]);
    const build = named('debian-13-amd64');
    expect((await verdicts(module, build))['module']).toMatchObject({ accepts: true });
    const options = without(build, 'CRYPTO_SHA256');
    expect((await verdicts(module, { ...build, options }))['module']).toMatchObject({ accepts: false });
  });
});
