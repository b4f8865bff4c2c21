import { beforeEach, describe, expect, it } from '@jest/globals';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { dynamoWantedPolicy } from '../../../../shared/aws/uploads/wanted-policy.ts';
import { WantedPolicy } from '../../../../shared/contract/upload-policy.ts';
import type { UploadStatus } from '../../../../shared/contract/uploads.ts';
import { MIB, NOW, harness, hostOf, person } from './harness.ts';
import type { Harness } from './harness.ts';

const web1 = hostOf('web-1');

let api: Harness;
beforeEach(() => {
  api = harness();
});

const create = async (body: object = {}, as = web1): Promise<UploadStatus> =>
  (await api.call(as, 'POST', '/v1/uploads', { sizeBytes: 20 * MIB, ...body })).json;
const wanted = (policy: object) => dynamoWantedPolicy(api.dynamo.client, 'uploads').set(WantedPolicy.parse(policy));
const status = async (id: string): Promise<UploadStatus> => (await api.call(web1, 'GET', `/v1/uploads/${id}`)).json;

describe('how much of a dump is wanted', () => {
  it('is what the host is set to send, where nobody has said anything', async () => {
    const upload = await create();
    expect(upload).toMatchObject({ policy: 'all' });
    expect(upload).not.toHaveProperty('policyPending');
  });

  it('is pending until the log was looked at, where less may be wanted', async () => {
    await wanted({ known: 'log' });
    const { id, policyPending } = await create();
    expect(policyPending).toBe(true);
    const uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
    await uploads.noteTriage(id, { title: 'a', kind: 'bug', limit: { policy: 'log', askedPolicy: 'all' } });
    const decided = await status(id);
    expect(decided).toMatchObject({ policy: 'log', wanted: [] });
    expect(decided).not.toHaveProperty('policyPending');
    expect(decided).not.toHaveProperty('wantedRound');
  });

  it('is not pending for who sends no more anyway, nor for a person', async () => {
    await wanted({ new: 'hot', recurring: 'hot', known: 'hot' });
    for (const upload of [
      await create({ policy: 'hot' }),
      await create({ sizeBytes: 0, policy: 'log' }),
      await create({ host: 'web-1' }, person('responder')),
    ]) {
      expect(upload).not.toHaveProperty('policyPending');
    }
  });

  it('is left alone once the host has said that all is sent', async () => {
    await wanted({ known: 'log' });
    const { id } = await create();
    const uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
    await uploads.change(id, { state: 'complete' });
    await uploads.noteTriage(id, { title: 'a', kind: 'bug', limit: { policy: 'log', askedPolicy: 'all' } });
    expect(await uploads.require(id)).toMatchObject({ title: 'a', policy: 'all' });
  });
});

describe('uploads of one crash', () => {
  it('know the first of them, of the same host', async () => {
    const uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
    const first = await create({ crashKey: '1795437335-6.12.9', policy: 'hot', resumeKey: 'h1' });
    const whole = await create({ crashKey: '1795437335-6.12.9', resumeKey: 'd1' });
    const other = await create({ crashKey: '1795437335-6.12.9' }, hostOf('web-2'));
    const later = await create({ crashKey: '1795437999-6.12.9' });
    const known = await Promise.all(
      [first, whole, other, later].map(async ({ id }) => (await uploads.require(id)).sameCrashAs),
    );
    expect(known).toEqual([undefined, first.id, undefined, undefined]);
    expect((await create({ crashKey: '1795437335-6.12.9', resumeKey: 'd1' })).id).toBe(whole.id);
  });

  it('have one first, whoever comes at the same time', async () => {
    const uploads = new UploadStore(api.dynamo.client, 'uploads', () => NOW);
    const created = await Promise.all([1, 2, 3].map((n) => create({ crashKey: 'k', resumeKey: `r${n}` })));
    const stored = await Promise.all(created.map(({ id }) => uploads.require(id)));
    const firsts = stored.filter(({ sameCrashAs }) => sameCrashAs === undefined);
    expect(firsts).toHaveLength(1);
    for (const { id, sameCrashAs } of stored) expect(sameCrashAs ?? id).toBe(firsts[0]?.id);
  });
});
