/** Where a kernel's types are from: given by whoever asks, in its own memory, or kept by the build-id of a kernel without any. */
import { PurgatoryError, TransientError } from '../../errors.ts';
import type { VmcoreInfo } from '../formats/vmcoreinfo.ts';
import { MemoryReadError, ReadFailureReason } from '../memory/read-failure.ts';
import type { Sections } from '../report/sections.ts';
import { requireSameKernel } from '../symbols/check-btf.ts';
import type { ImageBytes } from '../symbols/image-scan.ts';
import { readBtf, type BtfHome } from '../symbols/read-btf.ts';
import { Btf } from '../symbols/btf.ts';
import { Types } from '../symbols/types.ts';
import { buildIdOf } from './build-id.ts';
import { requireFirstTask } from './first-task.ts';

/** BTF of the kernel with this build-id, looked at from end to end; undefined where nobody has it. @throws {TransientError} */
export type FindTypes = (buildId: string) => Promise<Uint8Array | undefined>;

/** `given`: by whoever asks. `memory`: the kernel's own. `store`: kept for its build-id. */
export type TypesOrigin = 'given' | 'memory' | 'store';

export interface KnownTypes {
  readonly types: Types;
  readonly origin: TypesOrigin;
}

export interface TypesHome extends BtfHome {
  readonly info: VmcoreInfo;
}

export interface TypeSources {
  readonly btf?: Uint8Array | undefined;
  readonly findTypes?: FindTypes | undefined;
  /** The kernel's image, where its symbols do not say where in it types are. */
  readonly image?: ImageBytes | undefined;
}

/**
 * Types that were given, where they are seen to be this kernel's; else its own; else those that are kept for its build-id.
 * `sections` says of each what kept it from being taken.
 */
export async function readKernelTypes(
  kernel: TypesHome,
  sections: Sections,
  { btf, findTypes, image }: TypeSources,
): Promise<KnownTypes | undefined> {
  if (btf !== undefined) {
    const given = await sections.run('types', () => checked(kernel, btf, 'given', image));
    if (given !== undefined) return given;
  }
  try {
    return { types: new Types(await readBtf(kernel, { image })), origin: 'memory' };
  } catch (error) {
    // While the symbol table still arrives, nothing tells whether the kernel has types.
    const isUnsure = mayPass(error) || sections.isPending;
    const kept =
      findTypes === undefined || isUnsure ? undefined : await keptTypes(kernel, sections, { findTypes, image });
    return kept ?? sections.run('types', () => Promise.reject(error as Error));
  }
}

async function keptTypes(
  kernel: TypesHome,
  sections: Sections,
  { findTypes, image }: { readonly findTypes: FindTypes; readonly image: ImageBytes | undefined },
): Promise<KnownTypes | undefined> {
  return sections.run('types', async () => {
    const buildId = await buildIdOf(kernel);
    const btf = buildId === undefined ? undefined : await findTypes(buildId);
    return btf === undefined ? undefined : checked(kernel, btf, 'store', image);
  });
}

/** @throws {FormatError} with the differences, where VMCOREINFO or the first task in memory says otherwise */
async function checked(
  kernel: TypesHome,
  btf: Uint8Array,
  origin: Exclude<TypesOrigin, 'memory'>,
  image: ImageBytes | undefined,
): Promise<KnownTypes> {
  const types = new Types(Btf.parse(btf));
  requireSameKernel(types, kernel.info, origin);
  await requireFirstTask(kernel, types, { image, origin });
  return { types, origin };
}

/** What is not known yet is no reason to look elsewhere: bytes that still arrive, services that do not answer; nor is our own fault. */
function mayPass(error: unknown): boolean {
  if (error instanceof MemoryReadError) return error.code === ReadFailureReason.Pending;
  return !(error instanceof PurgatoryError) || error instanceof TransientError;
}
