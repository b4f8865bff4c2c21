import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { makeCertificateRequest, toPem } from '../../shared/authenticode/sign/certificate.ts';
import { signAuthenticode, signModule } from '../../shared/authenticode/sign/signed-data.ts';
import { applySignature, planSigning } from '../../shared/authenticode/sign/sign-image.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { describeWith } from '../support/oracles.ts';
import { buildPe } from '../support/pe-writer.ts';
import { bytesOf } from '../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../support/signing-keys.ts';
import { buildModule } from '../support/module-writer.ts';

const run = promisify(execFile);

/** Exit status and all that was said. */
async function tool(command: string, ...args: string[]): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout, stderr } = await run(command, args);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, output: stdout + stderr };
  }
}

describeWith(
  { commands: ['openssl', 'sbverify', 'osslsigncode', 'pesign'] },
  'what others make of our signatures',
  () => {
    let folder = '';
    const at = (name: string): string => join(folder, name);
    let authority: TestAuthority;
    let other: TestAuthority;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'purgatory-interop-'));
      authority = await makeTestAuthority('Interop', 3072);
      other = await makeTestAuthority('Other');
      writeFileSync(at('root.pem'), toPem(authority.root));
      writeFileSync(at('leaf.pem'), toPem(authority.leaf));
      writeFileSync(at('other.pem'), toPem(other.root));
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });

    const sign = async (image: Uint8Array, name: string): Promise<string> => {
      const plan = await planSigning(memorySource(image, name));
      const signature = await signAuthenticode(plan.digest, authority.identity);
      writeFileSync(at(name), await bytesOf(await applySignature(plan, signature, 'replace')));
      return at(name);
    };

    it.each([
      ['PE32+ of x86-64', { bzImage: true }],
      ['PE32+ of arm64', { machine: 0xaa64 }],
      ['PE32', { plus: false, machine: 0x14c }],
    ])(
      'an image in %s is accepted by sbverify, osslsigncode and pesign, and refused for another root',
      async (name, spec) => {
        const image = await sign(buildPe(spec), `${name.replaceAll(' ', '-')}.efi`);
        expect(await tool('sbverify', '--cert', at('root.pem'), image)).toMatchObject({ ok: true });
        expect(await tool('osslsigncode', 'verify', '-CAfile', at('root.pem'), '-in', image)).toMatchObject({
          ok: true,
        });
        const shown = await tool('pesign', '-S', '-i', image);
        expect(shown.output).toContain('Interop signer');
        expect(await tool('sbverify', '--cert', at('other.pem'), image)).toMatchObject({ ok: false });
      },
    );

    it('the checksum and the digest are the ones osslsigncode computes', async () => {
      const image = await sign(buildPe({ bzImage: true }), 'checksum.efi');
      const { output } = await tool('osslsigncode', 'verify', '-CAfile', at('root.pem'), '-in', image);
      expect(output).not.toMatch(/mismatch/i);
      const { output: digest } = await tool('pesign', '-h', '-i', image);
      const plan = await planSigning(memorySource(buildPe({ bzImage: true })));
      expect(digest).toContain(Buffer.from(plan.digest).toString('hex'));
    });

    it('certificates and requests hold up before openssl', async () => {
      expect(await tool('openssl', 'verify', '-CAfile', at('root.pem'), at('leaf.pem'))).toMatchObject({ ok: true });
      const request = await makeCertificateRequest(
        { subject: { commonName: 'Release 6.12', organization: 'Example' }, publicKey: authority.leafKey.publicKey },
        authority.leafKey.sign,
      );
      writeFileSync(at('leaf.csr'), toPem(request, 'CERTIFICATE REQUEST'));
      const { ok, output } = await tool('openssl', 'req', '-in', at('leaf.csr'), '-verify', '-noout', '-text');
      expect(ok).toBe(true);
      expect(output).toContain('Code Signing');
    });

    it('a module signature is good CMS over the module', async () => {
      const module = buildModule();
      const plan = await planSigning(memorySource(module, 'a.ko'));
      writeFileSync(at('module'), module);
      writeFileSync(at('module.p7s'), await signModule(plan.digest, authority.identity));
      const result = await tool(
        'openssl',
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        at('module.p7s'),
        '-content',
        at('module'),
        '-certfile',
        at('leaf.pem'),
        '-CAfile',
        at('root.pem'),
        '-purpose',
        'any',
        '-out',
        at('module.out'),
      );
      expect(result).toMatchObject({ ok: true });
    });
  },
);
