/** What a new policy would change, for whoever approves it. Pure. */
import type { Change, PolicyRule, SigningPolicy } from '../../shared/contract/images.ts';

/** Rule by rule, in their order: the first that fits decides, so that a rule that moves is a change too. */
export function* policyChanges(before: SigningPolicy, after: SigningPolicy): Generator<Change> {
  const count = Math.max(before.rules.length, after.rules.length);
  for (let index = 0; index < count; index += 1) {
    const [was, is] = [before.rules[index], after.rules[index]];
    const title = `rule ${index + 1}`;
    if (was === undefined || is === undefined) {
      yield { field: title, before: textOf(was), after: textOf(is) };
      continue;
    }
    for (const name of namesOf(was, is)) {
      const change = { field: `${title} ${name}`, before: textOf(was[name]), after: textOf(is[name]) };
      if (change.before !== change.after) yield change;
    }
  }
  for (const name of ['requestHours', 'changes'] as const) {
    const change = { field: name, before: textOf(before[name]), after: textOf(after[name]) };
    if (change.before !== change.after) yield change;
  }
}

/** Rights that it opens. */
export function* policyWarnings(before: SigningPolicy, after: SigningPolicy): Generator<string> {
  const opened = (title: string, has: (rule: PolicyRule) => boolean): string[] => {
    const known = new Set(before.rules.filter(has).map(({ names }) => names.join(', ')));
    const names = after.rules.filter(has).map((rule) => rule.names.join(', '));
    const fresh = names.filter((name) => !known.has(name));
    return fresh.length === 0 ? [] : [`${title}: ${fresh.join('; ')}`];
  };
  yield* opened('Nobody has to approve', ({ approvals }) => approvals === 0);
  yield* opened('Signed by digest, unseen', ({ byDigest }) => byDigest);
  yield* opened('What consumers would refuse may be signed by force', ({ mayForce }) => mayForce);
  yield* opened(
    'PCR signatures, which unlock what is bound to TPMs',
    ({ pcrSignatures }) => pcrSignatures !== undefined,
  );
  yield* opened('Root hashes of dm-verity, unseen', ({ rootHashes }) => rootHashes === true);
  yield* opened(
    'Whatever anybody with the role asks for',
    ({ names, requesters }) => names.includes('*') && requesters === undefined,
  );
  const floor = ({ rules }: SigningPolicy): number => Math.min(...rules.map(({ approvals }) => approvals));
  if (floor(after) < floor(before)) yield `Fewest approvals: ${floor(after)}, ${floor(before)} before.`;
  const [was, is] = [before.changes?.approvals ?? 1, after.changes?.approvals ?? 1];
  if (is < was) yield `Changes like this one need ${is} approvals, ${was} before.`;
  const approvers = after.changes?.approvers;
  if (approvers !== undefined && JSON.stringify(approvers) !== JSON.stringify(before.changes?.approvers)) {
    yield `From then on ${approvers.join(', ')} alone approve changes: where nobody is meant by that, nothing can be changed any more.`;
  }
  if (after.rules.length === 0) yield 'Nothing can be signed any more: it has no rules.';
}

function namesOf(...rules: readonly PolicyRule[]): readonly (keyof PolicyRule)[] {
  return [...new Set(rules.flatMap((rule) => Object.keys(rule) as (keyof PolicyRule)[]))];
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
