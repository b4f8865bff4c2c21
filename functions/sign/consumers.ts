/** Whom an image is asked about. */
import type { Consumer, ImageInfo } from '../../shared/contract/verify.ts';

/** Consumers that load images of this kind, of those that are named. None: nobody can be asked, and nothing is signed. */
export function intendedConsumers(info: ImageInfo, consumers: readonly Consumer[]): readonly Consumer[] {
  return consumers.filter((consumer) => {
    switch (info.kind) {
      case 'module':
        return consumer === 'module';
      case 'bzimage':
        return consumer !== 'module';
      case 'arm64-image':
        // Debian's kernels of arm64 have no kexec_file_load that could be asked.
        return consumer === 'uefi' || consumer === 'shim';
      case 'uki':
      case 'zboot':
      case 'riscv-image':
      case 'shim':
      case 'boot-loader':
      case 'efi-driver':
      case 'efi':
        return consumer === 'uefi' || consumer === 'shim';
      case 's390-image':
      case 'elf-kernel':
      case 'firmware':
      case 'compressed':
      case 'unknown':
        return false;
    }
  });
}
