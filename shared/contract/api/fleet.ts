import * as z from 'zod';
import { BuildId, FleetView, KernelEntry, KernelHosts, KernelPage, KernelUsage } from '../fleet.ts';
import { HostName } from '../uploads.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'debugger', 'admin'] as const;
const keepers = ['release-engineer', 'admin'] as const;

const kernel = z.object({ buildId: BuildId });

/** `/v1/kernels` and `/v1/fleet`: the function `console`, which reads the register and changes nothing in it. */
export const FleetRoutes = {
  listKernels: apiRoute({
    method: 'get',
    path: '/v1/kernels',
    operationId: 'listKernels',
    summary: 'Kernels by build-id: those that hosts ran, the last seen first; then those that were signed only',
    tags: ['fleet'],
    admits: readers,
    request: {
      query: z.object({
        limit: z.coerce.number().int().min(1).max(50).default(25),
        cursor: z.string().min(1).max(4096).optional(),
      }),
    },
    responses: { 200: json('A page of kernels', KernelPage) },
  }),
  getKernel: apiRoute({
    method: 'get',
    path: '/v1/kernels/{buildId}',
    operationId: 'getKernel',
    summary: 'One kernel',
    tags: ['fleet'],
    admits: readers,
    request: { params: kernel },
    responses: { 200: json('The kernel', KernelEntry) },
  }),
  listKernelHosts: apiRoute({
    method: 'get',
    path: '/v1/kernels/{buildId}/hosts',
    operationId: 'listKernelHosts',
    summary: 'Hosts that were seen with it, by name',
    tags: ['fleet'],
    admits: readers,
    request: {
      params: kernel,
      query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: HostName.optional() }),
    },
    responses: { 200: json('A page of hosts', KernelHosts) },
  }),
  setKernelUsage: apiRoute({
    method: 'put',
    path: '/v1/kernels/{buildId}/usage',
    operationId: 'setKernelUsage',
    summary: 'Say how many days hosts have run it in all, as an inventory knows it: crashes are then told per host-day',
    tags: ['fleet'],
    admits: keepers,
    request: { params: kernel, body: json('The days', KernelUsage) },
    responses: { 200: json('The kernel as it is then', KernelEntry) },
  }),
  getFleet: apiRoute({
    method: 'get',
    path: '/v1/fleet',
    operationId: 'getFleet',
    summary: 'Deepest stacks, fastest interrupts, hosts with suspect memory, time from panic to alert',
    tags: ['fleet'],
    admits: readers,
    request: {},
    responses: { 200: json('The view', FleetView) },
  }),
} as const;
