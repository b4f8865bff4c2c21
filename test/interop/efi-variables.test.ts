import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { signVariableUpdate } from '../../shared/authenticode/revocation/authenticated-variable.ts';
import { publish } from '../../shared/authenticode/revocation/publication.ts';
import { SIGNATURE_TYPE } from '../../shared/authenticode/revocation/signature-list.ts';
import { toPem } from '../../shared/authenticode/sign/certificate.ts';
import { describeWith } from '../support/oracles.ts';
import { makeTestAuthority, type TestAuthority } from '../support/signing-keys.ts';

const run = promisify(execFile);
const OWNER = '11111111-2222-3333-4444-555566667777';
const OVMF_VARS = '/usr/share/OVMF/OVMF_VARS_4M.fd';

let folder = '';
const at = (name: string): string => join(folder, name);
let authority: TestAuthority;

async function write(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'purgatory-efi-'));
  authority = await makeTestAuthority('EFI');
  const files = publish({
    imageDigests: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)],
    certificates: [authority.leaf],
    certificateHashes: [{ tbsSha256: new Uint8Array(32).fill(3) }],
    sbat: { date: '2026010100', entries: [] },
  });
  const time = new Date('2026-06-01T00:00:00Z');
  const identity = { certificates: [authority.root], sign: authority.rootKey.sign } as const;
  writeFileSync(at('dbx.esl'), files['dbx.esl']);
  writeFileSync(
    at('dbx.auth'),
    await signVariableUpdate({ variable: 'dbx', content: files['dbx.esl'], time, append: false }, identity),
  );
  writeFileSync(at('kek.pem'), toPem(authority.root));
}

afterAll(() => {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
});

describeWith({ commands: ['sig-list-to-certs'] }, 'our signature lists before efitools', () => {
  beforeAll(write);
  it('are taken apart into what was put in', async () => {
    const { stdout } = await run('sig-list-to-certs', [at('dbx.esl'), at('out')]);
    expect(stdout).toMatch(/X509|sha256/i);
  });
});

describeWith(
  { commands: ['virt-fw-vars', 'virt-fw-sigdb'], files: [OVMF_VARS] },
  'our files before virt-firmware',
  () => {
    beforeAll(write);
    it('the list holds what was put in', async () => {
      const { stdout } = await run('virt-fw-sigdb', ['-i', at('dbx.esl'), '--print']);
      for (const expected of ['01'.repeat(32), '02'.repeat(32), 'CN=EFI signer', SIGNATURE_TYPE.x509Sha256]) {
        expect(stdout).toContain(expected);
      }
    });

    it('the signed update is enrolled as dbx, all of it', async () => {
      const keys = [
        '--set-pk',
        OWNER,
        at('kek.pem'),
        '--add-kek',
        OWNER,
        at('kek.pem'),
        '--add-db',
        OWNER,
        at('kek.pem'),
      ];
      await run('virt-fw-vars', ['-i', OVMF_VARS, '-o', at('vars.fd'), ...keys, '--set-dbx', at('dbx.auth'), '--sb']);
      const { stdout } = await run('virt-fw-vars', ['-i', at('vars.fd'), '--print', '--verbose']);
      const dbx = stdout.slice(stdout.search(/^.*\bdbx\b/m));
      for (const expected of ['EfiCertSha256 count=2', 'CN=EFI signer', SIGNATURE_TYPE.x509Sha256])
        expect(dbx).toContain(expected);
    });
  },
);
