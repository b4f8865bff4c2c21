/** Which files kexec_file_load takes for a kernel at all, before it looks at a signature. */
import { KernelError } from './errno.ts';

/** Processor whose kernel is asked. Others' loaders (s390, ppc64) check appended signatures instead. */
export type KernelMachine = 'x86_64' | 'aarch64';

const SETUP_HEADER = 0x1f1;
const LOADED_HIGH = 0x01;
const XLF_KERNEL_64 = 0x01;
const XLF_CAN_BE_LOADED_ABOVE_4G = 0x02;

/** @throws {KernelError} ENOEXEC on x86, EINVAL on arm64, for what is no kernel image */
export function probeKernel(head: Uint8Array, sizeBytes: number, machine: KernelMachine): void {
  if (machine === 'x86_64') probeBzImage64(head, sizeBytes);
  else probeArm64Image(head);
}

/** linux v6.1 arch/x86/kernel/kexec-bzimage64.c `bzImage64_probe` */
function probeBzImage64(head: Uint8Array, sizeBytes: number): void {
  const no = (problem: string): KernelError => new KernelError('ENOEXEC', 'bzImage64_probe', problem);
  if (sizeBytes < 1024 || head.length < 0x268) throw no('too short for a bzImage');
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (Buffer.from(head.subarray(0x202, 0x206)).toString('latin1') !== 'HdrS') throw no('not a bzImage: no HdrS');
  if (view.getUint16(SETUP_HEADER + 0x0d, true) !== 0xaa55) throw no('no x86 boot sector');
  if (view.getUint16(0x206, true) < 0x020c) throw no('boot protocol older than 2.12');
  if ((view.getUint8(0x211) & LOADED_HIGH) === 0) throw no('zImage, not bzImage');
  const xloadflags = view.getUint16(0x236, true);
  if ((xloadflags & XLF_KERNEL_64) === 0) throw no('not a 64-bit bzImage');
  if ((xloadflags & XLF_CAN_BE_LOADED_ABOVE_4G) === 0) throw no('bzImage that can not be loaded above 4 GB');
}

/** linux v6.1 arch/arm64/kernel/kexec_image.c `image_probe`; the last probe's errno is what the call returns. */
function probeArm64Image(head: Uint8Array): void {
  if (head.length < 64 || Buffer.from(head.subarray(0x38, 0x3c)).toString('latin1') !== 'ARM\x64') {
    throw new KernelError('EINVAL', 'image_probe', 'not an arm64 Image (a compressed one has to be unpacked first)');
  }
}
