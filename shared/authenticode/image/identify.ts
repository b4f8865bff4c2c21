/** What kind of image a file is, and which kernel is in it. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { ImageInfo, ImageKind } from '../../contract/verify.ts';
import { FormatError } from '../../errors.ts';
import { IMAGE_FILE_MACHINE, type PeHeaders } from '../pe/headers.ts';
import { readSection, sectionRange } from '../pe/sections.ts';
import { parseSbat } from '../revocation/sbat.ts';
import { hasModuleSignature } from './module-signature.ts';

const MACHINE_NAMES: ReadonlyMap<number, string> = new Map([
  [IMAGE_FILE_MACHINE.I386, 'i386'],
  [IMAGE_FILE_MACHINE.ARM, 'arm'],
  [IMAGE_FILE_MACHINE.ARM_THUMB, 'arm'],
  [IMAGE_FILE_MACHINE.AMD64, 'x86_64'],
  [IMAGE_FILE_MACHINE.ARM64, 'aarch64'],
  [IMAGE_FILE_MACHINE.RISCV64, 'riscv64'],
  [IMAGE_FILE_MACHINE.LOONGARCH64, 'loongarch64'],
]);
/** e_machine of ELF, of modules. */
const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [3, 'i386'],
  [22, 's390x'],
  [21, 'ppc64'],
  [40, 'arm'],
  [62, 'x86_64'],
  [183, 'aarch64'],
  [243, 'riscv64'],
]);
const MAX_SMALL_SECTION_BYTES = 64 * 1024;
const RELEASE = /^[0-9]+\.[0-9]+[!-~]{0,120}$/;

/** @param head the file's first bytes */
export async function identifyImage(
  source: ByteSource,
  head: Uint8Array,
  headers: PeHeaders | undefined,
): Promise<ImageInfo> {
  const kind = await kindOf(source, head, headers);
  const info: ImageInfo = { kind, sizeBytes: source.sizeBytes };
  const machine = headers === undefined ? elfMachine(head) : machineName(headers.machine);
  if (machine !== undefined) info.machine = machine;
  if (headers !== undefined) {
    info.format = headers.format;
    info.sections = headers.sections.map((section) => ({
      name: printable(section.name),
      sizeBytes: section.rawSize,
      address: `0x${section.virtualAddress.toString(16)}`,
      offset: section.rawOffset,
    }));
    Object.assign(info, await sectionFacts(source, headers, kind));
  }
  if (kind === 'bzimage') Object.assign(info, bzImageVersion(head));
  return info;
}

export function machineName(machine: number): string {
  return MACHINE_NAMES.get(machine) ?? `0x${machine.toString(16)}`;
}

/** `HdrS` at 0x202: the x86 boot protocol's setup header (Documentation/arch/x86/boot.rst). */
export function isBzImage(head: Uint8Array): boolean {
  return head.length > 0x210 && ascii(head, 0x202, 4) === 'HdrS' && head[0x1fe] === 0x55 && head[0x1ff] === 0xaa;
}

/** `ARM\x64` at 0x38 (Documentation/arch/arm64/booting.rst). */
export function isArm64Image(head: Uint8Array): boolean {
  return head.length >= 64 && ascii(head, 0x38, 4) === 'ARM\x64';
}

/** `zimg` at 4: a compressed kernel with a decompressor that is an EFI application (drivers/firmware/efi/libstub/zboot-header.S). */
export function isZboot(head: Uint8Array): boolean {
  return head.length >= 64 && ascii(head, 0, 2) === 'MZ' && ascii(head, 4, 4) === 'zimg';
}

/** Compression that a file begins with. */
export function compressionOf(head: Uint8Array): NonNullable<ImageInfo['compression']> | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (ascii(head, 0, 6) === '\xfd7zXZ\0') return 'xz';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return undefined;
}

async function kindOf(source: ByteSource, head: Uint8Array, headers: PeHeaders | undefined): Promise<ImageKind> {
  if (isZboot(head)) return 'zboot';
  if (isBzImage(head)) return 'bzimage';
  if (isArm64Image(head)) return 'arm64-image';
  if (headers !== undefined) return headers.sections.some(({ name }) => name === '.linux') ? 'uki' : 'efi';
  if (compressionOf(head) !== undefined) return 'compressed';
  if (ascii(head, 0, 4) === '\x7fELF' || (await hasModuleSignature(source))) return 'module';
  return 'unknown';
}

async function sectionFacts(source: ByteSource, headers: PeHeaders, kind: ImageKind): Promise<Partial<ImageInfo>> {
  const facts: Partial<ImageInfo> = {};
  const sbat = await smallSection(source, headers, '.sbat');
  if (sbat !== undefined) facts.sbat = sbatRows(sbat);
  if (kind !== 'uki') return facts;
  const uname = await smallSection(source, headers, '.uname');
  const release = uname === undefined ? undefined : firstLine(uname);
  if (release !== undefined && RELEASE.test(release)) facts.release = release;
  const linux = headers.sections.find(({ name }) => name === '.linux');
  if (linux !== undefined) {
    const range = sectionRange(linux);
    const signed = await isSignedPe(source, range);
    facts.inner = { section: '.linux', signed, sizeBytes: range.length };
    if (facts.release === undefined && range.length > 0x1000 && range.offset + range.length <= source.sizeBytes) {
      const inner = await readOne(source, { offset: range.offset, length: Math.min(range.length, 64 * 1024) });
      if (isBzImage(inner)) Object.assign(facts, bzImageVersion(inner));
    }
  }
  return facts;
}

async function isSignedPe(source: ByteSource, range: { offset: number; length: number }): Promise<boolean> {
  if (range.offset + range.length > source.sizeBytes) return false;
  const head = await readOne(source, { offset: range.offset, length: Math.min(range.length, 4096) });
  if (head.length < 64) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const pe = view.getUint32(0x3c, true);
  if (pe + 24 + 160 > head.length) return false;
  const directories = pe + 24 + (view.getUint16(pe + 24, true) === 0x20b ? 112 : 96);
  return view.getUint32(directories + 36, true) !== 0;
}

/** kernel_version in the setup header: an offset, 0x200 short, of a string that begins with the release. */
function bzImageVersion(head: Uint8Array): Partial<ImageInfo> {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const pointer = view.getUint16(0x20e, true);
  if (pointer === 0 || pointer + 0x200 >= head.length) return {};
  const text = head.subarray(pointer + 0x200, pointer + 0x200 + 1024);
  const end = text.indexOf(0);
  const version = printable(Buffer.from(end < 0 ? text : text.subarray(0, end)).toString('latin1'));
  const [release = ''] = version.split(' ', 1);
  return RELEASE.test(release) ? { release, version } : {};
}

async function smallSection(source: ByteSource, headers: PeHeaders, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readSection(source, headers, name, MAX_SMALL_SECTION_BYTES);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function sbatRows(bytes: Uint8Array): ImageInfo['sbat'] {
  try {
    return parseSbat(bytes).map((row) => ({ ...row }));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function elfMachine(head: Uint8Array): string | undefined {
  if (head.length < 20 || ascii(head, 0, 4) !== '\x7fELF') return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return ELF_MACHINES.get(view.getUint16(18, head[5] !== 2));
}

function firstLine(bytes: Uint8Array): string {
  const [line = ''] = Buffer.from(bytes)
    .toString('latin1')
    .split(/[\0\n]/, 1);
  return line.trim();
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '\uFFFD');
}
