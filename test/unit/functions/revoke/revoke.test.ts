import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { revokeApp } from '../../../../functions/revoke/app.ts';
import { verifyApp } from '../../../../functions/verify/app.ts';
import { toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import { readTrustFile } from '../../../../shared/authenticode/trust-files.ts';
import type { RevocationStore } from '../../../../shared/aws/images/revocations.ts';
import { Sightings } from '../../../../shared/aws/images/sightings.ts';
import { signedImages } from '../../../../shared/aws/images/signed-images.ts';
import type { ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { CreatedImage, ImageRecord, KeyList, LogEntry } from '../../../../shared/contract/images.ts';
import type { RevocationList, RevocationPreview, RevocationTarget } from '../../../../shared/contract/revocations.ts';
import type { VerifyReport } from '../../../../shared/contract/verify.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import {
  callApp,
  changeBy,
  person,
  setPolicy,
  signingService,
  START,
  type ServiceHarness,
} from '../../../support/signing-service.ts';

const admin = person('root', 'admin');
const second = person('second', 'admin');
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
  const images = signedImages(service.deps.register, service.objects);
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
      changes: service.deps.changes,
      twoPeople: service.deps.twoPeople,
      newId: service.deps.newId,
      now: () => service.clock,
    },
    { onFailure },
  );
  const verifier = verifyApp({ register, settings, revocations, images }, { onFailure });
  call = (principal, method, path, body) => callApp(app, principal, method, path, body);
  verify = (id) => callApp(verifier, responder, 'POST', '/v1/verify', { id });

  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  await setPolicy(service, {
    version: 0,
    requestHours: 1,
    rules: [{ names: ['*'], approvals: 0, byDigest: false, consumers: ['uefi'], mayForce: false }],
  });
  const upload = { sizeBytes: kernel.length, sha256: createHash('sha256').update(kernel).digest('hex') };
  const created = (await service.call(engineer, 'POST', '/v1/images', { name: 'app', upload })).json as CreatedImage;
  service.upload(created.image.id, kernel);
  signed = (await service.call(engineer, 'POST', `/v1/images/${created.image.id}/submit`)).json;
});

const revokeBy = (target: RevocationTarget, reason: string) =>
  changeBy(call as ServiceHarness['call'], { kind: 'revocation', target }, { reason });

const uefiOf = (report: VerifyReport): boolean | undefined =>
  report.verdicts.find(({ consumer }) => consumer === 'uefi')?.accepts;

describe('revoking', () => {
  it('tells of it when the image is marked and the files are published', async () => {
    const there: unknown[] = [];
    const { bus, register } = service.deps;
    const publish = bus.publish.bind(bus);
    bus.publish = async (events) => {
      if (events.some(({ name }) => name === 'image.revoked')) {
        there.push((await register.require(signed.id)).revoked?.reason, files.size > 0);
      }
      await publish(events);
    };
    await revokeBy({ kind: 'image', digest: signed.digest ?? '' }, 'leaked');
    expect(there).toEqual(['leaked', true]);
  });

  it('publishes with it what somebody else revoked meanwhile, as the version that holds both', async () => {
    const revocations = service.deps.revocations as RevocationStore;
    const add = revocations.add.bind(revocations);
    revocations.add = async (list, record) => {
      revocations.add = add;
      await add(list, record);
      const now = await revocations.list();
      const target = { kind: 'release' as const, release: '6.1.0-test' };
      await add(now, { target, reason: 'old', by: 'eve', at: service.clock.toISOString(), version: now.version + 1 });
    };
    await revokeBy({ kind: 'image', digest: signed.digest ?? '' }, 'leaked');
    expect((await revocations.list()).version).toBe(2);
    expect([...files.keys()].filter((name) => !name.startsWith('2/'))).toEqual([]);
    expect(files.size).toBeGreaterThan(0);
  });

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

    const answer = await revokeBy(request.target as RevocationTarget, request.reason);
    expect(answer.json).toMatchObject({ state: 'in-force' });
    const report = (await verify(signed.id)).json as VerifyReport;
    expect(uefiOf(report)).toBe(uefiLoads);
    expect(report.verdicts.find(({ consumer }) => consumer === 'shim')?.accepts).toBe(false);
    expect((await service.call(engineer, 'GET', `/v1/images/${signed.id}`)).json).toMatchObject({
      revoked: { reason: 'CVE-2026-1' },
    });
  });

  it.each<[string, () => object, readonly (string | RegExp)[]]>([
    ['an image', () => ({ kind: 'image', digest: signed.digest }), [/^2 hosts were seen running/]],
    [
      'an image that is not registered',
      () => ({ kind: 'image', digest: 'f'.repeat(64) }),
      [/^No registered image has/],
    ],
    ['a build-id of none', () => ({ kind: 'build-id', buildId: 'cd'.repeat(20) }), [/nothing is added to any list/]],
    [
      'a component’s generation',
      () => ({ kind: 'sbat', component: 'linux', generation: 2 }),
      [/know nothing of SBAT/, /^2 hosts were/],
    ],
    ['a release', () => ({ kind: 'release', release: '9.9.9' }), [/no list names releases/]],
    ['a hash of a certificate', () => ({ kind: 'tbs', tbsSha256: 'a'.repeat(64) }), [/^shim knows no hashes/]],
  ])('%s warns of what it does not do', async (_name, targetOf, expected) => {
    for (const host of ['web-1', 'web-2']) await sightings.record(host, 'ab'.repeat(20), START);
    const request = { target: targetOf(), reason: 'CVE-2026-1' };
    const { warnings } = (await call(responder, 'POST', '/v1/revocations/preview', request)).json as RevocationPreview;
    expect(warnings).toEqual(expected.map((each) => expect.stringMatching(each)));
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
    await revokeBy(request.target as RevocationTarget, request.reason);
    const list = (await call(admin, 'GET', '/v1/revocations')).json as RevocationList;
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
    expect(service.events.at(-2)).toMatchObject({ name: 'image.revoked', detail: { revocation: 'image' } });
  });

  it.each<[string, () => RevocationTarget, () => Partial<LogEntry>]>([
    ['an image', () => ({ kind: 'image', digest: signed.digest ?? '' }), () => ({ digest: signed.digest })],
    ['a build', () => ({ kind: 'build-id', buildId: 'ab'.repeat(20) }), () => ({ buildId: 'ab'.repeat(20) })],
    ['a release', () => ({ kind: 'release', release: '9.9.9' }), () => ({})],
  ])('is in the log once, with the files that were published: %s', async (_name, targetOf, expected) => {
    const entries: LogEntry[] = [];
    const { log } = service.deps;
    const append = log.append.bind(log);
    Object.assign(log, { append: (entry: LogEntry) => (entries.push(entry), append(entry)) });
    await revokeBy(targetOf(), 'CVE-2026-1');
    const list = (await call(responder, 'GET', '/v1/revocations')).json as RevocationList;
    const content = createHash('sha256').update(JSON.stringify(list.files)).digest('hex');
    const revoked = entries.filter(({ type }) => type === 'revoked');
    expect(revoked).toMatchObject([{ by: 'root@example.com', reason: 'CVE-2026-1', content }]);
    const [{ digest, buildId } = {}] = revoked;
    expect({ digest, buildId }).toEqual(expected());
    expect(list.revocations).toMatchObject([{ logIndex: expect.any(Number), complete: true }]);
  });

  it('of what lists do not name signs no update', async () => {
    const calls = service.keys.kek.calls;
    await revokeBy({ kind: 'release', release: '9.9.9' }, 'withdrawn');
    const list = (await call(responder, 'GET', '/v1/revocations')).json as RevocationList;
    expect(Object.keys(list.files)).not.toContain('dbx.auth');
    expect(service.keys.kek.calls).toBe(calls);
  });

  it('a second time for another reason leaves the image with the first', async () => {
    await revokeBy({ kind: 'image', digest: signed.digest ?? '' }, 'the first reason');
    const { revision } = await service.deps.register.require(signed.id);
    await revokeBy({ kind: 'build-id', buildId: 'ab'.repeat(20) }, 'the second reason');
    expect(await service.deps.register.require(signed.id)).toMatchObject({
      revision,
      revoked: { reason: 'the first reason' },
    });
  });

  it('is nothing that one admin does alone', async () => {
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'I say so' };
    const asked = await call(admin, 'POST', '/v1/revocations', request);
    expect(asked).toMatchObject({ status: 201, json: { state: 'pending', approvalsNeeded: 1 } });
    const change = asked.json as ChangeRecord;
    expect(change.changes).toContainEqual(expect.objectContaining({ before: expect.stringContaining('uefi') }));
    expect(change.warnings[0]).toContain('can’t be taken back');
    expect((await call(responder, 'GET', '/v1/revocations')).json).toMatchObject({ version: 0, revocations: [] });
    const approval = { decision: 'approve', content: change.content };
    const path = `/v1/revocations/changes/${change.id}/decisions`;
    expect((await call(admin, 'POST', path, approval)).status).toBe(403);
    // Nor where the approvals of the signing policy are decided on.
    expect((await service.call(second, 'POST', `/v1/changes/${change.id}/decisions`, approval)).status).toBe(409);
    expect(files.size).toBe(0);
    expect((await call(second, 'POST', path, approval)).json).toMatchObject({ state: 'in-force' });
    expect(files.size).toBeGreaterThan(0);
  });

  it('on one person’s word holds at once where the operator allows it, and everybody is told', async () => {
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'exploited', emergency: true };
    const forced = await call(admin, 'POST', '/v1/revocations', request);
    expect(forced.json).toMatchObject({ state: 'in-force', emergency: true, approvals: [] });
    expect(service.events.map(({ name }) => name)).toContain('change.forced');
    expect((await call(responder, 'GET', '/v1/revocations')).json).toMatchObject({ version: 1 });
    expect((await service.call(engineer, 'GET', `/v1/images/${signed.id}/signature`)).status).toBe(409);
  });

  it('is forced by nobody where the operator does not allow that', async () => {
    Object.assign(service.deps.twoPeople, { breakGlass: 'none' });
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'exploited', emergency: true };
    expect((await call(admin, 'POST', '/v1/revocations', request)).status).toBe(403);
    expect((await call(responder, 'GET', '/v1/revocations')).json).toMatchObject({ version: 0 });
  });

  it('waits its time, can be stopped until then, and holds from then on, published or not yet', async () => {
    Object.assign(service.deps.twoPeople, { revocationDelayMinutes: 30 });
    const target = { kind: 'image' as const, digest: signed.digest ?? '' };
    const approved = (await revokeBy(target, 'CVE-2026-3')).json as ChangeRecord;
    expect(approved).toMatchObject({ state: 'approved', effectiveAt: '2026-11-23T12:30:00.000Z' });
    const signature = () => service.call(engineer, 'GET', `/v1/images/${signed.id}/signature`);
    expect((await signature()).status).toBe(200);
    const stop = { decision: 'refuse', content: approved.content, comment: 'the wrong image' };
    const path = `/v1/revocations/changes/${approved.id}/decisions`;
    const stopped = await call(person('ada', 'approver'), 'POST', path, stop);
    expect(stopped.json).toMatchObject({ state: 'refused', outcome: 'the wrong image' });
    service.clock = new Date(service.clock.getTime() + 31 * 60_000);
    expect((await signature()).status).toBe(200);

    await revokeBy(target, 'CVE-2026-4');
    service.clock = new Date(service.clock.getTime() + 31 * 60_000);
    expect((await signature()).status).toBe(409);
    expect((await service.call(engineer, 'GET', `/v1/images/${signed.id}`)).json).toMatchObject({
      revoked: { reason: 'CVE-2026-4' },
    });
    expect(files.size).toBe(0);
    const list = (await call(responder, 'GET', '/v1/revocations')).json as RevocationList;
    expect(list.revocations).toMatchObject([{ reason: 'CVE-2026-4', complete: true }]);
    expect(files.size).toBeGreaterThan(0);
  });

  it('is for administrators', async () => {
    const request = { target: { kind: 'image', digest: signed.digest }, reason: 'bad' };
    expect((await call(engineer, 'POST', '/v1/revocations', request)).status).toBe(403);
    expect((await call(undefined, 'GET', '/v1/revocations')).status).toBe(401);
  });

  it('lets nothing be signed that is below the lowest generation', async () => {
    await revokeBy({ kind: 'sbat', component: 'linux', generation: 2 }, 'CVE-2026-2');
    const upload = { sizeBytes: kernel.length, sha256: 'a'.repeat(64) };
    const created = (await service.call(engineer, 'POST', '/v1/images', { name: 'again', upload }))
      .json as CreatedImage;
    service.upload(created.image.id, kernel);
    const refused = (await service.call(engineer, 'POST', `/v1/images/${created.image.id}/submit`)).json as ImageRecord;
    expect(refused).toMatchObject({ state: 'refused' });
    expect(refused.reason).toContain('sbat-revoked');
  });
});
