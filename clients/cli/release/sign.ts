/** A release, part by part: asked for, signed once approved, written. Begun again it goes on: the service knows how far it is. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { planSigning } from '../../../shared/authenticode/sign/sign-image.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { streamSource } from '../../../shared/bytes/concat-source.ts';
import type { ImageRecord, KeyList } from '../../../shared/contract/images.ts';
import { PCRS_SUFFIX } from '../../../shared/domain/image/kinds.ts';
import { PurgatoryError, TransientError } from '../../../shared/errors.ts';
import { mapLimited } from '../../../shared/map-limited.ts';
import type { CliContext } from '../context.ts';
import { attachIssued, openInner } from '../images/attach.ts';
import { openImageFile, writeWhole } from '../images/open.ts';
import { withPcrSignatures } from '../images/pcrs.ts';
import {
  fileDigest,
  issuingKeys,
  requestDigest,
  requestPcrs,
  requestSignature,
  signatureOfDigest,
  type Wish,
} from '../images/request.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';
import type { FileItem, Release, ReleaseItem, RootHashItem } from './items.ts';
import { partsOf } from './parts.ts';

const POLL_MS = 5_000;

export interface ReleaseOptions {
  readonly output: string;
  /** So many parts at once. */
  readonly jobs: number;
  readonly waitMinutes: number;
  /** Whether what was refused is asked for again. */
  readonly again: boolean;
  readonly comment?: string | undefined;
}

/** `failed`: it could not be asked for, or what came back is not written. */
export interface PartOutcome {
  readonly name: string;
  readonly state: ImageRecord['state'] | 'failed';
  readonly id?: string | undefined;
  readonly digest?: string | undefined;
  readonly output?: string | undefined;
  readonly reason?: string | undefined;
  /** Signed for the first time: KMS was asked. */
  readonly isNew?: boolean | undefined;
}

interface Work {
  readonly release: Release;
  readonly options: ReleaseOptions;
  readonly client: ServiceClient;
  readonly context: CliContext;
  readonly keysOf: () => Promise<KeyList>;
  /** Requests by name and digest; of PCR policies by the UKI's. */
  readonly known: Map<string, ImageRecord>;
}

export async function signRelease(
  release: Release,
  options: ReleaseOptions,
  client: ServiceClient,
  context: CliContext,
): Promise<readonly PartOutcome[]> {
  const work: Work = { release, options, client, context, keysOf: issuingKeys(client), known: new Map() };
  const until = context.now().getTime() + options.waitMinutes * 60_000;
  const outcomes = new Map<ReleaseItem, PartOutcome>();
  for (;;) {
    await refresh(work);
    const open = release.items.filter(
      (item) => outcomes.get(item)?.state !== 'signed' && outcomes.get(item)?.state !== 'failed',
    );
    await once(open, outcomes, work);
    const waits = [...outcomes.values()].some(({ state }) => state === 'pending');
    if (!waits || context.now().getTime() >= until) break;
    await context.sleep(POLL_MS);
  }
  return release.items.flatMap((item) => outcomes.get(item) ?? []);
}

async function refresh({ client, release, known }: Work): Promise<void> {
  for (const record of await partsOf(client, release.name)) {
    const key = keyOf(record.name, (record.kind === 'pcr-policies' ? record.fileSha256 : record.digest) ?? '');
    const before = known.get(key);
    if (before === undefined || rank(record) >= rank(before)) known.set(key, record);
  }
}

/** Of several requests of the same image, the one that got furthest. */
function rank({ state }: ImageRecord): number {
  return ['expired', 'uploading', 'refused', 'pending', 'signed'].indexOf(state);
}

async function once(items: readonly ReleaseItem[], outcomes: Map<ReleaseItem, PartOutcome>, work: Work): Promise<void> {
  const { context, options, release } = work;
  const progress = progressLine(context.stderr);
  let done = 0;
  await mapLimited(items, options.jobs, async (item) => {
    context.signal.throwIfAborted();
    outcomes.set(item, await advance(item, work));
    done += 1;
    const signed = [...outcomes.values()].filter(({ state }) => state === 'signed').length;
    progress.update(`release ${release.name}: ${done} of ${items.length} looked at, ${signed} signed`);
  });
  progress.clear();
}

/** As far as it goes now. What is wrong with one part is told of it, and the others go on. */
async function advance(item: ReleaseItem, work: Work): Promise<PartOutcome> {
  const { name } = item;
  try {
    if ('rootHash' in item) return await signRootHash(item, work);
    const { source } = await openImageFile(item.path, work.context);
    try {
      const unified = item.inner ? await withInner(source, item, work) : source;
      if ('state' in unified) return unified;
      const outer = item.pcrs ? await withPcrs(unified, name, work) : unified;
      if ('state' in outer) return outer;
      const made = await obtain(outer, name, work);
      if ('state' in made) return made;
      return await written(item, made.record, streamSource(made.signed), work);
    } finally {
      await source.close();
    }
  } catch (error) {
    work.context.signal.throwIfAborted();
    // What is wrong with the service or the caller is wrong with all of it.
    if (!(error instanceof PurgatoryError) || error instanceof TransientError || error.code === 'unauthenticated')
      throw error;
    return { name, state: 'failed', reason: error.message };
  }
}

async function signRootHash(item: RootHashItem, work: Work): Promise<PartOutcome> {
  const { name, rootHash } = item;
  const { client } = work;
  const record = await requestOnce(keyOf(name, rootHash), work, () =>
    requestDigest(client, rootHash, 'root-hash', wishFor(name, work)),
  );
  if (record.state !== 'signed') return outcomeOf(record);
  const { signature } = await signatureOfDigest(client, record, rootHash);
  return written(item, record, [signature], work);
}

/** What is signed goes below the folder of outputs. */
async function written(
  item: ReleaseItem,
  record: ImageRecord,
  content: Parameters<typeof writeWhole>[1],
  { options }: Work,
): Promise<PartOutcome> {
  const output = join(options.output, item.output);
  await mkdir(dirname(output), { recursive: true });
  await writeWhole(output, content);
  return { ...outcomeOf(record), output, isNew: record.approvedAs === undefined };
}

async function withInner(source: ByteSource, { name, pcrs }: FileItem, work: Work): Promise<ByteSource | PartOutcome> {
  const { inner, around } = await openInner(source, pcrs, (text) => {
    work.context.stderr.write(`purgatory: ${name}: ${text}\n`);
  });
  const made = await obtain(inner, `${name}:linux`, work);
  return 'state' in made ? made : around(made.signed);
}

async function obtain(
  source: ByteSource,
  name: string,
  work: Work,
): Promise<{ readonly signed: ByteSource; readonly record: ImageRecord } | PartOutcome> {
  const { client, context } = work;
  const plan = await planSigning(source);
  const record = await requestOnce(keyOf(name, Buffer.from(plan.digest).toString('hex')), work, () =>
    requestSignature(client, plan, { ...wishFor(name, work), digestOnly: false }, context),
  );
  const { id, digest, state } = record;
  if (state !== 'signed') return outcomeOf(record);
  const { signed, refusing } = await attachIssued(client, record, plan, 'replace', work.keysOf);
  if (refusing.length > 0) return { name, state: 'failed', id, digest, reason: `not written: ${refusing.join('; ')}` };
  return { signed, record };
}

/** The UKI with signatures of what it measures. */
async function withPcrs(uki: ByteSource, image: string, work: Work): Promise<ByteSource | PartOutcome> {
  const { client, context } = work;
  const name = `${image}${PCRS_SUFFIX}`;
  const record = await requestOnce(keyOf(name, await fileDigest(uki)), work, () =>
    requestPcrs(client, uki, wishFor(name, work), context),
  );
  return record.state === 'signed' ? withPcrSignatures(uki, record, client) : outcomeOf(record);
}

/** The request of this image that there is, or a new one where it is over. */
async function requestOnce(
  key: string,
  { known, options }: Work,
  request: () => Promise<ImageRecord>,
): Promise<ImageRecord> {
  const record = known.get(key);
  const isOver = record === undefined || record.state === 'expired' || record.state === 'uploading';
  if (!isOver && !(record.state === 'refused' && options.again)) return record;
  const made = await request();
  known.set(key, made);
  return made;
}

function wishFor(name: string, { options, release }: Work): Omit<Wish, 'digestOnly'> {
  return { name, comment: options.comment ?? release.comment, partOf: release.name };
}

function outcomeOf({ name, state, id, digest, reason }: ImageRecord): PartOutcome {
  return { name, state, id, digest, reason };
}

function keyOf(name: string, digest: string): string {
  return `${name} ${digest}`;
}
