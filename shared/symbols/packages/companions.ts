/**
 * Files that a debug file needs besides itself: what dwz has moved out of it, and the `.dwo` files of split units. Their names are
 * an untrusted file's: one is looked for in the package that the file is of, below the folder that it lies in, or by its build-id, and
 * nowhere else.
 */
import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, relative } from 'node:path';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { streamSource } from '../../bytes/concat-source.ts';
import { fileSource } from '../../bytes/file-source.ts';
import type { ClosableSource } from '../../bytes/file-source.ts';
import { readElf } from '../elf/file.ts';
import { supplementaryId } from '../elf/supplementary.ts';
import type { SupplementaryLink } from '../elf/supplementary.ts';
import { packageMembers } from './members.ts';
import type { PackageKind } from './members.ts';
import { temporaryFile } from './temporary-file.ts';
import type { TemporaryFileOptions } from './temporary-file.ts';

/** Open until all files that need them are read. */
export interface Companions<Key extends readonly unknown[]> {
  readonly find: (...key: Key) => Promise<ByteSource | undefined>;
  readonly close: () => Promise<void>;
}

/**
 * Supplementary files of a package. It may stand anywhere among the others, so the package is gone through once more; the one that was
 * found last is kept, since all files of a package have the same.
 */
export function packageSupplementary(
  source: ByteSource,
  kind: PackageKind,
  limits: TemporaryFileOptions,
): Companions<[SupplementaryLink]> {
  let last: { readonly id: string; readonly file: ClosableSource | undefined } | undefined;
  const close = async (): Promise<void> => {
    await last?.file?.close();
    last = undefined;
  };
  return {
    close,
    async find(link) {
      if (last?.id === link.id) return last.file;
      await close();
      last = { id: link.id, file: await searched(source, kind, link, limits) };
      return last.file;
    },
  };
}

async function searched(
  source: ByteSource,
  kind: PackageKind,
  { name, id }: SupplementaryLink,
  limits: TemporaryFileOptions,
): Promise<ClosableSource | undefined> {
  for await (const member of packageMembers(kind, streamSource(source))) {
    if (basename(member.name) !== basename(name)) continue;
    const file = await temporaryFile(member.name, member.content(), limits);
    if (await isOf(file, id)) return file;
    await file.close();
  }
  return undefined;
}

/** A file of that name which is no ELF file, or another's, is not the one that is meant. */
async function isOf(file: ByteSource, id: string): Promise<boolean> {
  try {
    return (await supplementaryId(await readElf(file))) === id;
  } catch {
    return false;
  }
}

/** Supplementary files by their build-id, in a folder as `/usr/lib/debug`. */
export function folderSupplementary(folder: string): Companions<[SupplementaryLink]> {
  const open = openFiles();
  return {
    close: open.close,
    async find({ id }) {
      if (!/^[0-9a-f]{4,}$/.test(id)) return undefined;
      const file = await open.regular(join(folder, '.build-id', id.slice(0, 2), `${id.slice(2)}.debug`));
      return file !== undefined && (await isOf(file, id)) ? file : undefined;
    },
  };
}

export interface SplitCompanions extends Companions<[name: string, compilationDirectory: string]> {
  /** `FILE.dwp`, which has all of them in one. */
  readonly package: () => Promise<ByteSource | undefined>;
}

/** The `.dwo` files of a debug file that lies where it was built: below its own folder, as its names are below the compiler's. */
export function splitBeside(path: string): SplitCompanions {
  const folder = dirname(path);
  const open = openFiles();
  const packages = openFiles();
  return {
    close: async () => {
      await Promise.all([open.close(), packages.close()]);
    },
    package: () => packages.regular(`${path}.dwp`),
    async find(name, compilationDirectory) {
      const within = normalize(isAbsolute(name) ? relative(compilationDirectory, name) : name);
      if (!within.endsWith('.dwo') || isAbsolute(within) || within.startsWith('..')) return undefined;
      await open.close();
      return open.regular(join(folder, within));
    },
  };
}

function openFiles() {
  const files: ClosableSource[] = [];
  return {
    regular: async (path: string): Promise<ClosableSource | undefined> => {
      const found = await stat(path).catch(() => undefined);
      // A pipe or a device would never come to an end.
      if (found?.isFile() !== true) return undefined;
      const file = await fileSource(path);
      files.push(file);
      return file;
    },
    close: async (): Promise<void> => {
      await Promise.all(files.splice(0).map((file) => file.close()));
    },
  };
}
