/** The holder of the key believes nothing that it was not shown: each order here is a good one with one thing wrong. */
import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answer } from '../../../../functions/signer/answer.ts';
import type { Refused, Signer } from '../../../../shared/aws/images/signing/order.ts';
import type { SignOrder } from '../../../../shared/domain/image/order.ts';
import { certificateRequestEntry } from '../../../../shared/domain/image/request-entry.ts';
import { transparencyLog } from '../../../../shared/aws/images/transparency-log.ts';
import type { CreatedImage, ImageRecord, InclusionProof, LogEntry } from '../../../../shared/contract/images.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { buildPe } from '../../../support/pe-writer.ts';
import { makeTestKey } from '../../../support/signing-keys.ts';
import { person, setPolicy, signerOf, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const engineer = person('rae', 'release-engineer');
const approver = person('ada', 'approver');
const admin = person('root', 'admin');
const kernel = buildPe({ bzImage: true, release: '6.12.1-test' });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let service: ServiceHarness;
/** What `sign` asked for when the image was approved; the key was not asked yet. */
let good: SignOrder;
let held: Signer;

/** Has an image approved; answers the order that follows from it. */
async function orderFor(image: Uint8Array): Promise<SignOrder> {
  const body = { name: 'vmlinuz-6.12.1', upload: { sizeBytes: image.length, sha256: sha256(image) } };
  const { id } = ((await service.call(engineer, 'POST', '/v1/images', body)).json as CreatedImage).image;
  service.upload(id, image);
  const { digest } = (await service.call(engineer, 'POST', `/v1/images/${id}/submit`)).json as ImageRecord;
  const orders: SignOrder[] = [];
  const { signer } = service.deps;
  const sign = signer.sign.bind(signer);
  Object.assign(signer, {
    sign: (order: SignOrder): Promise<Refused> => (orders.push(order), Promise.resolve({ refused: 'not yet' })),
  });
  await service.call(approver, 'POST', `/v1/images/${id}/decisions`, { decision: 'approve', digest });
  Object.assign(signer, { sign });
  const [order] = orders;
  if (order === undefined) throw new Error('nothing was ordered');
  return order;
}

beforeAll(async () => {
  service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  await setPolicy(service, {
    version: 0,
    requestHours: 72,
    rules: [
      {
        names: ['vmlinuz-*'],
        releases: ['6.12.*'],
        approvers: ['*@example.com'],
        approvals: 1,
        byDigest: false,
        consumers: ['uefi'],
        mayForce: false,
      },
    ],
  });
  good = await orderFor(kernel);
});

let calls: number;
beforeEach(() => {
  held = signerOf(service.signerDeps);
  calls = service.keys.image.calls;
});

const asked = (): number => service.keys.image.calls - calls;
const image = (change: Partial<SignOrder['image']>): SignOrder => ({ ...good, image: { ...good.image, ...change } });
const entryOf = (order: SignOrder): LogEntry =>
  JSON.parse(Buffer.from(order.intent.entry, 'base64').toString()) as LogEntry;
const [approval] = [
  { by: 'x@example.com', subject: 'x', at: '2026-11-23T12:00:00.000Z', decision: 'approve' as const },
];

describe('an order with one thing wrong', () => {
  it.each<[string, () => SignOrder, RegExp]>([
    ['another digest', () => ({ ...good, digest: 'a'.repeat(64) }), /another digest/],
    [
      'another digest in the request too',
      () => ({ ...image({ digest: 'a'.repeat(64) }), digest: 'a'.repeat(64) }),
      /log does not announce/,
    ],
    ['another kind', () => ({ ...good, kind: 'appended' }), /another digest/],
    ['another request', () => image({ id: '01J00000000000000000000000' }), /does not announce/],
    ['a request that was refused', () => image({ state: 'refused' }), /is refused/],
    ['a request that has expired', () => image({ expiresAt: '2026-11-22T00:00:00.000Z' }), /nobody decided until/],
    ['no approval', () => image({ approvals: [] }), /approvals? .*needed/],
    [
      'an approval that the log has not',
      () => image({ approvals: [{ ...approval, identities: ['x@example.com'] }] }),
      /the log has 0/,
    ],
    [
      'the approval of another name',
      () => image({ approvals: good.image.approvals.map((each) => ({ ...each, by: 'y@example.com' })) }),
      /the log has 0/,
    ],
    ['the approval of who asked', () => image({ requesterSubject: 'ada' }), /the log has 0/],
    [
      'one approval as two people’s',
      () => ({
        ...image({
          approvals: good.image.approvals.flatMap((each) => [each, { ...each, subject: 'other' }]),
          approvalsNeeded: 2,
        }),
      }),
      /2 approvals are needed, the log has 1/,
    ],
    [
      'an approver whom the rule does not name',
      () => image({ approvals: good.image.approvals.map((each) => ({ ...each, identities: [] })) }),
      /not among those who may approve/,
    ],
    ['no proofs of approvals', () => ({ ...good, approvals: [] }), /the log has 0/],
    [
      'the approval’s entry for the announcement',
      () => ({ ...good, intent: good.approvals[0] ?? good.intent }),
      /does not announce/,
    ],
    [
      'an entry that was changed',
      () => ({
        ...good,
        intent: {
          ...good.intent,
          entry: Buffer.from(JSON.stringify({ ...entryOf(good), reason: 'x' })).toString('base64'),
        },
      }),
      /does not announce/,
    ],
    [
      'a checkpoint that was changed',
      () => ({ ...good, intent: { ...good.intent, checkpoint: good.intent.checkpoint.replace(/\n\d+\n/, '\n99\n') } }),
      /does not announce/,
    ],
    [
      'a path that was changed',
      () => ({ ...good, intent: { ...good.intent, proof: good.intent.proof.slice(1) } }),
      /does not announce/,
    ],
    [
      'another release',
      () => image({ image: good.image.image === undefined ? undefined : { ...good.image.image, release: '7.1.0' } }),
      /no rule/,
    ],
    ['facts that are not there', () => image({ image: undefined }), /no rule/],
    ['a policy of nobody', () => ({ ...good, policy: { ...good.policy, version: 0 } }), /nobody has put in force/],
    [
      'the policy’s content changed',
      () => ({
        ...good,
        policy: { ...good.policy, rules: good.policy.rules.map((rule) => ({ ...rule, names: ['*'] })) },
      }),
      /not those that were shown/,
    ],
    [
      'a revoked image',
      () => ({
        ...good,
        revocations: {
          ...good.revocations,
          version: 1,
          revocations: [
            {
              target: { kind: 'image' as const, digest: good.digest },
              reason: 'test',
              by: 'x',
              at: '2026-11-23T12:00:00.000Z',
              version: 1,
            },
          ],
        },
      }),
      /^revoked/,
    ],
    ['no certificates', () => ({ ...good, certificates: [] }), /is not one of the signer/],
    [
      'a root that signed nothing',
      () => ({ ...good, certificates: good.certificates.filter(({ purpose }) => purpose !== 'root') }),
      /leads to no root/,
    ],
    ['another log', () => ({ ...good, log: { ...good.log, origin: 'other' } }), /another log/],
    [
      'another key of the log',
      () => ({ ...good, log: { ...good.log, publicKey: Buffer.from(makeTestKey().publicKey).toString('base64') } }),
      /another log/,
    ],
  ])('%s: the key is not asked', async (_name, make, reason) => {
    // What a refused order taught the ledger of revocations is another deployment's.
    const ledger = signingService().signerDeps.ledger;
    await ledger.log(good.log);
    await ledger.hold('POLICY', { version: good.policy.version, content: good.policy });
    const signer = signerOf({ ...service.signerDeps, ledger });
    expect(await signer.sign(make())).toEqual({ refused: expect.stringMatching(reason) });
    expect(asked()).toBe(0);
  });

  /** Has an entry in the very log that is believed, and proves it. */
  const logged = async (change: Partial<LogEntry>): Promise<InclusionProof> => {
    const { log } = service.deps;
    return log.prove(await log.append({ ...entryOf(good), ...change }));
  };

  it.each<[string, Partial<LogEntry>]>([
    ['by another certificate', { signer: 'b'.repeat(64) }],
    ['of another kind', { type: 'seen' }],
    ['of another digest', { digest: 'a'.repeat(64) }],
    ['of another request', { imageId: '01J00000000000000000000000' }],
    ['by another name', { name: 'vmlinuz-6.12.9' }],
  ])('an announcement %s, which the log has, announces nothing', async (_name, change) => {
    const intent = await logged(change);
    expect(await held.sign({ ...good, intent })).toEqual({ refused: expect.stringMatching(/does not announce/) });
    expect(asked()).toBe(0);
  });

  it.each<[string, Partial<LogEntry>]>([
    ['of another kind', { type: 'seen' }],
    ['of another digest', { digest: 'a'.repeat(64) }],
    ['of another request', { imageId: '01J00000000000000000000000' }],
    ['by another name', { name: 'vmlinuz-6.12.9' }],
  ])('an approval %s, which the log has, approves nothing', async (_name, change) => {
    const [given] = good.image.approvals;
    if (given === undefined) throw new Error('nobody approved');
    const proof = await logged({ type: 'approved', by: given.by, signer: undefined, ...change });
    const approvals = [{ ...given, logIndex: proof.index }];
    const order = { ...good, image: { ...good.image, approvals }, approvals: [proof] };
    expect(await held.sign(order)).toEqual({ refused: expect.stringMatching(/the log has 0/) });
    expect(asked()).toBe(0);
  });

  it('a log that somebody made up, with its own key, is not the one that is believed', async () => {
    const key = makeTestKey();
    const log = transparencyLog({
      dynamo: memoryDynamo().client,
      table: 'x',
      tiles: { get: () => Promise.resolve(undefined), put: () => Promise.resolve() },
      signer: { sign: (digest) => key.sign(digest), publicKey: () => Promise.resolve(key.publicKey) },
      origin: good.log.origin,
    });
    expect(await log.publicKey()).not.toEqual(Buffer.from(good.log.publicKey, 'base64'));
    const forged = { ...good.log, publicKey: Buffer.from(key.publicKey).toString('base64') };
    expect(await held.sign({ ...good, log: forged })).toEqual({ refused: expect.stringMatching(/another log/) });
    expect(asked()).toBe(0);
  });
});

describe('a good order', () => {
  it('is signed, and asked again answered with the same signature, without the key', async () => {
    const first = await held.sign(good);
    expect(asked()).toBe(1);
    expect(await held.sign(good)).toEqual(first);
    expect(asked()).toBe(1);
  });

  it('is held against revocations that are due and in no list yet, which does not make the list another', async () => {
    const due = (digest: string): SignOrder => ({
      ...good,
      revocations: {
        ...good.revocations,
        revocations: [
          {
            target: { kind: 'image', digest },
            reason: 'test',
            by: 'x',
            at: '2026-11-23T12:00:00.000Z',
            version: good.revocations.version + 1,
          },
        ],
      },
    });
    expect(await held.sign(due(good.digest))).toEqual({ refused: expect.stringMatching(/^revoked/) });
    expect(await held.sign(due('a'.repeat(64)))).toHaveProperty('signature');
    expect(await held.sign(good)).toHaveProperty('signature');
  });

  it('that is older than what was shown since is to be decided anew', async () => {
    await held.sign({ ...good, policy: { ...good.policy, version: 7 } });
    await expect(held.sign(good)).rejects.toThrow(TransientError);
    await expect(held.sign({ ...good, policy: { ...good.policy, version: 6 } })).rejects.toThrow(/older/);
  });
});

describe('certificates', () => {
  it('are made once, for one key besides the signer’s own', async () => {
    const log = good.log;
    const kek = await service.keys.kek.publicKey();
    const before = service.keys.ca.calls;
    const again = await held.certificates({ organization: 'Somebody Else' }, kek, log);
    expect(service.keys.ca.calls).toBe(before);
    const { root } = again as { root: Uint8Array };
    const recorded = good.certificates.find(({ purpose }) => purpose === 'root')?.certificate;
    expect(Buffer.from(root).toString('base64')).toBe(recorded);
    const foreign = await held.certificates({ organization: 'Example' }, makeTestKey().publicKey, log);
    expect(foreign).toEqual({ refused: expect.stringMatching(/another key/) });
    expect(service.keys.ca.calls).toBe(before);
  });

  it('are neither issued nor requested by what another log says', async () => {
    const other = { ...good.log, origin: 'other' };
    const disbelief = { refused: expect.stringMatching(/another log/) };
    const before = service.keys.ca.calls;
    const fresh = signerOf({ ...service.signerDeps, ledger: signingService().signerDeps.ledger });
    const kek = await service.keys.kek.publicKey();
    expect(await fresh.certificateRequest({ commonName: 'evil' }, good.log, good.intent)).toHaveProperty('refused');
    expect(await fresh.certificates({ organization: 'Example' }, kek, other)).toEqual(disbelief);
    expect(await fresh.certificateRequest({ commonName: 'evil' }, other, good.intent)).toEqual(disbelief);
    expect([service.keys.ca.calls - before, asked()]).toEqual([0, 0]);
  });

  it('are requested only where the log says so', async () => {
    const refused = await held.certificateRequest({ commonName: 'evil' }, good.log, good.intent);
    expect(refused).toEqual({ refused: expect.stringMatching(/does not announce/) });
    expect(asked()).toBe(0);
    const name = certificateRequestEntry({ commonName: 'evil' });
    const { log } = service.deps;
    const unlike = await log.prove(await log.append({ ...entryOf(good), type: 'seen', name }));
    expect(await held.certificateRequest({ commonName: 'evil' }, good.log, unlike)).toEqual(refused);
    expect(asked()).toBe(0);
    const { status } = await service.call(admin, 'POST', '/v1/keys/csr', { commonName: 'good' });
    expect([status, asked()]).toEqual([200, 1]);
  });
});

it('an order of another form is refused before anything of it is looked at', async () => {
  await expect(answer({ ask: 'sign', order: { digest: 'x' } }, service.signerDeps)).rejects.toThrow();
  await expect(answer({ ask: 'raw', bytes: 'x' }, service.signerDeps)).rejects.toThrow();
  expect(asked()).toBe(0);
});
