/** Files of types, from what people have: a `vmlinux` with a `.BTF` section, BTF by itself as `pahole` writes it, one made before. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode, InputError } from '../../errors.ts';
import { BTF_MAGIC } from '../../vmcore/symbols/btf-records.ts';
import { MAX_BTF_BYTES } from '../../vmcore/symbols/verify-btf.ts';
import { addressSpace } from '../elf/address-space.ts';
import { debugSection } from '../elf/debug-sections.ts';
import { ElfType } from '../elf/file.ts';
import type { ElfFile } from '../elf/file.ts';
import { machineName } from '../elf/machine.ts';
import { MAX_TYPES_BYTES, packTypes, readTypes, TYPES_MAGIC } from './pack.ts';
import type { KernelTypes, TypesHeader } from './pack.ts';

/** The types of one kernel as a file, and which file they are of. */
export interface BuildTypes {
  readonly header: TypesHeader;
  readonly bytes: Uint8Array;
  readonly from: string;
}

export type TypesOutcome =
  | { readonly outcome: 'types'; readonly types: BuildTypes }
  /** Nobody wants them: they are there already, say. */
  | { readonly outcome: 'types passed'; readonly from: string; readonly buildId: string };

export interface TypesWish {
  /** Asked before the work is done. */
  readonly wanted: (buildId: string) => Promise<boolean>;
  /** Of BTF by itself, which does not say which build it is of. */
  readonly buildId?: string | undefined;
}

export function isBtf(head: Uint8Array): boolean {
  return head[0] === (BTF_MAGIC & 0xff) && head[1] === BTF_MAGIC >>> 8;
}

export function isTypesFile(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, TYPES_MAGIC.length)).toString('latin1') === TYPES_MAGIC;
}

/** @throws {FormatError} where it is not the whole BTF of a kernel; {@link InputError} where nothing says of which build it is */
export async function typesInBtf(
  source: ByteSource,
  { buildId, release, wanted }: TypesWish & { readonly release?: string | undefined },
): Promise<TypesOutcome> {
  if (buildId === undefined) {
    const how = '--build-id ID, which `readelf -n vmlinux` and /sys/kernel/notes have';
    throw new InputError(`${source.name} is BTF by itself, and does not say of which build: give ${how}`);
  }
  const from = source.name;
  if (!(await wanted(buildId))) return { outcome: 'types passed', from, buildId };
  const btf = await wholeFile(source, MAX_BTF_BYTES);
  return { outcome: 'types', types: { ...(await packTypes(btf, { buildId, release })), from } };
}

/** A file of types from end to end: what is in it, and its bytes as they are. @throws {FormatError} for what is wrong with it */
export async function readTypesFile(source: ByteSource): Promise<KernelTypes & { readonly bytes: Uint8Array }> {
  const bytes = await wholeFile(source, MAX_TYPES_BYTES);
  return { ...(await readTypes(bytes)), bytes };
}

/** @throws {FormatError} for what is wrong with it */
export async function typesInFile(source: ByteSource, { wanted }: TypesWish): Promise<TypesOutcome> {
  const { header, bytes } = await readTypesFile(source);
  const { buildId } = header;
  if (!(await wanted(buildId))) return { outcome: 'types passed', from: source.name, buildId };
  return { outcome: 'types', types: { header, bytes, from: source.name } };
}

/** Undefined where the file is no kernel's, or has no types of its own: those of a module lack its kernel's. */
export async function typesInElf(
  elf: ElfFile,
  of: { readonly path: string; readonly buildId: string | undefined; readonly release: string | undefined },
  { wanted }: Pick<TypesWish, 'wanted'>,
): Promise<TypesOutcome | undefined> {
  const { path, buildId, release } = of;
  if (elf.type === ElfType.Relocatable || buildId === undefined) return undefined;
  const btf = await btfSection(elf);
  if (btf === undefined) return undefined;
  if (!(await wanted(buildId))) return { outcome: 'types passed', from: path, buildId };
  const machine = machineName(elf.machine);
  return { outcome: 'types', types: { ...(await packTypes(btf, { buildId, release, machine })), from: path } };
}

/** The kernel's types in the file, as they are; undefined where it has none. @throws {FormatError} limit | truncated | bad-value */
export function btfSection(elf: ElfFile): Promise<Uint8Array | undefined> {
  return debugSection(elf, addressSpace(elf, undefined), '.BTF', MAX_BTF_BYTES);
}

async function wholeFile(source: ByteSource, maxBytes: number): Promise<Uint8Array> {
  if (source.sizeBytes > maxBytes) {
    const place = { format: 'types', field: source.name };
    throw new FormatError(FormatErrorCode.Limit, place, `${source.sizeBytes} bytes, at most ${maxBytes} are read`);
  }
  return readOne(source, { offset: 0, length: source.sizeBytes });
}
