/** Who may have what signed. */
import type { PolicyRule, SigningPolicy } from '../../shared/contract/images.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import { AccessError } from '../../shared/errors.ts';

/** What a policy is asked about. The release is known once the image was seen. */
export interface Asked {
  readonly name: string;
  readonly release?: string | undefined;
}

export type Person = Extract<Principal, { readonly kind: 'person' }>;

/**
 * The first rule that fits.
 *
 * @throws {AccessError} forbidden where none does, or the person is not among those it names
 */
export function ruleFor(policy: SigningPolicy, asked: Asked, requester: Pick<Person, 'subject' | 'name'>): PolicyRule {
  const rule = policy.rules.find(
    ({ names, releases }) =>
      matchesAny(names, asked.name) &&
      (releases === undefined || asked.release === undefined || matchesAny(releases, asked.release)),
  );
  const what = asked.release === undefined ? asked.name : `${asked.name} (${asked.release})`;
  if (rule === undefined) throw new AccessError('forbidden', `no rule of the signing policy allows ${what}`);
  if (rule.requesters !== undefined && !isAmong(rule.requesters, requester)) {
    throw new AccessError('forbidden', `the signing policy does not let ${requester.name} ask for ${what}`);
  }
  return rule;
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

export function personOf(principal: Principal): Person {
  if (principal.kind !== 'person')
    throw new AccessError('forbidden', 'this is for people and pipelines, not for hosts');
  return principal;
}

function isAmong(patterns: readonly string[], { subject, name }: Pick<Person, 'subject' | 'name'>): boolean {
  return matchesAny(patterns, subject) || matchesAny(patterns, name);
}

export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matches(pattern, text));
}

/** `*` stands for anything. No backtracking: the parts between stars are looked for one after another. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
