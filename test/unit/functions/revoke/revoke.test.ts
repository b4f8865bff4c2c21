import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { revokeApp } from '../../../../functions/revoke/app.ts';
import { verifyApp } from '../../../../functions/verify/app.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { readTrustFile } from '../../../../shared/authenticode/trust-files.ts';
import { Sightings } from '../../../../shared/aws/images/sightings.ts';
import { signedImages } from '../../../../shared/aws/images/signed-images.ts';
import type { CreatedImage, ImageRecord, KeyList } from '../../../../shared/contract/images.ts';
import type { RevocationList, RevocationPreview } from '../../../../shared/contract/revocations.ts';
import type { VerifyReport } from '../../../../shared/contract/verify.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { callApp, person, signingService, START, type ServiceHarness } from '../../../support/signing-service.ts';

const admin = person('root', 'admin');
const engineer = person('rae', 'release-engineer');
const responder = person('on-call', 'responder');

const sbat = Buffer.from('sbat,1,SBAT Version,sbat,1,https://x\nlinux,1,Example,linux,6.12,https://example\n');
const note = Buffer.from(`040000001400000003000000474e5500${'ab'.repeat(20)}`, 'hex');
const kernel = buildPe({
  sections: [
    { name: '.text', data: Buffer.concat([Buffer.alloc(0x200, 0x90)]), executable: true },
    { name: '.sbat', data: Buffer.concat([sbat, Buffer.alloc(0x200 - sbat.length)]), virtualSize: sbat.length },
    { name: '.notes', data: Buffer.concat([note, Buffer.alloc(0x200 - note.length)]) },
  ],
});

let service: ServiceHarness;
let files: Map<string, Uint8Array>;
let sightings: Sightings;
let call: (
  principal: typeof admin | undefined,
  method: string,
  path: string,
  body?: unknown,
) => ReturnType<typeof callApp>;
let verify: (id: string) => ReturnType<typeof callApp>;
let signed: ImageRecord;

beforeEach(async () => {
  service = signingService();
  files = new Map();
  sightings = new Sightings(service.dynamo.client, 'images');
  const images = signedImages(service.deps.register, service.deps.objects);
  const onFailure = (error: unknown): never => {
    throw error;
  };
  const { register, settings, revocations, log, bus } = service.deps;
  const app = revokeApp(
    {
      register,
      revocations: revocations as never,
      settings,
      images,
      sightings,
      files: {
        keep: (version, name, bytes) => Promise.resolve(void files.set(`${version}/${name}`, bytes)),
        read: (version, name) => Promise.resolve(files.get(`${version}/${name}`)),
      },
      kek: service.keys.kek,
      log,
      bus,
      now: () => service.clock,
    },
    { onFailure },
  );
  const verifier = verifyApp({ register, settings, revocations, images }, { onFailure });
  call = (principal, method, path, body) => callApp(app, principal, method, path, body);
  verify = (id) => callApp(verifier, responder, 'POST', '/v1/verify', { id });

  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  await service.call(admin, 'PUT', '/v1/signing-policy', {
    version: 0,
    requestHours: 1,
    rules: [{ names: ['*'], approvals: 0, byDigest: false, consumers: ['uefi'], mayForce: false }],
  });
  const upload = { sizeBytes: kernel.length, sha256: createHash('sha256').update(kernel).digest('hex') };
  const created = (await service.call(engineer, 'POST', '/v1/images', { name: 'app', upload })).json as CreatedImage;
  service.upload(created.image.id, kernel);
  signed = (await service.call(engineer, 'POST', `/v1/images/${created.image.id}/submit`)).json;
});

const uefiOf = (report: VerifyReport): boolean | undefined =>
  report.verdicts.find(({ consumer }) => consumer === 'uefi')?.accepts;

describe('revoking', () => {
  it('begins with an image that firmware loads', async () => {
    expect(signed).toMatchObject({ state: 'signed', image: { buildId: 'ab'.repeat(20) } });
    expect(uefiOf((await verify(signed.id)).json as VerifyReport)).toBe(true);
  });

  it.each([
    ['its digest', () => ({ kind: 'image', digest: signed.digest }), false],
    ['its build-id', () => ({ kind: 'build-id', buildId: 'ab'.repeat(20) }), false],
    ['a component’s generation', () => ({ kind: 'sbat', component: 'linux', generation: 2 }), true],
  ])('by %s says before what it does, then does it', async (_name, targetOf, uefiLoads) => {
    await sightings.record('web-1', 'ab'.repeat(20), START);
    const request = { target: targetOf(), reason: 'CVE-2026-1' };
    const preview = (await call(responder, 'POST', '/v1/revocations/preview', request)).json as RevocationPreview;
    expect(preview.effects).toMatchObject([{ id: signed.id, name: 'app' }]);
    expect(preview.effects[0]?.stops).toContain('shim');
    expect(preview.hosts).toEqual([{ host: 'web-1', buildId: 'ab'.repeat(20), lastSeen: START.toISOString() }]);

    const answer = await call(admin, 'POST', '/v1/revocations', request);
    expect(answer.status).toBe(201);
    const report = (await verify(signed.id)).json as VerifyReport;
    expect(uefiOf(report)).toBe(uefiLoads);
    expect(report.verdicts.find(({ consumer }) => consumer === 'shim')?.accepts).toBe(false);
    expect((await service.call(engineer, 'GET', `/v1/images/${signed.id}`)).json).toMatchObject({
      revoked: { reason: 'CVE-2026-1' },
    });
  });

  it('by certificate takes with it all that the certificate issued', async () => {
    const keys = (await service.call(admin, 'GET', '/v1/keys')).json as KeyList;
    const root = keys.keys.find(({ purpose }) => purpose === 'root')?.certificate ?? '';
    const target = { kind: 'certificate', certificate: toPem(Buffer.from(root, 'base64')) };
    const preview = (await call(responder, 'POST', '/v1/revocations/preview', { target, reason: 'stolen' }))
      .json as RevocationPreview;
    expect(preview.effects).toMatchObject([{ id: signed.id, stops: ['uefi', 'shim'] }]);
  });

  it('publishes every file, signs the update once, and refuses to revoke twice', async () => {
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'bad' };
    const calls = service.keys.kek.calls;
    const list = (await call(admin, 'POST', '/v1/revocations', request)).json as RevocationList;
    expect(Object.keys(list.files).sort()).toEqual([
      'MokListX.esl',
      'SbatLevel.csv',
      'dbx.auth',
      'dbx.esl',
      'revocation-keys.pem',
    ]);
    expect(readTrustFile(Buffer.from(list.files['dbx.auth'] ?? '', 'base64'), 'dbx.auth')).toHaveLength(1);
    expect((await call(responder, 'GET', '/v1/revocations')).json).toEqual(list);
    expect(service.keys.kek.calls).toBe(calls + 1);
    expect((await call(admin, 'POST', '/v1/revocations', request)).status).toBe(409);
    expect(service.events.at(-1)).toMatchObject({ name: 'image.revoked', detail: { revocation: 'image' } });
  });

  it('is for administrators', async () => {
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'bad' };
    expect((await call(engineer, 'POST', '/v1/revocations', request)).status).toBe(403);
    expect((await call(undefined, 'GET', '/v1/revocations')).status).toBe(401);
  });

  it('lets nothing be signed that is below the lowest generation', async () => {
    await call(admin, 'POST', '/v1/revocations', {
      target: { kind: 'sbat', component: 'linux', generation: 2 },
      reason: 'CVE-2026-2',
    });
    const upload = { sizeBytes: kernel.length, sha256: 'a'.repeat(64) };
    const created = (await service.call(engineer, 'POST', '/v1/images', { name: 'again', upload }))
      .json as CreatedImage;
    service.upload(created.image.id, kernel);
    const refused = (await service.call(engineer, 'POST', `/v1/images/${created.image.id}/submit`)).json as ImageRecord;
    expect(refused).toMatchObject({ state: 'refused' });
    expect(refused.reason).toContain('sbat-revoked');
  });
});
