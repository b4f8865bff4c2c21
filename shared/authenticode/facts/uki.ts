/** A unified kernel image: each kernel in it, each profile, and whether its parts say the same (UAPI "Unified Kernel Image"). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { concatSource } from '../../bytes/concat-source.ts';
import type { ImageInfo, PcrSignature, ReleaseClaim, UkiProfile } from '../../contract/verify.ts';
import { InputError } from '../../errors.ts';
import { openImage } from '../image-view.ts';
import { digestRanges } from '../pe/digest.ts';
import type { PeHeaders, PeSection } from '../pe/headers.ts';
import type { RuleViolation } from '../pe/rules.ts';
import { sectionRange } from '../pe/sections.ts';
import { isRelease, readKernelFacts, type Depth, type KernelFacts } from './kernel.ts';
import { PcrBank } from '../../contract/images.ts';
import {
  isBank,
  measure,
  MEASURED,
  parsePcrSignatures,
  policiesOf,
  type MeasuredSection,
  type PcrStart,
} from './pcr.ts';
import { textOf } from './section-text.ts';

/** Sections of which a profile may have several. */
const REPEATABLE: readonly string[] = ['.dtbauto', '.efifw', '.hwids'];
/** Of several the stub takes the one that fits the machine that it runs on. */
const CHOSEN_BY_MACHINE: readonly string[] = ['.dtbauto', '.efifw'];
const PARTS: readonly string[] = [...MEASURED, '.pcrsig'];
const MAX_KERNELS = 8;
/** More than any kernel takes (`COMMAND_LINE_SIZE`: 2,048 on x86 and arm64, at most 4,096 of those with EFI). */
const MAX_COMMAND_LINE = 4096;

export interface UkiFacts {
  readonly info: Pick<
    ImageInfo,
    'commandLine' | 'osRelease' | 'profiles' | 'pcrSignatures' | 'inner' | 'version' | 'buildId'
  >;
  readonly claims: readonly ReleaseClaim[];
  /** Some kernel in it says nothing of its release, or can't be read: then the image's is not known either. */
  readonly hasUnknownKernel: boolean;
  readonly config: string | undefined;
  readonly unread: readonly string[];
  readonly problems: readonly RuleViolation[];
}

interface Kernel extends KernelFacts {
  readonly section: PeSection;
  readonly signed: boolean;
}

/** @throws {TransientError} when bytes have not arrived yet */
export async function readUkiFacts(source: ByteSource, headers: PeHeaders, depth: Depth): Promise<UkiFacts> {
  const groups = groupsOf(headers);
  const problems: RuleViolation[] = [...repeated(groups), ...passedOver(headers)];
  const commandLines = await Promise.all(groups.map((group) => readCommandLine(source, group)));
  problems.push(...unreadCommandLines(groups, commandLines));
  const linux = headers.sections.filter(({ name }) => name === '.linux');
  const kernels: Kernel[] = [];
  for (const section of linux.slice(0, MAX_KERNELS)) kernels.push(await readKernel(source, section, depth));
  if (linux.length > MAX_KERNELS) problems.push(violation('uki-kernels', '.linux', `${linux.length} kernels`));
  const claims: ReleaseClaim[] = [];
  for (const section of headers.sections.filter(({ name }) => name === '.uname')) {
    const [release = ''] = ((await textOf(source, section)) ?? '').split('\n', 1).map((line) => line.trim());
    const said = { from: placeOf(section), release: release.slice(0, 120) };
    if (isRelease(release)) claims.push(said);
    if (
      kernels.every((kernel) => kernel.claims.every((claim) => claim.release !== release)) &&
      kernels.some(({ claims: of }) => of.length > 0)
    ) {
      problems.push(
        violation(
          'uname-differs',
          said.from,
          `it says ${JSON.stringify(said.release)}, the kernel is ${releasesOf(kernels)}`,
        ),
      );
    }
  }
  claims.push(
    ...kernels
      .toReversed()
      .flatMap((kernel) =>
        kernel.claims.map(({ from, release }) => ({ from: `${placeOf(kernel.section)} ${from}`, release })),
      ),
  );
  const [first] = kernels;
  const [base = []] = groups;
  const pcrSignatures = await readPcrSignatures(source, headers, groups);
  if (
    pcrSignatures !== undefined &&
    pcrSignatures.length > 0 &&
    pcrSignatures.every(({ matches }) => matches === false)
  ) {
    problems.push(
      violation(
        'pcrsig-stale',
        '.pcrsig',
        'no signature in it is of the sections as they are: a TPM would not unlock what is bound to them',
      ),
    );
  }
  const info: UkiFacts['info'] = {};
  const [commandLine] = commandLines;
  if (commandLine !== undefined) info.commandLine = commandLine;
  const osrel = base.find(({ name }) => name === '.osrel');
  const osRelease = osrel && (await textOf(source, osrel))?.slice(0, 8192);
  if (osRelease !== undefined) info.osRelease = osRelease;
  if (groups.length > 1) info.profiles = await readProfiles(source, groups, commandLines, kernels);
  if (pcrSignatures !== undefined) info.pcrSignatures = [...pcrSignatures];
  if (first !== undefined) {
    info.inner = {
      section: '.linux',
      signed: kernels.every(({ signed }) => signed),
      sizeBytes: sectionRange(first.section).length,
    };
    if (first.version !== undefined) info.version = first.version;
    if (first.buildId !== undefined) info.buildId = first.buildId;
  }
  return {
    info,
    claims,
    hasUnknownKernel:
      kernels.length === 0 || linux.length > MAX_KERNELS || kernels.some((kernel) => kernel.claims.length === 0),
    config: first?.config,
    unread: kernels.flatMap(({ section, unread }) => (unread === undefined ? [] : [`${placeOf(section)}: ${unread}`])),
    problems,
  };
}

/** The sections of the base, then those of each profile that begins with a `.profile`. */
function groupsOf({ sections }: PeHeaders): readonly (readonly PeSection[])[] {
  const groups: PeSection[][] = [[]];
  for (const section of sections) {
    if (section.name === '.profile') groups.push([]);
    groups.at(-1)?.push(section);
  }
  return groups;
}

function* repeated(groups: readonly (readonly PeSection[])[]): Generator<RuleViolation> {
  for (const group of groups) {
    for (const name of PARTS) {
      const all = group.filter((section) => section.name === name);
      const [, second] = all;
      if (second === undefined || REPEATABLE.includes(name)) continue;
      yield violation(
        'duplicate-section',
        placeOf(second),
        `${all.length} sections of this name in one profile: readers take different ones`,
      );
    }
  }
}

/** The stub takes a section without a size in memory for none, whatever stands in the file (systemd 257 src/boot/pe.h `PE_SECTION_VECTOR_IS_SET`). */
function isPassedOver({ virtualSize }: PeSection): boolean {
  return virtualSize === 0;
}

function passedOver({ sections }: PeHeaders): readonly RuleViolation[] {
  return sections
    .filter((section) => PARTS.includes(section.name) && section.rawSize > 0 && isPassedOver(section))
    .map((section) =>
      violation(
        'section-passed-over',
        placeOf(section),
        `its VirtualSize is 0: the stub takes it for absent, though ${section.rawSize} bytes of it are in the file`,
      ),
    );
}

async function readKernel(source: ByteSource, section: PeSection, depth: Depth): Promise<Kernel> {
  const { offset, length } = sectionRange(section);
  if (offset + length > source.sizeBytes) {
    const unread = 'the section is outside the file';
    return {
      section,
      signed: false,
      kind: undefined,
      claims: [],
      version: undefined,
      buildId: undefined,
      config: undefined,
      unread,
    };
  }
  const part = concatSource(`${source.name}:.linux`, [{ source, offset, length }]);
  const { headers } = await openImage(part);
  const signed = (headers?.certificateDirectory?.sizeBytes ?? 0) !== 0;
  return { section, signed, ...(await readKernelFacts(part, depth)) };
}

async function readProfiles(
  source: ByteSource,
  groups: readonly (readonly PeSection[])[],
  commandLines: readonly (string | undefined)[],
  kernels: readonly Kernel[],
): Promise<UkiProfile[]> {
  const profiles: UkiProfile[] = [];
  for (const [index, group] of groups.slice(1).entries()) {
    const find = (name: string): PeSection | undefined => group.find((section) => section.name === name);
    const profile = find('.profile');
    const described = (profile && (await textOf(source, profile))) ?? '';
    const title = /^TITLE=(.*)$/m.exec(described)?.[1] ?? /^ID=(.*)$/m.exec(described)?.[1];
    const commandLine = commandLines[index + 1];
    const release = kernels.find(({ section }) => section === find('.linux'))?.claims.at(-1)?.release;
    profiles.push({
      index,
      sections: group.map(({ name }) => name),
      ...(title === undefined ? {} : { title: title.slice(0, 200) }),
      ...(commandLine === undefined ? {} : { commandLine }),
      ...(release === undefined ? {} : { release }),
    });
  }
  return profiles;
}

/** Whole, or not at all: what nobody has seen of it could be anything. Undefined also where the group has none. */
async function readCommandLine(source: ByteSource, group: readonly PeSection[]): Promise<string | undefined> {
  const section = group.find(({ name }) => name === '.cmdline');
  if (section === undefined || isPassedOver(section)) return undefined;
  const text = await textOf(source, section);
  return text === undefined || text.length > MAX_COMMAND_LINE ? undefined : text.trimEnd();
}

function unreadCommandLines(
  groups: readonly (readonly PeSection[])[],
  commandLines: readonly (string | undefined)[],
): RuleViolation[] {
  return groups.flatMap((group, i) => {
    const section = group.find(({ name }) => name === '.cmdline');
    if (section === undefined || commandLines[i] !== undefined) return [];
    const problem = `it can't be read whole, its VirtualSize is 0, or it is longer than ${MAX_COMMAND_LINE} characters, which no kernel takes`;
    return [violation('command-line', placeOf(section), problem)];
  });
}

async function readPcrSignatures(
  source: ByteSource,
  headers: PeHeaders,
  groups: readonly (readonly PeSection[])[],
): Promise<readonly PcrSignature[] | undefined> {
  const sections = headers.sections.filter(({ name }) => name === '.pcrsig');
  if (sections.length === 0) return undefined;
  const signatures: PcrSignature[] = [];
  for (const section of sections) signatures.push(...(parsePcrSignatures((await textOf(source, section)) ?? '') ?? []));
  const banks = [...new Set(signatures.map(({ bank }) => bank))].filter((bank) => isBank(bank));
  const starts = await measuredStarts(source, headers, groups, banks);
  if (starts === undefined) return signatures;
  return signatures.map((signature) => {
    const { bank, pcrs, policy } = signature;
    if (!isBank(bank) || pcrs.length !== 1 || pcrs[0] !== 11) return signature;
    return { ...signature, matches: starts.some((start) => policiesOf(start, bank).has(policy)) };
  });
}

/**
 * What PCR 11 holds when the stub has measured what the image can be started with.
 *
 * @throws {InputError} where that can't be told from the image: it depends on the machine, or sections are not there
 */
export async function readPcrStarts(source: ByteSource, headers: PeHeaders): Promise<readonly PcrStart[]> {
  const groups = groupsOf(headers);
  const chosen = headers.sections.find(({ name }) => CHOSEN_BY_MACHINE.includes(name));
  if (chosen !== undefined) {
    throw unmeasurable(
      `the stub measures that ${chosen.name} which fits the machine: PCR 11 is not the same everywhere`,
    );
  }
  if (!headers.sections.some(({ name }) => name === '.linux')) throw unmeasurable('it has no .linux: it is no UKI');
  const starts = await measuredStarts(source, headers, groups, PcrBank.options);
  if (starts === undefined) throw unmeasurable('a section is outside the file, or far larger than its data');
  return starts.map((sections, profile) => {
    const valueIn = (bank: PcrBank): string => Buffer.from(measure(sections, bank)).toString('hex');
    const values = { sha256: valueIn('sha256'), sha384: valueIn('sha384'), sha512: valueIn('sha512') };
    return groups.length === 1 ? { values } : { profile, values };
  });
}

function unmeasurable(why: string): InputError {
  return new InputError(`no PCR policies: ${why}`, { field: 'image' });
}

/** Each start with the digests of its sections; undefined where one can't be read whole. */
async function measuredStarts(
  source: ByteSource,
  headers: PeHeaders,
  groups: readonly (readonly PeSection[])[],
  banks: readonly string[],
): Promise<readonly (readonly MeasuredSection[])[] | undefined> {
  const measured = new Map<PeSection, MeasuredSection>();
  for (const section of headers.sections) {
    if (!(MEASURED as readonly string[]).includes(section.name)) continue;
    const digests = await measuredDigests(source, section, banks);
    if (digests === undefined) return undefined;
    measured.set(section, { name: section.name, sizeBytes: section.virtualSize, digests });
  }
  return startsOf(groups).map((group) => group.flatMap((section) => measured.get(section) ?? []));
}

/** The sections with which the image can be started: the base alone, or with those of a profile in place of its own. */
function startsOf(groups: readonly (readonly PeSection[])[]): readonly (readonly PeSection[])[] {
  const [base = [], ...profiles] = groups;
  if (profiles.length === 0) return [base];
  return profiles.map((profile) => [
    ...base.filter(({ name }) => !profile.some((section) => section.name === name)),
    ...profile,
  ]);
}

/** As the stub measures it: VirtualSize bytes, those behind the raw data zeros. */
async function measuredDigests(
  source: ByteSource,
  section: PeSection,
  banks: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const { offset, length } = sectionRange(section);
  const zeros = section.virtualSize === 0 ? 0 : section.virtualSize - length;
  if (offset + length > source.sizeBytes || zeros > 1024 * 1024) return undefined;
  return digestRanges(source, [{ offset, length }], banks, new Uint8Array(zeros));
}

function releasesOf(kernels: readonly Kernel[]): string {
  return [...new Set(kernels.flatMap(({ claims }) => claims.map(({ release }) => release)))].join(', ');
}

function placeOf(section: PeSection): string {
  return `section[${section.index}] ${section.name}`;
}

function violation(rule: string, where: string, problem: string): RuleViolation {
  return { rule, where, problem };
}
