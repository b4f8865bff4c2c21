/** `/v1/changes`: what two people change. The function `sign`; revocations are decided on by the function `revoke`. */
import * as z from 'zod';
import { ChangeDecision, ChangeId, ChangePage, ChangeRecord, ProposeChange } from '../changes.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'admin'] as const;
const change = z.object({ id: ChangeId });

export const ChangeRoutes = {
  proposeChange: apiRoute({
    method: 'post',
    path: '/v1/changes',
    operationId: 'proposeChange',
    summary: 'Ask for a change of the signing policy, or of the certificate that signs: somebody else approves it',
    tags: ['changes'],
    admits: ['admin'],
    request: { body: json('What shall be otherwise, and why', ProposeChange) },
    responses: { 201: json('The change that waits', ChangeRecord) },
  }),
  listChanges: apiRoute({
    method: 'get',
    path: '/v1/changes',
    operationId: 'listChanges',
    summary: 'Changes that were asked for, revocations among them, newest first',
    tags: ['changes'],
    admits: readers,
    request: {
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: ChangeId.optional() }),
    },
    responses: { 200: json('A page of changes', ChangePage) },
  }),
  getChange: apiRoute({
    method: 'get',
    path: '/v1/changes/{id}',
    operationId: 'getChange',
    summary: 'One change',
    tags: ['changes'],
    admits: readers,
    request: { params: change },
    responses: { 200: json('The change', ChangeRecord) },
  }),
  decideChange: apiRoute({
    method: 'post',
    path: '/v1/changes/{id}/decisions',
    operationId: 'decideChange',
    summary: 'Approve or refuse a change that somebody else asked for; who asked can withdraw it',
    tags: ['changes'],
    admits: ['approver', 'admin'],
    request: { params: change, body: json('The decision, bound to the content', ChangeDecision) },
    responses: { 200: json('The change as it is then', ChangeRecord) },
  }),
} as const;
