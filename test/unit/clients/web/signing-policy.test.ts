import { describe, expect, it } from '@jest/globals';
import { policySayings, ruleSayings } from '../../../../clients/web/src/logic/signing-policy.ts';
import { PolicyRule, SigningPolicy } from '../../../../shared/contract/images.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const rule = (more: Partial<PolicyRule> = {}): PolicyRule =>
  PolicyRule.parse({
    ...{ names: ['vmlinuz-*'], approvals: 2, byDigest: false, consumers: ['shim', 'kexec-6.12'], mayForce: false },
    ...more,
  });
const policy = (more: Partial<SigningPolicy> = {}): SigningPolicy =>
  SigningPolicy.parse({ version: 3, rules: [rule()], requestHours: 72, ...more });

const lines = (given: PolicyRule) =>
  ruleSayings(given).map(({ name, text, isOpen }) => `${isOpen === true ? '! ' : ''}${name}: ${text}`);

describe('a rule of the signing policy', () => {
  it('says whom it means where it names nobody', () => {
    expect(lines(rule())).toEqual([
      'names: vmlinuz-*',
      'asked for by: anybody with the role release-engineer',
      'approved by: 2 other people: anybody with the role approver',
      'must be loaded by: shim, kexec-6.12',
    ]);
  });

  it('says every right that it opens, so that none is overlooked', () => {
    const open = rule({
      ...{ names: ['*'], approvals: 0, byDigest: true, mayForce: true, rootHashes: true },
      pcrSignatures: { banks: ['sha256'], phases: ['enter-initrd'] },
    });
    expect(lines(open).filter((line) => line.startsWith('! '))).toEqual([
      '! asked for by: anybody with the role release-engineer',
      '! approved by: nobody has to',
      '! PCR policies: signed for sha256, in enter-initrd',
      '! allows: signed by digest, unseen',
      '! allows: signed by force, though a consumer would refuse it',
      '! allows: root hashes of dm-verity, unseen',
    ]);
  });

  it.each([
    [{ byDigest: true }, 'signed by digest, unseen'],
    [{ mayForce: true }, 'signed by force, though a consumer would refuse it'],
    [{ rootHashes: true }, 'root hashes of dm-verity, unseen'],
  ])('says of %j that alone', (right, words) => {
    expect(lines(rule(right)).filter((line) => line.startsWith('! '))).toEqual([`! allows: ${words}`]);
  });

  it('leaves out nothing that a rule can name', () => {
    const whole = {
      ...{ names: ['n1'], releases: ['r1'], kinds: ['uki'], sections: ['s1'], commandLines: ['c1'] },
      ...{ requesters: ['q1'], approvers: ['a1'], approvals: 1, consumers: ['uefi'], byDigest: true, mayForce: true },
      ...{ pcrSignatures: { banks: ['sha256'], phases: ['sysinit'] }, rootHashes: true },
    } as const;
    expect(Object.keys(whole).toSorted()).toEqual(Object.keys(PolicyRule.shape).toSorted());
    const text = lines(PolicyRule.parse(whole)).join('\n');
    for (const word of ['n1', 'r1', 'uki', 's1', 'c1', 'q1', 'a1', 'uefi', 'digest', 'force', 'sysinit', 'dm-verity']) {
      expect(text).toContain(word);
    }
  });
});

describe('the policy', () => {
  it('says how long requests wait, and who approves changes, also where it does not name them', () => {
    expect(policySayings(policy()).map(({ text }) => text)).toEqual([
      '72 hours at most',
      '1 other person: anybody with the role',
    ]);
    const changes = { approvals: 2, approvers: ['ada', 'aziz'] };
    expect(policySayings(policy({ changes })).map(({ text }) => text)).toContain('2 other people: ada, aziz');
  });

  it('is drawn rule by rule, in the order in which they decide', async () => {
    const rules = [rule({ names: ['first'] }), rule({ names: ['second'] })];
    const text = seen(await drawn('screens/signing-policy', 'Policy', { policy: policy({ rules }) }));
    expect(text).toContain('In force: version 3');
    expect(text.indexOf('first')).toBeLessThan(text.indexOf('second'));
  });

  it('without a rule says that nothing can be signed', async () => {
    const text = seen(await drawn('screens/signing-policy', 'Policy', { policy: policy({ rules: [] }) }));
    expect(text).toContain('Nothing can be signed');
  });
});
