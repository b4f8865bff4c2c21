/** The parts of a release: of a manifest, a folder, or a kernel's package. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import * as z from 'zod';
import { ImageName } from '../../../shared/contract/images.ts';
import { Sha256 } from '../../../shared/contract/uploads.ts';
import { ROOT_HASH_SUFFIX } from '../../../shared/domain/image/kinds.ts';
import { InputError, messageOf } from '../../../shared/errors.ts';
import { packageKind, packageMembers, type PackageKind } from '../../../shared/symbols/packages/members.ts';
import { readSmallFile, writeWhole } from '../images/open.ts';

export type ReleaseItem = FileItem | RootHashItem;

/** A file system that dm-verity guards, of which its root hash is signed. */
export interface RootHashItem {
  readonly name: string;
  readonly rootHash: string;
  readonly output: string;
}

export interface FileItem {
  /** What policies and the register know it by. */
  readonly name: string;
  /** The file to read. */
  readonly path: string;
  /** Below the folder of outputs. */
  readonly output: string;
  /** Of a UKI: its kernel is signed as well. */
  readonly inner: boolean;
  /** Of a UKI: the policies of its PCR 11 are signed as well. */
  readonly pcrs: boolean;
}

export interface Release {
  readonly name: string;
  readonly comment?: string | undefined;
  readonly items: readonly ReleaseItem[];
  /** Files that are none of those that are signed. */
  readonly others: number;
  close(): Promise<void>;
}

const Entry = z.union([
  z.strictObject({
    file: z.string().min(1),
    name: ImageName.optional(),
    inner: z.boolean().optional(),
    pcrs: z.boolean().optional(),
  }),
  z.strictObject({ rootHash: Sha256, name: ImageName.max(190) }),
  z.strictObject({ directory: z.string().min(1) }),
  z.strictObject({ package: z.string().min(1) }),
]);

export const Manifest = z.strictObject({
  release: ImageName,
  comment: z.string().max(1000).optional(),
  images: z.array(Entry).min(1).max(10_000),
});

const MODULE = /\.ko(\.(xz|zst|gz))?$/;
const KERNEL = /(^|\/)(vmlinuz|vmlinux|Image|bzImage)([-.][^/]*)?$/;
const EFI = /\.efi$/i;
const MAX_ITEMS = 50_000;

/** @throws {InputError} where it is no manifest: what is wrong where */
export async function readManifest(file: string): Promise<Release> {
  const { parse } = await import('yaml');
  let document: unknown;
  try {
    document = parse(Buffer.from(await readSmallFile(file)).toString(), { maxAliasCount: 0 });
  } catch (cause) {
    if (cause instanceof Error && cause.name.startsWith('YAML'))
      throw new InputError(`${file}: ${messageOf(cause)}`, { cause });
    throw cause;
  }
  const parsed = Manifest.safeParse(document);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
    throw new InputError(`${file}: ${problems.join('; ')}`);
  }
  const { release, comment, images } = parsed.data;
  const at = (path: string): string => resolve(dirname(file), path);
  const parts: Release[] = [];
  for (const entry of images) {
    if ('directory' in entry) parts.push(await readFolder(at(entry.directory), release));
    else if ('rootHash' in entry) parts.push(rootHashOf(entry, release));
    else if ('package' in entry) parts.push(await readPackage(at(entry.package), release));
    else parts.push(single(at(entry.file), entry, release));
  }
  return { ...together(release, parts), comment };
}

/** A folder or a package; undefined for what is neither. */
export async function readRelease(path: string, name: string | undefined): Promise<Release | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const read = found.isDirectory() ? readFolder : (await kindOf(path)) === undefined ? undefined : readPackage;
  if (read === undefined) return undefined;
  if (name === undefined) throw new InputError('--release NAME says what the release is called: 6.12.118-1');
  const checked = ImageName.safeParse(name);
  if (!checked.success) throw new InputError(`--release: ${checked.error.issues[0]?.message ?? ''}`);
  return together(name, [await read(path, name)]);
}

function single(
  path: string,
  {
    file,
    name = nameOf(file),
    inner = false,
    pcrs = false,
  }: { file: string; name?: string | undefined; inner?: boolean | undefined; pcrs?: boolean | undefined },
  release: string,
): Release {
  const output = outputOf(file.split(/[\\/]/).at(-1) ?? file);
  return { name: release, items: [{ name, path, output, inner, pcrs }], others: 0, close: () => Promise.resolve() };
}

function rootHashOf({ name, rootHash }: { name: string; rootHash: string }, release: string): Release {
  const item = {
    name: `${name}${ROOT_HASH_SUFFIX}`,
    rootHash,
    output: outputOf(`${name.replaceAll('/', '_')}.roothash.p7s`),
  };
  return { name: release, items: [item], others: 0, close: () => Promise.resolve() };
}

async function readFolder(folder: string, release: string): Promise<Release> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const items: ReleaseItem[] = [];
  for (const path of files) {
    const inside = relative(folder, path).split(sep).join('/');
    if (isSigned(inside) || (await startsAsImage(path))) items.push(itemOf(inside, path));
  }
  return { name: release, items, others: files.length - items.length, close: () => Promise.resolve() };
}

/** What is in a package goes to files of our own naming: what it says of paths is checked before it is anybody's output. */
async function readPackage(file: string, release: string): Promise<Release> {
  const kind = await kindOf(file);
  if (kind === undefined) throw new InputError(`${file}: neither a .deb nor an .rpm`);
  const folder = await mkdtemp(join(tmpdir(), 'purgatory-release-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const items: ReleaseItem[] = [];
  let others = 0;
  try {
    for await (const member of packageMembers(kind, createReadStream(file))) {
      const inside = member.name.replace(/^(\.?\/)+/, '');
      if (!isSigned(inside)) {
        others += 1;
        continue;
      }
      if (items.length === MAX_ITEMS) throw new InputError(`${file}: more than ${MAX_ITEMS} images`);
      const path = join(folder, String(items.length));
      await writeWhole(path, member.content());
      items.push(itemOf(inside, path));
    }
    return { name: release, items, others, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function together(name: string, parts: readonly Release[]): Release {
  const items = uniquelyNamed(parts.flatMap((part) => part.items));
  const outputs = new Set<string>();
  for (const { output } of items) {
    if (outputs.has(output))
      throw new InputError(`two images would be written to ${output}: give them folders of their own`);
    outputs.add(output);
  }
  if (items.length === 0) throw new InputError(`the release ${name} holds no kernel, no EFI image and no module`);
  return {
    name,
    items,
    others: parts.reduce((sum, part) => sum + part.others, 0),
    close: async () => {
      for (const part of parts) await part.close();
    },
  };
}

/** Kernels and EFI images go by their own names, as when they are signed singly; where two are alike, by their paths. */
function uniquelyNamed(items: readonly ReleaseItem[]): readonly ReleaseItem[] {
  const counts = new Map<string, number>();
  for (const { name } of items) counts.set(name, (counts.get(name) ?? 0) + 1);
  return items.map((item) => ((counts.get(item.name) ?? 0) > 1 ? { ...item, name: nameOf(item.output) } : item));
}

function itemOf(inside: string, path: string): FileItem {
  const output = outputOf(inside);
  const name = nameOf(MODULE.test(inside) ? output : (output.split('/').at(-1) ?? output));
  return { name, path, output, inner: false, pcrs: false };
}

/** What is written is unpacked. @throws {InputError} where it would be outside of the folder of outputs */
function outputOf(inside: string): string {
  const isWithin = inside
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
  if (!isWithin) throw new InputError(`${JSON.stringify(inside)} is no path within a release`);
  return MODULE.test(inside) || /(^|\/)Image\.gz$/.test(inside) ? inside.replace(/\.(xz|zst|gz)$/, '') : inside;
}

function nameOf(path: string): string {
  return path
    .replaceAll(/[^A-Za-z0-9._+~:/-]/g, '_')
    .slice(-200)
    .replace(/^[^A-Za-z0-9]+/, '');
}

function isSigned(path: string): boolean {
  return MODULE.test(path) || KERNEL.test(path) || EFI.test(path);
}

/** PE: `MZ`. */
async function startsAsImage(path: string): Promise<boolean> {
  return (await headOf(path)).subarray(0, 2).toString('latin1') === 'MZ';
}

async function kindOf(path: string): Promise<PackageKind | undefined> {
  return packageKind(await headOf(path));
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
