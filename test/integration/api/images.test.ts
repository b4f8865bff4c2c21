/** A kernel image's way through the service as people go it: by the command line, with keys in KMS. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { verifierKey } from '../../../shared/authenticode/log/checkpoint.ts';
import type { ChangeRecord } from '../../../shared/contract/changes.ts';
import type { ImageRecord, SigningPolicy } from '../../../shared/contract/images.ts';
import type { RevocationList, RevocationPreview } from '../../../shared/contract/revocations.ts';
import type { VerifyReport } from '../../../shared/contract/verify.ts';
import { writeDebugFile } from '../../support/debug-file-writer.ts';
import { buildPe } from '../../support/pe-writer.ts';
import { purgatory } from '../support/cli.ts';
import { callApi, describeOnStack } from '../support/stack.ts';

describeOnStack('a kernel image on the embedded AWS', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  let record: ImageRecord;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'purgatory-sign-'));
    writeFileSync(at('kernel.efi'), buildPe({ bzImage: true, release: '6.12.7-integration' }));
    const made = await purgatory('ada', 'keys', 'init', '--organization', 'Example', '--json');
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await purgatory('ada', 'keys', 'export', '-o', at('root.pem'))).exitCode).toBe(0);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('waits for somebody else to approve it', async () => {
    const asked = await purgatory(
      'remy',
      'sign',
      at('kernel.efi'),
      '-o',
      at('signed.efi'),
      '--name',
      'vmlinuz',
      '--json',
    );
    expect(asked.exitCode).toBe(1);
    record = asked.json;
    expect(asked.stderr).toContain(`--request ${record.id}`);
    expect(record).toMatchObject({ state: 'pending', image: { release: '6.12.7-integration' }, problems: [] });
    const shown = await purgatory('april', 'approve', record.id);
    expect(shown.stdout).toContain(record.digest);
    const own = await callApi('POST', `v1/images/${record.id}/decisions`, {
      as: 'remy',
      body: { decision: 'approve', digest: record.digest },
    });
    expect(own.status).toBe(403);
  });

  it('is signed by the key in KMS once approved, and accepted by firmware and kernels that trust its CA', async () => {
    const approved = await purgatory('april', 'approve', record.id, '--digest', record.digest ?? '', '--json');
    expect(approved).toMatchObject({ exitCode: 0, json: { state: 'signed' } });
    const buildId = randomBytes(20).toString('hex');
    const line = { name: 'start', offset: 0, sizeBytes: 16, file: 'init/main.c', lines: [[0, 1]] } as const;
    writeFileSync(at('vmlinux'), writeDebugFile({ buildId, functions: [line] }));
    writeFileSync(at('odd.debug'), 'no debug file');
    const args = ['sign', at('kernel.efi'), '-o', at('signed.efi'), '--request', record.id];
    const signed = await purgatory('remy', ...args, '--symbols', at('odd.debug'), at('vmlinux'), '--json');
    // The image is signed, and the lines of the one that is a debug file are kept; of the other that is said.
    expect(signed).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^purgatory: no lines of .*odd\.debug: .+\n$/),
    });
    expect((signed.json as { symbols: unknown }).symbols).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'added', buildId },
    ]);
    expect(await purgatory('rae', 'symbols', 'show', buildId, '--json')).toMatchObject({
      json: { buildId, kind: 'kernel' },
    });
    const verified = await purgatory(
      'remy',
      'verify',
      at('signed.efi'),
      '--trust',
      at('root.pem'),
      '--for',
      'uefi,shim,kexec',
      '--json',
    );
    expect(verified.exitCode).toBe(0);
  });

  it('gives the same bytes a second time', async () => {
    const asked = await purgatory(
      'remy',
      'sign',
      at('kernel.efi'),
      '-o',
      at('again.efi'),
      '--name',
      'vmlinuz',
      '--json',
    );
    const second: ImageRecord = asked.json;
    await purgatory('aziz', 'approve', second.id, '--digest', second.digest ?? '');
    await purgatory('remy', 'sign', at('kernel.efi'), '-o', at('again.efi'), '--request', second.id);
    expect(Buffer.compare(readFileSync(at('again.efi')), readFileSync(at('signed.efi')))).toBe(0);
  });

  it('is signed with the rest of its release by one approval', async () => {
    mkdirSync(at('build/boot'), { recursive: true });
    for (const name of ['vmlinuz-6.12.8-a', 'vmlinuz-6.12.8-b']) {
      writeFileSync(at(`build/boot/${name}`), buildPe({ bzImage: true, release: name.slice('vmlinuz-'.length) }));
    }
    const line = ['sign', at('build'), '--release', '6.12.8-1', '-o', at('out')];
    const asked = await purgatory('remy', ...line, '--json');
    expect(asked).toMatchObject({ exitCode: 1, json: { images: [{ state: 'pending' }, { state: 'pending' }] } });
    const { content } = (await purgatory('april', 'approve', '--release', '6.12.8-1', '--json')).json as {
      content: string;
    };
    const decided = await purgatory('april', 'approve', '--release', '6.12.8-1', '--content', content);
    expect(decided).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await purgatory('remy', ...line, '--json')).toMatchObject({ exitCode: 0, json: { kms: { signatures: 2 } } });
    for (const name of ['vmlinuz-6.12.8-a', 'vmlinuz-6.12.8-b']) {
      const checked = await purgatory(
        'remy',
        'verify',
        at(`out/boot/${name}`),
        '--trust',
        at('root.pem'),
        '--for',
        'uefi',
      );
      expect([name, checked.exitCode]).toEqual([name, 0]);
    }
  });

  it('can be proven to stand in the log, also without the service, and the log only grows', async () => {
    const proven = await purgatory('rae', 'register', 'prove', at('signed.efi'), '-o', at('proof.json'), '--json');
    expect(proven).toMatchObject({ exitCode: 0, json: { entry: { type: 'signed', digest: record.digest } } });
    // With the key that is kept of the log, or one that is given; never with one that the proof brings along.
    const key = await purgatory('rae', 'register', 'key', '--json');
    const check = ['register', 'check', at('proof.json'), at('signed.efi'), '--key', (key.json as LogKey).verifierKey];
    expect(await purgatory('nobody', ...check, '--json')).toMatchObject({
      exitCode: 0,
      json: { log: { fingerprint: (key.json as LogKey).fingerprint } },
    });
    const other = verifierKey((key.json as LogKey).origin, otherKey());
    const forged = await purgatory('nobody', ...check.slice(0, -1), other);
    expect(forged.exitCode).not.toBe(0);
    for (let round = 0; round < 2; round += 1) {
      const watched = await purgatory('rae', 'register', 'monitor', '--state', at('state.json'), '--json');
      expect(watched).toMatchObject({ exitCode: 0, json: { consistent: true } });
    }
  });

  it('is revoked after everybody was told what that does, and what does not stop', async () => {
    const preview = await purgatory('rae', 'revoke', 'image', at('signed.efi'), '--json');
    const { effects, warnings }: RevocationPreview = preview.json;
    expect(effects.find(({ id }) => id === record.id)).toMatchObject({ stops: ['uefi', 'shim'] });
    expect(warnings.join()).toContain('still kexec');
    const asked = await purgatory('ada', 'revoke', 'image', at('signed.efi'), '--reason', 'CVE-2026-1', '--json');
    expect(asked).toMatchObject({ exitCode: 1, json: { state: 'pending', approvalsNeeded: 1 } });
    const { id, content } = asked.json as ChangeRecord;
    const own = await purgatory('ada', 'changes', 'approve', id, '--content', content);
    expect([own.exitCode === 0, own.stderr]).toEqual([false, expect.stringContaining('themselves')]);
    expect((await purgatory('april', 'changes', 'show', id)).stdout).toContain('still kexec');
    const approved = await purgatory('april', 'changes', 'approve', id, '--content', content, '--json');
    expect(approved).toMatchObject({ exitCode: 0, json: { state: 'in-force' } });
    const list = (await purgatory('rae', 'revoke', 'list', '--json')).json as RevocationList;
    expect(list.files['dbx.auth']).toBeDefined();
    expect((await purgatory('rae', 'revoke', 'list', '-o', at('lists'))).exitCode).toBe(0);
    const offline = await purgatory(
      'rae',
      ...[
        'verify',
        at('signed.efi'),
        '--trust',
        at('root.pem'),
        '--dbx',
        at('lists/dbx.auth'),
        '--for',
        'uefi',
        '--json',
      ],
    );
    expect(offline.exitCode).toBe(1);
    const report = (await callApi('POST', 'v1/verify', { as: 'rae', body: { id: record.id } })).body as VerifyReport;
    expect(report.verdicts.find(({ consumer }) => consumer === 'uefi')?.accepts).toBe(false);
  });

  it('is signed by another policy once two people wanted that, and not before', async () => {
    const policy = (await purgatory('ada', 'keys', 'policy', '--json')).json as SigningPolicy;
    const [rule] = policy.rules;
    writeFileSync(
      at('policy.json'),
      JSON.stringify({ ...policy, rules: [{ ...rule, approvals: 2 }, ...policy.rules] }),
    );
    const asked = await purgatory(
      'ada',
      'keys',
      'policy',
      at('policy.json'),
      '--reason',
      'two pairs of eyes',
      '--json',
    );
    expect(asked).toMatchObject({ exitCode: 1, json: { state: 'pending' } });
    const { id, content } = asked.json as ChangeRecord;
    expect((await purgatory('ada', 'keys', 'policy', '--json')).json).toEqual(policy);
    const forced = ['keys', 'policy', at('policy.json'), '--reason', 'in a hurry', '--emergency'];
    expect((await purgatory('ada', ...forced)).stderr).toContain('breakGlass');
    const refused = await purgatory('april', 'changes', 'refuse', id, '--reason', 'not tonight', '--json');
    expect(refused).toMatchObject({ exitCode: 0, json: { state: 'refused', outcome: 'not tonight' } });
    expect((await purgatory('april', 'changes', 'approve', id, '--content', content)).exitCode).not.toBe(0);
    expect((await purgatory('ada', 'keys', 'policy', '--json')).json).toEqual(policy);
  });
});

interface LogKey {
  readonly origin: string;
  readonly verifierKey: string;
  readonly fingerprint: string;
}

function otherKey(): Uint8Array {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
}
