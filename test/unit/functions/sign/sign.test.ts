import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { openCheckpoint } from '../../../../shared/authenticode/log/checkpoint.ts';
import { leafHash, verifyConsistency, verifyInclusion } from '../../../../shared/authenticode/log/merkle.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { nameLine } from '../../../../shared/aws/images/items.ts';
import type {
  ConsistencyAnswer,
  CreatedImage,
  ImagePage,
  ImageRecord,
  InclusionProof,
  KeyList,
  SignatureAnswer,
  SigningPolicy,
} from '../../../../shared/contract/images.ts';
import { buildModule } from '../../../support/module-writer.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { attach } from '../../../support/signed-images.ts';
import { person, setPolicy, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const admin = person('root', 'admin');
const responder = person('on-call', 'responder');
const both = person('mel', 'release-engineer', 'approver');
const host = { kind: 'host', host: 'web-1', expiresAt: new Date() } as const;

const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let service: ServiceHarness;
beforeEach(async () => {
  service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
});

async function ask(image: Uint8Array, by = engineer, more: object = {}): Promise<ImageRecord> {
  const body = { name: 'vmlinuz-6.12.1', upload: { sizeBytes: image.length, sha256: sha256(image) }, ...more };
  const created = await service.call(by, 'POST', '/v1/images', body);
  expect(created.status).toBe(201);
  const { id } = (created.json as CreatedImage).image;
  service.upload(id, image);
  return (await service.call(by, 'POST', `/v1/images/${id}/submit`)).json;
}

const decide = (record: ImageRecord, by = approver, more: object = {}) =>
  service.call(by, 'POST', `/v1/images/${record.id}/decisions`, {
    decision: 'approve',
    digest: record.digest,
    ...more,
  });

describe('the way of an image', () => {
  it('is signed once somebody else approved, and every consumer accepts what comes out', async () => {
    const asked = await ask(kernel);
    expect(asked).toMatchObject({
      state: 'pending',
      approvalsNeeded: 1,
      image: { release: '6.12.1-test' },
      problems: [],
    });
    expect(service.keys.image.calls).toBe(0);
    const signed = (await decide(asked)).json as ImageRecord;
    expect(signed).toMatchObject({ state: 'signed', approvals: [{ by: 'ada@example.com' }] });
    expect(service.keys.image.calls).toBe(1);

    const answer = (await service.call(engineer, 'GET', `/v1/images/${asked.id}/signature`)).json as SignatureAnswer;
    const keys = (await service.call(engineer, 'GET', '/v1/keys')).json as KeyList;
    const root = keys.keys.find(({ purpose }) => purpose === 'root')?.certificate ?? '';
    const file = await attach(kernel, Buffer.from(answer.signature, 'base64'));
    const report = await verifyImage(memorySource(file), {
      policy: { db: [certificateRecord(Buffer.from(root, 'base64'))], dbx: [] },
    });
    const refusing = report.verdicts.filter(({ accepts, consumer }) => !accepts && consumer !== 'module');
    expect(refusing).toEqual([]);
    expect(service.events.map(({ name }) => name)).toEqual(['image.requested', 'image.approved', 'image.signed']);
  });

  it('tells of a signature when the image can be found by its name', async () => {
    const { bus, register } = service.deps;
    const publish = bus.publish.bind(bus);
    const found: unknown[] = [];
    bus.publish = async (events) => {
      for (const { name } of events) found.push([name, (await register.lastSigned('vmlinuz-6.12.1'))?.state]);
      await publish(events);
    };
    const asked = await ask(kernel);
    await decide(asked);
    expect(found.at(-1)).toEqual(['image.signed', 'signed']);
    expect(asked.name).toBe('vmlinuz-6.12.1');
  });

  it('signs a digest once: a second request gets the recorded signature without asking KMS', async () => {
    const first = await ask(kernel);
    await decide(first);
    // On the approvals of the first: nobody decides on the same digest twice.
    const second = await ask(kernel);
    expect(second).toMatchObject({ state: 'signed', approvedAs: first.id, approvals: [{ subject: 'ada' }] });
    const signatures = await Promise.all(
      [first, second].map(({ id }) => service.call(engineer, 'GET', `/v1/images/${id}/signature`)),
    );
    expect(new Set(signatures.map(({ json }) => (json as SignatureAnswer).signature)).size).toBe(1);
    expect(service.keys.image.calls).toBe(1);
  });

  it('shows approvers what differs from the image of that line of releases that was signed last', async () => {
    const first = await ask(kernel, engineer, { name: 'vmlinuz-6.12.1-test' });
    expect(first.changes).toEqual([]);
    await decide(first);
    const next = await ask(buildPe({ bzImage: true, release: '6.12.2-test' }), engineer, {
      name: 'vmlinuz-6.12.2-test',
    });
    expect(next.changes).toContainEqual({ field: 'release', before: '6.12.1-test', after: '6.12.2-test' });
    expect(next).toMatchObject({ previousId: first.id, previousName: 'vmlinuz-6.12.1-test' });
  });

  it.each([
    ['vmlinuz-6.12.118', 'vmlinuz-6.12*'],
    ['vmlinuz-6.12.118-1-amd64', 'vmlinuz-6.12*-amd64'],
    ['vmlinuz-6.1.0-56-cloud-amd64', 'vmlinuz-6.1*-cloud-amd64'],
    ['vmlinuz-6.12.117+deb12-cloud-amd64', 'vmlinuz-6.12*+deb12-cloud-amd64'],
    ['vmlinuz-6.12', 'vmlinuz-6.12'],
    ['fwupdx64.efi', 'fwupdx64.efi'],
  ])('%s is of the line %s', (name, line) => {
    expect(nameLine(name)).toBe(line);
  });

  it('signs modules with an appended signature', async () => {
    const policy: SigningPolicy = {
      version: 0,
      requestHours: 1,
      rules: [{ names: ['*'], approvals: 0, byDigest: true, consumers: ['module'], mayForce: false }],
    };
    await setPolicy(service, policy);
    const signed = await ask(buildModule());
    expect(signed).toMatchObject({ state: 'signed', kind: 'appended', consumers: ['module'] });
  });
});

describe('who may do what', () => {
  it.each([
    ['nobody', undefined, 401],
    ['a host', host, 403],
    ['a responder', responder, 403],
    ['an approver alone', approver, 403],
  ])('%s can not ask for a signature', async (_name, principal, status) => {
    const answer = await service.call(principal, 'POST', '/v1/images', { name: 'x', digest: 'a'.repeat(64) });
    expect(answer.status).toBe(status);
    expect(service.keys.image.calls).toBe(0);
  });

  it('nobody approves what they asked for, whatever roles they have', async () => {
    const asked = await ask(kernel, both);
    expect((await decide(asked, both)).status).toBe(403);
    expect((await decide(asked, engineer)).status).toBe(403);
    expect((await decide(asked, approver)).status).toBe(200);
  });

  it('one approver counts once', async () => {
    await setPolicy(service, {
      version: 0,
      requestHours: 1,
      rules: [{ names: ['*'], approvals: 2, byDigest: false, consumers: ['uefi'], mayForce: false }],
    });
    const asked = await ask(kernel);
    await decide(asked);
    expect((await decide(asked)).json).toMatchObject({ state: 'pending' });
    expect((await decide(asked, person('bob', 'approver'))).json).toMatchObject({ state: 'signed' });
  });

  it('a policy names who may ask for what, and who approves it', async () => {
    const rules = [
      {
        names: ['vmlinuz-*'],
        releases: ['6.12.*'],
        requesters: ['rae@*'],
        approvers: ['bob'],
        approvals: 1,
        byDigest: false,
        consumers: ['uefi' as const],
        mayForce: false,
      },
    ];
    await setPolicy(service, { version: 0, requestHours: 1, rules });
    const body = { name: 'shim', upload: { sizeBytes: 1, sha256: sha256(kernel) } };
    expect((await service.call(engineer, 'POST', '/v1/images', body)).status).toBe(403);
    expect((await service.call(both, 'POST', '/v1/images', { ...body, name: 'vmlinuz-1' })).status).toBe(403);
    const asked = await ask(kernel);
    expect((await decide(asked)).status).toBe(403);
    expect((await decide(asked, person('bob', 'approver'))).status).toBe(200);
    const old = await service.call(engineer, 'POST', '/v1/images', { ...body, name: 'vmlinuz-old' });
    const { id } = (old.json as CreatedImage).image;
    service.upload(id, buildPe({ bzImage: true, release: '5.10.0' }));
    expect((await service.call(engineer, 'POST', `/v1/images/${id}/submit`)).status).toBe(403);
  });
});

describe('what is not signed', () => {
  it('an image with a gap between its sections, whoever approves', async () => {
    const gap = buildPe({
      bzImage: true,
      sections: [
        { name: '.text', data: new Uint8Array(0x200), executable: true },
        { name: '.data', data: new Uint8Array(0x200), rawOffset: 0x1400 },
      ],
    });
    const refused = await ask(gap);
    expect(refused).toMatchObject({ state: 'refused' });
    expect(refused.reason).toContain('section-gap');
    expect((await decide(refused)).status).toBe(409);
    expect(service.keys.image.calls).toBe(0);
  });

  it('an image that an intended consumer would refuse', async () => {
    const application = await ask(buildPe({ subsystem: 3 }));
    expect(application.state).toBe('refused');
    expect(application.reason).toContain('uefi');
  });

  it('what is no image', async () => {
    expect(await ask(Buffer.from('hello'))).toMatchObject({ state: 'refused' });
  });

  it('another digest than the approver saw', async () => {
    const asked = await ask(kernel);
    expect((await decide(asked, approver, { digest: 'b'.repeat(64) })).status).toBe(409);
  });

  it('another object than the approver saw: the version that was looked at is the one that is signed', async () => {
    const asked = await ask(kernel);
    service.upload(asked.id, buildPe({ bzImage: true, release: 'evil' }));
    const signed = (await decide(asked)).json as ImageRecord;
    expect(signed).toMatchObject({ state: 'signed', digest: asked.digest });

    const swapped = await ask(buildPe({ bzImage: true, release: '6.12.2-test' }));
    const [version] = service.uploads.get(swapped.id) ?? [];
    if (version !== undefined) version.bytes = buildPe({ bzImage: true, release: 'evil' });
    const { json } = await decide(swapped);
    expect(json).toMatchObject({ state: 'refused' });
    expect((json as ImageRecord).reason).toMatch(
      new RegExp(`^the stored image has the digest [0-9a-f]{64}, approved was ${swapped.digest ?? ''}$`),
    );
    expect(service.keys.image.calls).toBe(1);
  });

  it('bytes that differ from what was approved, also where the checks of consumers were waived', async () => {
    const rule = { names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi' as const], mayForce: true };
    const policy = { version: 0, requestHours: 72, rules: [rule] };
    await setPolicy(service, policy);
    const asked = await ask(kernel, engineer, {
      force: { reason: 'the firmware of the lab is old' },
    });
    expect(asked).toMatchObject({ state: 'pending', force: 'the firmware of the lab is old' });
    const [version] = service.uploads.get(asked.id) ?? [];
    if (version !== undefined) version.bytes = buildPe({ bzImage: true, release: 'evil' });
    expect((await decide(asked)).json).toMatchObject({ state: 'refused' });
    expect(service.keys.image.calls).toBe(0);
  });

  it('what nobody decided on in time', async () => {
    const asked = await ask(kernel);
    service.clock = new Date(service.clock.getTime() + 73 * 3_600_000);
    expect((await decide(asked)).status).toBe(409);
    expect((await service.call(engineer, 'GET', `/v1/images/${asked.id}`)).json).toMatchObject({ state: 'expired' });
  });

  it('a digest alone, unless policy allows it; then provisionally, until the image was seen', async () => {
    const { digest = '' } = await ask(kernel);
    const body = { name: 'vmlinuz-x', digest };
    expect((await service.call(engineer, 'POST', '/v1/images', body)).status).toBe(403);
    await setPolicy(service, {
      version: 0,
      requestHours: 1,
      rules: [{ names: ['*'], approvals: 0, byDigest: true, consumers: ['uefi'], mayForce: false }],
    });
    const { image } = (await service.call(engineer, 'POST', '/v1/images', body)).json as CreatedImage;
    expect(image).toMatchObject({ state: 'signed', provisional: true });
    await ask(kernel);
    expect((await service.call(engineer, 'GET', `/v1/images/${image.id}`)).json).toMatchObject({ provisional: false });
  });

  it('what a rule forbids, unless it is forced where policy allows that, with a reason that is logged', async () => {
    const trailing = buildPe({ bzImage: true, trailing: new Uint8Array(8) });
    const force = { force: { reason: 'vendor ships it so, ticket 4711' } };
    const body = { name: 'x', upload: { sizeBytes: 1, sha256: sha256(trailing) }, ...force };
    expect((await service.call(engineer, 'POST', '/v1/images', body)).status).toBe(403);
    await setPolicy(service, {
      version: 0,
      requestHours: 1,
      rules: [{ names: ['*'], approvals: 0, byDigest: false, consumers: ['uefi'], mayForce: true }],
    });
    expect(await ask(trailing)).toMatchObject({ state: 'refused' });
    const signed = await ask(trailing, engineer, force);
    expect(signed).toMatchObject({ state: 'signed', force: 'vendor ships it so, ticket 4711' });
    const proof = (await service.call(engineer, 'GET', `/v1/images/${signed.id}/proof`)).json as InclusionProof;
    expect(Buffer.from(proof.entry, 'base64').toString()).toContain('ticket 4711');
  });
});

describe('a fault on the way', () => {
  it('is made good by doing it again, without a second signature', async () => {
    const asked = await ask(kernel);
    let failing = true;
    service.dynamo.onCommand = (name, input) => {
      const item = (input as { Item?: { state?: string } }).Item;
      if (failing && name === 'PutCommand' && item?.state === 'signed') throw new Error('out of order');
    };
    await expect(decide(asked)).rejects.toThrow('out of order');
    failing = false;
    expect((await decide(asked)).json).toMatchObject({ state: 'signed' });
    expect(service.keys.image.calls).toBe(1);
  });
});

describe('the register and its log', () => {
  it('finds images by digest and by state', async () => {
    const asked = await ask(kernel);
    const other = await ask(buildPe({ bzImage: true, release: '6.13.0' }));
    await decide(other);
    const list = async (query: string) =>
      ((await service.call(responder, 'GET', `/v1/images?${query}`)).json as ImagePage).images.map(({ id }) => id);
    expect(await list('state=pending')).toEqual([asked.id]);
    expect(await list(`digest=${other.digest ?? ''}`)).toEqual([other.id]);
    // Both may have been made within one millisecond: then their order is by chance.
    expect((await list('limit=10')).toSorted()).toEqual([other.id, asked.id].toSorted());
  });

  it('proves a signature to somebody who has only the key of the log', async () => {
    const keys = (await service.call(responder, 'GET', '/v1/keys')).json as KeyList;
    const publicKey = Buffer.from(keys.log.publicKey, 'base64');
    const open = (note: string) => openCheckpoint(note, keys.log.origin, publicKey);
    const before = open((await service.call(responder, 'GET', '/v1/log/checkpoint')).text);

    const signed = (await decide(await ask(kernel))).json as ImageRecord;
    const proof = (await service.call(responder, 'GET', `/v1/images/${signed.id}/proof`)).json as InclusionProof;
    const { size, root } = open(proof.checkpoint);
    const hashes = proof.proof.map((hash) => Buffer.from(hash, 'hex'));
    const entry = Buffer.from(proof.entry, 'base64');
    expect(verifyInclusion(leafHash(entry), proof.index, size, hashes, root)).toBe(true);
    expect(JSON.parse(entry.toString())).toMatchObject({ type: 'signed', digest: signed.digest, imageId: signed.id });

    const grown = (await service.call(responder, 'GET', `/v1/log/consistency?from=${before.size}`))
      .json as ConsistencyAnswer;
    const steps = grown.proof.map((hash) => Buffer.from(hash, 'hex'));
    const after = open(grown.checkpoint);
    expect(verifyConsistency(before.size, after.size, steps, before.root, after.root)).toBe(true);
  });

  it('keys init a second time changes nothing', async () => {
    const again = await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Other' });
    expect((again.json as KeyList).keys).toHaveLength(3);
    expect((again.json as KeyList).keys[0]?.subject).toContain('Example');
  });
});

describe('requests that wait', () => {
  const waiting = async (by: typeof approver) =>
    ((await service.call(by, 'GET', '/v1/images?waitingFor=me')).json as ImagePage).images.map(({ id }) => id);
  const yours = async (by: typeof approver, id: string) =>
    ((await service.call(by, 'GET', `/v1/images/${id}`)).json as ImageRecord).yourDecision;

  it('are shown to those who may decide on them, and not to who asked or may only read', async () => {
    const asked = await ask(kernel, both);
    await expect(waiting(approver)).resolves.toEqual([asked.id]);
    await expect(waiting(both)).resolves.toEqual([]);
    await expect(waiting(responder)).resolves.toEqual([]);
  });

  it('say why the caller may not decide', async () => {
    const asked = await ask(kernel, both);
    expect(await yours(approver, asked.id)).toEqual({ allowed: true });
    expect(await yours(both, asked.id)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('themselves'),
    });
    expect(await yours(responder, asked.id)).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('approver'),
    });
    await decide(asked);
    expect(await yours(approver, asked.id)).toBeUndefined();
  });

  it('wait for a second approver, not for the first again', async () => {
    const rule = { names: ['*'], approvals: 2, byDigest: false, consumers: ['uefi' as const], mayForce: false };
    await setPolicy(service, { version: 0, requestHours: 1, rules: [rule] });
    const asked = await ask(kernel);
    await decide(asked);
    await expect(waiting(approver)).resolves.toEqual([]);
    expect(await yours(approver, asked.id)).toMatchObject({ allowed: false, reason: 'you approved it already' });
    await expect(waiting(person('aziz', 'approver'))).resolves.toEqual([asked.id]);
  });

  it('are looked for only as far back as a request may wait', async () => {
    for (let i = 0; i < 3; i++) await decide(await ask(buildPe({ bzImage: true, release: `6.12.${i}-old` })));
    service.clock = new Date(service.clock.getTime() + 40 * 86_400_000);
    const asked = await ask(kernel);
    let read = 0;
    service.dynamo.onCommand = (name) => {
      if (name === 'QueryCommand') read += 1;
    };
    const page = await service.call(approver, 'GET', '/v1/images?waitingFor=me&limit=1');
    expect((page.json as ImagePage).images.map(({ id }) => id)).toEqual([asked.id]);
    await decide(asked);
    read = 0;
    expect(
      ((await service.call(approver, 'GET', '/v1/images?state=pending&limit=1')).json as ImagePage).images,
    ).toEqual([]);
    // Two of the register, one of what is revoked, one of the certificates, two of changes that may be due.
    expect(read).toBe(6);
  });
});
