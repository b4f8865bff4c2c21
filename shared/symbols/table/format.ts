/**
 * The file of lines of one build. All numbers are little-endian; `uleb` and `sleb` are LEB128 as in DWARF.
 *
 *     "PURGSYM\n"  u32 version  u32 header bytes  u32 directory bytes   fixed, 20 bytes
 *     header       JSON (TableHeader)
 *     directory    zstd: for each space  uleb blocks, for each  uleb start - previous start, uleb bytes, uleb raw bytes
 *                  then of the symbols   uleb blocks, for each  uleb length, first name, uleb bytes, uleb raw bytes
 *     blocks       zstd each, in the order of the directory
 *
 * A look-up reads the beginning (once a build) and one block, which needs nothing else:
 *
 *     uleb rows
 *     uleb names, each  uleb length, UTF-8;  uleb paths, the same
 *     uleb scopes, then as columns  uleb name + 1 | uleb own number - parent's (0: none) | uleb call path + 1 | uleb call line
 *     the rows as columns  uleb address - previous | sleb scope - previous | sleb path - previous | sleb line - previous
 *
 * A row holds up to the next one; scope and path count from 1, 0 is none. Symbols are sorted by name, each
 * `uleb shared with previous name, uleb length of the rest, rest, uleb space, uleb offset, uleb size`.
 */
import * as z from 'zod';

export const MAGIC = 'PURGSYM\n';
export const VERSION = 1;
export const FIXED_BYTES = 20;
export const MAX_HEADER_BYTES = 1024 * 1024;
export const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
export const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
export const ROWS_PER_BLOCK = 4096;
export const SYMBOLS_PER_BLOCK = 1024;

export const TableHeader = z.object({
  buildId: z.string().regex(/^[0-9a-f]{8,128}$/),
  kind: z.enum(['kernel', 'module']),
  /** The module's name as the kernel has it; of a kernel `vmlinux`. */
  name: z.string().max(256),
  /** As `uname -r` says it, where the file does. */
  release: z.string().max(256).optional(),
  machine: z.string().max(64),
  /** Of `_text`, in hexadecimal; of a kernel. */
  text: z
    .string()
    .regex(/^0x[0-9a-f]{1,16}$/)
    .optional(),
  producer: z.string().max(4096).optional(),
  /** Code in which offsets are told: one without a name for a kernel, one a section for a module. */
  spaces: z.array(z.object({ name: z.string().max(1024), sizeBytes: z.number().int().nonnegative() })).max(100_000),
  rows: z.number().int().nonnegative(),
  functions: z.number().int().nonnegative(),
  symbols: z.number().int().nonnegative(),
  /** Of the file that it was made from, in bytes. */
  fromBytes: z.number().int().nonnegative(),
  /** Names of split files that were not there: their inlined functions are missing. */
  missingSplit: z.array(z.string().max(4096)).max(100).optional(),
});
export type TableHeader = z.infer<typeof TableHeader>;
