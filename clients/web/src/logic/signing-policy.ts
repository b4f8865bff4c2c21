/** The signing policy in words. What is left out of a rule narrows nothing, and that is said. Pure. */
import type { PolicyRule, SigningPolicy } from '../../../../shared/contract/images.ts';
import { plural } from '../../../../shared/report-view/units.ts';

export interface Saying {
  readonly name: string;
  readonly text: string;
  /** A right that whoever reviews the policy should look at. */
  readonly isOpen?: boolean;
}

const list = (values: readonly string[]): string => values.join(', ');

/** A saying of each pattern that narrows a rule. */
function narrowed({ releases, kinds, sections, commandLines }: PolicyRule): Saying[] {
  const all = [
    ['releases', releases],
    ['kinds', kinds],
    ['sections', sections],
    ['command lines', commandLines],
  ] as const;
  return all.flatMap(([name, values]) => (values === undefined ? [] : [{ name, text: list(values) }]));
}

function approvalText({ approvals, approvers }: PolicyRule): Saying {
  if (approvals === 0) return { name: 'approved by', text: 'nobody has to', isOpen: true };
  const who = approvers === undefined ? 'anybody with the role approver' : list(approvers);
  return { name: 'approved by', text: `${plural(approvals, 'other person', 'other people')}: ${who}` };
}

/** Which images a rule is about, who asks, who approves, what must load them, and what else it allows. */
export function ruleSayings(rule: PolicyRule): Saying[] {
  const { names, requesters, consumers, byDigest, mayForce, pcrSignatures, rootHashes } = rule;
  const rights = [
    [byDigest, 'signed by digest, unseen'],
    [mayForce, 'signed by force, though a consumer would refuse it'],
    [rootHashes === true, 'root hashes of dm-verity, unseen'],
  ] as const;
  return [
    { name: 'names', text: list(names) },
    ...narrowed(rule),
    requesters === undefined
      ? { name: 'asked for by', text: 'anybody with the role release-engineer', isOpen: names.includes('*') }
      : { name: 'asked for by', text: list(requesters) },
    approvalText(rule),
    { name: 'must be loaded by', text: list(consumers) },
    ...(pcrSignatures === undefined
      ? []
      : [
          {
            name: 'PCR policies',
            text: `signed for ${list(pcrSignatures.banks)}, in ${list(pcrSignatures.phases)}`,
            isOpen: true,
          },
        ]),
    ...rights.flatMap(([has, text]) => (has ? [{ name: 'allows', text, isOpen: true }] : [])),
  ];
}

/** What holds for all rules. */
export function policySayings({ requestHours, changes }: SigningPolicy): Saying[] {
  const approvals = changes?.approvals ?? 1;
  const who = changes?.approvers === undefined ? 'anybody with the role' : list(changes.approvers);
  return [
    { name: 'a request waits', text: `${plural(requestHours, 'hour')} at most` },
    { name: 'changes are approved by', text: `${plural(approvals, 'other person', 'other people')}: ${who}` },
  ];
}
