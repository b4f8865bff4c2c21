/**
 * Lines from debug files at hand: a file, or a folder as distributions lay them out (`/usr/lib/debug`, its `.build-id`), or one of
 * files of lines that were made before.
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { memorySource } from '../../bytes/byte-source.ts';
import { fileSource } from '../../bytes/file-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, InputError, NotFoundError } from '../../errors.ts';
import { readBuildId } from '../elf/build-id.ts';
import { isElf, readElf } from '../elf/file.ts';
import { buildsOf } from '../packages/builds.ts';
import { folderSupplementary, splitBeside } from '../packages/companions.ts';
import type { BuildLines, BuildOptions } from '../packages/builds.ts';
import { kernelFileName } from '../packages/kernel-files.ts';
import { packageKind } from '../packages/members.ts';
import { LineTable } from '../table/read.ts';
import type { Build, FindLines } from './find.ts';

export const LINES_SUFFIX = '.lines';
const MAX_FILES = 200_000;
const MAX_DEPTH = 16;

export interface FolderOptions extends BuildOptions {
  /** Where files of lines are kept, so that they are made once; undefined: they are made each time. */
  readonly cache?: string | undefined;
}

/** @param path a debug file, a package, or a folder @throws {NotFoundError} where there is nothing */
export async function linesFrom(path: string, options: FolderOptions): Promise<FindLines> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new NotFoundError(`${path}: no such file or folder`);
  return found.isDirectory() ? linesInFolder(path, options) : linesInFile(path, options);
}

function linesInFile(path: string, options: FolderOptions): FindLines {
  return (build) => openBuilds(path, build, options);
}

async function openBuilds(path: string, build: Build, options: FolderOptions): Promise<LineTable[]> {
  const source = await fileSource(path);
  const split = splitBeside(path);
  try {
    const head = await readOne(source, { offset: 0, length: Math.min(8, source.sizeBytes) });
    if (packageKind(head) !== undefined) {
      throw new InputError(`${path} is a package: \`purgatory symbols add -o FOLDER\` takes the lines out of it once`);
    }
    // The build-id costs a few reads, the lines of a kernel half a minute.
    const buildId = isElf(head) ? await readBuildId(await readElf(source)) : undefined;
    if (buildId !== undefined && build.buildId !== undefined && buildId !== build.buildId) return [];
    const kept = buildId === undefined ? undefined : await cachedLines(buildId, options.cache);
    if (kept !== undefined) return [kept].filter((table) => isOf(table, build));
    const found: LineTable[] = [];
    const wanted = (id: string): Promise<boolean> =>
      Promise.resolve(build.buildId === undefined || id === build.buildId);
    for await (const made of buildsOf(source, { ...options, wanted, split: split.find, splitPackage: split.package })) {
      if (made.outcome !== 'made') continue;
      await keepLines(made.lines, options.cache);
      const table = await LineTable.open(memorySource(made.lines.bytes, made.lines.from));
      if (isOf(table, build)) found.push(table);
    }
    return found;
  } finally {
    await Promise.all([source.close(), split.close()]);
  }
}

function isOf({ header }: LineTable, { kind, name, buildId, release }: Build): boolean {
  if (buildId !== undefined) return header.buildId === buildId;
  const sameRelease = release === undefined || header.release === undefined || header.release === release;
  return header.kind === kind && (kind === 'kernel' || header.name === name) && sameRelease;
}

/** Where in a folder files of a build may be: where one of its build-id is by custom; else by the names that a debug package gives. */
export function debugFilesIn(folder: string): (build: Build) => Promise<readonly string[]> {
  let listing: Promise<readonly string[]> | undefined;
  return async (build) => {
    const byId = build.buildId === undefined ? [] : buildIdPaths(folder, build.buildId);
    const there = await Promise.all(byId.map(async (path) => ((await isFile(path)) ? [path] : [])));
    const known = there.flat();
    if (known.length > 0) return known;
    listing ??= list(folder);
    return (await listing).filter((path) => mayBeOf(path, build));
  };
}

function linesInFolder(folder: string, options: FolderOptions): FindLines {
  const places = debugFilesIn(folder);
  return async (build) => {
    const tables: LineTable[] = [];
    for (const path of await places(build)) {
      const supplementary = folderSupplementary(folder);
      try {
        tables.push(...(await openBuilds(path, build, { ...options, supplementary: supplementary.find })));
      } catch (error) {
        // A folder holds files of all kinds: one without debug information says nothing of the next.
        if (!(error instanceof FormatError)) throw error;
      } finally {
        await supplementary.close();
      }
      if (build.buildId !== undefined && tables.length > 0) break;
    }
    return tables;
  };
}

function buildIdPaths(folder: string, buildId: string): string[] {
  const path = join(buildId.slice(0, 2), `${buildId.slice(2)}.debug`);
  return [join(folder, `${buildId}${LINES_SUFFIX}`), join(folder, '.build-id', path), join(folder, path)];
}

function mayBeOf(path: string, { kind, name, release }: Build): boolean {
  const known = kernelFileName(path);
  if (known?.kind !== kind || (kind === 'module' && known.name !== name)) return false;
  return known.release === undefined || release === undefined || known.release === release;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** All files below a folder, bounded; links to folders are not followed. */
async function list(folder: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (directory: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || found.length > MAX_FILES) return;
    for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && entry.name !== '.build-id') await walk(path, depth + 1);
      else if (entry.isFile() || entry.isSymbolicLink()) found.push(path);
    }
  };
  await walk(folder, 0);
  return found;
}

/** What was made before. */
export async function cachedLines(buildId: string, cache: string | undefined): Promise<LineTable | undefined> {
  if (cache === undefined) return undefined;
  const source = await fileSource(join(cache, `${buildId}${LINES_SUFFIX}`)).catch(() => undefined);
  if (source === undefined) return undefined;
  try {
    const bytes = await readOne(source, { offset: 0, length: source.sizeBytes });
    const table = await LineTable.open(memorySource(bytes, source.name));
    return table.header.buildId === buildId ? table : undefined;
  } catch {
    return undefined;
  } finally {
    await source.close();
  }
}

/** A cache that can't be written is none. */
export async function keepLines({ header, bytes }: BuildLines, cache: string | undefined): Promise<void> {
  if (cache === undefined) return;
  try {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    await writeLines(join(cache, `${header.buildId}${LINES_SUFFIX}`), bytes);
  } catch {
    // The lines are made again the next time.
  }
}

/** Whole or not at all. */
export async function writeLines(path: string, bytes: Uint8Array): Promise<void> {
  const half = join(path, '..', `.${basename(path)}.${process.pid}`);
  await writeFile(half, bytes, { mode: 0o644 });
  await rename(half, path);
}
