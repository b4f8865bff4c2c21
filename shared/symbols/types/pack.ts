/**
 * The file of types of one kernel, by its build-id, for a kernel that carries none (no `CONFIG_DEBUG_INFO_BTF`). Numbers are
 * little-endian.
 *
 *     "PURGTYP\n"  u32 version  u32 header bytes   fixed, 16 bytes
 *     header       JSON (TypesHeader)
 *     types        zstd: the kernel's BTF as it is
 *
 * BTF is the form that the kernel itself has them in, and that everything here reads: nothing is translated.
 */
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import * as z from 'zod';
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { u32 } from '../../bytes/to-little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { MAX_BTF_BYTES, verifyKernelBtf } from '../../vmcore/symbols/verify-btf.ts';

export const TYPES_MAGIC = 'PURGTYP\n';
/** Of such a file, from end to end: types that do not compress at all are none. */
export const MAX_TYPES_BYTES = 16 * 2 ** 20;
const FORMAT = 'types file';
const VERSION = 1;
const MAX_HEADER_BYTES = 64 * 1024;
/** Half a second for a kernel, and within 15 % of what the highest level does in ten. */
const ZSTD_LEVEL = 9;

const pack = promisify(zstdCompress);
const unpack = promisify(zstdDecompress);

export const TypesHeader = z.object({
  buildId: z.string().regex(/^[0-9a-f]{16,128}$/),
  /** As `uname -r` says it, where that was known. */
  release: z.string().max(256).optional(),
  /** Undefined for a BTF by itself, which says nothing of it. */
  machine: z.string().max(64).optional(),
  /** How many types there are. */
  types: z.number().int().positive(),
  /** Of the BTF, unpacked. */
  rawBytes: z.number().int().positive().max(MAX_BTF_BYTES),
});
export type TypesHeader = z.infer<typeof TypesHeader>;

/** Types of one kernel, read from end to end. */
export interface KernelTypes {
  readonly header: TypesHeader;
  readonly btf: Uint8Array;
}

/** @throws {FormatError} where the bytes are not the whole BTF of a kernel */
export async function packTypes(
  btf: Uint8Array,
  of: Pick<TypesHeader, 'buildId' | 'release' | 'machine'>,
): Promise<{ readonly header: TypesHeader; readonly bytes: Uint8Array }> {
  const { buildId, release, machine } = of;
  const header: TypesHeader = {
    buildId,
    ...(release === undefined ? {} : { release }),
    ...(machine === undefined ? {} : { machine }),
    types: verifyKernelBtf(btf),
    rawBytes: btf.length,
  };
  const json = Buffer.from(JSON.stringify(header));
  const packed = await pack(btf, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });
  const bytes = Buffer.concat([Buffer.from(TYPES_MAGIC), u32(VERSION), u32(json.length), json, packed]);
  requireTypesSize(bytes.length);
  return { header, bytes };
}

/**
 * Reads such a file from end to end, whoever made it.
 *
 * @throws {FormatError} bad-magic | truncated | bad-value | unsupported | limit
 */
export async function readTypes(bytes: Uint8Array): Promise<KernelTypes> {
  requireTypesSize(bytes.length);
  const cursor = new DenseCursor(bytes, FORMAT);
  if (Buffer.from(cursor.take(TYPES_MAGIC.length)).toString('latin1') !== TYPES_MAGIC) {
    cursor.fail(FormatErrorCode.BadMagic, 'magic', 'this is no file of types');
  }
  const version = cursor.u32();
  if (version !== VERSION)
    cursor.fail(FormatErrorCode.Unsupported, 'version', `${version}; version ${VERSION} is read`);
  const headerBytes = cursor.u32();
  if (headerBytes > MAX_HEADER_BYTES) cursor.fail(FormatErrorCode.Limit, 'header', `${headerBytes} bytes`);
  const header = parseHeader(cursor.take(headerBytes));
  const btf = await unpack(cursor.take(cursor.end - cursor.offset), { maxOutputLength: header.rawBytes }).catch(
    (cause: unknown) => refuse('types', 'its compressed bytes are damaged', cause),
  );
  const types = verifyKernelBtf(btf);
  if (btf.length !== header.rawBytes || types !== header.types) {
    const told = `the header says ${header.types} in ${header.rawBytes}`;
    refuse('types', `${types} types in ${btf.length} bytes; ${told}`);
  }
  return { header, btf };
}

/** The BTF of this very build. @throws {FormatError} as {@link readTypes}, and for another build's */
export async function readTypesOf(buildId: string, bytes: Uint8Array): Promise<Uint8Array> {
  const { header, btf } = await readTypes(bytes);
  if (header.buildId !== buildId) refuse('build-id', `is ${header.buildId}, not ${buildId}`);
  return btf;
}

function parseHeader(bytes: Uint8Array): TypesHeader {
  try {
    return TypesHeader.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    return refuse('header', 'is not as it should be', cause);
  }
}

/** Before so much is read. @throws {FormatError} limit */
export function requireTypesSize(sizeBytes: number): void {
  if (sizeBytes <= MAX_TYPES_BYTES) return;
  const problem = `${sizeBytes} bytes, at most ${MAX_TYPES_BYTES} are kept`;
  throw new FormatError(FormatErrorCode.Limit, { format: FORMAT, field: 'size' }, problem);
}

function refuse(field: string, problem: string, cause?: unknown): never {
  throw new FormatError(FormatErrorCode.BadValue, { format: FORMAT, field }, problem, { cause });
}
