/** The kernels that were signed, as their images carry them: what a crashed kernel's code is compared with. */
import { kernelBuildId } from '../../authenticode/image/build-id.ts';
import { unpackKernel } from '../../authenticode/image/unpack-kernel.ts';
import type { ImageObjects } from './objects.ts';
import type { KernelRegister } from './kernel-register.ts';

/** A kernel of a signed image, unpacked: some 60 MB. */
export type SignedKernel = (buildId: string) => Promise<Uint8Array | undefined>;

/**
 * Finds the image by the build-id, and reads the version of it that was signed. Undefined where none was signed, or by its digest
 * alone. The last kernel is kept: a fleet crashes with the same one.
 */
export function signedKernels(register: Pick<KernelRegister, 'byBuildId'>, objects: ImageObjects): SignedKernel {
  let last: { readonly buildId: string; readonly kernel: Uint8Array } | undefined;
  return async (buildId) => {
    if (last?.buildId === buildId) return last.kernel;
    for (const { id, state, versionId, sizeBytes } of await register.byBuildId(buildId)) {
      if (state !== 'signed' || versionId === undefined || sizeBytes === undefined) continue;
      const kernel = await unpackKernel(objects.open(id, { versionId, sizeBytes }));
      // The register says what was found when it was signed; what is compared must be the very build.
      if (kernelBuildId(kernel) !== buildId) continue;
      last = { buildId, kernel };
      return kernel;
    }
    return undefined;
  };
}
