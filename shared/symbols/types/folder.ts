/** Types from files at hand: a `vmlinux` with a `.BTF` section, a file of types, or a folder in which those are. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '../../bytes/file-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, NotFoundError } from '../../errors.ts';
import type { FindTypes } from '../../vmcore/kernel/kernel-types.ts';
import { verifyKernelBtf } from '../../vmcore/symbols/verify-btf.ts';
import { readBuildId } from '../elf/build-id.ts';
import { isElf, readElf } from '../elf/file.ts';
import { debugFilesIn } from '../lines/folder.ts';
import { btfSection, isTypesFile, readTypesFile } from './extract.ts';

export const TYPES_SUFFIX = '.types';

/** @param path a file or a folder @throws {NotFoundError} where there is nothing */
export async function typesFrom(path: string): Promise<FindTypes> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new NotFoundError(`${path}: no such file or folder`);
  if (!found.isDirectory()) return (buildId) => typesInOne(path, buildId);
  const places = debugFilesIn(path);
  return async (buildId) => {
    const own = join(path, `${buildId}${TYPES_SUFFIX}`);
    const debugFiles = await places({ kind: 'kernel', name: 'vmlinux', buildId });
    for (const file of [own, ...debugFiles]) {
      const btf = await typesInOne(file, buildId).catch((error: unknown) => {
        // A folder holds files of all kinds: what is wrong with one says nothing of the next.
        if (error instanceof FormatError || error instanceof NotFoundError) return undefined;
        throw error;
      });
      if (btf !== undefined) return btf;
    }
    return undefined;
  };
}

/** Undefined where the file is of another build, or has no types. */
async function typesInOne(path: string, buildId: string): Promise<Uint8Array | undefined> {
  const source = await fileSource(path);
  try {
    const head = await readOne(source, { offset: 0, length: Math.min(8, source.sizeBytes) });
    if (isTypesFile(head)) {
      const { header, btf } = await readTypesFile(source);
      return header.buildId === buildId ? btf : undefined;
    }
    if (!isElf(head)) return undefined;
    const elf = await readElf(source);
    const btf = (await readBuildId(elf)) === buildId ? await btfSection(elf) : undefined;
    if (btf !== undefined) verifyKernelBtf(btf);
    return btf;
  } finally {
    await source.close();
  }
}
