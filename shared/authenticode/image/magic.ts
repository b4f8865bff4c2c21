/** The first bytes that tell kinds of images apart. */
import type { ImageInfo } from '../../contract/verify.ts';

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

/** `RSC\x05` at 0x38 (Documentation/arch/riscv/boot-image-header.rst). */
export function isRiscvImage(head: Uint8Array): boolean {
  return head.length >= 64 && ascii(head, 0x38, 4) === 'RSC\x05';
}

export function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
}

/** What a person is shown of bytes that should be text. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '\uFFFD');
}
