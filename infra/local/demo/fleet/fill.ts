/**
 * Fills a stack with the fleet of `story.ts`, by the API alone: hosts, what they died of, what people did about it, two kernels to be
 * signed, where alerts go. What it says of times is relative to now: charts and lists have something to show.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AlertRoutes } from '../../../../shared/contract/alert-routes.ts';
import { CrashGroup } from '../../../../shared/contract/crashes.ts';
import type { CrashAction, CrashNotes } from '../../../../shared/contract/crashes.ts';
import { DumpDetail } from '../../../../shared/contract/dumps.ts';
import { CreatedImage, ImageRecord, KeyList } from '../../../../shared/contract/images.ts';
import { HostToken } from '../../../../shared/contract/roles.ts';
import { ChunkAnswers, UploadStatus } from '../../../../shared/contract/uploads.ts';
import type { PresignedPut } from '../../../../shared/contract/uploads.ts';
import { mapLimited } from '../../../../shared/map-limited.ts';
import { top } from '../../setup/paths.mjs';
import type { DemoApi } from '../api.ts';
import { demoKernel } from './images.ts';
import { consoleLog, PROBLEMS } from './problems.ts';
import type { ProblemName } from './problems.ts';
import { CRASHES, HOSTS, NEW_RELEASE, OLD_RELEASE, REGRESSION, SAMPLE_HOSTS } from './story.ts';
import type { DemoCrash } from './story.ts';

const HOUR_MS = 3_600_000;
const AT_ONCE = 4;
const SAMPLE = join(top, 'test', 'fixtures', 'vmcore');

export interface FillOptions {
  /** The API as one of the people sees it: rae, remy, april, aziz, ada. */
  readonly as: (person: string) => DemoApi;
  readonly now: Date;
  /** Asks until there is an answer. */
  readonly wait: <T>(what: string, ask: () => Promise<T | undefined>) => Promise<T>;
  readonly note: (text: string) => void;
}

export interface FilledFleet {
  readonly hosts: number;
  readonly crashes: number;
  /** The group that each problem made. */
  readonly groups: Readonly<Record<ProblemName | 'sample', string>>;
  /** Dumps of one group that can be compared. */
  readonly dumps: readonly string[];
  /** The request that waits for an approver. */
  readonly waiting: string;
}

export async function fillFleet(options: FillOptions): Promise<FilledFleet> {
  const { as, note } = options;
  const ada = as('ada');
  note('enrolling hosts');
  await mapLimited(HOSTS, AT_ONCE, ({ name: host, tags, tokenDays: days }) =>
    ada.call('POST', 'v1/hosts', HostToken, { host, tags, ...(days === undefined ? {} : { days }) }),
  );
  note('sending logs');
  const uploads = await mapLimited(CRASHES, AT_ONCE, async (crash) => ({
    name: crash.problem,
    upload: await sendLog(crash, options),
  }));
  note('sending dumps');
  const dumps = await mapLimited(SAMPLE_HOSTS, 1, (host) => sendSample(host, options));
  const groups: Record<string, string> = {};
  for (const { name, upload } of uploads) {
    const group = await groupOf(upload, options);
    groups[name] ??= group;
  }
  const [firstDump = ''] = dumps;
  groups['sample'] = await groupOf(firstDump, options);
  note('what people did');
  await respond(groups, options);
  note('signing kernels');
  const waiting = await signKernels(options);
  await setRoutes(options);
  await ada.call('DELETE', 'v1/hosts/web-06', z.undefined());
  for (const id of dumps) {
    await options.wait(`the report of ${id}`, async () =>
      (await ada.dump(id)).analysis === 'done' ? true : undefined,
    );
  }
  return {
    hosts: HOSTS.length,
    crashes: CRASHES.length + 1 + SAMPLE_HOSTS.length,
    groups: groups as FilledFleet['groups'],
    dumps,
    waiting,
  };
}

async function send(put: PresignedPut, body: Uint8Array): Promise<void> {
  const response = await fetch(put.url, { method: 'PUT', headers: put.headers, body: Buffer.from(body) });
  if (!response.ok) throw new Error(`PUT answered ${response.status}: ${await response.text()}`);
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** @returns the upload's id */
async function sendLog({ problem, host, hoursAgo, release }: DemoCrash, { as, now }: FillOptions): Promise<string> {
  const found = PROBLEMS.find(({ name }) => name === problem);
  const hardware = HOSTS.find(({ name }) => name === host)?.hardware;
  if (found === undefined || hardware === undefined) throw new RangeError(`no ${problem} or no ${host}`);
  // No two crashes of a host end at the same second since its boot.
  const text = consoleLog({ release, hardware, uptimeSeconds: 7_200 + 31 * hoursAgo }, found);
  const log = Buffer.from(text);
  const rae = as('rae');
  const upload = await rae.call('POST', 'v1/uploads', UploadStatus, {
    ...{ host, kernelRelease: release, sizeBytes: 0 },
    capturedAt: new Date(now.getTime() - hoursAgo * HOUR_MS - 60_000).toISOString(),
    log: { sizeBytes: log.length, sha256: digest(log) },
  });
  if (upload.log?.status === 'put') await send(upload.log.put, log);
  await rae.call('POST', `v1/uploads/${upload.id}/complete`, UploadStatus, {});
  return upload.id;
}

/** Sends the sample dump on behalf of a host. @returns the upload's id */
async function sendSample(host: string, { as }: FillOptions): Promise<string> {
  const rae = as('rae');
  const dump = readFileSync(join(SAMPLE, 'sample.kdump'));
  const log = readFileSync(join(SAMPLE, 'sample.dmesg.txt'));
  const upload = await rae.call('POST', 'v1/uploads', UploadStatus, {
    ...{ host, fileName: 'vmcore', sizeBytes: dump.length },
    log: { sizeBytes: log.length, sha256: digest(log) },
  });
  if (upload.log?.status === 'put') await send(upload.log.put, log);
  const { chunkBytes } = upload;
  for (let index = 0; index * chunkBytes < dump.length; index++) {
    const chunk = dump.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    const offer = { chunks: [{ index, sha256: digest(chunk) }] };
    const { chunks } = await rae.call('POST', `v1/uploads/${upload.id}/chunks`, ChunkAnswers, offer);
    for (const answer of chunks) if (answer.status === 'put') await send(answer.put, chunk);
  }
  await rae.call('POST', `v1/uploads/${upload.id}/complete`, UploadStatus, { sha256: digest(dump) });
  return upload.id;
}

async function groupOf(upload: string, { as, wait }: FillOptions): Promise<string> {
  return await wait(`the group of ${upload}`, async () => {
    const { crashId } = await as('rae').call('GET', `v1/dumps/${upload}`, DumpDetail);
    return crashId;
  });
}

async function respond(groups: Readonly<Record<string, string>>, options: FillOptions): Promise<void> {
  const { as, now, wait } = options;
  const act = (person: string, problem: ProblemName, action: CrashAction) =>
    as(person).call('POST', `v1/crashes/${groups[problem] ?? ''}/actions`, CrashGroup, action);
  const tell = (problem: ProblemName, notes: CrashNotes) =>
    as('rae').call('PATCH', `v1/crashes/${groups[problem] ?? ''}`, CrashGroup, notes);
  await tell('ext4', { note: 'Only file servers of the new release so far. The rollout to us is stopped.' });
  await act('rae', 'lockup', { action: 'acknowledge' });
  await tell('lockup', { owner: 'storage', tracker: 'https://bugs.example.com/4711' });
  await act('remy', 'mlx5', { action: 'resolve', release: NEW_RELEASE });
  await tell('mlx5', { owner: 'network' });
  const week = new Date(now.getTime() + 7 * 24 * HOUR_MS).toISOString();
  await act('rae', 'memory', { action: 'ignore', until: week });
  await tell('machine-check', { owner: 'datacentre', note: 'Memory of web-06 is to be changed on Thursday.' });
  await act('remy', 'list', { action: 'resolve', release: NEW_RELEASE });
  const again = await sendLog(REGRESSION, options);
  await groupOf(again, options);
  await wait('the regression', async () => {
    const { status } = await as('rae').call('GET', `v1/crashes/${groups['list'] ?? ''}`, CrashGroup);
    return status.state === 'open' ? true : undefined;
  });
}

/** One is signed; the next one waits for an approver. @returns the request that waits */
async function signKernels({ as }: FillOptions): Promise<string> {
  // What is there already stays.
  await as('ada').call('POST', 'v1/keys/init', KeyList, { organization: 'Example Fleet' });
  const ask = async (release: string, comment: string): Promise<ImageRecord> => {
    const image = demoKernel(release);
    const upload = { sizeBytes: image.length, sha256: digest(image) };
    const remy = as('remy');
    const created = await remy.call('POST', 'v1/images', CreatedImage, { name: 'vmlinuz-tour', upload, comment });
    if (created.put !== undefined) await send(created.put, image);
    return await remy.call('POST', `v1/images/${created.image.id}/submit`, ImageRecord);
  };
  const former = await ask(OLD_RELEASE, 'stable update of the quarter');
  if (former.state === 'pending') {
    const decision = { decision: 'approve', digest: former.digest };
    await as('aziz').call('POST', `v1/images/${former.id}/decisions`, ImageRecord, decision);
  }
  return (await ask(NEW_RELEASE, 'fixes of mlx5 and nfs')).id;
}

/** Where nobody has said where alerts go. */
async function setRoutes({ as }: FillOptions): Promise<void> {
  const { routes } = await as('ada').call('GET', 'v1/alert-routes', AlertRoutes);
  if (routes.length > 0) return;
  await as('ada').call('PUT', 'v1/alert-routes', AlertRoutes, {
    routes: [
      { name: 'on-call', type: 'sns' },
      { name: 'storage-team', type: 'sns', when: { tags: ['storage'], words: ['NEW', 'REGRESSED'] }, enabled: false },
    ],
  });
}
