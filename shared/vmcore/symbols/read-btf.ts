import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { VirtualMemory } from '../memory/virtual-memory.ts';
import { Btf } from './btf.ts';

const MAX_BTF_BYTES = 48 * 2 ** 20;

/** What reading BTF takes of a kernel. */
export interface BtfHome {
  readonly memory: VirtualMemory;
  symbol(name: string): bigint | undefined;
}

/**
 * The kernel's types: from outside where given, else from its own memory.
 *
 * @throws {MemoryReadError} {FormatError} with the reason that there are none
 */
export async function readBtf(kernel: BtfHome, outside?: Uint8Array): Promise<Btf> {
  if (outside !== undefined) return Btf.parse(outside);
  const start = kernel.symbol('__start_BTF');
  const stop = kernel.symbol('__stop_BTF');
  if (start === undefined || stop === undefined) {
    throw new FormatError(FormatErrorCode.Unsupported, { format: 'btf', field: '__start_BTF' }, 'the kernel has none');
  }
  if (stop <= start || stop - start > BigInt(MAX_BTF_BYTES)) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'btf', field: '__stop_BTF' },
      'does not follow its start',
    );
  }
  return Btf.parse(await kernel.memory.bytes(start, Number(stop - start), 'BTF'));
}
