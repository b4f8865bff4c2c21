/** Two people where it matters: what one hostile administrator can not do. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeLeafCertificate, toPem } from '../../../../shared/authenticode/sign/certificate.ts';
import type { ChangePage, ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { CreatedImage, KeyList, PolicyRule, SigningPolicy } from '../../../../shared/contract/images.ts';
import type { Person } from '../../../../shared/contract/people.ts';
import { makeTestAuthority } from '../../../support/signing-keys.ts';
import { changeBy, person, setPolicy, signingService, type ServiceHarness } from '../../../support/signing-service.ts';

const admin = person('root', 'admin');
const second = person('second', 'admin');
const approver = person('ada', 'approver');
const engineer = person('rae', 'release-engineer');
const everybody = person('eve', 'admin', 'approver', 'release-engineer');

const rule = (more: Partial<PolicyRule> = {}): PolicyRule => ({
  names: ['*'],
  approvals: 1,
  byDigest: false,
  consumers: ['uefi'],
  mayForce: false,
  ...more,
});
const policyOf = (version: number, ...rules: readonly PolicyRule[]): SigningPolicy => ({
  version,
  requestHours: 72,
  rules: [...rules],
});
const open = policyOf(0, rule({ approvals: 0, byDigest: true }));

let service: ServiceHarness;
beforeEach(async () => {
  service = signingService();
  await service.call(admin, 'POST', '/v1/keys/init', { organization: 'Example' });
  service.events.length = 0;
});

const propose = (by: Person, policy: SigningPolicy, more: object = {}) =>
  service.call(by, 'POST', '/v1/changes', { proposal: { kind: 'policy', policy }, reason: 'because', ...more });
const decide = (by: Person, { id, content }: ChangeRecord, more: object = {}) =>
  service.call(by, 'POST', `/v1/changes/${id}/decisions`, { decision: 'approve', content, ...more });
const inForce = async (): Promise<SigningPolicy> => (await service.call(admin, 'GET', '/v1/signing-policy')).json;
const events = (): string[] => service.events.map(({ name }) => name);
const wait = (minutes: number): void => {
  service.clock = new Date(service.clock.getTime() + minutes * 60_000);
};

describe('one administrator', () => {
  it('alone opens no policy, whatever roles they have, and has no digest signed', async () => {
    const asked = (await propose(everybody, open)).json as ChangeRecord;
    expect(asked.state).toBe('pending');
    expect((await decide(everybody, asked)).status).toBe(403);
    expect(await inForce()).toMatchObject({ version: 0, rules: [{ approvals: 1, byDigest: false }] });
    const body = { name: 'evil', digest: 'ab'.repeat(32) };
    expect((await service.call(everybody, 'POST', '/v1/images', body)).status).toBe(403);
    expect(service.keys.image.calls).toBe(0);
    expect(events()).toEqual(['change.requested']);
  });

  it.each(['none', 'revocations'])('breaks no glass for a policy where the operator allows %s', async (breakGlass) => {
    Object.assign(service.deps.twoPeople, { breakGlass });
    expect((await propose(admin, open, { emergency: true })).status).toBe(403);
    expect(await inForce()).toMatchObject({ version: 0 });
    expect(service.events).toEqual([]);
  });

  it('breaks it where the operator allows all, in the log and with an event before it is in force', async () => {
    Object.assign(service.deps.twoPeople, { breakGlass: 'all' });
    const order: string[] = [];
    const { log, settings } = service.deps;
    const append = log.append.bind(log);
    const replace = settings.replacePolicy.bind(settings);
    Object.assign(log, { append: (entry: { type: string }) => (order.push(entry.type), append(entry as never)) });
    Object.assign(settings, {
      replacePolicy: (policy: SigningPolicy) => (order.push(...events(), 'in force'), replace(policy)),
    });
    const forced = await propose(admin, open, { emergency: true });
    expect(forced.json).toMatchObject({ state: 'in-force', emergency: true, approvalsNeeded: 0 });
    expect(order).toEqual(['break-glass', 'policy', 'change.forced', 'in force']);
    expect(await inForce()).toMatchObject({ version: 1 });
    // Who repeats it, not knowing that it worked, is told that it did.
    expect((await propose(admin, open, { emergency: true })).json).toMatchObject({ state: 'in-force' });
  });

  it('does not bury a change under others', async () => {
    for (let hours = 1; hours <= 20; hours += 1) {
      expect((await propose(admin, { ...policyOf(0, rule()), requestHours: hours })).status).toBe(201);
    }
    expect((await propose(admin, { ...policyOf(0, rule()), requestHours: 21 })).status).toBe(409);
    expect((await propose(second, open)).status).toBe(201);
  });

  it('asks for the same twice and has one change', async () => {
    const first = (await propose(admin, open)).json as ChangeRecord;
    const again = (await propose(admin, open)).json as ChangeRecord;
    expect(again.id).toBe(first.id);
    expect(((await service.call(approver, 'GET', '/v1/changes')).json as ChangePage).changes).toHaveLength(1);
  });
});

describe('two people', () => {
  it('change the policy: asked for, told, approved, logged, in force', async () => {
    const logged: string[] = [];
    const { log } = service.deps;
    const append = log.append.bind(log);
    Object.assign(log, {
      append: (entry: { type: string; changeId?: string }) => (logged.push(entry.type), append(entry as never)),
    });
    const asked = (await propose(admin, open)).json as ChangeRecord;
    expect(asked).toMatchObject({ approvalsNeeded: 1, proposedBy: 'root@example.com' });
    expect(asked.changes).toContainEqual({ field: 'rule 1 approvals', before: '1', after: '0' });
    expect(asked.changes).toContainEqual({ field: 'rule 1 byDigest', before: 'false', after: 'true' });
    expect(asked.warnings.join()).toContain('Nobody has to approve: *');
    expect(asked.warnings.join()).toContain('Signed by digest, unseen: *');
    const shown = await service.call(approver, 'GET', `/v1/changes/${asked.id}`);
    expect(shown.json).toMatchObject({ yourApproval: { allowed: true } });
    const approved = await decide(approver, asked);
    expect(approved.json).toMatchObject({ state: 'in-force', approvals: [{ subject: 'ada' }] });
    expect(await inForce()).toMatchObject({ version: 1, rules: [{ approvals: 0 }] });
    expect(logged).toEqual(['change-requested', 'change-approved', 'policy']);
    expect(events()).toEqual(['change.requested', 'change.approved', 'change.in-force']);
    // Done again it says the same, and changes nothing.
    expect((await decide(approver, asked)).json).toMatchObject({ state: 'in-force' });
    expect(await inForce()).toMatchObject({ version: 1 });
  });

  it.each([
    ['an engineer', engineer, 403, 403],
    ['an approver', approver, 403, 200],
  ])('are of the roles for it: %s', async (_name, who, proposes, decides) => {
    expect((await propose(who, open)).status).toBe(proposes);
    const asked = (await propose(admin, open)).json as ChangeRecord;
    expect((await decide(who, asked)).status).toBe(decides);
  });

  it('approve what they saw, and nothing else', async () => {
    const asked = (await propose(admin, open)).json as ChangeRecord;
    expect((await decide(second, { ...asked, content: 'ab'.repeat(32) })).status).toBe(409);
    expect(await inForce()).toMatchObject({ version: 0 });
  });

  it('never have in force what was put into the table in its place', async () => {
    Object.assign(service.deps.twoPeople, { delayMinutes: 10 });
    const harmless = policyOf(0, rule({ approvals: 2 }));
    const { id } = (await changeBy(service.call, { kind: 'policy', policy: harmless })).json as ChangeRecord;
    const stored = await service.deps.changes.require(id);
    await service.deps.changes.update({ ...stored, proposal: { kind: 'policy', policy: open } });
    wait(11);
    expect(await inForce()).toMatchObject({ version: 0 });
    expect((await service.call(admin, 'GET', `/v1/changes/${id}`)).json).toMatchObject({
      state: 'refused',
      outcome: expect.stringContaining('not what was approved'),
    });
  });

  it('are no two where the approvals in the table are of who asked', async () => {
    Object.assign(service.deps.twoPeople, { delayMinutes: 10 });
    const asked = (await propose(admin, open)).json as ChangeRecord;
    const stored = await service.deps.changes.require(asked.id);
    const own = { by: 'root', subject: 'root', at: service.clock.toISOString(), decision: 'approve' as const };
    await service.deps.changes.update({
      ...stored,
      state: 'approved',
      approvals: [own],
      effectiveAt: service.clock.toISOString(),
    });
    expect(await inForce()).toMatchObject({ version: 0 });
  });

  it('may stop it until its time has come, and not later', async () => {
    Object.assign(service.deps.twoPeople, { delayMinutes: 60 });
    const asked = (await propose(admin, open)).json as ChangeRecord;
    const approved = (await decide(second, asked)).json as ChangeRecord;
    expect(approved).toMatchObject({ state: 'approved', effectiveAt: '2026-11-23T13:00:00.000Z' });
    wait(59);
    expect(await inForce()).toMatchObject({ version: 0 });
    const stopped = await decide(approver, asked, { decision: 'refuse', comment: 'no review' });
    expect(stopped.json).toMatchObject({ state: 'refused', outcome: 'no review' });
    wait(2);
    expect(await inForce()).toMatchObject({ version: 0 });

    const again = (await propose(admin, policyOf(0, rule({ approvals: 3 })))).json as ChangeRecord;
    await decide(second, again);
    wait(61);
    expect((await decide(approver, again, { decision: 'refuse' })).status).toBe(409);
    // Nobody did a thing: whoever asks for the policy has the new one.
    expect(await inForce()).toMatchObject({ version: 1, rules: [{ approvals: 3 }] });
    expect(events().at(-1)).toBe('change.in-force');
  });

  it('withdraw what they asked for', async () => {
    const asked = (await propose(admin, open)).json as ChangeRecord;
    expect((await decide(admin, asked, { decision: 'refuse' })).json).toMatchObject({
      state: 'refused',
      outcome: 'withdrawn',
    });
    expect((await decide(second, asked)).status).toBe(409);
  });

  it('have to decide in time', async () => {
    const asked = (await propose(admin, open)).json as ChangeRecord;
    wait(72 * 60 + 1);
    expect((await decide(second, asked)).status).toBe(409);
    expect((await service.call(admin, 'GET', `/v1/changes/${asked.id}`)).json).toMatchObject({ state: 'expired' });
  });

  it('are more, and others, where the policy says so', async () => {
    await setPolicy(service, { ...policyOf(0, rule()), changes: { approvals: 2, approvers: ['second', 'ada@*'] } });
    const asked = (await propose(admin, policyOf(1, rule({ mayForce: true })))).json as ChangeRecord;
    expect(asked.warnings.join()).toContain('need 1 approvals, 2 before');
    expect((await decide(everybody, asked)).status).toBe(403);
    expect((await decide(second, asked)).json).toMatchObject({ state: 'pending' });
    expect((await decide(second, asked)).json).toMatchObject({ state: 'pending', approvals: [{ subject: 'second' }] });
    expect((await decide(approver, asked)).json).toMatchObject({ state: 'in-force' });
  });

  it('change a policy that is still the one they read', async () => {
    const first = (await propose(admin, open)).json as ChangeRecord;
    await setPolicy(service, policyOf(0, rule({ approvals: 2 })));
    expect((await decide(approver, first)).json).toMatchObject({
      state: 'refused',
      outcome: expect.stringContaining('version 1 is in force'),
    });
    expect((await propose(admin, open)).status).toBe(409);
    expect(await inForce()).toMatchObject({ version: 1, rules: [{ approvals: 2 }] });
  });

  it('choose the certificate that signs', async () => {
    const authority = await makeTestAuthority('Outside');
    const leaf = await makeLeafCertificate(
      {
        subject: { commonName: 'signer 2027' },
        publicKey: await service.keys.image.publicKey(),
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2030-01-01T00:00:00Z'),
      },
      authority.root,
      authority.rootKey.sign,
    );
    const proposal = { kind: 'certificate' as const, chain: toPem(leaf), root: toPem(authority.root) };
    const wrong = { ...proposal, chain: toPem(authority.leaf) };
    expect((await service.call(admin, 'POST', '/v1/changes', { proposal: wrong, reason: 'rotate' })).status).toBe(400);
    const asked = (await service.call(admin, 'POST', '/v1/changes', { proposal, reason: 'rotate' }))
      .json as ChangeRecord;
    expect(asked.changes.map(({ field }) => field)).toEqual(['signer', 'valid until', 'root']);
    expect(asked.warnings.join()).toContain('Another root');
    const signer = async () =>
      ((await service.call(admin, 'GET', '/v1/keys')).json as KeyList).keys.find(
        ({ purpose, active }) => purpose === 'signer' && active,
      )?.subject;
    expect(await signer()).toContain('Example');
    expect((await decide(admin, asked)).status).toBe(403);
    expect((await decide(second, asked)).json).toMatchObject({ state: 'in-force' });
    expect(await signer()).toBe('CN=signer 2027');
  });

  it('have what was asked for meanwhile decided by the policy as it is then', async () => {
    await setPolicy(service, open);
    const { image } = (
      await service.call(engineer, 'POST', '/v1/images', { name: 'x', digest: 'cd'.repeat(32), kind: 'authenticode' })
    ).json as CreatedImage;
    expect(image.state).toBe('signed');
    await setPolicy(service, policyOf(1, rule()));
    expect((await service.call(engineer, 'GET', `/v1/images/${image.id}/signature`)).status).toBe(409);
  });
});
