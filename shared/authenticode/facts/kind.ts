/** What kind of image a file is, from its first bytes, its headers, and the marks that makers of boot loaders leave. */
import type { ImageInfo, ImageKind } from '../../contract/verify.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { ascii, compressionOf, isArm64Image, isBzImage, isRiscvImage, isZboot } from '../image/magic.ts';
import { elfTypeOf, ELF_TYPE } from './elf.ts';

/** EFI subsystems of drivers: boot service, runtime, ROM (UEFI 2.10, 2.1.1). */
const DRIVERS: readonly number[] = [11, 12, 13];
/** `S390EP`, the mark of arch/s390/boot/head.S; at the entry point, or eight bytes behind it. */
const S390_MARK = 'S390EP';
const S390_ENTRY = 0x10000;
/** EFI_FIRMWARE_MANAGEMENT_CAPSULE_ID_GUID, as it stands in a file. */
const CAPSULE_GUID = 'edd5cb6d2de8444cbda17194199ad92a';

export interface Marks {
  /** Bytes at 0x10000, where s390's kernels have their mark. */
  readonly s390: Uint8Array;
  readonly appended: boolean;
  readonly product: ImageInfo['product'];
}

export function kindOf(head: Uint8Array, headers: PeHeaders | undefined, marks: Marks): ImageKind {
  // What has a `.linux` is started by its stub, whatever else its first bytes look like.
  if (headers !== undefined && hasSection(headers, '.linux')) return 'uki';
  if (isZboot(head)) return 'zboot';
  if (isBzImage(head)) return 'bzimage';
  if (isArm64Image(head)) return 'arm64-image';
  if (isRiscvImage(head)) return 'riscv-image';
  if (headers !== undefined) return efiKind(headers, marks.product);
  if (compressionOf(head) !== undefined) return marks.appended ? 'module' : 'compressed';
  if (isS390Image(marks.s390)) return 's390-image';
  if (Buffer.from(head.subarray(0, 16)).toString('hex') === CAPSULE_GUID) return 'firmware';
  const elf = elfTypeOf(head);
  if (elf === ELF_TYPE.relocatable) return 'module';
  return elf === ELF_TYPE.executable || elf === ELF_TYPE.shared ? 'elf-kernel' : 'unknown';
}

/** Magic numbers of kinds that exclude one another, where a file has several. */
export function contradictingKinds(head: Uint8Array, headers: PeHeaders | undefined): readonly string[] {
  const found: string[] = [];
  if (headers !== undefined && hasSection(headers, '.linux')) found.push('a UKI');
  if (isZboot(head)) found.push('an EFI zboot kernel');
  if (isBzImage(head)) found.push('a bzImage');
  if (isArm64Image(head)) found.push('an arm64 Image');
  if (isRiscvImage(head)) found.push('a RISC-V Image');
  return found.length > 1 ? found : [];
}

export const s390Range = { offset: S390_ENTRY, length: 16 } as const;

function isS390Image(bytes: Uint8Array): boolean {
  return [0, 8].some((offset) => ascii(bytes, offset, S390_MARK.length) === S390_MARK);
}

/** shim, MokManager and fallback are one product; shim alone carries its maker's certificate. */
function efiKind(headers: PeHeaders, product: ImageInfo['product']): ImageKind {
  if (hasSection(headers, '.vendor_cert')) return 'shim';
  if (product?.name === 'GRUB' || product?.name === 'systemd-boot') return 'boot-loader';
  return DRIVERS.includes(headers.subsystem) ? 'efi-driver' : 'efi';
}

function hasSection({ sections }: PeHeaders, ...names: readonly string[]): boolean {
  return sections.some(({ name }) => names.includes(name));
}
