/** What a revocation would do, before it is published. */
import { publish, dbxRecords, type RevocationSet } from '../../shared/authenticode/revocation/publication.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { judge } from '../../shared/authenticode/verdicts.ts';
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { registeredDigests, revocationSet, type StoredRevocations } from '../../shared/domain/image/revocations.ts';
import type {
  RevocationEffect,
  RevocationPreview,
  RevocationTarget,
  RevokeRequest,
} from '../../shared/contract/revocations.ts';
import type { Verdict } from '../../shared/contract/verify.ts';
import type { RevokeDeps } from './ports.ts';
import { imagesHit } from './targets.ts';

/** Images whose verifiers are asked one by one. */
const MAX_JUDGED = 50;
const MAX_HOSTS = 1000;

export async function previewRevocation(
  { target }: Pick<RevokeRequest, 'target'>,
  deps: RevokeDeps,
): Promise<RevocationPreview> {
  const list = await deps.revocations.list();
  const images = await imagesHit(target, deps);
  const set = await setWith(list, target, deps);
  const effects: RevocationEffect[] = [];
  for (const image of images.slice(0, MAX_JUDGED)) effects.push(await effectOn(image, set, deps));
  const hosts = await hostsOf(images, deps);
  return { effects, hosts: [...hosts], warnings: [...warningsOf(target, effects, images, hosts.length, set)] };
}

/** The list as it would be. */
export async function setWith(
  list: StoredRevocations,
  target: RevocationTarget,
  deps: Pick<RevokeDeps, 'register' | 'now'>,
): Promise<RevocationSet> {
  const at = deps.now().toISOString();
  const record = { target, reason: '', by: '', at, version: list.version + 1 };
  return revocationSet(
    { ...list, updatedAt: at, revocations: [...list.revocations, record] },
    registeredDigests(deps.register),
  );
}

async function effectOn(image: StoredImage, set: RevocationSet, deps: RevokeDeps): Promise<RevocationEffect> {
  const verdicts = await verdictsOn(image, set, deps);
  const consumersWhere = (accepts: boolean): Verdict['consumer'][] =>
    verdicts
      .filter((verdict) => verdict.accepts === accepts && isMeant(image, verdict))
      .map(({ consumer }) => consumer);
  return {
    id: image.id,
    name: image.name,
    ...(image.image?.release === undefined ? {} : { release: image.image.release }),
    ...(image.image?.buildId === undefined ? {} : { buildId: image.image.buildId }),
    digest: image.digest ?? '',
    stillLoads: consumersWhere(true),
    stops: consumersWhere(false),
  };
}

async function verdictsOn(image: StoredImage, set: RevocationSet, deps: RevokeDeps): Promise<readonly Verdict[]> {
  const view = await deps.images.view(image);
  if (view === undefined) return [];
  const roots = (await deps.settings.certificates()).filter(({ purpose }) => purpose === 'root');
  const db = roots.map(({ certificate }) => certificateRecord(Buffer.from(certificate, 'base64')));
  return judge(view, { db, dbx: dbxRecords(set), sbatLevel: set.sbat });
}

/** Verdicts that say something: kexec never loads what is no kernel, and an image is no module. */
function isMeant({ image }: StoredImage, { consumer }: Verdict): boolean {
  if (consumer === 'module') return image?.kind === 'module';
  return !consumer.startsWith('kexec') || image?.kind === 'bzimage' || image?.kind === 'arm64-image';
}

async function hostsOf(images: readonly StoredImage[], deps: RevokeDeps): Promise<RevocationPreview['hosts']> {
  const hosts: RevocationPreview['hosts'] = [];
  const buildIds = new Set(images.flatMap(({ image }) => (image?.buildId === undefined ? [] : [image.buildId])));
  for (const buildId of buildIds) {
    if (hosts.length >= MAX_HOSTS) break;
    hosts.push(...(await deps.sightings.hosts(buildId, MAX_HOSTS - hosts.length)));
  }
  return hosts;
}

function* warningsOf(
  target: RevocationTarget,
  effects: readonly RevocationEffect[],
  images: readonly StoredImage[],
  hosts: number,
  set: RevocationSet,
): Generator<string> {
  const hit = images.length;
  const appended =
    target.kind === 'image' || target.kind === 'build-id' ? images.filter(({ kind }) => kind === 'appended') : [];
  const modules = appended.filter(({ signedSha256 }) => signedSha256 !== undefined).length;
  const unknown = appended.length - modules;
  const kexec = effects.some(({ stillLoads }) => stillLoads.some((consumer) => consumer.startsWith('kexec')));
  if (kexec) {
    yield 'Kernels as Debian builds them still kexec what is revoked: they drop what dbx says of certificates, and never ask for the digest of an image. Build kernels with CONFIG_SYSTEM_REVOCATION_LIST and revoke the certificate, or sign with another CA.';
  }
  if (target.kind === 'sbat') yield 'Firmware and kernels know nothing of SBAT: only shim stops these images.';
  if (target.kind === 'tbs')
    yield 'shim knows no hashes of certificates: revoke the certificate itself for hosts that boot through shim.';
  if (target.kind === 'release')
    yield 'Nothing of this release is signed or handed out any more. What was signed is still loaded: no list names releases.';
  if (modules > 0) {
    yield `${modules} of them ${modules === 1 ? 'is a module' : 'are modules'}: dbx names the signed file by its SHA-256, which Debian's kernels of 6.1 and 6.12 look for, and neither 7.x nor others. Those load it as before.`;
  }
  if (unknown > 0) {
    yield `${unknown} of them ${unknown === 1 ? 'is a module that was' : 'are modules that were'} signed by digest or before their signed files were known: no list stops them.`;
  }
  if (target.kind === 'image' && hit === 0) yield 'No registered image has this digest.';
  if (target.kind === 'build-id' && hit === 0)
    yield 'No registered image has this build-id: nothing is added to any list.';
  if (hit > MAX_JUDGED) yield `${hit} images are hit; the first ${MAX_JUDGED} are shown.`;
  if (hosts > 0)
    yield `${hosts} host${hosts === 1 ? ' was' : 's were'} seen running one of these kernels: update them before they boot again.`;
  const size = publish(set)['dbx.esl'].length;
  if (size > 32 * 1024) yield `The list has ${size} bytes: some firmware holds no more than 32 KiB.`;
}
