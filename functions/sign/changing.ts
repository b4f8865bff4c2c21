/** The changes that signing rests on and this function carries out: of the policy, and of the certificate that signs. */
import { createHash } from 'node:crypto';
import { carryOutDue, dueChanges } from '../../shared/aws/images/changes/due.ts';
import type { Executor } from '../../shared/aws/images/changes/ports.ts';
import type { StoredChange } from '../../shared/aws/images/changes/store.ts';
import { targetKey, type StoredRevocations } from '../../shared/domain/image/revocations.ts';
import { parseCertificate } from '../../shared/authenticode/x509/certificate.ts';
import type { Proposal } from '../../shared/contract/changes.ts';
import { SigningPolicy, type Change, type ImportCertificate } from '../../shared/contract/images.ts';
import { ConflictError, InputError } from '../../shared/errors.ts';
import { decode, latestActive } from '../../shared/domain/image/chain.ts';
import { importCertificate, readImport } from './keys.ts';
import { policyChanges, policyWarnings } from './policy-changes.ts';
import type { SignDeps } from './ports.ts';

export function signingChanges(deps: SignDeps): Executor {
  return {
    kinds: ['policy', 'certificate'],
    describe: (proposal) => describe(proposal, deps),
    execute: (change) => execute(change, deps),
  };
}

/** What is in force now: changes whose time has come take effect before the policy is asked, which every decision does first. */
export function inForce(deps: SignDeps): SignDeps {
  const executor = signingChanges(deps);
  const { settings, revocations } = deps;
  return {
    ...deps,
    settings: {
      policy: async () => {
        await carryOutDue(deps, executor);
        return settings.policy();
      },
      certificates: () => settings.certificates(),
      replacePolicy: (policy) => settings.replacePolicy(policy),
      putCertificate: (record) => settings.putCertificate(record),
    },
    revocations: { list: async () => withDue(await revocations.list(), deps) },
  };
}

/** A revocation holds from its time on, published or not yet. */
async function withDue(list: StoredRevocations, deps: SignDeps): Promise<StoredRevocations> {
  const known = new Set(list.revocations.map(({ target }) => targetKey(target)));
  const due = (await dueChanges(['revocation'], deps)).flatMap(({ proposal, proposedBy, reason, effectiveAt = '' }) => {
    if (proposal.kind !== 'revocation' || known.has(targetKey(proposal.target))) return [];
    return [{ target: proposal.target, reason, by: proposedBy, at: effectiveAt, version: list.version + 1 }];
  });
  return { ...list, revocations: [...list.revocations, ...due] };
}

async function describe(proposal: Proposal, deps: SignDeps): ReturnType<Executor['describe']> {
  switch (proposal.kind) {
    case 'policy': {
      const current = await deps.settings.policy();
      const objection = objectionToVersion(current, proposal.policy);
      if (objection !== undefined) throw new ConflictError(objection);
      return {
        changes: [...policyChanges(current, proposal.policy)],
        warnings: [...policyWarnings(current, proposal.policy)],
      };
    }
    case 'certificate':
      return describeCertificate(proposal, deps);
    case 'revocation':
      throw new InputError('revocations are asked for at /v1/revocations', { field: 'proposal.kind' });
  }
}

async function describeCertificate(wish: ImportCertificate, deps: SignDeps): ReturnType<Executor['describe']> {
  const { leaf, root } = await readImport(wish, deps);
  const records = await deps.settings.certificates();
  const named = (der: Uint8Array): string =>
    `${parseCertificate(der).subjectText}, SHA-256 ${createHash('sha256').update(der).digest('hex')}`;
  const [signer, trusted] = [latestActive('signer', records), latestActive('root', records)];
  const before = (record: typeof signer): string | null => (record === undefined ? null : named(decode(record)));
  const changes: Change[] = [
    { field: 'signer', before: before(signer), after: named(leaf.raw) },
    { field: 'valid until', before: signer?.notAfter ?? null, after: leaf.notAfter.toISOString() },
    { field: 'root', before: before(trusted), after: named(root) },
  ].filter((change) => change.before !== change.after);
  const isNewRoot = trusted !== undefined && before(trusted) !== named(root);
  return {
    changes,
    warnings: isNewRoot ? ['Another root: what is signed from then on is loaded only where this one is trusted.'] : [],
  };
}

async function execute(change: StoredChange, deps: SignDeps): Promise<string | undefined> {
  const { proposal, proposedBy } = change;
  switch (proposal.kind) {
    case 'policy':
      return replacePolicy(change, proposal.policy, deps);
    case 'certificate':
      try {
        await importCertificate(proposedBy, proposal, deps);
        return undefined;
      } catch (error) {
        // It was good when it was asked for: it has expired since, or another root is in use.
        if (error instanceof InputError) return error.message;
        throw error;
      }
    case 'revocation':
      throw new ConflictError('revocations are decided on at /v1/revocations');
  }
}

/** In the log first; in force then, where the policy is still the one that the change was made from. */
async function replacePolicy(
  change: StoredChange,
  policy: SigningPolicy,
  deps: SignDeps,
  attempts = 2,
): Promise<string | undefined> {
  const current = await deps.settings.policy();
  if (isSame(current, { ...policy, version: policy.version + 1 })) return undefined;
  const objection = objectionToVersion(current, policy);
  if (objection !== undefined) return objection;
  const content = createHash('sha256').update(JSON.stringify(policy)).digest('hex');
  const { proposedBy: by, id: changeId } = change;
  await deps.log.append({ version: 1, type: 'policy', at: deps.now().toISOString(), by, changeId, content });
  try {
    await deps.settings.replacePolicy(policy);
    return undefined;
  } catch (error) {
    // Somebody else carried out this change, or another, in this moment.
    if (error instanceof ConflictError && attempts > 1) return replacePolicy(change, policy, deps, attempts - 1);
    throw error;
  }
}

function objectionToVersion(current: SigningPolicy, wish: SigningPolicy): string | undefined {
  if (current.version === wish.version) return undefined;
  return `the policy was changed meanwhile: version ${current.version} is in force, this was made from version ${wish.version}`;
}

function isSame(a: SigningPolicy, b: SigningPolicy): boolean {
  return JSON.stringify(SigningPolicy.parse(a)) === JSON.stringify(SigningPolicy.parse(b));
}
