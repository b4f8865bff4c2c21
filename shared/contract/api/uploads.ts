import * as z from 'zod';
import { HeldHost, KeepHeld } from '../held.ts';
import {
  AbortUpload,
  ChunkAnswers,
  CompleteUpload,
  CreateUpload,
  LogAnswer,
  OfferChunks,
  OfferRanges,
  PutLog,
  ReportChanges,
  StatusQuery,
  UploadId,
  UploadStatus,
} from '../uploads.ts';
import { apiRoute, json, jsonOrLines } from './route.ts';

const tags = ['uploads'];
const params = z.object({ id: UploadId });
/** A host for itself; a responder on behalf of any. */
const admits = ['host', 'responder', 'admin'] as const;

/** `/v1/uploads`, in the order in which a host calls them. */
export const UploadRoutes = {
  create: apiRoute({
    method: 'post',
    path: '/v1/uploads',
    operationId: 'createUpload',
    summary: 'Announce a dump, or find the one that was announced before',
    tags,
    admits,
    request: { body: json('What is going to be sent', CreateUpload) },
    responses: {
      200: jsonOrLines('The upload that has this resume key', UploadStatus),
      201: jsonOrLines('A new upload', UploadStatus),
    },
  }),
  status: apiRoute({
    method: 'get',
    path: '/v1/uploads/{id}',
    operationId: 'getUpload',
    summary: 'What has arrived, and what the analyser waits for',
    tags,
    admits,
    request: { params, query: StatusQuery },
    responses: { 200: jsonOrLines('The state of the upload', UploadStatus) },
  }),
  log: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/log',
    operationId: 'putLog',
    summary: "Ask where to put the kernel's log",
    tags,
    admits,
    request: { params, body: json('Its length and digest', PutLog) },
    responses: { 200: jsonOrLines('Where to put it, or that it is there', LogAnswer) },
  }),
  chunks: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/chunks',
    operationId: 'offerChunks',
    summary: 'Ask where to put chunks of the dump',
    tags,
    admits,
    request: { params, body: json('The digest of each', OfferChunks) },
    responses: { 200: jsonOrLines('For each where to put it, or that it is there', ChunkAnswers) },
  }),
  ranges: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/ranges',
    operationId: 'offerRanges',
    summary: 'Ask where to put wanted ranges of the dump, as one body',
    tags,
    admits,
    request: { params, body: json('Which ranges, and the digest of the body', OfferRanges) },
    responses: { 200: jsonOrLines('Where to put it, or that it is there', LogAnswer) },
  }),
  hold: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/hold',
    operationId: 'keepHeld',
    summary: 'Say that the host stays in its crash kernel, and ask what people want to see of its memory',
    tags,
    admits,
    request: { params, body: json('For how much longer, and how much more it gives', KeepHeld) },
    responses: {
      200: jsonOrLines('The state of the upload, once something is wanted or the host may go', UploadStatus),
    },
  }),
  release: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/release',
    operationId: 'releaseHost',
    summary: 'Let a host go that is held in its crash kernel: it reboots',
    tags,
    admits: ['debugger', 'responder', 'admin'],
    request: { params },
    responses: { 200: { description: 'What is known of it', content: { 'application/json': { schema: HeldHost } } } },
  }),
  recheck: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/recheck',
    operationId: 'reportChanges',
    summary: 'Say what of the ranges that were served early has changed since',
    tags,
    admits,
    request: { params, body: json('What was hashed again, and what differs', ReportChanges) },
    responses: { 200: jsonOrLines('The state of the upload', UploadStatus) },
  }),
  complete: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/complete',
    operationId: 'completeUpload',
    summary: 'Say that all is sent; refused (409) with what is missing',
    tags,
    admits,
    request: { params, body: json('The digest of the whole', CompleteUpload) },
    responses: { 200: jsonOrLines('The state of the upload', UploadStatus) },
  }),
  abort: apiRoute({
    method: 'post',
    path: '/v1/uploads/{id}/abort',
    operationId: 'abortUpload',
    summary: 'Give up, with a reason',
    tags,
    admits,
    request: { params, body: json('Why', AbortUpload) },
    responses: { 200: jsonOrLines('The state of the upload', UploadStatus) },
  }),
} as const;
