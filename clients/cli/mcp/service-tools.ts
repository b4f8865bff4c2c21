/** Reads of the API as tools. Lists answer short rows: what is long is asked for by its id. */
import * as z from 'zod';
import { CrashGroup, CrashId, CrashPage, CrashState, OccurrencePage } from '../../../shared/contract/crashes.ts';
import { DumpDetail, DumpPage } from '../../../shared/contract/dumps.ts';
import { ImageId, ImagePage, ImageRecord, RequestState } from '../../../shared/contract/images.ts';
import { RevocationList } from '../../../shared/contract/revocations.ts';
import { HostPage } from '../../../shared/contract/roles.ts';
import { AnalysisState, UploadId, UploadState } from '../../../shared/contract/uploads.ts';
import type { ServiceClient } from '../service/client.ts';
import type { AddTool } from './server.ts';

const page = {
  limit: z.number().int().min(1).max(50).default(20).describe('At most so many'),
  cursor: z.string().min(1).max(4096).optional().describe('`next` of the answer before, for what follows'),
};

/** What a list says of a group. */
function rowOf({ id, title, kind, status, count, hostCount, kernels, firstSeen, lastSeen, owner }: CrashGroup) {
  const releases = Object.entries(kernels).sort(([, a], [, b]) => b - a);
  return {
    ...{ id, title, kind, state: status.state, count, hostCount },
    kernels: releases.slice(0, 5).map(([release, times]) => `${release} (${times})`),
    ...{ firstSeen, lastSeen, owner },
  };
}

export function addServiceTools(add: AddTool, connect: () => Promise<ServiceClient>): void {
  addCrashTools(add, connect);
  addDumpTools(add, connect);
  addFleetTools(add, connect);
}

function addCrashTools(add: AddTool, connect: () => Promise<ServiceClient>): void {
  add(
    'list_crashes',
    'Crash groups of the fleet, last seen first: one row for each distinct kernel problem, however many hosts it hit. Start here to learn what crashes. A page may hold fewer rows than asked for and still have `next`.',
    z.object({
      ...page,
      state: z.array(CrashState).min(1).optional().describe('Only groups in one of these states'),
      kernel: z.string().min(1).max(128).optional().describe('Beginning of a kernel release: 6.12'),
      title: z.string().min(1).max(200).optional().describe('Part of the title, in any case: ext4'),
    }),
    async ({ state, ...query }) => {
      const found = await (await connect()).get('crashes', CrashPage, { ...query, state: state?.join(',') });
      return { crashes: found.crashes.map(rowOf), next: found.next };
    },
  );
  add(
    'get_crash',
    'All that is known of one crash group: state, counts by kernel, model and day, culprit frames, who is hit (attribution), findings of its dumps, notes of people.',
    z.object({ id: CrashId }),
    async ({ id }) => await (await connect()).get(`crashes/${id}`, CrashGroup),
  );
  add(
    'list_occurrences',
    'Which hosts had a crash and when, newest first. Each has the id of its upload: get_report with that id says what its dump shows.',
    z.object({ id: CrashId, ...page }),
    async ({ id, ...query }) => await (await connect()).get(`crashes/${id}/occurrences`, OccurrencePage, query),
  );
}

function addDumpTools(add: AddTool, connect: () => Promise<ServiceClient>): void {
  add(
    'list_dumps',
    'Dumps and uploads under way, newest first, of the fleet or of one host.',
    z.object({
      ...page,
      host: z.string().min(1).max(253).optional().describe('Exact name of a host'),
      state: z.array(UploadState).min(1).optional(),
      analysis: z.array(AnalysisState).min(1).optional(),
    }),
    async ({ state, analysis, ...query }) =>
      await (
        await connect()
      ).get('dumps', DumpPage, { ...query, state: state?.join(','), analysis: analysis?.join(',') }),
  );
  add(
    'get_dump',
    'State of one upload: how much of the dump is there, and whether its report is made.',
    z.object({ id: UploadId }),
    async ({ id }) => await (await connect()).get(`dumps/${id}`, DumpDetail),
  );
}

function addFleetTools(add: AddTool, connect: () => Promise<ServiceClient>): void {
  add('list_hosts', 'Hosts that are enrolled, by name.', z.object(page), async (query) => {
    return await (await connect()).get('hosts', HostPage, query);
  });
  add(
    'list_images',
    'The register of kernel images that were signed or asked to be signed, newest first. By `buildId` (a report has it under `kernel`) it says whether and by whom the kernel of a dump was signed.',
    z.object({
      ...page,
      state: RequestState.optional(),
      buildId: z
        .string()
        .regex(/^[0-9a-f]{16,64}$/)
        .optional(),
    }),
    async (query) => {
      const found = await (await connect()).get('images', ImagePage, query);
      const images = found.images.map(({ id, name, state, image, requestedBy, signedAt, signer, revoked }) => ({
        ...{ id, name, state, requestedBy, signedAt, signer: signer?.subject, revoked },
        buildId: image?.buildId,
      }));
      return { images, next: found.next };
    },
  );
  add(
    'get_image',
    'One image of the register: approvals, what differs from the image before, problems, revocation.',
    z.object({ id: ImageId }),
    async ({ id }) => await (await connect()).get(`images/${encodeURIComponent(id)}`, ImageRecord),
  );
  add(
    'list_revocations',
    'Kernels, certificates and components that are revoked, with reasons.',
    z.object({}),
    async () => {
      const { revocations } = await (await connect()).get('revocations', RevocationList);
      return { revocations };
    },
  );
}
