/**
 * The `Fleet` table: what single dumps say of the whole fleet. Every item is written so that writing it twice changes
 * nothing: the greatest of all, the last of all, or one an upload.
 *
 * ```
 * pk                   sk           what                                        gsi1
 * KERNEL#<build-id>    KERNEL       a kernel that hosts ran                     KERNELS / <last seen>#<build-id>
 * KERNEL#<build-id>    DUMP#<id>    a dump of it
 * STACK#<function>     <release>    the deepest stack of a task in a function   STACKS / <bytes>#<function>#<release>
 * IRQ#<name>           <release>    the fastest that an interrupt came          IRQS / <rate>#<name>#<release>
 * MEMORY               <id>         a dump that speaks for bad memory
 * ```
 */
import * as z from 'zod';
import { TableKeys } from '../runtime/layout.ts';

/** How long a figure is kept that nothing renews. */
export const KEPT_DAYS = 400;

export const Partitions = {
  kernels: 'KERNELS',
  stacks: 'STACKS',
  interrupts: 'IRQS',
  memory: 'MEMORY',
} as const;

const key = (pk: string, sk: string) => ({ [TableKeys.partition]: pk, [TableKeys.sort]: sk });

export const FleetKeys = {
  kernel: (buildId: string) => key(`KERNEL#${buildId}`, 'KERNEL'),
  kernelDump: (buildId: string, uploadId: string) => key(`KERNEL#${buildId}`, `DUMP#${uploadId}`),
  stack: (name: string, release: string) => key(`STACK#${name}`, release),
  interrupt: (name: string, release: string) => key(`IRQ#${name}`, release),
  memory: (uploadId: string) => key(Partitions.memory, uploadId),
} as const;

export const DUMP_PREFIX = 'DUMP#';

/** Sorts as its number does. */
export function padded(value: number): string {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(value)))
    .toString()
    .padStart(16, '0');
}

export const KernelItem = z.object({
  buildId: z.string(),
  release: z.string().optional(),
  firstSeen: z.iso.datetime().optional(),
  lastSeen: z.iso.datetime().optional(),
  hostDays: z.number().positive().optional(),
});
export type KernelItem = z.infer<typeof KernelItem>;

export const StackItem = z.object({
  function: z.string(),
  release: z.string(),
  usedBytes: z.number(),
  sizeBytes: z.number(),
  comm: z.string(),
  uploadId: z.string(),
});
export type StackItem = z.infer<typeof StackItem>;

export const InterruptItem = z.object({
  name: z.string(),
  release: z.string(),
  perSecond: z.number(),
  wraps: z.number(),
  uploadId: z.string(),
});
export type InterruptItem = z.infer<typeof InterruptItem>;

export const MemoryItem = z.object({
  uploadId: z.string(),
  host: z.string(),
  at: z.iso.datetime(),
  signs: z.array(z.string()),
});
export type MemoryItem = z.infer<typeof MemoryItem>;
