/** Registered images as they are once signed: the stored bytes with the stored signature. */
import { openImage, type ImageView } from '../../authenticode/image-view.ts';
import { applySignature, planSigning } from '../../authenticode/sign/sign-image.ts';
import { readHead, parsePeHeaders } from '../../authenticode/pe/headers.ts';
import { withSignatures } from '../../authenticode/pe/edit.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../errors.ts';
import type { StoredImage } from '../../domain/image/record.ts';
import type { ImageObjects } from './objects.ts';
import type { ImageRegister } from './register.ts';

export interface SignedImages {
  /** The signed file; undefined for an image that is not signed, or was never seen. */
  open(image: StoredImage): Promise<ByteSource | undefined>;
  /** For asking verifiers without reading the whole image again: the digest that was signed is taken as its digest. */
  view(image: StoredImage): Promise<ImageView | undefined>;
}

export function signedImages(
  register: Pick<ImageRegister, 'signature'>,
  objects: Pick<ImageObjects, 'open'>,
): SignedImages {
  const signatureOf = async (image: StoredImage): Promise<Uint8Array | undefined> => {
    const { digest, signer } = image;
    if (digest === undefined || signer === undefined || image.provisional) return undefined;
    return (await register.signature(digest, signer.certificateSha256, image.kind))?.signature;
  };
  const stored = (image: StoredImage): ByteSource =>
    objects.open(image.id, { versionId: image.versionId, sizeBytes: image.sizeBytes ?? 0 });

  return {
    async open(image) {
      const signature = await signatureOf(image);
      if (signature === undefined) return undefined;
      const plan = await planSigning(stored(image), { waive: true });
      return applySignature(plan, signature, 'replace');
    },
    async view(image) {
      const signature = await signatureOf(image);
      if (signature === undefined || image.kind !== 'authenticode') return undefined;
      const source = stored(image);
      try {
        const headers = parsePeHeaders(await readHead(source), source.sizeBytes);
        const signed = await openImage(await withSignatures(source, headers, [signature], { checksum: false }));
        const digest = Buffer.from(image.digest ?? '', 'hex');
        return {
          ...signed,
          digest: (hash, ranges) => (hash === 'sha256' ? Promise.resolve(digest) : signed.digest(hash, ranges)),
        };
      } catch (error) {
        if (error instanceof FormatError) return undefined;
        throw error;
      }
    },
  };
}
