import * as z from 'zod';
import { CRASH_SORTS } from '../crash-order.ts';
import { AlertRoutes, RouteHistory, RouteTest, TestRoute } from '../alert-routes.ts';
import {
  CrashAction,
  CrashGroup,
  CrashId,
  CrashNotes,
  CrashPage,
  CrashState,
  Grouping,
  GroupingAction,
  OccurrencePage,
  SimilarCrashes,
} from '../crashes.ts';
import { DumpDetail, DumpDownload, DumpPage } from '../dumps.ts';
import { TOTAL_BYTES_HEADER } from '../headers.ts';
import { RefusalPage } from '../refusals.ts';
import { RegroupPage, RegroupRequest } from '../regroup.ts';
import { Report } from '../report.ts';
import { EnrolHost, HostPage, HostToken } from '../roles.ts';
import { TriageResult } from '../triage.ts';
import { WantedPolicy } from '../upload-policy.ts';
import { AnalysisState, HostName, UploadId, UploadState } from '../uploads.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'debugger', 'admin'] as const;
const responders = ['responder', 'admin'] as const;
const admins = ['admin'] as const;

const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(4096).optional(),
};

/** `open,acknowledged`: any of them. */
function anyOf<V extends string>(value: z.ZodType<V>): z.ZodOptional<z.ZodType<V[]>> {
  return z
    .preprocess((given) => (typeof given === 'string' ? given.split(',') : given), z.array(value).min(1).max(10))
    .optional();
}

const crash = z.object({ id: CrashId });
const dump = z.object({ id: UploadId });
const host = z.object({ host: HostName });

/** `/v1/crashes`, `/v1/dumps`, `/v1/hosts` and `/v1/refusals`. */
export const ConsoleRoutes = {
  listCrashes: apiRoute({
    method: 'get',
    path: '/v1/crashes',
    operationId: 'listCrashes',
    summary: 'Crash groups, last seen first',
    tags: ['crashes'],
    admits: readers,
    request: {
      query: z.object({
        ...page,
        /** In the search language: `state:unresolved kernel:6.12 -owner:none OR "use after free"`. The fields below narrow it. */
        q: z.string().max(1000).optional(),
        sort: z.enum(CRASH_SORTS).optional(),
        state: anyOf(CrashState),
        /** Beginning of a kernel release that it was seen on. */
        kernel: z.string().min(1).max(128).optional(),
        /** Part of the title, in any case; in this and what follows `*` stands for any run of characters. */
        title: z.string().min(1).max(200).optional(),
        /** One of the hosts that the group names; "who had it" lists all. */
        host: z.string().min(1).max(200).optional(),
        kind: z.string().min(1).max(100).optional(),
        owner: z.string().min(1).max(200).optional(),
        /** A section of MAINTAINERS. */
        subsystem: z.string().min(1).max(200).optional(),
        /** A hardware model that it was seen on. */
        model: z.string().min(1).max(200).optional(),
      }),
    },
    responses: { 200: json('A page of groups', CrashPage) },
  }),
  getCrash: apiRoute({
    method: 'get',
    path: '/v1/crashes/{id}',
    operationId: 'getCrash',
    summary: 'One crash group',
    tags: ['crashes'],
    admits: readers,
    request: { params: crash },
    responses: { 200: json('The group', CrashGroup) },
  }),
  listOccurrences: apiRoute({
    method: 'get',
    path: '/v1/crashes/{id}/occurrences',
    operationId: 'listOccurrences',
    summary: 'Who had it and when, newest first',
    tags: ['crashes'],
    admits: readers,
    request: { params: crash, query: z.object(page) },
    responses: { 200: json('A page of occurrences', OccurrencePage) },
  }),
  actOnCrash: apiRoute({
    method: 'post',
    path: '/v1/crashes/{id}/actions',
    operationId: 'actOnCrash',
    summary: 'Acknowledge, resolve, ignore or reopen',
    tags: ['crashes'],
    admits: responders,
    request: { params: crash, body: json('What to do', CrashAction) },
    responses: { 200: json('The group as it is then', CrashGroup) },
  }),
  regroupCrashes: apiRoute({
    method: 'post',
    path: '/v1/crashes/regroup',
    operationId: 'regroupCrashes',
    summary: 'Find the groups anew after the rules have changed, one page of uploads a call',
    tags: ['crashes'],
    admits: admins,
    request: { body: json('From where on, and whether to change anything', RegroupRequest) },
    responses: { 200: json('What was read and moved', RegroupPage) },
  }),
  groupCrash: apiRoute({
    method: 'post',
    path: '/v1/crashes/{id}/grouping',
    operationId: 'groupCrash',
    summary: 'Merge it into another one, split some of it off, or take that back; regrouping keeps to it',
    tags: ['crashes'],
    admits: responders,
    request: { params: crash, body: json('What to do', GroupingAction) },
    responses: { 200: json('The group as it is then; `next` where there was no time for all of it', Grouping) },
  }),
  listSimilarCrashes: apiRoute({
    method: 'get',
    path: '/v1/crashes/{id}/similar',
    operationId: 'listSimilarCrashes',
    summary: 'Groups that may be the same problem: near stacks, the same module or subsystem',
    tags: ['crashes'],
    admits: readers,
    request: { params: crash },
    responses: { 200: json('The nearest first, with what speaks for it', SimilarCrashes) },
  }),
  annotateCrash: apiRoute({
    method: 'patch',
    path: '/v1/crashes/{id}',
    operationId: 'annotateCrash',
    summary: 'Owner, note, tracker; an empty text takes one away',
    tags: ['crashes'],
    admits: responders,
    request: { params: crash, body: json('What changes', CrashNotes) },
    responses: { 200: json('The group as it is then', CrashGroup) },
  }),
  getAlertRoutes: apiRoute({
    method: 'get',
    path: '/v1/alert-routes',
    operationId: 'getAlertRoutes',
    summary: 'Where alerts go; empty where nobody has said: to the topic and the webhook of the deployment',
    tags: ['alerts'],
    admits: readers,
    responses: { 200: json('All routes', AlertRoutes) },
  }),
  setAlertRoutes: apiRoute({
    method: 'put',
    path: '/v1/alert-routes',
    operationId: 'setAlertRoutes',
    summary: 'Say where alerts go: the whole document',
    tags: ['alerts'],
    admits: admins,
    request: { body: json('All routes', AlertRoutes) },
    responses: { 200: json('All routes as they are then', AlertRoutes) },
  }),
  getAlertRouteHistory: apiRoute({
    method: 'get',
    path: '/v1/alert-routes/history',
    operationId: 'getAlertRouteHistory',
    summary: 'Who changed where alerts go, and what each route did not take last',
    tags: ['alerts'],
    admits: readers,
    request: { query: z.object({ limit: page.limit }) },
    responses: { 200: json('Changes and failures', RouteHistory) },
  }),
  testAlertRoute: apiRoute({
    method: 'post',
    path: '/v1/alert-routes',
    operationId: 'testAlertRoute',
    summary: 'Send a test to a route, whatever it filters or hushes, and learn what came of it',
    tags: ['alerts'],
    admits: responders,
    request: { body: json('Which route', TestRoute) },
    responses: { 200: json('What came of it', RouteTest) },
  }),
  getWantedPolicy: apiRoute({
    method: 'get',
    path: '/v1/wanted-policy',
    operationId: 'getWantedPolicy',
    summary: 'How much of a dump is wanted, by what is known of its problem',
    tags: ['dumps'],
    admits: readers,
    responses: { 200: json('The policy', WantedPolicy) },
  }),
  setWantedPolicy: apiRoute({
    method: 'put',
    path: '/v1/wanted-policy',
    operationId: 'setWantedPolicy',
    summary: 'Say how much of a dump is wanted; what is left out is as by default',
    tags: ['dumps'],
    admits: admins,
    request: { body: json('The policy', WantedPolicy) },
    responses: { 200: json('The policy as it is then', WantedPolicy) },
  }),
  listDumps: apiRoute({
    method: 'get',
    path: '/v1/dumps',
    operationId: 'listDumps',
    summary: 'Dumps and uploads under way, newest first',
    tags: ['dumps'],
    admits: readers,
    request: {
      query: z.object({
        ...page,
        host: HostName.optional(),
        state: anyOf(UploadState),
        analysis: anyOf(AnalysisState),
      }),
    },
    responses: { 200: json('A page of dumps', DumpPage) },
  }),
  getDump: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}',
    operationId: 'getDump',
    summary: 'One dump',
    tags: ['dumps'],
    admits: readers,
    request: { params: dump },
    responses: { 200: json('The dump', DumpDetail) },
  }),
  getReport: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/report',
    operationId: 'getReport',
    summary: 'What the analyser found',
    tags: ['dumps'],
    admits: readers,
    request: { params: dump },
    responses: {
      200: json('The report', Report),
      302: { description: 'A report too large for an answer: where it is to be had, for a while' },
    },
  }),
  getReportPiece: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/report/packed',
    operationId: 'getReportPiece',
    summary: 'A piece of the report, packed with gzip: from `offset` as far as an answer goes',
    tags: ['dumps'],
    admits: readers,
    request: { params: dump, query: z.object({ offset: z.coerce.number().int().nonnegative().default(0) }) },
    responses: {
      200: {
        description: `The piece; \`${TOTAL_BYTES_HEADER}\` says how long the whole is, \`etag\` is the same for all pieces of one report`,
        content: { 'application/gzip': { schema: z.string() } },
      },
    },
  }),
  getLog: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/log',
    operationId: 'getLog',
    summary: "The kernel's log, as the host sent it or else as the dump had it",
    tags: ['dumps'],
    admits: readers,
    request: { params: dump },
    responses: {
      200: { description: 'The log', content: { 'text/plain': { schema: z.string() } } },
      302: { description: 'A log too large for an answer: where it is to be had, for a while' },
    },
  }),
  getCrashKernelLog: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/crash-kernel-log',
    operationId: 'getCrashKernelLog',
    summary: 'What the crash kernel said of itself while it saved the dump, as the host sent it',
    tags: ['dumps'],
    admits: readers,
    request: { params: dump },
    responses: {
      200: { description: 'Its log', content: { 'text/plain': { schema: z.string() } } },
      302: { description: 'A log too large for an answer: where it is to be had, for a while' },
    },
  }),
  getTriage: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/triage',
    operationId: 'getTriage',
    summary:
      "What the kernel's log says: title, facts, trace; for a crash of which there is a log alone, all that is known",
    tags: ['dumps'],
    admits: readers,
    request: { params: dump },
    responses: {
      200: json('What the log says; `partial` where it was too long to be read in one request', TriageResult),
    },
  }),
  downloadDump: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/download',
    operationId: 'downloadDump',
    summary: 'Where the sealed dump is to be had',
    tags: ['dumps'],
    admits: responders,
    request: { params: dump },
    responses: { 200: json('Its address', DumpDownload) },
  }),
  listHosts: apiRoute({
    method: 'get',
    path: '/v1/hosts',
    operationId: 'listHosts',
    summary: 'Enrolled hosts by name',
    tags: ['hosts'],
    admits: readers,
    request: {
      query: z.object({
        ...page,
        /** That one alone; none where no host of that name is enrolled. */
        host: HostName.optional(),
      }),
    },
    responses: { 200: json('A page of hosts', HostPage) },
  }),
  listOccurrencesOfHost: apiRoute({
    method: 'get',
    path: '/v1/hosts/{host}/occurrences',
    operationId: 'listOccurrencesOfHost',
    summary: 'What a host had and when, newest first',
    tags: ['hosts'],
    admits: readers,
    request: { params: host, query: z.object(page) },
    responses: { 200: json('A page of occurrences', OccurrencePage) },
  }),
  listRefusals: apiRoute({
    method: 'get',
    path: '/v1/refusals',
    operationId: 'listRefusals',
    summary: 'Hosts that were refused something because they have had their share, the last refused first',
    tags: ['hosts'],
    admits: readers,
    request: { query: z.object(page) },
    responses: { 200: json('A page of refusals', RefusalPage) },
  }),
  enrolHost: apiRoute({
    method: 'post',
    path: '/v1/hosts',
    operationId: 'enrolHost',
    summary: 'A token for a host; it is shown this once',
    tags: ['hosts'],
    admits: admins,
    request: { body: json('Which host, for how long', EnrolHost) },
    responses: { 201: json('The token', HostToken) },
  }),
  revokeHost: apiRoute({
    method: 'delete',
    path: '/v1/hosts/{host}',
    operationId: 'revokeHost',
    summary: 'Void all tokens of a host that were made until now',
    tags: ['hosts'],
    admits: admins,
    request: { params: host },
    responses: { 204: { description: 'Done; a token that was used within the last minute is good for one more' } },
  }),
} as const;
