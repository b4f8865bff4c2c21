/** Revoking, and publishing what is revoked. */
import { signVariableUpdate } from '../../shared/authenticode/revocation/authenticated-variable.ts';
import { publish } from '../../shared/authenticode/revocation/publication.ts';
import { shownRevocation } from '../../shared/domain/image/revocation-of.ts';
import {
  registeredDigests,
  revocationSet,
  targetKey,
  type StoredRevocations,
} from '../../shared/domain/image/revocations.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type {
  RevocationFileName,
  RevocationList,
  RevocationRecord,
  RevocationTarget,
  RevokeRequest,
} from '../../shared/contract/revocations.ts';
import { createHash } from 'node:crypto';
import type { RevokeDeps } from './ports.ts';
import { imagesHit } from './targets.ts';

type Files = RevocationList['files'];

/**
 * Revokes, logs, publishes, marks and tells, in this order: from the first step on nothing of the target is signed. Where a step fails
 * the same call goes on from there; for what is revoked and published nothing is left to do. That it would be revoked is in the log
 * since it was approved.
 */
export async function revoke(by: string, { target, reason }: RevokeRequest, deps: RevokeDeps): Promise<void> {
  const list = await deps.revocations.list();
  const begun = revocationOf(target, list);
  if (begun?.complete === true) return;
  const at = deps.now().toISOString();
  const record = begun ?? { target, reason, by, at, version: list.version + 1 };
  if (begun === undefined) await deps.revocations.add(list, record);
  // Read again: whoever revoked something else meanwhile is in it too.
  const next = await deps.revocations.list();
  const files = await makeFiles(next, deps);
  const logged = record.logIndex === undefined ? await logRevocation(record, files, deps) : record;
  for (const [name, base64] of Object.entries(files))
    await deps.files.keep(next.version, name, Buffer.from(base64, 'base64'));
  await markImages(record, deps);
  await deps.bus.publish([eventOf(record)]);
  await deps.revocations.note({ ...logged, complete: true });
}

export function revocationOf(target: RevocationTarget, list: StoredRevocations): RevocationRecord | undefined {
  return list.revocations.find((record) => targetKey(record.target) === targetKey(target));
}

async function logRevocation(record: RevocationRecord, files: Files, deps: RevokeDeps): Promise<RevocationRecord> {
  const { target, by, at, reason } = record;
  const logIndex = await deps.log.append({
    version: 1,
    type: 'revoked',
    at,
    by,
    name: targetKey(target).slice(0, 200),
    ...(target.kind === 'image' ? { digest: target.digest } : {}),
    ...(target.kind === 'build-id' ? { buildId: target.buildId } : {}),
    reason,
    content: digestOf(files),
  });
  const logged = { ...record, logIndex };
  await deps.revocations.note(logged);
  return logged;
}

/** What is revoked, with the files that say so. The signed update is signed once a version. */
export async function listRevocations(deps: RevokeDeps): Promise<RevocationList> {
  const list = await deps.revocations.list();
  return answer(list, list.version === 0 ? {} : await makeFiles(list, deps));
}

async function makeFiles(list: StoredRevocations, deps: RevokeDeps): Promise<Files> {
  const published = publish(await revocationSet(list, registeredDigests(deps.register)));
  const files: Record<string, Uint8Array> = { ...published };
  const kek = (await deps.settings.certificates()).find(({ purpose, active }) => purpose === 'kek' && active);
  if (kek !== undefined && published['dbx.esl'].length > 0) {
    files['dbx.auth'] =
      (await deps.files.read(list.version, 'dbx.auth')) ??
      (await signVariableUpdate(
        {
          variable: 'dbx',
          content: published['dbx.esl'],
          time: new Date(list.updatedAt ?? 0),
          // Firmware merges it with what its maker put there.
          append: true,
        },
        { certificates: [Buffer.from(kek.certificate, 'base64')], sign: (digest) => deps.kek.sign(digest) },
      ));
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name as RevocationFileName, Buffer.from(bytes).toString('base64')]),
  );
}

/** The register says of each image that it is revoked: dumps from it raise a finding. */
async function markImages(record: RevocationRecord, deps: RevokeDeps): Promise<void> {
  for (const image of await imagesHit(record.target, deps)) {
    if (image.revoked === undefined) await deps.register.update({ ...image, revoked: shownRevocation(record) });
  }
}

function eventOf({ by, at, reason, target }: RevocationRecord): PurgatoryEvent {
  const value = targetKey(target);
  return {
    name: 'image.revoked',
    detail: {
      version: 1,
      id: `image.revoked:${createHash('sha256').update(value).digest('hex').slice(0, 32)}`,
      occurredAt: at,
      revocation: target.kind,
      value: value.slice(value.indexOf('#') + 1).slice(0, 500),
      reason: reason.slice(0, 500),
      by,
    },
  };
}

function answer(list: StoredRevocations, files: Files): RevocationList {
  return {
    version: list.version,
    ...(list.updatedAt === undefined ? {} : { updatedAt: list.updatedAt }),
    revocations: [...list.revocations],
    files,
  };
}

function digestOf(files: Files): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}
