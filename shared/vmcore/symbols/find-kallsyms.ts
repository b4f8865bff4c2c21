import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { KernelMemory } from '../memory/kernel-memory.ts';
import type { KallsymsPlaces } from './read-kallsyms.ts';

export function findKallsyms(_kernel: KernelMemory, _anchor: bigint): Promise<KallsymsPlaces> {
  throw new FormatError(FormatErrorCode.Unsupported, { format: 'kallsyms', field: 'tables' }, 'were not found');
}
