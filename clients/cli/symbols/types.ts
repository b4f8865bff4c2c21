/** Where types of a kernel that carries none come from on the command line: the service first, then files that the user names. */
import type { FindTypes } from '../../../shared/vmcore/kernel/kernel-types.ts';
import type { CliContext } from '../context.ts';
import type { LineOptions } from './sources.ts';

export type TypeOptions = Pick<LineOptions, 'debuginfo' | 'serviceLines' | 'url'>;

/** @throws {NotFoundError} where a file or folder is not there */
export async function typeSources(options: TypeOptions, context: CliContext): Promise<FindTypes> {
  const { debuginfo = [], serviceLines: asksService = true } = options;
  const sources: FindTypes[] = [];
  const { isServiceKnown } = await import('../service/settings.ts');
  if (asksService && (await isServiceKnown(options, context))) {
    const { serviceTypes } = await import('./service.ts');
    sources.push(serviceTypes(options, context));
  }
  if (debuginfo.length > 0) {
    const { typesFrom } = await import('../../../shared/symbols/types/folder.ts');
    sources.push(...(await Promise.all(debuginfo.map((path) => typesFrom(path)))));
  }
  return async (buildId) => {
    for (const find of sources) {
      const btf = await find(buildId);
      if (btf !== undefined) return btf;
    }
    return undefined;
  };
}
