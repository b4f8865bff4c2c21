/** What the register says of a kernel: images of one build-id are one kernel, signed anew or in another wrapping. */
import type { KernelState } from '../../contract/fleet.ts';
import type { RevocationRecord } from '../../contract/revocations.ts';
import type { StoredImage } from '../../domain/image/record.ts';
import { revocationOfImage, shownRevocation } from '../../domain/image/revocation-of.ts';

export interface Revocation {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export interface KernelVerdict {
  readonly state: KernelState;
  /** The signed ones. */
  readonly images: readonly StoredImage[];
  readonly revocation?: Revocation;
}

/**
 * @param images all that the register has of the build-id
 * @param holdsKernels whether the fleet signs its kernels here at all: else that one is not in the register says nothing
 */
export async function judgeKernel(
  buildId: string,
  images: readonly StoredImage[],
  revocations: readonly RevocationRecord[],
  holdsKernels: () => Promise<boolean>,
): Promise<KernelVerdict> {
  const signed = images.filter(({ state }) => state === 'signed');
  const revocation = revocationOf(buildId, images, revocations);
  if (revocation !== undefined) return { state: 'revoked', images: signed, revocation };
  if (signed.length > 0) return { state: 'signed', images: signed };
  return { state: (await holdsKernels()) ? 'unsigned' : 'unknown', images: signed };
}

/**
 * A kernel is revoked when its build-id, or any image of it, is: what was wrong with the kernel does not go away with another wrapping
 * or a newer signature.
 */
function revocationOf(
  buildId: string,
  images: readonly StoredImage[],
  revocations: readonly RevocationRecord[],
): Revocation | undefined {
  const ofBuild = revocations.find(({ target }) => target.kind === 'build-id' && target.buildId === buildId);
  if (ofBuild !== undefined) return shownRevocation(ofBuild);
  for (const image of images) {
    if (image.revoked !== undefined) return image.revoked;
    const found = revocationOfImage(image, revocations);
    if (found !== undefined) return shownRevocation(found);
  }
  return undefined;
}
