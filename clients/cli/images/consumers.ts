import { Consumer, type ImageKind } from '../../../shared/contract/verify.ts';
import { UsageError } from '../exit-code.ts';

const KEXEC: readonly Consumer[] = ['kexec-6.1', 'kexec-6.12', 'kexec-7'];

/** `kexec,uefi` → the consumers whose verdict decides. @throws {UsageError} for a name that is none */
export function parseConsumers(text: string): readonly Consumer[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.flatMap((name) => consumersOf(name)))];
}

function consumersOf(name: string): readonly Consumer[] {
  if (name === 'kexec') return KEXEC;
  if (name === 'all') return Consumer.options;
  const consumer = Consumer.safeParse(name);
  if (consumer.success) return [consumer.data];
  throw new UsageError(`--for: ${name} is none of ${[...Consumer.options, 'kexec', 'all'].join(', ')}`);
}

/** Whose verdict decides when nobody said: those who load this kind of image. */
export function usualConsumers(kind: ImageKind): readonly Consumer[] {
  switch (kind) {
    case 'bzimage':
    case 'arm64-image':
      return ['uefi', ...KEXEC];
    case 'module':
      return ['module'];
    case 'uki':
    case 'zboot':
    case 'riscv-image':
    case 'shim':
    case 'boot-loader':
    case 'efi-driver':
    case 'efi':
      return ['uefi'];
    // None of those that are modelled loads these; firmware refuses them, and says why.
    case 's390-image':
    case 'elf-kernel':
    case 'firmware':
    case 'compressed':
    case 'unknown':
      return ['uefi'];
  }
}
