/** Who may have what signed. */
import type { PolicyRule, SigningPolicy } from '../../contract/images.ts';
import { isAmong, matchesAny, type Identity, type Person } from '../../contract/people.ts';
import type { ImageInfo, ImageKind, UkiProfile } from '../../contract/verify.ts';
import { AccessError } from '../../errors.ts';
import type { StoredImage } from './record.ts';

/** One approval by somebody else, for whatever is asked; nothing by digest, nothing by force. */
export const DEFAULT_POLICY: SigningPolicy = {
  version: 0,
  requestHours: 72,
  rules: [
    { names: ['*'], approvals: 1, byDigest: false, consumers: ['uefi', 'kexec-6.1', 'kexec-6.12'], mayForce: false },
  ],
};

/** What a policy is asked about. What is absent is not known, and fits no pattern. */
export interface Asked {
  readonly name: string;
  /** Where the image names one, and names it alike everywhere. */
  readonly release?: string | undefined;
  readonly kind?: ImageKind | undefined;
  readonly sections?: readonly string[] | undefined;
  readonly commandLines?: readonly string[] | undefined;
}

/** @param info what was read of the image; undefined where it was not seen */
export function askedOf(name: string, info: ImageInfo | undefined): Asked {
  if (info === undefined) return { name };
  // What was recorded before the states were told apart named a release only where it was read.
  const isKnown = (info.releaseState ?? 'known') === 'known';
  return {
    name,
    kind: info.kind === 'unknown' ? undefined : info.kind,
    release: isKnown ? info.release : undefined,
    sections: info.sections?.map((section) => section.name),
    commandLines: info.kind === 'uki' ? commandLinesOf(info) : undefined,
  };
}

/**
 * A UKI without `.cmdline` is started with an empty one, or with what whoever starts it says.
 *
 * @returns undefined where one that it has was not read: it is neither empty nor the base's
 */
function commandLinesOf(info: ImageInfo): readonly string[] | undefined {
  const profiles = info.profiles ?? [];
  const names = (info.sections ?? []).map(({ name }) => name);
  const firstProfile = names.indexOf('.profile');
  const base = { sections: firstProfile < 0 ? names : names.slice(0, firstProfile), commandLine: info.commandLine };
  const isUnread = ({ sections, commandLine }: Pick<UkiProfile, 'commandLine'> & { sections?: readonly string[] }) =>
    commandLine === undefined && sections?.includes('.cmdline') === true;
  if ([base, ...profiles].some(isUnread)) return undefined;
  return [info.commandLine ?? '', ...profiles.map(({ commandLine }) => commandLine ?? info.commandLine ?? '')];
}

/**
 * The first rule that fits.
 *
 * @throws {AccessError} forbidden where none does, or the person is not among those it names
 */
export function ruleFor(policy: SigningPolicy, asked: Asked, requester: Identity): PolicyRule {
  const rule = policy.rules.find((candidate) => fits(candidate, asked));
  if (rule === undefined) {
    throw new AccessError('forbidden', `no rule of the signing policy allows ${describe(asked)}`);
  }
  if (rule.requesters !== undefined && !isAmong(rule.requesters, requester)) {
    throw new AccessError('forbidden', `the signing policy does not let ${requester.name} ask for ${describe(asked)}`);
  }
  return rule;
}

/** The rule that decides on a request now. @throws {AccessError} forbidden where there is none any more */
export function ruleForRequest(policy: SigningPolicy, image: StoredImage): PolicyRule {
  const requester = { subject: image.requesterSubject, name: image.requestedBy, identities: image.requesterIdentities };
  return ruleFor(policy, askedOf(image.name, image.provisional ? undefined : image.image), requester);
}

/** As many as when it was asked for, or as the policy wants now, where those are more. @throws {AccessError} as `ruleForRequest` */
export function approvalsNeeded(policy: SigningPolicy, image: StoredImage): number {
  return Math.max(image.approvalsNeeded, ruleForRequest(policy, image).approvals);
}

/**
 * The first rule that could fit once the image was seen: whether it may be sent at all.
 *
 * @throws {AccessError} forbidden where there is none for this name and this person
 */
export function ruleForUpload(policy: SigningPolicy, name: string, requester: Identity): PolicyRule {
  const named = policy.rules.filter(({ names }) => matchesAny(names, name));
  if (named.length === 0) throw new AccessError('forbidden', `no rule of the signing policy allows ${name}`);
  const open = named.find(({ requesters }) => requesters === undefined || isAmong(requesters, requester));
  if (open !== undefined) return open;
  throw new AccessError('forbidden', `the signing policy does not let ${requester.name} ask for ${name}`);
}

function fits(rule: PolicyRule, asked: Asked): boolean {
  const { names, releases, kinds, sections, commandLines } = rule;
  return (
    matchesAny(names, asked.name) &&
    (releases === undefined || (asked.release !== undefined && matchesAny(releases, asked.release))) &&
    (kinds === undefined || (asked.kind !== undefined && kinds.includes(asked.kind))) &&
    (sections === undefined || allMatch(sections, asked.sections)) &&
    (commandLines === undefined || allMatch(commandLines, asked.commandLines))
  );
}

function allMatch(patterns: readonly string[], texts: readonly string[] | undefined): boolean {
  return texts !== undefined && texts.length > 0 && texts.every((text) => matchesAny(patterns, text));
}

function describe({ name, kind, release, commandLines }: Asked): string {
  const known = [
    kind === undefined ? 'of no known kind' : kind,
    release === undefined ? 'of no known release' : `release ${release}`,
    ...(commandLines ?? []).map((line) => `command line ${JSON.stringify(line.slice(0, 200))}`),
  ];
  return `${name} (${known.join(', ')})`;
}

/** @throws {AccessError} forbidden */
export function checkApprover(rule: PolicyRule, approver: Person, requesterSubject: string): void {
  if (approver.subject === requesterSubject) {
    throw new AccessError('forbidden', 'nobody decides on what they asked for themselves');
  }
  if (rule.approvers !== undefined && !isAmong(rule.approvers, approver)) {
    throw new AccessError('forbidden', `the signing policy does not let ${approver.name} decide on this`);
  }
}
