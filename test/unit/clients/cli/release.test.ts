/** A release from its files to signed files: the command line against the service in memory, over HTTP. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildDeb } from '../../../../clients/packaging/deb.ts';
import type { PackageMeta } from '../../../../clients/packaging/package.ts';
import { fingerprintOf } from '../../../../shared/authenticode/facts/pcr-key.ts';
import { unpackKernel } from '../../../../shared/authenticode/image/unpack-kernel.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import type { ImageRecord, KeyList } from '../../../../shared/contract/images.ts';
import type { Person } from '../../../../shared/contract/people.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { arm64Image, buildZboot } from '../../../support/zboot-writer.ts';
import {
  countingPolicySigner,
  person,
  setPolicy,
  signingService,
  START,
  type ServiceHarness,
} from '../../../support/signing-service.ts';
import { cli, scratch, type CliResult, type Directory } from './harness.ts';

const PEOPLE: Readonly<Record<string, Person>> = {
  rae: person('rae', 'release-engineer'),
  ada: person('ada', 'approver'),
  root: person('root', 'admin'),
};

let service: ServiceHarness;
let server: Server;
let url: string;
let directory: Directory;
/** Requests that were answered, by method and path without ids. */
let asked: string[];

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

beforeEach(async () => {
  service = signingService();
  directory = scratch();
  asked = [];
  server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const path = request.url ?? '';
      const [, upload] = /^\/upload\/(\w+)$/.exec(path) ?? [];
      if (upload !== undefined) {
        service.upload(upload, body);
        response.end();
        return;
      }
      asked.push(`${request.method ?? ''} ${path.replace(/\?.*$/, '').replaceAll(/[0-9A-Z]{26}/g, 'ID')}`);
      const [, token = ''] = /^Bearer (\w+)$/.exec(request.headers.authorization ?? '') ?? [];
      const json: unknown = body.length === 0 ? undefined : JSON.parse(body.toString());
      const answer = await service.call(PEOPLE[token], request.method ?? 'GET', path, json);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
    })().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  Object.assign(service.objects, {
    presign: (id: string) =>
      Promise.resolve({ url: `${url}upload/${id}`, headers: {}, expiresAt: START.toISOString() }),
  });
  await service.call(PEOPLE['root'], 'POST', '/v1/keys/init', { organization: 'Example' });
  const rule = { names: ['*'], approvals: 1, byDigest: false, mayForce: false };
  await setPolicy(service, {
    version: 0,
    requestHours: 72,
    rules: [
      { ...rule, kinds: ['module'], consumers: ['module'] },
      { ...rule, consumers: ['uefi', 'kexec-6.12'] },
    ],
  });
});
afterEach(async () => {
  directory.remove();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const run = (who: string, ...argv: string[]): Promise<CliResult> =>
  cli(argv, { env: { PURGATORY_URL: url, PURGATORY_TOKEN: who } });

function put(name: string, content: Uint8Array): string {
  const path = join(directory.path, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A kernel and three modules, as a build leaves them. */
function aBuild(patch: number): string {
  const release = `6.12.${patch}-test`;
  const folder = `build-${patch}`;
  put(`${folder}/boot/vmlinuz-${release}`, buildPe({ bzImage: true, release }));
  put(`${folder}/boot/System.map-${release}`, Buffer.from('0 T x'));
  ['one', 'two', 'three'].forEach((name, index) => {
    const module = buildModule({ release, name, buildId: `${patch % 10}${index}`.repeat(20) });
    const isPacked = name === 'two';
    put(
      `${folder}/lib/modules/${release}/kernel/${name}.ko${isPacked ? '.gz' : ''}`,
      isPacked ? gzipSync(module) : module,
    );
  });
  return join(directory.path, folder);
}

const out = (): string => join(directory.path, 'out');
const written = (): string[] =>
  readdirSync(out(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

const contentIn = ({ stdout }: CliResult): string => /^content +([0-9a-f]{64})$/m.exec(stdout)?.[1] ?? '';

async function approved(release: string): Promise<CliResult> {
  const shown = await run('ada', 'approve', '--release', release);
  expect(shown.exitCode).toBe(1);
  return run('ada', 'approve', '--release', release, '--content', contentIn(shown));
}

describe('purgatory sign FOLDER', () => {
  it('asks for all of it, one approval signs it, and the same line writes it', async () => {
    const folder = aBuild(1);
    const line = ['sign', folder, '--release', '6.12.1-1', '-o', out()];
    const first = await run('rae', ...line);
    expect(first).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('approve --release 6.12.1-1') });
    expect(first.stdout).toMatch(/4 pending; 1 other files left alone/);
    expect(service.keys.image.calls).toBe(0);

    const shown = await run('ada', 'approve', '--release', '6.12.1-1');
    expect(shown.stdout).toMatch(/vmlinuz-6\.12\.1-test/);
    expect(shown.stdout).toMatch(/new: lib\/modules\/6\.12\.1-test\/kernel\/one\.ko/);
    const decided = await approved('6.12.1-1');
    expect(decided).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/4 signed/) });
    expect(service.keys.image.calls).toBe(4);

    const second = await run('rae', ...line, '--json');
    expect(second).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(second.stdout)).toMatchObject({ kms: { signatures: 4, checkpoints: 16 } });
    expect(written()).toEqual(['one.ko', 'three.ko', 'two.ko', 'vmlinuz-6.12.1-test']);
    const keys = (await service.call(PEOPLE['rae'], 'GET', '/v1/keys')).json as KeyList;
    const db = keys.keys.map(({ certificate }) => certificateRecord(Buffer.from(certificate, 'base64')));
    const refusing: string[] = [];
    for (const path of [
      'boot/vmlinuz-6.12.1-test',
      ...['one', 'two', 'three'].map((name) => `lib/modules/6.12.1-test/kernel/${name}.ko`),
    ]) {
      const consumer = path.endsWith('.ko') ? 'module' : 'kexec-6.12';
      const { verdicts } = await verifyImage(memorySource(readFileSync(join(out(), path))), {
        policy: { db, dbx: [] },
      });
      if (verdicts.find((verdict) => verdict.consumer === consumer)?.accepts !== true) refusing.push(path);
    }
    expect(refusing).toEqual([]);
  });

  it('goes on where it was: what was asked for and signed before is neither again', async () => {
    const line = ['sign', aBuild(1), '--release', '6.12.1-1', '-o', out()];
    await run('rae', ...line);
    await approved('6.12.1-1');
    put(
      'build-1/lib/modules/6.12.1-test/kernel/late.ko',
      buildModule({ release: '6.12.1-test', name: 'late', buildId: 'ee'.repeat(20) }),
    );
    asked = [];
    const again = await run('rae', ...line);
    expect(again).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/4 signed, 1 pending|1 pending, 4 signed/),
    });
    expect(asked.filter((request) => request === 'POST /v1/images')).toHaveLength(1);
    expect(service.keys.image.calls).toBe(4);
  });

  it('shows how it differs from the release before: what changed, what is new, what is gone', async () => {
    await run('rae', 'sign', aBuild(1), '--release', '6.12.1-1', '-o', out());
    await approved('6.12.1-1');
    const folder = aBuild(2);
    rmSync(join(folder, 'lib/modules/6.12.2-test/kernel/three.ko'));
    put(
      'build-2/lib/modules/6.12.2-test/kernel/four.ko',
      buildModule({ release: '6.12.2-test', name: 'four', buildId: 'dd'.repeat(20) }),
    );
    await run('rae', 'sign', folder, '--release', '6.12.2-1', '-o', out());
    const { stdout } = await run('ada', 'approve', '--release', '6.12.2-1');
    expect(stdout).toMatch(/new: .*four\.ko/);
    expect(stdout).not.toMatch(/new: .*one\.ko/);
    expect(stdout).toMatch(/module differs in 2/);
    expect(stdout).toMatch(/not in this one:\n +lib\/modules\/6\.12\.1-test\/kernel\/three\.ko/);
  });

  it('is approved as it was shown and not otherwise, and by nobody who asked for it', async () => {
    const line = ['sign', aBuild(1), '--release', '6.12.1-1', '-o', out()];
    await run('rae', ...line);
    const content = contentIn(await run('ada', 'approve', '--release', '6.12.1-1'));
    put('build-1/sneaked.ko', buildModule({ release: '6.12.1-test', name: 'sneaked', buildId: 'cc'.repeat(20) }));
    await run('rae', ...line);
    const stale = await run('ada', 'approve', '--release', '6.12.1-1', '--content', content);
    expect(stale).toMatchObject({ stderr: expect.stringContaining('is not what was shown') });
    const own = await run(
      'rae',
      'approve',
      '--release',
      '6.12.1-1',
      '--content',
      contentIn(await run('ada', 'approve', '--release', '6.12.1-1')),
    );
    expect(own.exitCode).not.toBe(0);
    expect(service.keys.image.calls).toBe(0);
  });

  it('tells what is wrong with one part, and asks for the others', async () => {
    const folder = aBuild(1);
    put('build-1/broken.efi', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]));
    const { stdout, exitCode } = await run('rae', 'sign', folder, '--release', '6.12.1-1', '-o', out());
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/4 pending, 1 failed|1 failed, 4 pending/);
    expect(stdout).toMatch(/failed: broken\.efi: /);
  });
});

describe('purgatory sign PACKAGE and --manifest', () => {
  it('takes the kernel and the modules out of a .deb', async () => {
    const files = [
      { path: '/boot/vmlinuz-6.12.1-test', content: Buffer.from(buildPe({ bzImage: true, release: '6.12.1-test' })) },
      { path: '/lib/modules/6.12.1-test/kernel/one.ko', content: buildModule({ release: '6.12.1-test' }) },
      { path: '/usr/share/doc/linux-image/copyright', content: Buffer.from('GPL') },
    ].map((file) => ({ ...file, mode: 0o644 }));
    const nothing = { requires: [], recommends: [] };
    const meta: PackageMeta = {
      ...{ name: 'linux-image', version: '6.12.1-1', architecture: 'amd64', summary: 's', description: 'd' },
      ...{ maintainer: 'm', license: 'GPL-2.0', section: { deb: 'kernel', rpm: 'kernel' } },
      ...{ deb: nothing, rpm: nothing, timestamp: 0 },
    };
    const deb = put('linux-image.deb', buildDeb(meta, files));
    await run('rae', 'sign', deb, '--release', '6.12.1-1', '-o', out());
    await approved('6.12.1-1');
    expect((await run('rae', 'sign', deb, '--release', '6.12.1-1', '-o', out())).exitCode).toBe(0);
    expect(written()).toEqual(['one.ko', 'vmlinuz-6.12.1-test']);
  });

  it('takes what a manifest lists, by the names that it gives', async () => {
    aBuild(1);
    const manifest = put(
      'release.yaml',
      Buffer.from(
        'release: 6.12.1-1\nimages:\n  - file: build-1/boot/vmlinuz-6.12.1-test\n    name: vmlinuz-prod\n  - directory: build-1/lib\n',
      ),
    );
    const { stdout, exitCode } = await run('rae', 'sign', '--manifest', manifest, '-o', out(), '--json');
    const { images } = JSON.parse(stdout) as { images: { name: string; state: string }[] };
    expect([exitCode, images.map(({ name }) => name)]).toEqual([
      1,
      ['vmlinuz-prod', ...['one', 'three', 'two'].map((name) => `modules/6.12.1-test/kernel/${name}.ko`)],
    ]);
  });

  it('has the kernel within a UKI signed first, and then the UKI around it', async () => {
    const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
    const uki = buildPe({
      peOffset: 0x280,
      sections: [
        { name: '.text', data: Buffer.alloc(0x200, 0xc3), executable: true },
        { name: '.osrel', data: Buffer.from('ID=test\n') },
        { name: '.cmdline', data: Buffer.from('ro quiet') },
        { name: '.uname', data: Buffer.from('6.12.1-test\0\0\0\0\0') },
        { name: '.linux', data: kernel, virtualSize: kernel.length },
      ],
    });
    put('linux.efi', uki);
    const manifest = put('r.yaml', Buffer.from('release: 6.12.1-1\nimages: [{file: linux.efi, inner: true}]'));
    await setPolicy(service, {
      version: 1,
      requestHours: 72,
      rules: [{ names: ['*'], approvals: 1, byDigest: false, mayForce: false, consumers: ['uefi'] }],
    });
    const line = ['sign', '--manifest', manifest, '-o', out(), '--json'];
    const names = async (): Promise<unknown> => {
      const { stdout } = await run('ada', 'approve', '--release', '6.12.1-1', '--json');
      const { images } = JSON.parse(stdout) as { images: ImageRecord[] };
      return images.map(({ name, state }) => `${name} ${state}`).toSorted();
    };
    await run('rae', ...line);
    expect(await names()).toEqual(['linux.efi:linux pending']);
    await approved('6.12.1-1');
    expect(JSON.parse((await run('rae', ...line)).stdout)).toMatchObject({ images: [{ state: 'pending' }] });
    expect(await names()).toEqual(['linux.efi pending', 'linux.efi:linux signed']);
    await approved('6.12.1-1');
    expect((await run('rae', ...line)).exitCode).toBe(0);
    const { image } = await verifyImage(memorySource(readFileSync(join(out(), 'linux.efi'))), {
      policy: { db: [], dbx: [] },
    });
    expect(image.inner).toMatchObject({ signed: true });
  });

  it('has what a UKI measures signed after its kernel, and before the UKI itself', async () => {
    const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
    const block = (name: string, content: string) => ({
      name,
      data: Buffer.concat([Buffer.from(content), Buffer.alloc(0x200 - content.length)]),
      virtualSize: content.length,
    });
    const stale = JSON.stringify({ sha256: [{ pcrs: [11], pkfp: 'aa', pol: 'ab'.repeat(32), sig: 'AA==' }] });
    const uki = buildPe({
      peOffset: 0x280,
      sections: [
        { name: '.text', data: Buffer.alloc(0x200, 0xc3), executable: true },
        block('.cmdline', 'ro quiet'),
        { name: '.linux', data: kernel, virtualSize: kernel.length },
        block('.pcrsig', stale),
      ],
    });
    put('linux.efi', uki);
    const manifest = put(
      'r.yaml',
      Buffer.from('release: 6.12.1-1\nimages: [{file: linux.efi, inner: true, pcrs: true}]'),
    );
    const rule = { names: ['*'], approvals: 1, byDigest: false, mayForce: false, consumers: ['uefi' as const] };
    const pcrSignatures = { banks: ['sha256' as const], phases: ['enter-initrd', 'enter-initrd:leave-initrd'] };
    await setPolicy(service, { version: 1, requestHours: 72, rules: [{ ...rule, pcrSignatures }] });
    const line = ['sign', '--manifest', manifest, '-o', out()];
    for (const part of ['linux.efi:linux', 'linux.efi:pcrs', 'linux.efi']) {
      expect((await run('rae', ...line)).exitCode).toBe(1);
      const { stdout } = await run('ada', 'approve', '--release', '6.12.1-1', '--json');
      const { images } = JSON.parse(stdout) as { images: ImageRecord[] };
      expect(images.filter(({ state }) => state === 'pending').map(({ name }) => name)).toEqual([part]);
      const { stdout: shown } = await run('ada', 'approve', '--release', '6.12.1-1');
      expect(/unlocks what is bound to it: 2 policies, sha256, at enter-initrd, /.test(shown)).toBe(
        part.endsWith(':pcrs'),
      );
      expect((await approved('6.12.1-1')).exitCode).toBe(0);
    }
    asked = [];
    expect((await run('rae', ...line)).exitCode).toBe(0);
    expect(asked).not.toContain('POST /v1/images');
    expect([service.keys.pcr.calls, service.keys.image.calls]).toEqual([2, 2]);
    const { image, problems } = await verifyImage(memorySource(readFileSync(join(out(), 'linux.efi'))), {
      policy: { db: [], dbx: [] },
    });
    expect(problems).toEqual([]);
    expect(image.inner).toMatchObject({ signed: true });
    expect(image.pcrSignatures?.map(({ matches }) => matches)).toEqual([true, true]);

    // The same of one image alone: each step names the request that the next line goes on with.
    const single = ['sign', join(directory.path, 'linux.efi'), '-o', join(directory.path, 'single.efi')];
    const alone = await run('rae', ...single, '--inner', '--pcrs', '--name', 'linux.efi');
    expect(alone).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/go on with --inner [\s\S]*go on with --pcrs/),
    });
    expect(readFileSync(join(directory.path, 'single.efi'))).toEqual(readFileSync(join(out(), 'linux.efi')));
    const refused = await run('rae', ...single, '--inner', '--name', 'linux.efi');
    expect(refused).toMatchObject({ stderr: expect.stringMatching(/another \.linux makes another PCR 11.*--pcrs/) });
  });

  it('signs the kernel in an EFI zboot image, packs it again, and signs what comes of it', async () => {
    put('vmlinuz.efi', buildZboot(arm64Image()));
    const manifest = put('r.yaml', Buffer.from('release: 6.12.9-1\nimages: [{file: vmlinuz.efi, inner: true}]'));
    const line = ['sign', '--manifest', manifest, '-o', out()];
    for (const part of ['vmlinuz.efi:linux', 'vmlinuz.efi']) {
      expect(await run('rae', ...line)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(/approve --release/),
      });
      const { images } = JSON.parse((await run('ada', 'approve', '--release', '6.12.9-1', '--json')).stdout) as {
        images: ImageRecord[];
      };
      expect(images.filter(({ state }) => state === 'pending').map(({ name }) => name)).toEqual([part]);
      expect((await approved('6.12.9-1')).exitCode).toBe(0);
    }
    asked = [];
    expect(await run('rae', ...line)).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/packed into its/) });
    expect(asked).not.toContain('POST /v1/images');
    const { keys } = (await service.call(PEOPLE['root'], 'GET', '/v1/keys')).json as KeyList;
    const root = keys.find(({ purpose }) => purpose === 'root')?.certificate ?? '';
    const policy = { db: [certificateRecord(Buffer.from(root, 'base64'))], dbx: [] };
    const signed = memorySource(readFileSync(join(out(), 'vmlinuz.efi')));
    const { verdicts } = await verifyImage(signed, { policy, consumers: ['uefi'] });
    expect(verdicts).toMatchObject([{ accepts: true }]);
    const inner = await verifyImage(memorySource(await unpackKernel(signed)), { policy, consumers: ['kexec-6.12'] });
    expect(inner.verdicts).toMatchObject([{ withKexecFile: { accepts: true } }]);
  });

  it('says how the kernel in an EFI zboot image is signed where it can not be packed again', async () => {
    const zboot = buildZboot(arm64Image(), { packedAs: 'gzip' });
    const { stderr, exitCode } = await run('rae', 'sign', put('vmlinuz.efi', zboot), '-o', out(), '--inner');
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/packed with "gzip".*sign the Image/);
    expect(asked).not.toContain('POST /v1/images');
  });

  it('writes no UKI whose PCR signatures are not those of its own sections, whatever the service answers', async () => {
    const block = (name: string, content: string) => ({
      name,
      data: Buffer.concat([Buffer.from(content), Buffer.alloc(0x200 - content.length)]),
      virtualSize: content.length,
    });
    const uki = (cmdline: string): Uint8Array =>
      buildPe({
        peOffset: 0x280,
        sections: [
          { name: '.text', data: Buffer.alloc(0x200, 0xc3), executable: true },
          block('.cmdline', cmdline),
          { name: '.linux', data: buildPe({ bzImage: true, release: '6.12.1-test' }) },
        ],
      });
    const rule = { names: ['*'], approvals: 0, byDigest: false, mayForce: false, consumers: ['uefi' as const] };
    const pcrSignatures = { banks: ['sha256' as const], phases: ['enter-initrd'] };
    await setPolicy(service, { version: 1, requestHours: 72, rules: [{ ...rule, pcrSignatures }] });
    const file = join(directory.path, 'out.efi');
    const made = await run('rae', 'sign', put('a.efi', uki('quiet')), '-o', file, '--pcrs', '--json');
    expect(made.exitCode).toBe(0);
    const [, id = ''] = /--pcrs (\w+)/.exec(made.stderr) ?? [];
    rmSync(file);
    const other = await run('rae', 'sign', put('b.efi', uki('init=/bin/sh')), '-o', file, '--pcrs', id);
    expect(other).toMatchObject({ stderr: expect.stringMatching(/these very sections is not signed/) });
    expect(readdirSync(directory.path)).not.toContain('out.efi');
  });

  it('signs root hashes of dm-verity with the rest, as veritysetup and systemd verify them', async () => {
    const rootHash = 'c0ffee'.padEnd(64, '0');
    const text = `release: 6.12.1-1\nimages: [{rootHash: ${rootHash}, name: root-6.12.1}, {directory: build-1/boot}]`;
    aBuild(1);
    const line = ['sign', '--manifest', put('r.yaml', Buffer.from(text)), '-o', out()];
    const rule = { names: ['*'], approvals: 1, byDigest: false, mayForce: false, consumers: ['uefi' as const] };
    const refused = await run('rae', ...line);
    expect(refused.stdout).toMatch(/failed: root-6\.12\.1:roothash: .*no root hashes are signed/);
    await setPolicy(service, { version: 1, requestHours: 72, rules: [{ ...rule, rootHashes: true }] });
    await run('rae', ...line);
    await approved('6.12.1-1');
    expect((await run('rae', ...line)).exitCode).toBe(0);
    expect(written()).toEqual(['root-6.12.1.roothash.p7s', 'vmlinuz-6.12.1-test']);

    const keys = (await service.call(PEOPLE['rae'], 'GET', '/v1/keys')).json as KeyList;
    const leaf = keys.keys.find(({ purpose }) => purpose === 'signer')?.certificate ?? '';
    const key = new X509Certificate(Buffer.from(leaf, 'base64')).publicKey;
    // The value ends the message: there are neither attributes nor certificates. `openssl smime -verify` says the same.
    const value = readFileSync(join(out(), 'root-6.12.1.roothash.p7s')).subarray(-256);
    const isGood = (signed: string): boolean => verify('sha256', Buffer.from(signed), key, value);
    // The hash as text, without a line's end: not its 32 bytes, and no other.
    expect([rootHash, `${rootHash}\n`, rootHash.replace('c', 'd')].map(isGood)).toEqual([true, false, false]);

    const single = ['--root-hash', rootHash, '--name', 'root-6.12.1', '-o', join(directory.path, 'single.p7s')];
    expect((await run('rae', 'sign', ...single)).exitCode).toBe(0);
    expect(readFileSync(join(directory.path, 'single.p7s'))).toEqual(
      readFileSync(join(out(), 'root-6.12.1.roothash.p7s')),
    );
  });

  it('puts the signatures of both keys of PCR policies into a UKI while both sign', async () => {
    const uki = buildPe({
      peOffset: 0x280,
      sections: [
        { name: '.text', data: Buffer.alloc(0x200, 0xc3), executable: true },
        { name: '.linux', data: buildPe({ bzImage: true, release: '6.12.1-test' }) },
      ],
    });
    const rule = { names: ['*'], approvals: 0, byDigest: false, mayForce: false, consumers: ['uefi' as const] };
    const pcrSignatures = { banks: ['sha256' as const], phases: ['enter-initrd'] };
    await setPolicy(service, { version: 1, requestHours: 72, rules: [{ ...rule, pcrSignatures }] });
    const [newest, before] = [countingPolicySigner('pcr-2'), service.keys.pcr];
    Object.assign(service.signerDeps.keys, { pcr: newest, pcrBefore: before });
    const file = join(directory.path, 'signed.efi');
    expect(await run('rae', 'sign', put('linux.efi', uki), '-o', file, '--pcrs')).toMatchObject({ exitCode: 0 });
    const { image } = await verifyImage(memorySource(readFileSync(file)), { policy: { db: [], dbx: [] } });
    const publicKeys = await Promise.all([newest, before].map((key) => key.publicKey()));
    expect(image.pcrSignatures?.map(({ key, matches }) => [key, matches])).toEqual(
      publicKeys.map((publicKey) => [fingerprintOf(publicKey), true]),
    );
  });

  it('writes the key of PCR policies, as it stands in .pcrpkey', async () => {
    const { stdout, exitCode } = await run('rae', 'keys', 'export', '--purpose', 'pcr');
    const der = createPublicKey(stdout).export({ format: 'der', type: 'spki' });
    expect([exitCode, Buffer.compare(der, await service.keys.pcr.publicKey())]).toEqual([0, 0]);
    expect((await run('rae', 'keys', 'export', '--purpose', 'pcr', '--form', 'esl')).exitCode).not.toBe(0);
    expect(await run('rae', 'keys', 'export', '--purpose', 'pcr', '--before')).toMatchObject({
      stderr: expect.stringMatching(/no key of PCR policies before this one/),
    });
    expect((await run('rae', 'keys', 'export', '--before')).exitCode).not.toBe(0);

    const newest = countingPolicySigner('pcr-2');
    Object.assign(service.signerDeps.keys, { pcr: newest, pcrBefore: service.keys.pcr });
    const before = (await run('rae', 'keys', 'export', '--purpose', 'pcr', '--before')).stdout;
    expect([before, (await run('rae', 'keys', 'export', '--purpose', 'pcr')).stdout]).toEqual([
      stdout,
      expect.not.stringContaining(stdout.slice(0, 200)),
    ]);
  });

  it.each([
    ['release: x y\nimages: [{file: a}]', /release: letters, digits/],
    ['release: x', /images/],
    ['release: x\nimages: [{file: a, typo: 1}]', /images\.0/],
    ['release: [', /YAML|flow/i],
    ['a: &a [x]\nb: *a', /alias/i],
  ])('refuses the manifest %j and says why', async (text, why) => {
    const { stderr, exitCode } = await run('rae', 'sign', '--manifest', put('m.yaml', Buffer.from(text)), '-o', out());
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(why);
    expect(asked).toEqual([]);
  });

  it('signs a digest alone, where policy allows it', async () => {
    const digest = 'ab'.repeat(32);
    const refused = await run('rae', 'sign', '--detached-digest', digest, '--name', 'x', '-o', out());
    expect(refused).toMatchObject({ stderr: expect.stringContaining('not signed by digest') });
  });
});
