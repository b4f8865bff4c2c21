/** Signed images made in code, and what all consumers say of one. */
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { streamSource } from '../../shared/bytes/concat-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { openImage } from '../../shared/authenticode/image-view.ts';
import { authenticodeRanges } from '../../shared/authenticode/pe/digest.ts';
import { withSignatures } from '../../shared/authenticode/pe/edit.ts';
import { parsePeHeaders } from '../../shared/authenticode/pe/headers.ts';
import type { SignatureRecord } from '../../shared/authenticode/revocation/signature-list.ts';
import { certificateRecord } from '../../shared/authenticode/trust-files.ts';
import { judge } from '../../shared/authenticode/verdicts.ts';
import { createHash } from 'node:crypto';
import { signOddly, type OddSignature } from './odd-signature.ts';
import type { TestAuthority } from './signing-keys.ts';

export async function bytesOf(source: ByteSource): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamSource(source)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The image's Authenticode digest with any algorithm. */
export function digestOf(image: Uint8Array): (hash: string) => Uint8Array {
  const ranges = authenticodeRanges(parsePeHeaders(image, image.length));
  return (hash) => {
    const digest = createHash(hash);
    for (const { offset, length } of ranges) digest.update(image.subarray(offset, offset + length));
    return digest.digest();
  };
}

/** The image with these signatures. */
export async function attach(image: Uint8Array, ...signatures: readonly Uint8Array[]): Promise<Buffer> {
  return bytesOf(await withSignatures(memorySource(image), parsePeHeaders(image, image.length), signatures));
}

export async function signedOddly(
  image: Uint8Array,
  authority: TestAuthority,
  odd: OddSignature = {},
): Promise<Buffer> {
  return attach(image, signOddly(digestOf(image), authority, odd));
}

/** `ok`, an errno, or `refuse`, of each consumer, with the authority's root trusted. */
export async function answers(
  image: Uint8Array,
  authority: TestAuthority,
  dbx: readonly SignatureRecord[] = [],
): Promise<Record<string, string>> {
  const view = await openImage(memorySource(image));
  const verdicts = await judge(view, { db: [certificateRecord(authority.root)], dbx });
  return Object.fromEntries(
    verdicts.map(({ consumer, accepts, errno }) => [consumer, accepts ? 'ok' : (errno ?? 'refuse')]),
  );
}
