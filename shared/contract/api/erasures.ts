import * as z from 'zod';
import { EraseHost, Erasure, ErasurePage } from '../erasures.ts';
import { apiRoute, json } from './route.ts';

const admins = ['admin'] as const;

/** `/v1/erasures`: the function `erase`. */
export const ErasureRoutes = {
  eraseHost: apiRoute({
    method: 'post',
    path: '/v1/erasures',
    operationId: 'eraseHost',
    summary: 'Delete what a host has sent, as much as fits into one call: call again until it is done',
    tags: ['hosts'],
    admits: admins,
    request: { body: json('Which host', EraseHost) },
    responses: { 200: json('How far it is', Erasure) },
  }),
  listErasures: apiRoute({
    method: 'get',
    path: '/v1/erasures',
    operationId: 'listErasures',
    summary: 'Whose data was deleted, when and by whom; by host',
    tags: ['hosts'],
    admits: admins,
    request: {
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: z.string().min(1).max(253).optional(),
      }),
    },
    responses: { 200: json('A page of erasures', ErasurePage) },
  }),
} as const;
