/** `--image`: the kernel's image, with which the code in memory is compared. */
import type { CliContext } from './context.ts';
import { openSources } from './input.ts';

export const IMAGE_OPTION = ['--image <FILE>', "the kernel's image: its code is compared with that in memory"] as const;

/** Answers with the kernel in the image, once it is seen to be the one that crashed. */
export type KernelImage = (buildId: string) => Promise<Uint8Array>;

/** @throws {InputError} by the answer, where the image is another kernel's */
export async function openKernelImage(name: string, context: CliContext): Promise<KernelImage> {
  const [{ unpackKernel }, { kernelBuildId }, { InputError }] = await Promise.all([
    import('../../shared/authenticode/image/unpack-kernel.ts'),
    import('../../shared/authenticode/image/build-id.ts'),
    import('../../shared/errors.ts'),
  ]);
  const [source] = await openSources([name], context);
  if (source === undefined) throw new InputError('no image given');
  try {
    const kernel = await unpackKernel(source);
    return (buildId) => {
      const own = kernelBuildId(kernel);
      if (own === buildId) return Promise.resolve(kernel);
      const problem = `${name} is the kernel with build-id ${own ?? '(none)'}, the one that crashed has ${buildId}`;
      return Promise.reject(new InputError(problem));
    };
  } finally {
    await source.close();
  }
}
