/** Images as the signing verbs take them: files, standard input, S3; compressed ones unpacked. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasModuleSignature } from '../../../shared/authenticode/image/module-signature.ts';
import { compressionOf } from '../../../shared/authenticode/image/magic.ts';
import { readHead } from '../../../shared/authenticode/pe/headers.ts';
import type { SignatureRecord } from '../../../shared/authenticode/revocation/signature-list.ts';
import { planSigning } from '../../../shared/authenticode/sign/sign-image.ts';
import type { SigningPlan } from '../../../shared/authenticode/sign/sign-image.ts';
import { readTrustFile } from '../../../shared/authenticode/trust-files.ts';
import type { ByteSource } from '../../../shared/bytes/byte-source.ts';
import { decompressedSource } from '../../../shared/bytes/decompressed-source.ts';
import type { ClosableSource } from '../../../shared/bytes/file-source.ts';
import type { ImageInfo } from '../../../shared/contract/verify.ts';
import { FormatError, InputError, NotFoundError, codeOf } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { openSources } from '../input.ts';

/** What an Image.gz may unpack to. */
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3;
const MAX_SMALL_FILE_BYTES = 16 * 1024 ** 2;

export interface OpenImage {
  readonly source: ClosableSource;
  readonly compression?: NonNullable<ImageInfo['compression']>;
}

/** A gzip, zstd or xz file is unpacked, as kexec does: what is in it is what is signed. */
export async function openImageFile(name: string, context: CliContext): Promise<OpenImage> {
  const [source] = await openSources([name], context);
  if (source === undefined) throw new InputError('no image given');
  try {
    const compression = compressionOf(await readHead(source));
    // What has a signature behind its compressed bytes is looked at as it is: no kernel finds that signature, and it is told so.
    if (compression === undefined || (await hasModuleSignature(source))) return { source };
    const unpacked = await decompressedSource(source, compression, { maxBytes: MAX_UNPACKED_BYTES });
    await source.close();
    if (unpacked.problem !== undefined) {
      await unpacked.close();
      throw new InputError(unpacked.problem);
    }
    return { source: unpacked, compression };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/**
 * How the image in `file` is signed.
 *
 * @throws {InputError} which names the file, where it is no image that can be signed
 */
export async function planOf(
  file: string,
  source: ByteSource,
  options: { readonly waive?: boolean } = {},
): Promise<SigningPlan> {
  try {
    return await planSigning(source, options);
  } catch (cause) {
    if (cause instanceof FormatError)
      throw new InputError(`${file} is no image that can be signed: ${cause.message}`, { cause });
    throw cause;
  }
}

/** The records of all files: certificates, signature lists, signed updates. */
export async function readTrustFiles(files: readonly string[]): Promise<readonly SignatureRecord[]> {
  const records: SignatureRecord[] = [];
  for (const file of files) records.push(...readTrustFile(await readSmallFile(file), file));
  return records;
}

export async function readSmallFile(file: string): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') throw new NotFoundError(`${file}: no such file`, { cause });
    throw cause;
  }
  if (bytes.length > MAX_SMALL_FILE_BYTES) throw new InputError(`${file}: larger than what is expected here`);
  return bytes;
}

/** Writes a file in pieces, under another name until it is whole: no one sees half an image, and `from` may be `to`. */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.purgatory`);
  const handle = await open(temporary, 'wx');
  let written = 0;
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      written += piece.length;
    }
    await handle.sync();
    await handle.close();
    await rename(temporary, path);
    return written;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}
