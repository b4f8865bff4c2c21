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

/** What a rule may ask of an image beside its name. */
type Part = 'release' | 'kind' | 'sections' | 'commandLines';

/** What a policy is asked about. What is absent is not known, and fits no pattern. */
export interface Asked {
  readonly name: string;
  /** What the image may have and was not read of it; of one that was not seen nothing is said here. */
  readonly unread?: readonly Part[];
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
  const commandLines = info.kind === 'uki' ? commandLinesOf(info) : undefined;
  const isUnknown = info.kind === 'unknown';
  const unread: [Part, boolean][] = [
    ['kind', isUnknown],
    ['release', !isKnown && !WITHOUT_RELEASE.has(info.kind)],
    ['sections', isUnknown && info.sections === undefined],
    ['commandLines', isUnknown || (info.kind === 'uki' && commandLines === undefined)],
  ];
  return {
    name,
    kind: isUnknown ? undefined : info.kind,
    release: isKnown ? info.release : undefined,
    sections: info.sections?.map((section) => section.name),
    commandLines,
    unread: unread.flatMap(([part, is]) => (is ? [part] : [])),
  };
}

/** Kinds that hold no kernel and belong to none. */
const WITHOUT_RELEASE: ReadonlySet<ImageKind> = new Set(['shim', 'boot-loader', 'efi-driver', 'efi', 'firmware']);

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
 * The first rule that fits. One before it that is stricter must not be passed by with an image that hides what it asks for.
 *
 * @throws {AccessError} forbidden where none does, where one before it may fit that grants less, or the person is not among those it names
 */
export function ruleFor(policy: SigningPolicy, asked: Asked, requester: Identity): PolicyRule {
  const at = policy.rules.findIndex((candidate) => fits(candidate, asked));
  const rule = policy.rules[at];
  if (rule === undefined) {
    throw new AccessError('forbidden', `no rule of the signing policy allows ${describe(asked)}`);
  }
  const stricter = policy.rules
    .slice(0, at)
    .findIndex((passed) => fits(passed, asked, asked.unread) && grantsMore(rule, passed, requester));
  if (stricter >= 0) {
    throw new AccessError(
      'forbidden',
      `rule ${stricter + 1} of the signing policy may be for ${describe(asked)}: what it asks for could not be read, and rule ${at + 1}, which fits, allows more`,
    );
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

/** @param given what is taken to be as the rule asks for it */
function fits(rule: PolicyRule, asked: Asked, given: readonly Part[] = []): boolean {
  const { names, releases, kinds, sections, commandLines } = rule;
  const { release, kind } = asked;
  const isGiven = (part: Part): boolean => given.includes(part);
  return (
    matchesAny(names, asked.name) &&
    (releases === undefined || isGiven('release') || (release !== undefined && matchesAny(releases, release))) &&
    (kinds === undefined || isGiven('kind') || (kind !== undefined && kinds.includes(kind))) &&
    (sections === undefined || isGiven('sections') || allMatch(sections, asked.sections)) &&
    (commandLines === undefined || isGiven('commandLines') || allMatch(commandLines, asked.commandLines))
  );
}

/** Whether a rule lets an image that was seen be signed for this person as another one would not. */
function grantsMore(rule: PolicyRule, other: PolicyRule, requester: Identity): boolean {
  const among = other.approvers;
  const [pcrs, otherPcrs] = [rule.pcrSignatures, other.pcrSignatures];
  return (
    rule.approvals < other.approvals ||
    (rule.mayForce && !other.mayForce) ||
    (other.requesters !== undefined && !isAmong(other.requesters, requester)) ||
    (among !== undefined && !(rule.approvers?.every((approver) => among.includes(approver)) ?? false)) ||
    !other.consumers.every((consumer) => rule.consumers.includes(consumer)) ||
    pcrs?.banks.every((bank) => otherPcrs?.banks.includes(bank)) === false ||
    pcrs?.phases.every((phase) => otherPcrs?.phases.includes(phase)) === false
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
