/** What a file is, by its first bytes. Names of files say nothing: `vmcore`, `dump.202611231617`, `vmcore.flat`. */
import { ELF_MAGIC } from './elf/header.ts';
import { KDUMP_SIGNATURE } from './kdump/header.ts';
import { AVML_MAGIC, LIME_MAGIC } from './lime/records.ts';
import { LIBVIRT_MAGIC } from './libvirt.ts';
import { QEVM_MAGIC } from './qemu/records.ts';
import { VMSS_MAGICS } from './vmss/tags.ts';

export const FLATTENED_SIGNATURE = 'makedumpfile';

export const Container = {
  Kdump: 'kdump-compressed',
  Elf: 'elf',
  Lime: 'lime',
  Vmss: 'vmss',
  Qemu: 'qemu',
  Raw: 'raw',
  Flattened: 'flattened',
  Libvirt: 'libvirt',
  Gzip: 'gzip',
  Zstd: 'zstd',
  Xz: 'xz',
} as const;
export type Container = (typeof Container)[keyof typeof Container];

/** As many bytes as {@link identify} can make use of. */
export const IDENTIFY_BYTES = 4096;

const CONTAINERS: readonly (readonly [magic: string, container: Container])[] = [
  [KDUMP_SIGNATURE, Container.Kdump],
  [ELF_MAGIC, Container.Elf],
  [LIME_MAGIC, Container.Lime],
  [AVML_MAGIC, Container.Lime],
  ...VMSS_MAGICS.map((magic) => [magic, Container.Vmss] as const),
  [QEVM_MAGIC, Container.Qemu],
  [FLATTENED_SIGNATURE, Container.Flattened],
  [LIBVIRT_MAGIC, Container.Libvirt],
  ['\x1f\x8b', Container.Gzip],
  ['\x28\xb5\x2f\xfd', Container.Zstd],
  ['\xfd7zXZ\x00', Container.Xz],
];

const HYPER_V =
  'a saved state of a Hyper-V machine: let the guest dump itself with kdump, `Debug-VM -InjectNonMaskableInterrupt` and kernel.unknown_nmi_panic make it';

/** What people have given instead of a dump, with the offset at which its magic stands. */
const OTHERS: readonly (readonly [magic: string, offset: number, what: string])[] = [
  ['DISKDUMP', 0, 'a diskdump file of the 2.4 and 2.6 kernels'],
  ['\x4d\x5a', 0, 'a PE executable (a kernel image or a UKI?)'],
  ['HdrS', 0x202, 'a Linux boot image (bzImage)'],
  ['PAGEDU64', 0, 'a Windows crash dump'],
  ['PAGEDUMP', 0, 'a 32-bit Windows crash dump'],
  ['MDMP', 0, 'a Windows minidump'],
  ['hibr', 0, 'a Windows hibernation file'],
  ['HIBR', 0, 'a Windows hibernation file'],
  ['sadump\0\0', 0, 'a dump of the firmware (sadump): turn it into a kdump file with makedumpfile first'],
  ['\xed\xeb\x0f\xf0', 0, 'an old core of a Xen guest: make one with `xl dump-core`, or use crash'],
  ['\xee\xeb\x0f\xf0', 0, 'an old core of a fully virtual Xen guest: make one with `xl dump-core`, or use crash'],
  ['LibvirtQemudPart', 0, 'a libvirt save file that broke off'],
  ['\x14\x20\x28\x01', 0, HYPER_V],
  [
    'QFI\xfb',
    0,
    'a qcow2 disk image; for a snapshot in it, start the machine with `-loadvm NAME -S` and let `dump-guest-memory` in its monitor write the dump',
  ],
  ['KDMV', 0, 'a VMware disk image'],
  ['BZh', 0, 'a bzip2 file: decompress it first'],
  ['\x04\x22\x4d\x18', 0, 'an lz4 file: decompress it first'],
  ['\x89LZO', 0, 'an lzop file: decompress it first'],
  ['PK\x03\x04', 0, 'a zip archive: unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 0, 'a 7-zip archive: unpack it first'],
  ['ustar', 257, 'a tar archive: unpack it first'],
  ['070701', 0, 'a cpio archive (an initramfs?)'],
  ['!<arch>', 0, 'an ar archive (a Debian package?)'],
  ['\xed\xab\xee\xdb', 0, 'an RPM package'],
  ['SQLite format 3', 0, 'an SQLite database'],
  ['%PDF', 0, 'a PDF document'],
  ['\xa8\x19\x01\x13', 0, 'an s390 dump (dasd, zipl)'],
];

/** The container that begins with `head`, or undefined: then {@link describe} says what it is instead. */
export function identify(head: Uint8Array): Container | undefined {
  return CONTAINERS.find(([magic]) => hasAt(head, magic, 0))?.[1];
}

/** What a file that is known to be something else is; undefined for one that may be plain memory. */
export function foreign(head: Uint8Array): string | undefined {
  const known = OTHERS.find(([magic, offset]) => hasAt(head, magic, offset));
  if (known !== undefined) return known[2];
  return looksLikeText(head) ? textKind(new TextDecoder().decode(head)) : undefined;
}

/** What a file that is no dump looks like, for a message: "this is …". */
export function describe(head: Uint8Array, sizeBytes: number): string {
  if (sizeBytes === 0) return 'an empty file';
  const known = foreign(head);
  if (known !== undefined) return known;
  if (head.every((byte) => byte === 0)) return 'zeros from the start: its writing was never finished';
  const first = [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `of no kind that is known; it begins with ${first}`;
}

function hasAt(head: Uint8Array, magic: string, offset: number): boolean {
  if (head.length < offset + magic.length) return false;
  for (let i = 0; i < magic.length; i++) {
    if (head[offset + i] !== magic.charCodeAt(i)) return false;
  }
  return true;
}

function looksLikeText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || (byte >= 7 && byte <= 13) || byte === 0x1b) && !head.includes(0x7f);
}

function textKind(text: string): string {
  const isLog = /^(<\d+>)?\[ *\d+\.\d{6}\]/m.test(text);
  if (isLog) return 'a text file that looks like a kernel log: `triage` reads those';
  return `a text file; it begins with "${text.slice(0, 40).replace(/\s+/g, ' ').trim()}"`;
}
