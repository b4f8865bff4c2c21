/** Kernels by build-id: who signed them, who ran them, how often they crash. */
import type { StoredImage } from '../../shared/domain/image/record.ts';
import { judgeKernel } from '../../shared/aws/images/kernel-state.ts';
import type { KernelEntry, KernelHosts, KernelImage, KernelPage } from '../../shared/contract/fleet.ts';
import type { RevocationRecord } from '../../shared/contract/revocations.ts';
import { InputError, NotFoundError } from '../../shared/errors.ts';
import type { ConsoleDeps } from './ports.ts';

type Deps = Pick<ConsoleDeps, 'fleet' | 'images'>;

const MAX_IMAGES = 10;
/** Pages of the register that one request looks through for kernels that nobody ran. */
const MAX_PAGES = 5;
/** The cursor of the list says which half of it one is in. */
const Half = { seen: 's:', registered: 'r:' } as const;

interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Those that hosts ran, the last seen first; then those that were signed and that nobody has seen. */
export async function listKernels({ limit, cursor = Half.seen }: PageQuery, deps: Deps): Promise<KernelPage> {
  const revocations = await deps.images.revocations();
  const entries = (buildIds: readonly string[]): Promise<KernelEntry[]> =>
    Promise.all(buildIds.map((buildId) => entryOf(buildId, revocations, deps)));
  const rest = cursor.slice(2) === '' ? undefined : cursor.slice(2);
  if (cursor.startsWith(Half.seen)) {
    const { kernels, next } = await deps.fleet.kernels({ limit, cursor: rest });
    const page = await entries(kernels.map(({ buildId }) => buildId));
    if (next !== undefined) return { kernels: page, next: `${Half.seen}${next}` };
    if (page.length === limit) return { kernels: page, next: Half.registered };
    const others = await listKernels({ limit: limit - page.length, cursor: Half.registered }, deps);
    return { ...others, kernels: [...page, ...others.kernels] };
  }
  if (!cursor.startsWith(Half.registered)) throw new InputError('not a cursor of this list', { field: 'cursor' });
  const { buildIds, next } = await registeredOnly({ limit, cursor: rest }, deps);
  return { kernels: await entries(buildIds), ...(next === undefined ? {} : { next: `${Half.registered}${next}` }) };
}

async function registeredOnly(
  { limit, cursor }: PageQuery,
  { images, fleet }: Deps,
): Promise<{ readonly buildIds: readonly string[]; readonly next: string | undefined }> {
  const buildIds: string[] = [];
  let next = cursor;
  for (let page = 0; page < MAX_PAGES && buildIds.length < limit; page++) {
    const found = await images.list({ limit: limit - buildIds.length, cursor: next });
    const fresh = await Promise.all(found.images.map((image) => isUnseen(image, { images, fleet })));
    buildIds.push(...found.images.flatMap(({ image }, i) => (fresh[i] === true ? (image?.buildId ?? []) : [])));
    next = found.next;
    if (next === undefined) break;
  }
  return { buildIds, next };
}

/** Whether a kernel has to be told of because of this image: nobody ran it, and it is the newest image of it. */
async function isUnseen(image: StoredImage, { images, fleet }: Deps): Promise<boolean> {
  const buildId = image.image?.buildId;
  if (image.state !== 'signed' || buildId === undefined) return false;
  const [kernel, all] = await Promise.all([fleet.kernel(buildId), images.byBuildId(buildId)]);
  return kernel?.lastSeen === undefined && all.find(({ state }) => state === 'signed')?.id === image.id;
}

/** @throws {NotFoundError} for one that neither the register nor a dump knows */
export async function getKernel(buildId: string, deps: Deps): Promise<KernelEntry> {
  const entry = await entryOf(buildId, await deps.images.revocations(), deps);
  if (entry.lastSeen === undefined && entry.images.length === 0 && entry.revoked === undefined) {
    throw new NotFoundError(`no dump and no image has the build-id ${buildId}`);
  }
  return entry;
}

export async function listKernelHosts(buildId: string, page: PageQuery, deps: Deps): Promise<KernelHosts> {
  const hosts = await deps.images.hosts(buildId, page.limit, page.cursor);
  const last = hosts.at(-1);
  return {
    hosts: hosts.map(({ host, lastSeen }) => ({ host, lastSeen })),
    ...(hosts.length === page.limit && last !== undefined ? { next: last.host } : {}),
  };
}

export async function setKernelUsage(buildId: string, hostDays: number, deps: Deps): Promise<KernelEntry> {
  await getKernel(buildId, deps);
  await deps.fleet.setUsage(buildId, hostDays);
  return await getKernel(buildId, deps);
}

async function entryOf(
  buildId: string,
  revocations: readonly RevocationRecord[],
  { images, fleet }: Deps,
): Promise<KernelEntry> {
  const [kernel, registered, hosts, dumps] = await Promise.all([
    fleet.kernel(buildId),
    images.byBuildId(buildId),
    images.countHosts(buildId),
    fleet.dumpsOf(buildId),
  ]);
  const verdict = await judgeKernel(buildId, registered, revocations, images.holdsKernels);
  const release = kernel?.release ?? verdict.images.find(({ image }) => image?.release !== undefined)?.image?.release;
  const median = medianOf(dumps.uptimes);
  const hostDays = kernel?.hostDays;
  return {
    buildId,
    ...(release === undefined || release === '' ? {} : { release }),
    state: verdict.state,
    images: verdict.images.slice(0, MAX_IMAGES).map(imageOf),
    ...(verdict.revocation === undefined ? {} : { revoked: verdict.revocation }),
    hosts: hosts.count,
    crashes: dumps.count,
    ...(hosts.more || dumps.more ? { atLeast: true } : {}),
    ...(median === undefined ? {} : { medianUptimeSeconds: median }),
    ...(hostDays === undefined ? {} : { hostDays, crashesPerThousandHostDays: (1000 * dumps.count) / hostDays }),
    ...(kernel?.firstSeen === undefined ? {} : { firstSeen: kernel.firstSeen }),
    ...(kernel?.lastSeen === undefined ? {} : { lastSeen: kernel.lastSeen }),
  };
}

function imageOf({ id, name, requestedBy, approvals, signer, signedAt, revoked }: StoredImage): KernelImage {
  return {
    id,
    name,
    requestedBy,
    approvedBy: approvals.filter(({ decision }) => decision === 'approve').map(({ by }) => by),
    ...(signer === undefined ? {} : { signer: signer.subject }),
    ...(signedAt === undefined ? {} : { signedAt }),
    ...(revoked === undefined ? {} : { revoked }),
  };
}

function medianOf(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}
