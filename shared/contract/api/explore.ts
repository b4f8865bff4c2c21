import * as z from 'zod';
import { AskedPage, Completion, CompletionRequest, ExploreQuestion, ExploreReply } from '../explore.ts';
import { UploadId } from '../uploads.ts';
import { apiRoute, json } from './route.ts';

const dump = z.object({ id: UploadId });
const debuggers = ['debugger'] as const;

/** `POST` below `/v1/dumps`: the function `explore`. The trail of what was asked is the console's to show. */
export const ExploreRoutes = {
  explore: apiRoute({
    method: 'post',
    path: '/v1/dumps/{id}/explore',
    operationId: 'exploreDump',
    summary:
      'Ask a dump: a value, a walk, what an address is, a command of crash. Every question is kept with who asked it',
    tags: ['dumps'],
    admits: debuggers,
    request: { params: dump, body: json('The question', ExploreQuestion) },
    responses: { 200: json('The answer; `kind` is `error` where there is none', ExploreReply) },
  }),
  completeQuestion: apiRoute({
    method: 'post',
    path: '/v1/dumps/{id}/explore/completion',
    operationId: 'completeQuestion',
    summary: 'Symbols, types and members that a question may go on with',
    tags: ['dumps'],
    admits: debuggers,
    request: { params: dump, body: json('The question up to the cursor', CompletionRequest) },
    responses: { 200: json('What fits', Completion) },
  }),
  listQuestions: apiRoute({
    method: 'get',
    path: '/v1/dumps/{id}/explore',
    operationId: 'listQuestions',
    summary: 'Who asked this dump what, and when; newest first',
    tags: ['dumps'],
    admits: ['debugger', 'admin'],
    request: {
      params: dump,
      query: z.object({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: z.string().min(1).max(64).optional(),
      }),
    },
    responses: { 200: json('A page of questions', AskedPage) },
  }),
} as const;
