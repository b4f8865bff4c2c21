import * as z from 'zod';
import { Silence, SilenceHistory, SilenceHost, SilenceList } from '../silences.ts';
import { HostName } from '../uploads.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'debugger', 'admin'] as const;
const responders = ['responder', 'admin'] as const;
const host = z.object({ host: HostName });

/** Hosts that are silent for a while. */
export const SilenceRoutes = {
  listSilences: apiRoute({
    method: 'get',
    path: '/v1/silences',
    operationId: 'listSilences',
    summary: 'Hosts that are silent now: their crashes are counted, and nobody is alerted of them',
    tags: ['hosts'],
    admits: readers,
    responses: { 200: json('All that are in force, by host', SilenceList) },
  }),
  getSilenceHistory: apiRoute({
    method: 'get',
    path: '/v1/silences/history',
    operationId: 'getSilenceHistory',
    summary: 'Who silenced which host and who took that back, newest first, of the last year',
    tags: ['hosts'],
    admits: readers,
    request: { query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }) },
    responses: { 200: json('What was done', SilenceHistory) },
  }),
  silenceHost: apiRoute({
    method: 'put',
    path: '/v1/hosts/{host}/silence',
    operationId: 'silenceHost',
    summary: 'No alert for what a host has, until a time; or another time and reason for one that is silent',
    tags: ['hosts'],
    admits: responders,
    request: { params: host, body: json('Until when, and why', SilenceHost) },
    responses: { 200: json('The silence', Silence) },
  }),
  unsilenceHost: apiRoute({
    method: 'delete',
    path: '/v1/hosts/{host}/silence',
    operationId: 'unsilenceHost',
    summary: 'End the silence of a host before its time',
    tags: ['hosts'],
    admits: responders,
    request: { params: host },
    responses: { 204: { description: 'Done: what it has from now on is told of' } },
  }),
} as const;
