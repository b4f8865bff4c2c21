/** From debug files and packages to files of lines and types, one build after another. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { streamSource } from '../../bytes/concat-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode, InputError } from '../../errors.ts';
import { readBuildId } from '../elf/build-id.ts';
import { readElf } from '../elf/file.ts';
import { supplementaryLink } from '../elf/supplementary.ts';
import type { SupplementaryLink } from '../elf/supplementary.ts';
import { extractLines, hasDebugInformation } from '../extract.ts';
import type { ExtractOptions } from '../extract.ts';
import { MAGIC } from '../table/format.ts';
import type { TableHeader } from '../table/format.ts';
import { LineTable } from '../table/read.ts';
import { isBtf, isTypesFile, typesInBtf, typesInElf, typesInFile } from '../types/extract.ts';
import type { TypesOutcome, TypesWish } from '../types/extract.ts';
import { packageSupplementary } from './companions.ts';
import { kernelFileName } from './kernel-files.ts';
import { packageKind, packageMembers } from './members.ts';
import type { Member, PackageKind } from './members.ts';
import { temporaryFile } from './temporary-file.ts';

/** No kernel's debug information is larger. */
const MAX_DEBUG_FILE_BYTES = 16 * 1024 ** 3;
const MAX_LINES_BYTES = 1024 ** 3;

/** The lines of one build, and which file they are of. */
export interface BuildLines {
  readonly header: TableHeader;
  readonly bytes: Uint8Array;
  readonly from: string;
}

/** What became of one file. */
export type BuildOutcome =
  | { readonly outcome: 'made'; readonly lines: BuildLines }
  | TypesOutcome
  /** Nobody wants it: it is there already, say. */
  | { readonly outcome: 'passed'; readonly from: string; readonly buildId: string }
  | { readonly outcome: 'failed'; readonly from: string; readonly reason: string };

export interface BuildOptions extends Pick<ExtractOptions, 'name' | 'release' | 'split' | 'splitPackage'> {
  /** The file with what dwz has moved out of this one; of a package it is looked for there. */
  readonly supplementary?: ((link: SupplementaryLink) => Promise<ByteSource | undefined>) | undefined;
  /** For what has to lie in a file to be read: debug files out of packages. */
  readonly directory: string;
  /** Asked before the work is done. */
  readonly wanted?: (buildId: string) => Promise<boolean>;
  /** Types are taken as well; undefined: lines alone. */
  readonly types?: TypesWish;
  readonly onProgress?: (file: string, share: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * All builds in a file: one of a `vmlinux`, a `*.debug`, a module; many of a package, whose files are looked at one after the other.
 * What is wrong with one of a package's files ends that one alone.
 *
 * @throws {FormatError} {InputError} where the file itself is of no use
 */
export async function* buildsOf(source: ByteSource, options: BuildOptions): AsyncGenerator<BuildOutcome> {
  const head = await readOne(source, { offset: 0, length: Math.min(8, source.sizeBytes) });
  const kind = packageKind(head);
  const { types } = options;
  if (types?.buildId !== undefined && !isBtf(head)) {
    throw new InputError(`${source.name} is no BTF by itself, and says of which build it is: leave the build-id out`);
  }
  if (types !== undefined && isBtf(head)) {
    yield await typesInBtf(source, { ...types, release: options.release });
  } else if (types !== undefined && isTypesFile(head)) {
    yield await typesInFile(source, types);
  } else if (kind !== undefined) {
    yield* buildsInPackage(source, kind, options);
  } else if (Buffer.from(head).toString('latin1') === MAGIC) {
    yield { outcome: 'made', lines: await givenLines(source) };
  } else {
    yield* buildOf(source, source.name, options);
  }
}

/** A file of lines that was made before. */
async function givenLines(source: ByteSource): Promise<BuildLines> {
  if (source.sizeBytes > MAX_LINES_BYTES) {
    const place = { format: 'line table', field: source.name };
    throw new FormatError(FormatErrorCode.Limit, place, `${source.sizeBytes} bytes`);
  }
  const bytes = await readOne(source, { offset: 0, length: source.sizeBytes });
  const table = await LineTable.open(memorySource(bytes, source.name));
  await table.check();
  return { header: table.header, bytes, from: source.name };
}

async function* buildsInPackage(
  source: ByteSource,
  kind: PackageKind,
  options: BuildOptions,
): AsyncGenerator<BuildOutcome> {
  let found = 0;
  const limits = { directory: options.directory, maxBytes: MAX_DEBUG_FILE_BYTES };
  const companions = packageSupplementary(source, kind, limits);
  try {
    for await (const member of packageMembers(kind, streamSource(source))) {
      options.signal?.throwIfAborted();
      if (kernelFileName(member.name) === undefined) continue;
      found += 1;
      yield* buildInMember(member, { ...options, supplementary: (link) => companions.find(link) });
    }
  } finally {
    await companions.close();
  }
  if (found === 0) {
    throw new InputError(`${source.name} holds no vmlinux and no module: debug packages of the kernel do`);
  }
}

async function* buildInMember(member: Member, options: BuildOptions): AsyncGenerator<BuildOutcome> {
  const limits = { directory: options.directory, maxBytes: MAX_DEBUG_FILE_BYTES };
  const file = await temporaryFile(member.name, member.content(), limits);
  try {
    yield* buildOf(file, member.name, options);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    yield { outcome: 'failed', from: member.name, reason: error.message };
  } finally {
    await file.close();
  }
}

async function* buildOf(source: ByteSource, path: string, options: BuildOptions): AsyncGenerator<BuildOutcome> {
  const { wanted, onProgress, name, release, split, splitPackage } = options;
  const elf = await readElf(source);
  const buildId = await readBuildId(elf);
  const known = kernelFileName(path);
  if (options.types !== undefined) {
    const types = await typesInElf(elf, { path, buildId, release: known?.release ?? release }, options.types);
    if (types !== undefined) yield types;
    if (types !== undefined && !hasDebugInformation(elf)) return;
  }
  if (buildId !== undefined && wanted !== undefined && !(await wanted(buildId))) {
    yield { outcome: 'passed', from: path, buildId };
    return;
  }
  const link = await supplementaryLink(elf);
  const supplementary = link === undefined ? undefined : await options.supplementary?.(link);
  const { pieces } = await extractLines(source, {
    name: known?.name ?? name,
    release: known?.release ?? release,
    split,
    splitPackage,
    supplementary,
    onProgress: (done, of) => {
      options.signal?.throwIfAborted();
      onProgress?.(path, of === 0 ? 1 : done / of);
    },
  });
  const bytes = Buffer.concat(pieces);
  const { header } = await LineTable.open(memorySource(bytes, path));
  yield { outcome: 'made', lines: { header, bytes, from: path } };
}
