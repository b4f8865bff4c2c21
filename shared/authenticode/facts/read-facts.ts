/**
 * What an image is, read from its bytes and from nothing else: the one model that policy, the approver's diff, the register, the
 * console and `verify` speak of. What can't be read is unknown, which is neither absent nor equal to anything.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { ImageInfo, ReleaseClaim, ReleaseState, SectionInfo } from '../../contract/verify.ts';
import { findBuildId } from '../image/build-id.ts';
import { hasModuleSignature, readModuleSignature } from '../image/module-signature.ts';
import { compressionOf, printable } from '../image/magic.ts';
import { openImage, type ImageView } from '../image-view.ts';
import { digestRanges } from '../pe/digest.ts';
import { IMAGE_FILE_MACHINE, type PeHeaders, type PeSection } from '../pe/headers.ts';
import type { RuleViolation } from '../pe/rules.ts';
import { sectionRange } from '../pe/sections.ts';
import { FormatError } from '../../errors.ts';
import { elfMachineOf } from './elf.ts';
import { contradictingKinds, kindOf, s390Range } from './kind.ts';
import { configSha256, readKernelFacts, type Depth } from './kernel.ts';
import { withLongNames } from './long-names.ts';
import { readModuleFacts } from './module.ts';
import { readProduct } from './product.ts';
import { readSbatSection } from './sbat-section.ts';
import { readUkiFacts } from './uki.ts';

export interface ImageFacts {
  readonly info: ImageInfo;
  /** What about the content keeps the image from being signed. Those of its layout are `checkPeRules`. */
  readonly problems: readonly RuleViolation[];
  /** The kernel's configuration as text, where it carries one. */
  readonly config: string | undefined;
}

const MACHINE_NAMES: ReadonlyMap<number, string> = new Map([
  [IMAGE_FILE_MACHINE.I386, 'i386'],
  [IMAGE_FILE_MACHINE.ARM, 'arm'],
  [IMAGE_FILE_MACHINE.ARM_THUMB, 'arm'],
  [IMAGE_FILE_MACHINE.AMD64, 'x86_64'],
  [IMAGE_FILE_MACHINE.ARM64, 'aarch64'],
  [IMAGE_FILE_MACHINE.RISCV64, 'riscv64'],
  [IMAGE_FILE_MACHINE.LOONGARCH64, 'loongarch64'],
]);
const MAX_SECTIONS_HASHED = 96;

/**
 * @param depth `contents` unpacks the kernel: for its build-id and configuration, and to compare what it says of itself with what
 * the headers say
 * @throws {TransientError} when bytes have not arrived yet
 */
export async function readImageFacts(
  source: ByteSource,
  depth: Depth,
  view?: Pick<ImageView, 'head' | 'headers'>,
): Promise<ImageFacts> {
  const { head, headers } = view ?? (await openImage(source));
  const sbat = headers === undefined ? undefined : await readSbatSection(source, headers);
  const named = headers === undefined ? undefined : await withLongNames(source, headers);
  const product = named === undefined ? undefined : await readProduct(source, named, sbat?.entries);
  const appended = await hasModuleSignature(source);
  const s390 =
    source.sizeBytes < s390Range.offset + s390Range.length ? new Uint8Array(0) : await readOne(source, s390Range);
  const kind = kindOf(head, named, { s390, appended, product });
  const info: ImageInfo = { kind, sizeBytes: source.sizeBytes };
  const problems: RuleViolation[] = [...(sbat?.problems ?? [])];
  const unread: string[] = [];
  const contradicting = contradictingKinds(head, headers);
  if (contradicting.length > 0) {
    problems.push({ rule: 'kind-contradicts', where: 'file', problem: `it is at once ${contradicting.join(' and ')}` });
  }
  const machine =
    headers === undefined ? (kind === 's390-image' ? 's390x' : elfMachineOf(head)) : machineName(headers.machine);
  if (machine !== undefined) info.machine = machine;
  if (product !== undefined) info.product = product;
  if (named !== undefined) {
    info.format = named.format;
    info.sections = await readSections(source, named);
  }
  if (sbat?.entries !== undefined) {
    info.sbat = sbat.entries.map(({ component, generation, vendor, package: packageName, version, url }) => ({
      component: printable(component),
      generation,
      vendor,
      package: packageName,
      version,
      url,
    }));
  }
  let claims: readonly ReleaseClaim[] = [];
  let hasUnknown = false;
  let config: string | undefined;
  if (kind === 'uki' && headers !== undefined) {
    const uki = await readUkiFacts(source, headers, depth);
    Object.assign(info, uki.info);
    ({ claims, config } = uki);
    hasUnknown = uki.hasUnknownKernel;
    unread.push(...uki.unread);
    problems.push(...uki.problems);
  } else if (kind === 'module') {
    const facts = await moduleFacts(source, head, appended, problems);
    if (facts === undefined) unread.push('the ELF file: its tables are not in it');
    else {
      info.module = facts.module;
      claims = facts.claims;
      if (facts.buildId !== undefined) info.buildId = facts.buildId;
    }
  } else if (isKernel(kind)) {
    const kernel = await readKernelFacts(source, depth);
    ({ claims, config } = kernel);
    if (kernel.version !== undefined) info.version = kernel.version;
    if (kernel.buildId !== undefined) info.buildId = kernel.buildId;
    if (kernel.unread !== undefined) unread.push(kernel.unread);
  } else if (depth === 'contents' && headers !== undefined) {
    const buildId = await findBuildId(source, head, headers);
    if (buildId !== undefined) info.buildId = buildId;
  }
  Object.assign(info, releaseOf(claims, hasUnknown));
  if (info.releaseState === 'contradictory' && !problems.some(({ rule }) => rule === 'uname-differs')) {
    problems.push({
      rule: 'release-contradicts',
      where: 'release',
      problem: claims.map(({ from, release }) => `${from}: ${release}`).join('; '),
    });
  }
  if (config !== undefined) info.configSha256 = configSha256(config);
  if (unread.length > 0) info.unread = unread;
  return { info, problems, config };
}

/** Kinds that carry a kernel's release. Of others (boot loaders, drivers) there is none to know. */
function isKernel(kind: ImageInfo['kind']): boolean {
  return kind === 'bzimage' || kind === 'arm64-image' || kind === 'riscv-image' || kind === 'zboot';
}

/** What all places say, where they say the same. */
function releaseOf(
  claims: readonly ReleaseClaim[],
  hasUnknown: boolean,
): { release?: string; releaseState: ReleaseState; releases?: ReleaseClaim[] } {
  const releases = new Set(claims.map(({ release }) => release));
  // What the kernel says counts most, and stands last.
  const release = claims.at(-1)?.release;
  if (release === undefined || (hasUnknown && releases.size === 1)) {
    return { releaseState: 'unknown', ...(claims.length === 0 ? {} : { releases: [...claims] }) };
  }
  return { release, releaseState: releases.size === 1 ? 'known' : 'contradictory', releases: [...claims] };
}

async function moduleFacts(source: ByteSource, head: Uint8Array, appended: boolean, problems: RuleViolation[]) {
  const compression = compressionOf(head);
  if (compression !== undefined) {
    const problem = `${compression} with a signature behind it: it was signed after it was compressed, and the kernel looks for the signature in the module as it is unpacked`;
    problems.push({ rule: 'signed-after-compression', where: 'file', problem });
    return undefined;
  }
  return readModuleFacts(source, head, appended ? await contentBytes(source) : source.sizeBytes);
}

async function contentBytes(source: ByteSource): Promise<number> {
  try {
    return (await readModuleSignature(source))?.contentBytes ?? source.sizeBytes;
  } catch (error) {
    if (error instanceof FormatError) return source.sizeBytes;
    throw error;
  }
}

async function readSections(source: ByteSource, headers: PeHeaders): Promise<SectionInfo[]> {
  const sections: SectionInfo[] = [];
  for (const section of headers.sections) {
    const sha256 = sections.length < MAX_SECTIONS_HASHED ? await contentHash(source, section) : undefined;
    sections.push({
      name: printable(section.name),
      sizeBytes: section.rawSize,
      address: `0x${section.virtualAddress.toString(16)}`,
      offset: section.rawOffset,
      ...(sha256 === undefined ? {} : { sha256 }),
    });
  }
  return sections;
}

async function contentHash(source: ByteSource, section: PeSection): Promise<string | undefined> {
  const range = sectionRange(section);
  if (range.offset + range.length > source.sizeBytes) return undefined;
  const digests = await digestRanges(source, [range], ['sha256']);
  return Buffer.from(digests.get('sha256') ?? []).toString('hex');
}

export function machineName(machine: number): string {
  return MACHINE_NAMES.get(machine) ?? `0x${machine.toString(16)}`;
}
