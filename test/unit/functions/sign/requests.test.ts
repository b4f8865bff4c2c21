/** What becomes of a request that is made wrongly, twice, or late, and how the register is read page by page. */
import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ChangePage, ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { CreatedImage, ImagePage, ImageRecord, PolicyRule } from '../../../../shared/contract/images.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { person, setPolicy, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const admin = person('root', 'admin');
const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
const digest = 'ab'.repeat(32);

let service: ServiceHarness;
beforeEach(async () => {
  service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  service.events.length = 0;
});

const events = (): string[] => service.events.map(({ name }) => name);
const get = async (id: string) => (await service.call(engineer, 'GET', `/v1/images/${id}`)).json as ImageRecord;
const create = (body: object, by = engineer) => service.call(by, 'POST', '/v1/images', body);
const submit = (id: string, by = engineer) => service.call(by, 'POST', `/v1/images/${id}/submit`);
const byUpload = (image: Uint8Array, name = 'vmlinuz-6.12.1') => ({
  name,
  upload: { sizeBytes: image.length, sha256: createHash('sha256').update(image).digest('hex') },
});
async function ask(image: Uint8Array = kernel, more: object = {}): Promise<ImageRecord> {
  const { id } = ((await create({ ...byUpload(image), ...more })).json as CreatedImage).image;
  service.upload(id, image);
  return (await submit(id)).json;
}
const decide = (record: ImageRecord, decision = 'approve') =>
  service.call(approver, 'POST', `/v1/images/${record.id}/decisions`, { decision, digest: record.digest });
/** @param before the version that it comes after */
const policy = (over: Partial<PolicyRule>, before = 0) => {
  const rule: PolicyRule = { names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi'], mayForce: false };
  return setPolicy(service, { version: before, requestHours: 1, rules: [{ ...rule, ...over }] });
};

/** A request that nobody has to approve, and that is not signed yet. */
async function interrupted(): Promise<ImageRecord> {
  await policy({ approvals: 0 });
  const down = jest.spyOn(service.keys.image, 'sign').mockRejectedValueOnce(new Error('KMS is down'));
  await expect(ask()).rejects.toThrow('KMS is down');
  down.mockRestore();
  const [asked] = ((await service.call(engineer, 'GET', '/v1/images')).json as ImagePage).images;
  if (asked === undefined) throw new Error('there is no request');
  return asked;
}

describe('a request', () => {
  it.each<[string, object, number, RegExp]>([
    ['without upload and digest', { name: 'x' }, 400, /an upload or a digest is needed/],
    ['for PCR policies by digest', { name: 'x:pcrs', kind: 'pcr-policies', digest }, 400, /the UKI is uploaded/],
    [
      'for a root hash with an upload',
      { ...byUpload(kernel, 'x:roothash'), kind: 'root-hash' },
      400,
      /nothing to upload/,
    ],
  ])('%s is told what it lacks', async (_name, body, status, expected) => {
    const answer = await create(body);
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(expected)]);
    expect(events()).toEqual([]);
  });

  it('that nothing was uploaded for is not looked at', async () => {
    const { image } = (await create(byUpload(kernel))).json as CreatedImage;
    expect((await submit(image.id)).status).toBe(409);
    expect((await get(image.id)).state).toBe('uploading');
  });

  it('is submitted by nobody but who asked', async () => {
    const { image } = (await create(byUpload(kernel))).json as CreatedImage;
    service.upload(image.id, kernel);
    expect((await submit(image.id, person('bob', 'release-engineer'))).status).toBe(403);
    expect((await get(image.id)).state).toBe('uploading');
  });

  it('submitted again once it is refused stays refused, and nobody is told twice', async () => {
    const asked = await ask();
    await decide(asked, 'refuse');
    const told = events().length;
    expect((await submit(asked.id)).json).toMatchObject({ state: 'refused' });
    expect(events()).toHaveLength(told);
  });

  it('submitted again once it is signed says so again, and asks the key for nothing', async () => {
    await policy({ approvals: 0 });
    const signed = await ask();
    expect(signed.state).toBe('signed');
    service.events.length = 0;
    expect((await submit(signed.id)).json).toMatchObject({ state: 'signed', logIndex: signed.logIndex });
    expect(events()).toEqual(['image.signed']);
    expect(service.keys.image.calls).toBe(1);
  });

  it('for which nobody had to approve, interrupted before it was signed, waits for those whom the policy wants by then', async () => {
    const asked = await interrupted();
    expect(asked.state).toBe('pending');

    await policy({ approvals: 1 }, 1);
    expect((await submit(asked.id)).json).toMatchObject({ state: 'pending', approvalsNeeded: 1 });
    expect(service.keys.image.calls).toBe(0);
    expect((await decide(asked)).json).toMatchObject({ state: 'signed' });
  });

  it('which no rule allows any more when it is submitted again is refused', async () => {
    const asked = await interrupted();

    await policy({ approvals: 1, names: ['other-*'] }, 1);
    const answer = (await submit(asked.id)).json as ImageRecord;
    expect(answer).toMatchObject({ state: 'refused', reason: expect.stringContaining('no rule') });
    expect(service.keys.image.calls).toBe(0);
  });

  it('says what is missing of approvals, and the release it is of, to whoever listens', async () => {
    await policy({ approvals: 2 });
    service.events.length = 0;
    const asked = await ask(kernel, { partOf: 'linux-6.12.1' });
    await decide(asked);
    expect(service.events.map(({ detail }) => detail)).toMatchObject([
      {
        imageId: asked.id,
        by: 'rae@example.com',
        approvalsMissing: 2,
        partOf: 'linux-6.12.1',
        kernelRelease: '6.12.1-test',
      },
      { imageId: asked.id, by: 'ada@example.com' },
    ]);
  });

  it('expires in the moment that it says, not before', async () => {
    const asked = await ask();
    service.clock = new Date(Date.parse(asked.expiresAt) - 1);
    expect((await get(asked.id)).state).toBe('pending');
    service.clock = new Date(asked.expiresAt);
    expect((await get(asked.id)).state).toBe('expired');
    expect((await decide(asked)).status).toBe(409);
    expect(service.keys.image.calls).toBe(0);
  });
});

describe('a signature that a consumer would refuse after all', () => {
  it.each<[string, object, string]>([
    [
      'it says why',
      {
        problems: [
          { rule: 'r', where: 'uefi', problem: 'no' },
          { rule: 'r', where: 'shim', problem: 'nor I' },
        ],
      },
      'uefi would refuse it: no; shim would refuse it: nor I',
    ],
    ['the image cannot be read any more', { unreadable: 'the object is gone' }, 'the object is gone'],
  ])('is handed out to nobody: %s', async (_name, checked, reason) => {
    const asked = await ask();
    Object.assign(service.deps.inspector, { check: () => Promise.resolve(checked) });
    expect((await decide(asked)).json).toMatchObject({ state: 'refused', reason });
    expect((await service.call(engineer, 'GET', `/v1/images/${asked.id}/signature`)).status).toBe(409);
    expect(events()).toEqual(['image.requested', 'image.approved', 'image.refused']);
  });

  it('is asked about for every consumer of the request, and for none where force was approved', async () => {
    const consumers: unknown[] = [];
    const { inspector } = service.deps;
    const check = inspector.check.bind(inspector);
    Object.assign(inspector, {
      check: (...args: Parameters<typeof check>) => (consumers.push(args[1]), check(...args)),
    });
    await policy({ consumers: ['uefi', 'kexec-6.12'], mayForce: true });
    await decide(await ask(kernel, { consumers: ['shim'] }));
    await decide(
      await ask(buildPe({ bzImage: true, release: '6.12.2' }), { force: { reason: 'old firmware in the lab' } }),
    );
    expect(consumers).toEqual([['uefi', 'kexec-6.12', 'shim'], []]);
  });

  it('by a certificate that was changed meanwhile is not kept', async () => {
    const asked = await ask();
    const { signer } = service.deps;
    const sign = signer.sign.bind(signer);
    Object.assign(signer, {
      sign: async (order: Parameters<typeof sign>[0]) => ({
        ...(await sign(order)),
        certificateSha256: 'cd'.repeat(32),
      }),
    });
    const answer = await decide(asked);
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('changed meanwhile')]);
    expect((await get(asked.id)).state).toBe('pending');
  });
});

describe('pages', () => {
  const list = async (query: string): Promise<ImagePage> =>
    (await service.call(approver, 'GET', `/v1/images?${query}`)).json;
  /** A second apart, so that their order is known; the newest first. */
  async function asked(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i += 1) {
      service.clock = new Date(service.clock.getTime() + 1000);
      ids.unshift(((await create(byUpload(kernel, `x-${i}`))).json as CreatedImage).image.id);
    }
    return ids;
  }

  it('of the register follow each other and leave nothing out', async () => {
    const ids = await asked(5);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { images, next } = await list(`limit=2${cursor}`);
      expect(images.length).toBeLessThanOrEqual(2);
      seen.push(...images.map(({ id }) => id));
      if (next === undefined) break;
      cursor = `&cursor=${next}`;
    }
    expect(seen).toEqual(ids);
  });

  it('that hold nothing of what is asked for end after twenty of the store, with a place to go on from', async () => {
    const ids = await asked(22);
    const page = await list('limit=1&state=signed');
    expect(page).toEqual({ images: [], next: ids[19] });
    expect(await list(`limit=1&state=signed&cursor=${ids[19] ?? ''}`)).toEqual({ images: [] });
  });

  it('of a release are of that release, and of the state that is asked for', async () => {
    const [older] = await asked(1);
    const part = await ask(kernel, { partOf: 'linux-6.12.1' });
    const ofPart = async (more = '') => (await list(`partOf=linux-6.12.1${more}`)).images.map(({ id }) => id);
    expect(await ofPart()).toEqual([part.id]);
    expect(await ofPart('&state=signed')).toEqual([]);
    expect(older).not.toBe(part.id);
    service.clock = new Date(service.clock.getTime() + 100 * 3_600_000);
    expect((await list('partOf=linux-6.12.1')).images).toMatchObject([{ id: part.id, state: 'expired' }]);
  });

  it('of changes are as long as asked for, and go on where the last ended', async () => {
    const rules: PolicyRule[] = [{ names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi'], mayForce: false }];
    const ids: string[] = [];
    for (let hours = 1; hours <= 3; hours += 1) {
      service.clock = new Date(service.clock.getTime() + 1000);
      const proposal = { kind: 'policy', policy: { version: 0, requestHours: hours, rules } };
      const answer = await service.call(admin, 'POST', '/v1/changes', { proposal, reason: 'shorter' });
      ids.unshift((answer.json as ChangeRecord).id);
    }
    const changes = async (query: string): Promise<ChangePage> =>
      (await service.call(approver, 'GET', `/v1/changes?${query}`)).json;
    const first = await changes('limit=2');
    expect(first.changes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await changes(`limit=2&cursor=${first.next ?? ''}`);
    expect(rest.changes.map(({ id }) => id)).toEqual(ids.slice(2));
  });
});

describe('a warning about a policy', () => {
  it.each<[string, object[], RegExp]>([
    ['no rules', [], /Nothing can be signed any more/],
    ['no approvals', [{ approvals: 0 }], /Fewest approvals: 0, 1 before/],
  ])('is given of %s, and not otherwise', async (_name, over, expected) => {
    const rule = { names: ['vmlinuz-*'], approvals: 1, byDigest: false, consumers: ['uefi'], mayForce: false };
    const warnings = async (rules: object[]): Promise<string> => {
      const proposal = { kind: 'policy', policy: { version: 0, requestHours: 1, rules } };
      const answer = await service.call(admin, 'POST', '/v1/changes', { proposal, reason: 'other rules' });
      return (answer.json as ChangeRecord).warnings.join('\n');
    };
    expect(await warnings(over.map((more) => ({ ...rule, ...more })))).toMatch(expected);
    expect(await warnings([rule])).toBe('');
  });
});
