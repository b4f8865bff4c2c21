/** Which debug file has the variables of a build: files and folders that the user names, then debuginfod servers. */
import { stat } from 'node:fs/promises';
import { fileSource } from '../../bytes/file-source.ts';
import type { ClosableSource } from '../../bytes/file-source.ts';
import { FormatError, NotFoundError } from '../../errors.ts';
import { readBuildId } from '../elf/build-id.ts';
import { ElfType, readElf } from '../elf/file.ts';
import { moduleFacts } from '../elf/module-info.ts';
import { fetchDebugFile } from '../lines/debuginfod.ts';
import type { DebuginfodOptions } from '../lines/debuginfod.ts';
import type { Build } from '../lines/find.ts';
import { LINES_SUFFIX, debugFilesIn } from '../lines/folder.ts';
import { kernelFileName } from '../packages/kernel-files.ts';
import { DebugFile } from './debug-file.ts';

/** Open until nothing more is asked of them. */
export interface DebugFiles {
  /** Undefined where nobody has the build. @throws {FormatError} for a file of the very build that can't be read */
  find(build: Build): Promise<DebugFile | undefined>;
  close(): Promise<void>;
}

export interface DebugFilesOptions {
  /** Debug files, and folders of them. */
  readonly paths: readonly string[];
  readonly servers: readonly URL[];
  readonly debuginfod: DebuginfodOptions;
}

/** @throws {NotFoundError} where a path is not there */
export async function openDebugFiles({ paths, servers, debuginfod }: DebugFilesOptions): Promise<DebugFiles> {
  const places = await Promise.all(paths.map(placesOf));
  const open: ClosableSource[] = [];
  const known = new Map<string, Promise<DebugFile | undefined>>();
  const taken = async (source: ClosableSource, build: Build): Promise<DebugFile | undefined> => {
    if (!(await isOf(source, build))) {
      await source.close();
      return undefined;
    }
    open.push(source);
    return DebugFile.open(source);
  };
  const search = async (build: Build): Promise<DebugFile | undefined> => {
    for (const place of places) {
      for (const path of await place(build)) {
        const found = await taken(await fileSource(path), build);
        if (found !== undefined) return found;
      }
    }
    for (const server of build.buildId === undefined ? [] : servers) {
      const source = await fetchDebugFile(server, build.buildId ?? '', debuginfod);
      const found = source === undefined ? undefined : await taken(source, build);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    find(build) {
      const key = JSON.stringify([build.kind, build.name, build.buildId, build.release]);
      const asked = known.get(key) ?? search(build);
      known.set(key, asked);
      return asked;
    },
    async close() {
      await Promise.all(open.splice(0).map((source) => source.close()));
    },
  };
}

async function placesOf(path: string): Promise<(build: Build) => Promise<readonly string[]>> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new NotFoundError(`${path}: no such file or folder`);
  if (!found.isDirectory()) return () => Promise.resolve([path]);
  const inFolder = debugFilesIn(path);
  return async (build) => (await inFolder(build)).filter((each) => !each.endsWith(LINES_SUFFIX));
}

/** By its build-id where both are known; a module of which the kernel keeps none by its name, and then its symbols have to fit. */
async function isOf(source: ClosableSource, build: Build): Promise<boolean> {
  try {
    const file = await readElf(source);
    const buildId = await readBuildId(file);
    if (build.buildId !== undefined && buildId !== undefined) return build.buildId === buildId;
    const isModule = file.type === ElfType.Relocatable;
    if (isModule !== (build.kind === 'module')) return false;
    if (!isModule) return build.buildId === undefined;
    const { name = kernelFileName(source.name)?.name, release } = await moduleFacts(file);
    return name === build.name && (release === undefined || build.release === undefined || release === build.release);
  } catch (error) {
    // A folder holds files of all kinds.
    if (error instanceof FormatError) return false;
    throw error;
  }
}
