import * as z from 'zod';
import {
  BuildId,
  CreateSymbols,
  CreatedSymbols,
  SymbolsContent,
  SymbolsPage,
  SymbolsPart,
  SymbolsRecord,
} from '../symbols.ts';
import { SubsystemCounts, SubsystemRules } from '../subsystems.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'debugger', 'admin'] as const;
const writers = ['release-engineer', 'admin'] as const;
const build = z.object({ buildId: BuildId });
const ofPart = z.object({ part: SymbolsPart.default('lines') });

/** `/v1/symbols`: the function `symbols`. */
export const SymbolRoutes = {
  // Before the routes of builds: no build-id is called so.
  setSubsystems: apiRoute({
    method: 'put',
    path: '/v1/symbols/subsystems',
    operationId: 'setSubsystems',
    summary: 'Keep the rules by which a source file has a subsystem and owners',
    tags: ['symbols'],
    admits: ['admin'],
    request: { body: json('All rules', SubsystemRules) },
    responses: { 200: json('How many there are', SubsystemCounts) },
  }),
  getSubsystems: apiRoute({
    method: 'get',
    path: '/v1/symbols/subsystems',
    operationId: 'getSubsystems',
    summary: 'The rules by which a source file has a subsystem and owners',
    tags: ['symbols'],
    admits: readers,
    responses: { 200: json('All rules', SubsystemRules) },
  }),
  createSymbols: apiRoute({
    method: 'post',
    path: '/v1/symbols',
    operationId: 'createSymbols',
    summary: 'Ask where to put the lines or types of a build',
    tags: ['symbols'],
    admits: writers,
    request: { body: json('Of which build', CreateSymbols) },
    responses: { 200: json('Whether they are there, or where to put them', CreatedSymbols) },
  }),
  completeSymbols: apiRoute({
    method: 'post',
    path: '/v1/symbols/{buildId}/complete',
    operationId: 'completeSymbols',
    summary: 'They are put: look at them, and use them from now on',
    tags: ['symbols'],
    admits: writers,
    request: { params: build, body: json('What was put', CreateSymbols) },
    responses: { 200: json('What they are of', SymbolsRecord) },
  }),
  listSymbols: apiRoute({
    method: 'get',
    path: '/v1/symbols',
    operationId: 'listSymbols',
    summary: 'Builds of which there are lines or types, by release and name',
    tags: ['symbols'],
    admits: readers,
    request: {
      query: z.object({
        release: z.string().min(1).max(256).optional(),
        /** `vmlinux`, or a module's: of the release alone. */
        name: z.string().min(1).max(256).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
        cursor: z.string().min(1).max(4096).optional(),
      }),
    },
    responses: { 200: json('A page of builds', SymbolsPage) },
  }),
  getSymbols: apiRoute({
    method: 'get',
    path: '/v1/symbols/{buildId}',
    operationId: 'getSymbols',
    summary: 'What the lines or types of a build are of',
    tags: ['symbols'],
    admits: readers,
    request: { params: build, query: ofPart },
    responses: { 200: json('The build', SymbolsRecord) },
  }),
  readSymbols: apiRoute({
    method: 'get',
    path: '/v1/symbols/{buildId}/lines',
    operationId: 'readSymbols',
    summary: "Where the file of a build's lines is read, by ranges",
    tags: ['symbols'],
    admits: readers,
    request: { params: build },
    responses: { 200: json('Where it is', SymbolsContent) },
  }),
  readTypes: apiRoute({
    method: 'get',
    path: '/v1/symbols/{buildId}/types',
    operationId: 'readTypes',
    summary: "Where the file of a kernel's types is read",
    tags: ['symbols'],
    admits: readers,
    request: { params: build },
    responses: { 200: json('Where it is', SymbolsContent) },
  }),
  removeSymbols: apiRoute({
    method: 'delete',
    path: '/v1/symbols/{buildId}',
    operationId: 'removeSymbols',
    summary: 'Forget the lines and types of a build',
    tags: ['symbols'],
    admits: writers,
    request: { params: build },
    responses: { 204: { description: 'They are gone' } },
  }),
} as const;
