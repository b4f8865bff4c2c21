/** Lines of kernels and modules, and types of kernels that carry none, as the service keeps them: one file of each a build. */
import * as z from 'zod';
import { PresignedPut, Sha256 } from './uploads.ts';

/** No kernel has more lines than fit into this. */
export const MAX_SYMBOLS_BYTES = 512 * 1024 * 1024;

export const BuildId = z.string().regex(/^[0-9a-f]{16,128}$/, 'must be a build-id: lower-case hexadecimal digits');

/** What a file is of its build: where its code came from in the sources, or the types of its data. */
export const SymbolsPart = z.enum(['lines', 'types']);
export type SymbolsPart = z.infer<typeof SymbolsPart>;

/** Who wants to put the lines or types of a build. What they are of is read from the file itself. */
export const CreateSymbols = z.object({
  buildId: BuildId,
  part: SymbolsPart.default('lines'),
  sizeBytes: z.number().int().positive().max(MAX_SYMBOLS_BYTES),
  sha256: Sha256,
});
export type CreateSymbols = z.infer<typeof CreateSymbols>;

/** `stored`: these very bytes are there already. Else they go to `put`, and `complete` is called then. */
export const CreatedSymbols = z.discriminatedUnion('status', [
  z.object({ status: z.literal('stored') }),
  z.object({ status: z.literal('put'), put: PresignedPut }),
]);
export type CreatedSymbols = z.infer<typeof CreatedSymbols>;

export const SymbolsRecord = z.object({
  buildId: BuildId,
  part: SymbolsPart.default('lines'),
  kind: z.enum(['kernel', 'module']),
  /** `vmlinux`, or the module's name. */
  name: z.string().max(256),
  release: z.string().max(256).optional(),
  /** `unknown` for types of which the file does not say. */
  machine: z.string().max(64),
  sizeBytes: z.number().int().positive(),
  sha256: Sha256,
  /** Stretches of code that have a line of their own; of types, how many there are. */
  rows: z.number().int().nonnegative(),
  producer: z.string().max(4096).optional(),
  addedAt: z.iso.datetime(),
  addedBy: z.string().max(256),
});
export type SymbolsRecord = z.infer<typeof SymbolsRecord>;

export const SymbolsPage = z.object({ symbols: z.array(SymbolsRecord), next: z.string().optional() });
export type SymbolsPage = z.infer<typeof SymbolsPage>;

/** Where the file of a build's lines or types is read, by ranges: an address that is good for a while. */
export const SymbolsContent = z.object({ record: SymbolsRecord, url: z.url(), expiresAt: z.iso.datetime() });
export type SymbolsContent = z.infer<typeof SymbolsContent>;
