/** Writing an image with other signatures: its own bytes, a new certificate table, and the header fields that speak of it. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { concatSource, streamSource } from '../../bytes/concat-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { InputError } from '../../errors.ts';
import { alignUp, writeWinCertificate } from './certificate-table.ts';
import { PeChecksum } from './checksum.ts';
import { authenticodeRanges, digestRanges, type DigestAlgorithm } from './digest.ts';
import { checkPeRules, lastSectionByte, type RuleViolation } from './rules.ts';
import { DATA_DIRECTORY_BYTES, type PeHeaders } from './headers.ts';

/** Where an image's own bytes end: at its certificate table, or the file's end. */
export function contentEnd(headers: PeHeaders): number {
  const table = headers.certificateDirectory;
  return table === undefined || table.sizeBytes === 0 ? headers.fileSizeBytes : table.offset;
}

/** Zeros that a signer puts behind an unsigned image, and digests: the table must begin at a multiple of eight. */
export function paddingBytes(headers: PeHeaders): number {
  return alignUp(contentEnd(headers)) - contentEnd(headers);
}

/**
 * The headers of an image, to be changed: a copy, in which it is unsigned and has no checksum.
 *
 * @throws {InputError} where the layout breaks a rule
 */
export async function unsignedHead(source: ByteSource, headers: PeHeaders): Promise<Uint8Array<ArrayBuffer>> {
  const [violation] = checkPeRules(headers);
  if (violation !== undefined) throw new InputError(`${violation.rule}: ${violation.problem}`, { field: 'image' });
  const head = Uint8Array.from(await readOne(source, { offset: 0, length: headers.sizeOfHeaders }));
  new DataView(head.buffer).setUint32(headers.checksumOffset, 0, true);
  const entry = headers.certificateDirectory?.entryOffset;
  if (entry !== undefined) head.fill(0, entry, entry + DATA_DIRECTORY_BYTES);
  return head;
}

/**
 * The digest that a signature of this image is over: as the signed image's digest will be, padding included. For an image
 * of a size that is no multiple of eight it is not the digest that firmware makes of the unsigned file.
 *
 * @throws {FormatError} bad-value where the layout allows none
 */
export async function digestToSign(
  source: ByteSource,
  headers: PeHeaders,
  algorithm: DigestAlgorithm = 'sha256',
): Promise<Uint8Array> {
  const padding = new Uint8Array(paddingBytes(headers));
  // As it will be: what follows an old certificate table goes with it.
  const { certificateDirectory } = headers;
  const stripped = {
    ...headers,
    fileSizeBytes: contentEnd(headers),
    certificateDirectory: certificateDirectory === undefined ? undefined : { ...certificateDirectory, sizeBytes: 0 },
  };
  const digests = await digestRanges(source, authenticodeRanges(stripped), [algorithm], padding);
  return digests.get(algorithm) ?? new Uint8Array(0);
}

/**
 * The image with exactly these signatures (PKCS#7, DER), in this order; none: unsigned again. Read lazily from `source`: only
 * headers and certificate table are held.
 *
 * @throws {InputError} when the image has no place for a certificate table
 */
export async function withSignatures(
  source: ByteSource,
  headers: PeHeaders,
  signatures: readonly Uint8Array[],
  options: { readonly checksum?: boolean } = {},
): Promise<ByteSource> {
  const directory = headers.certificateDirectory;
  if (directory === undefined) {
    throw new InputError('the image has no data directory for a certificate table', { field: 'NumberOfRvaAndSizes' });
  }
  const end = contentEnd(headers);
  const table = Buffer.concat(signatures.map((signature) => writeWinCertificate(signature)));
  const padding = new Uint8Array(signatures.length === 0 ? 0 : alignUp(end) - end);
  const head = Uint8Array.from(await readOne(source, { offset: 0, length: Math.min(end, directory.entryOffset + 8) }));
  const view = new DataView(head.buffer);
  view.setUint32(directory.entryOffset, table.length === 0 ? 0 : end + padding.length, true);
  view.setUint32(directory.entryOffset + 4, table.length, true);
  view.setUint32(headers.checksumOffset, 0, true);
  const body = { source, offset: head.length, length: end - head.length };
  const image = concatSource(source.name, [head, body, padding, table]);

  // The checksum needs the whole file; no verifier looks at it.
  if (options.checksum === false) return image;
  const checksum = new PeChecksum();
  for await (const chunk of streamSource(image)) checksum.update(chunk);
  // The head is still ours: concatSource hands out views of it.
  view.setUint32(headers.checksumOffset, checksum.value(), true);
  return image;
}

/** What else keeps an image from being signed: bytes behind its sections, a size that would need padding. */
export function signingRules(headers: PeHeaders): readonly RuleViolation[] {
  const found: RuleViolation[] = [];
  const end = contentEnd(headers);
  const sections = lastSectionByte(headers);
  if (end > sections) {
    found.push({
      rule: 'trailing-data',
      where: `byte ${sections}`,
      problem: `${end - sections} bytes belong to no section (if it is a symbol table: strip it)`,
    });
  }
  if (paddingBytes(headers) > 0) {
    found.push({
      rule: 'unaligned-size',
      where: 'file size',
      problem: `${end} is no multiple of 8: signing pads it, and its digest is then another than that of the unsigned file`,
    });
  }
  return found;
}
