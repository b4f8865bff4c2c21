/** `--image`: the code of a dump's kernel beside that of the image it was booted from. */
import { InputError } from '../../../shared/errors.ts';
import type { OpenSignedText } from '../../../shared/vmcore/integrity/signed-text.ts';
import { buildIdOf } from '../../../shared/vmcore/kernel/build-id.ts';
import type { Kernel } from '../../../shared/vmcore/kernel/kernel.ts';
import type { KernelImage } from '../kernel-image.ts';

/**
 * The image's kernel, if it is the one that crashed.
 *
 * @throws {InputError} where it is another, or the dump does not say which one it is of
 */
export async function kernelOfDump(kernel: Kernel, image: KernelImage): Promise<Uint8Array> {
  const buildId = await buildIdOf(kernel);
  if (buildId === undefined)
    throw new InputError('the dump does not say of which build its kernel is: leave --image out');
  return image(buildId);
}

/** Compares when something asks for it: all of the kernel's code is read. */
export function comparedWith(image: KernelImage): OpenSignedText {
  return async (kernel) => {
    const { compareText } = await import('../../../shared/vmcore/integrity/compare-text.ts');
    return compareText(kernel, await kernelOfDump(kernel, image));
  };
}
