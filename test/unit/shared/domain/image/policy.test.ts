/** Who may have what signed: each pattern of a rule, what is not known and fits none, and what a revocation hits. */
import { describe, expect, it } from '@jest/globals';
import { latestActive } from '../../../../../shared/domain/image/chain.ts';
import { isNameOfKind, isOfImage, nameRule } from '../../../../../shared/domain/image/kinds.ts';
import {
  approvalsNeeded,
  askedOf,
  checkApprover,
  DEFAULT_POLICY,
  ruleFor,
  ruleForUpload,
} from '../../../../../shared/domain/image/policy.ts';
import type { Asked } from '../../../../../shared/domain/image/policy.ts';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import { hitsImage } from '../../../../../shared/domain/image/revocation-of.ts';
import type { KeyRecord, PolicyRule, SigningPolicy } from '../../../../../shared/contract/images.ts';
import type { Person } from '../../../../../shared/contract/people.ts';
import type { ImageInfo } from '../../../../../shared/contract/verify.ts';

const rule = (more: Partial<PolicyRule> = {}): PolicyRule => ({
  ...{ names: ['vmlinuz-*'], approvals: 1, byDigest: false, consumers: ['uefi'], mayForce: false },
  ...more,
});
const policyOf = (...rules: readonly PolicyRule[]): SigningPolicy => ({
  version: 1,
  requestHours: 72,
  rules: [...rules],
});
const ada: Person = { kind: 'person', subject: 'ada', name: 'ada@example.com', roles: new Set() } as unknown as Person;
const asked = (more: Partial<Asked> = {}): Asked => ({ name: 'vmlinuz-6.12', ...more });

describe('a rule', () => {
  it.each<[string, Partial<PolicyRule>, Partial<Asked>, boolean]>([
    ['of its name', {}, {}, true],
    ['of another name', {}, { name: 'grub' }, false],
    ['of its release', { releases: ['6.12.*'] }, { release: '6.12.1' }, true],
    ['of another release', { releases: ['6.12.*'] }, { release: '6.1.1' }, false],
    ['of no known release', { releases: ['*'] }, {}, false],
    ['of its kind', { kinds: ['uki'] }, { kind: 'uki' }, true],
    ['of another kind', { kinds: ['uki'] }, { kind: 'bzimage' }, false],
    ['of no known kind', { kinds: ['uki'] }, {}, false],
    ['of its sections', { sections: ['.linux', '.os*'] }, { sections: ['.linux', '.osrel'] }, true],
    ['with a section more', { sections: ['.linux'] }, { sections: ['.linux', '.initrd'] }, false],
    ['without a section', { sections: ['*'] }, { sections: [] }, false],
    ['of no known sections', { sections: ['*'] }, {}, false],
    ['of its command line', { commandLines: ['quiet*'] }, { commandLines: ['quiet ro'] }, true],
    ['with another command line', { commandLines: ['quiet*'] }, { commandLines: ['quiet', 'init=/bin/sh'] }, false],
    ['of no known command line', { commandLines: ['*'] }, {}, false],
  ])('fits an image %s: as it should', (_name, more, of, fits) => {
    const only = policyOf(rule(more));
    if (fits) expect(ruleFor(only, asked(of), ada)).toBe(only.rules[0]);
    else expect(() => ruleFor(only, asked(of), ada)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('is the first that fits, and says what none allows', () => {
    const [first, second] = [rule({ kinds: ['uki'] }), rule()];
    const both = policyOf(first, second);
    expect([ruleFor(both, asked({ kind: 'uki' }), ada), ruleFor(both, asked(), ada)]).toEqual([first, second]);
    expect(() => ruleFor(policyOf(), asked(), ada)).toThrow(
      'no rule of the signing policy allows vmlinuz-6.12 (of no known kind, of no known release)',
    );
    const known = asked({ kind: 'uki', release: '6.12', commandLines: ['a'.repeat(201)] });
    expect(() => ruleFor(policyOf(), known, ada)).toThrow(
      `vmlinuz-6.12 (uki, release 6.12, command line "${'a'.repeat(200)}")`,
    );
  });

  describe('that is stricter is not passed by with what could not be read', () => {
    const pcrs = (bank: 'sha256' | 'sha384') => ({
      pcrSignatures: { banks: [bank], phases: ['enter-initrd' as const] },
    });
    const unread = asked({ unread: ['release'], kind: 'uki' });
    it.each<[string, Partial<PolicyRule>, Partial<PolicyRule>, boolean]>([
      ['wants as much', {}, {}, true],
      ['wants more approvals than an earlier one', {}, { approvals: 2 }, true],
      ['wants fewer approvals', { approvals: 2 }, {}, false],
      ['allows force', {}, { mayForce: true }, false],
      ['allows force as well', { mayForce: true }, { mayForce: true }, true],
      ['allows others to ask', { requesters: ['bob'] }, {}, false],
      ['allows the same to ask', { requesters: ['ada'] }, {}, true],
      ['lets anybody approve', { approvers: ['bob'] }, {}, false],
      ['lets another approve', { approvers: ['bob'] }, { approvers: ['bob', 'cy'] }, false],
      ['lets fewer approve', { approvers: ['bob', 'cy'] }, { approvers: ['cy'] }, true],
      ['asks fewer consumers', { consumers: ['uefi', 'kexec-6.1'] }, { consumers: ['kexec-6.1'] }, false],
      ['asks more consumers', {}, { consumers: ['uefi', 'kexec-6.1'] }, true],
      ['signs PCR policies', {}, pcrs('sha256'), false],
      ['signs those of another bank', pcrs('sha256'), pcrs('sha384'), false],
      ['signs the same', pcrs('sha256'), pcrs('sha256'), true],
    ])('where the one that fits %s', (_name, earlier, later, signs) => {
      const both = policyOf(rule({ releases: ['6.12.*'], kinds: ['uki'], ...earlier }), rule(later));
      if (signs) expect(ruleFor(both, unread, ada)).toBe(both.rules[1]);
      else {
        expect(() => ruleFor(both, unread, ada)).toThrow(
          expect.objectContaining({
            code: 'forbidden',
            message:
              'rule 1 of the signing policy may be for vmlinuz-6.12 (uki, of no known release): what it asks for could not be read, and rule 2, which fits, allows more',
          }),
        );
      }
      // Where it was read, and is another, the earlier rule is not for it.
      expect(ruleFor(both, asked({ release: '7.1', kind: 'uki', unread: [] }), ada)).toBe(both.rules[1]);
    });

    it('unless it is for another name, or for what was read to be otherwise', () => {
      for (const other of [{ names: ['grub*'] }, { kinds: ['module' as const] }]) {
        const both = policyOf(rule({ releases: ['*'], approvals: 2, ...other }), rule());
        expect(ruleFor(both, unread, ada)).toBe(both.rules[1]);
      }
    });

    it.each<[Partial<PolicyRule>, NonNullable<Asked['unread']>]>([
      [{ releases: ['6.*'] }, ['release']],
      [{ kinds: ['uki'] }, ['kind']],
      [{ sections: ['.linux'] }, ['sections']],
      [{ commandLines: ['ro'] }, ['commandLines']],
      [{ kinds: ['uki'], commandLines: ['ro'] }, ['kind', 'commandLines']],
    ])('where it asks for %j', (strict, parts) => {
      const both = policyOf(rule({ approvals: 2, ...strict }), rule());
      expect(() => ruleFor(both, asked({ unread: parts }), ada)).toThrow('rule 1 of the signing policy may be for');
      for (const part of parts) {
        const read = asked({ unread: parts.filter((each) => each !== part) });
        expect(ruleFor(both, read, ada)).toBe(both.rules[1]);
      }
    });
  });

  it('is for those that it names', () => {
    const closed = policyOf(rule({ requesters: ['bob'] }));
    expect(() => ruleFor(closed, asked(), ada)).toThrow(
      'the signing policy does not let ada@example.com ask for vmlinuz-6.12',
    );
    const own = policyOf(rule({ requesters: ['ada'] }));
    expect(ruleFor(own, asked(), ada)).toBe(own.rules[0]);
  });

  it('may be looked for by the name alone, before the image was seen', () => {
    const two = policyOf(rule({ kinds: ['uki'], requesters: ['bob'] }), rule({ kinds: ['uki'] }));
    expect(ruleForUpload(two, 'vmlinuz-6.12', ada)).toBe(two.rules[1]);
    expect(() => ruleForUpload(two, 'grub', ada)).toThrow('no rule of the signing policy allows grub');
    expect(() => ruleForUpload(policyOf(rule({ requesters: ['bob'] })), 'vmlinuz-6.12', ada)).toThrow(
      'the signing policy does not let ada@example.com ask for vmlinuz-6.12',
    );
  });

  it('wants as many approvals as when it was asked for, or as now, where those are more', () => {
    const image = (needed: number) =>
      ({ name: 'vmlinuz-6.12', requesterSubject: 'ada', requestedBy: 'ada', approvalsNeeded: needed }) as StoredImage;
    const needed = (then: number, now: number) => approvalsNeeded(policyOf(rule({ approvals: now })), image(then));
    expect([needed(1, 2), needed(2, 1), needed(1, 1)]).toEqual([2, 2, 1]);
  });

  it('has nobody decide on what they asked for, and those alone whom it names', () => {
    expect(() => {
      checkApprover(rule(), ada, 'ada');
    }).toThrow('nobody decides on what they asked for themselves');
    expect(() => {
      checkApprover(rule({ approvers: ['bob'] }), ada, 'cy');
    }).toThrow('the signing policy does not let ada@example.com decide on this');
    for (const approvers of [undefined, ['ada']]) {
      expect(() => {
        checkApprover(rule(approvers === undefined ? {} : { approvers }), ada, 'cy');
      }).not.toThrow();
    }
  });

  it('by default is for everything: one approval, nothing by digest, nothing by force', () => {
    expect(DEFAULT_POLICY.rules).toEqual([
      { names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi', 'kexec-6.1', 'kexec-6.12'], mayForce: false },
    ]);
  });
});

describe('what a policy is asked about', () => {
  const named = (...names: readonly string[]) =>
    names.map((name) => ({ name })) as unknown as NonNullable<ImageInfo['sections']>;
  const info = (more: Partial<ImageInfo> = {}): ImageInfo => ({ kind: 'uki', sizeBytes: 1, ...more });
  it.each<[string, ImageInfo | undefined, Partial<Asked>]>([
    ['nothing but the name of what was not seen', undefined, {}],
    [
      'no kind that is unknown, which may have all that others have',
      info({ kind: 'unknown', releaseState: 'unknown' }),
      { kind: undefined, commandLines: undefined, unread: ['kind', 'release', 'sections', 'commandLines'] },
    ],
    ['all that a module has', info({ kind: 'module', release: '6.12' }), { unread: [] }],
    [
      'no release of a boot loader: it has none',
      info({ kind: 'boot-loader', releaseState: 'unknown' }),
      { unread: [] },
    ],
    ['one of a module that was not read', info({ kind: 'module', releaseState: 'unknown' }), { unread: ['release'] }],
    ['a release that is known', info({ release: '6.12', releaseState: 'known' }), { release: '6.12' }],
    ['one of before states were told', info({ release: '6.12' }), { release: '6.12' }],
    [
      'none that is contradictory',
      info({ release: '6.12', releaseState: 'contradictory' }),
      { release: undefined, unread: ['release'] },
    ],
    ['none that is unknown', info({ release: '6.12', releaseState: 'unknown' }), { release: undefined }],
    ['an empty command line where a UKI has none', info(), { commandLines: [''] }],
    ['no command line of what is no UKI', info({ kind: 'bzimage', commandLine: 'x' }), { commandLines: undefined }],
    [
      'those of all profiles, which have the base’s where they have none',
      info({ commandLine: 'a', profiles: [{ commandLine: 'b' }, {}] as unknown as NonNullable<ImageInfo['profiles']> }),
      { commandLines: ['a', 'b', 'a'] },
    ],
    [
      'no command lines where the base’s was not read: it is not empty',
      info({ sections: named('.linux', '.cmdline') }),
      { commandLines: undefined, unread: ['commandLines'] },
    ],
    [
      'none where a profile’s was not read: it is not the base’s',
      info({
        ...{ commandLine: 'a', sections: named('.linux', '.cmdline', '.profile', '.cmdline') },
        profiles: [{ index: 0, sections: ['.profile', '.cmdline'] }],
      }),
      { commandLines: undefined },
    ],
    [
      'those of profiles alone where the base has none',
      info({
        sections: named('.linux', '.profile', '.cmdline'),
        profiles: [{ index: 0, sections: ['.profile', '.cmdline'], commandLine: 'b' }],
      }),
      { commandLines: ['', 'b'] },
    ],
    [
      'the names of sections',
      info({ sections: [{ name: '.linux' }] as unknown as NonNullable<ImageInfo['sections']> }),
      { sections: ['.linux'] },
    ],
  ])('is %s', (_name, of, expected) => {
    expect(askedOf('n', of)).toMatchObject({ name: 'n', ...expected });
    if (of === undefined) expect(askedOf('n', of)).toEqual({ name: 'n' });
  });
});

describe('names', () => {
  it.each([
    ['linux.efi', ['authenticode', 'appended']],
    ['linux.efi:pcrs', ['pcr-policies']],
    ['root-6.12:roothash', ['root-hash']],
    [':pcrs', ['pcr-policies']],
    ['pcrs', ['authenticode', 'appended']],
  ] as const)('%s is of %j', (name, kinds) => {
    const all = ['authenticode', 'appended', 'pcr-policies', 'root-hash'] as const;
    expect(all.filter((kind) => isNameOfKind(name, kind))).toEqual(kinds);
  });

  it('are told to be wrong in words', () => {
    expect(nameRule('pcr-policies')).toBe('requests of the kind pcr-policies have names that end in :pcrs');
    expect(nameRule('appended')).toBe('names that end in :pcrs or :roothash are those of other kinds than appended');
    expect(
      (['authenticode', 'appended', 'pcr-policies', 'root-hash'] as const).map((kind) => isOfImage({ kind })),
    ).toEqual([...[true, true, false, false]]);
  });
});

describe('a revocation', () => {
  const image = {
    digest: 'd1',
    image: {
      ...{ kind: 'uki', sizeBytes: 1, buildId: 'b1', release: '6.12', releases: [{ from: 'x', release: '6.1' }] },
      sbat: [{ component: 'linux', generation: 2 }],
    },
  } as unknown as Parameters<typeof hitsImage>[1];
  it.each<[Parameters<typeof hitsImage>[0], boolean, boolean]>([
    [{ kind: 'image', digest: 'd1' }, true, false],
    [{ kind: 'image', digest: 'd2' }, false, false],
    [{ kind: 'build-id', buildId: 'b1' }, true, false],
    [{ kind: 'build-id', buildId: 'b2' }, false, false],
    [{ kind: 'release', release: '6.12' }, true, false],
    [{ kind: 'release', release: '6.1' }, true, false],
    [{ kind: 'release', release: '6' }, false, false],
    [{ kind: 'sbat', component: 'linux', generation: 3 }, true, false],
    [{ kind: 'sbat', component: 'linux', generation: 2 }, false, false],
    [{ kind: 'sbat', component: 'grub', generation: 3 }, false, false],
    [{ kind: 'tbs', tbsSha256: 'd1' }, false, false],
    [{ kind: 'certificate', certificate: 'd1' }, false, false],
  ])('of %j hits the image: %s', (target, hits, hitsNothing) => {
    expect([hitsImage(target, image), hitsImage(target, { digest: undefined, image: undefined })]).toEqual([
      ...[hits, hitsNothing],
    ]);
  });
});

describe('the certificate in use', () => {
  it('is the one of its purpose that became active last', () => {
    const record = (sha256: string, more: Partial<KeyRecord> = {}): KeyRecord =>
      ({ purpose: 'signer', sha256, active: true, ...more }) as KeyRecord;
    const records = [
      record('a', { activatedAt: '2026-01-01T00:00:00Z' }),
      record('b', { activatedAt: '2026-03-01T00:00:00Z' }),
      record('c'),
      record('d', { active: false, activatedAt: '2026-05-01T00:00:00Z' }),
      record('e', { purpose: 'root', activatedAt: '2026-06-01T00:00:00Z' }),
    ];
    expect([latestActive('signer', records)?.sha256, latestActive('root', records)?.sha256]).toEqual(['b', 'e']);
    expect(latestActive('signer', [])).toBeUndefined();
  });
});
